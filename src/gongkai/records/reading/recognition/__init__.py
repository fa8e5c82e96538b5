"""What a sheet is and which of its columns are ours: by layout, name, headings and values."""

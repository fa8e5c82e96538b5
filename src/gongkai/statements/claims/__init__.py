"""What a report says in words, held against its tables and against itself."""

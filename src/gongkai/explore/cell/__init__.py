"""What a cell shows of a result, in any viewer: tables, pictures, portraits."""

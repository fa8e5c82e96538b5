"""What a result is asked with: names, days, offices, rows, SQL."""

"""Commands that make reports, list them or read them back."""

"""What Chinese statistical prose states: figures, what they count, how they relate, and whether it holds."""

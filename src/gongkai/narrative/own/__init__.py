"""What the office itself wrote: its files, what they are meant to say, and where each word stands in them."""

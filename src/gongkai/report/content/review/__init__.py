"""What the office's own edition adds: what is to do, every number with where it comes from, checks by subject."""

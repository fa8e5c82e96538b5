"""A report that comes back from Word: what was edited, what of it is taken, and what is refused."""

"""A whole and its parts: the rest, kinds that shut one another out, what is left, what is told again."""

"""Commands for the clerk: a folder laid out, filled, checked."""

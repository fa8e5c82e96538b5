"""Grids read back as the official tables of their year."""

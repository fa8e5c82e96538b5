"""The official tables of each era, as data."""

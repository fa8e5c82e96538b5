"""A year's figures as facts: one row each, exact, from which every official table can be made again."""

"""A paragraph cut up: one shape a character, figures with their units, clauses, changes."""

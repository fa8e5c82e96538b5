"""The prose of the report: bound figures, licensed claims, chapters as templates."""

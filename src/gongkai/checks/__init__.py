"""Checks a careful reviewer makes, each with one of four results."""

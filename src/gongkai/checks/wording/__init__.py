"""Checks of the wording of a report, ours or anybody's: chapters, dates, names, claims, characters."""

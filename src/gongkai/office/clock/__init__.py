"""The clock of an answer as the clerk asks for it: a request day by day, a year of the calendar, what a calendar changes."""

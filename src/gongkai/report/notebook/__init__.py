"""The report's notebook, and the process that runs it."""

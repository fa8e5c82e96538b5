"""The report: built, shown in a notebook, written as a page. Nothing below writes an output."""

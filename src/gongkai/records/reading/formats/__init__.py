"""A file becomes sheets of text: workbooks old and new, markup that calls itself one, delimited text."""

"""Finished files read again before they are published: page, document and workbook."""

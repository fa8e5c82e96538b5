"""Published files as paragraphs and grids of text: page, Word, PDF, plain text."""

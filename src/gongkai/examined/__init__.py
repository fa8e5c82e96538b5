"""One key put together: figures, form, checks, prose, last year, members. Needs no report."""

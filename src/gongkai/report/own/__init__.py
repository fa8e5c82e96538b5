"""The analyst's own section: a notebook run for the report, its outputs made components or refused by cell."""

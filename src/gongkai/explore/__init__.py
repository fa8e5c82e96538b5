"""The analyst's side: a year to look into, from the same registry as the report."""

"""Files as the sheets of the ledgers they belong to, cell by cell: the only place that parses text."""

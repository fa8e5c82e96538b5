"""Records: ledger files read, typed and checked. Above this layer nobody parses text."""

"""What a row, a ledger and several ledgers must satisfy, as findings."""

"""Sheets of a ledger workbook that hold no ledger: settings, statements, answers, the stamp."""

"""Sentences with a licence: each may stand only where its condition is known and true."""

"""Shares of a whole and rates of what was done, recomputed at the digits printed."""

"""Indicators: the only door to a figure."""

"""Commands for whoever works in notebooks."""

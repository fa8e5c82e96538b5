"""Files written whole or not at all, and with the same bytes on every day and machine."""

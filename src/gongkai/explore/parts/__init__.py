"""The parts of an opened year."""

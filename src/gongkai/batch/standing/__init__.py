"""What stands on disk of reports made before: is it fresh, what is listed, the index of all."""

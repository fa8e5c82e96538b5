"""What each figure counts, as far as an official table counts it too."""

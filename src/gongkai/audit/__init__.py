"""Any office's published report, read as a reader would and held against itself."""

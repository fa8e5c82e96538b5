"""The report as one HTML file, from an executed notebook."""

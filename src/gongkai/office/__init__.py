"""What the clerk is handed: template, marked workbook, new folder, one request's clock."""

"""The official tables as a workbook with live formulas."""

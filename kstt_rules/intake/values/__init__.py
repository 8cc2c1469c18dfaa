"""Cells of tables become typed values, and rows are accepted or rejected."""

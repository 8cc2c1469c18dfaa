"""Rows of tables become datasets: values read, units linked, rows accepted or rejected."""

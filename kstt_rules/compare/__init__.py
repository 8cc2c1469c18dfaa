"""Two audits held against each other, and results read back from their files."""

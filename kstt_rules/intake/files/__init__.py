"""Which files were submitted, and what stands in their cells: one reader a format, in a guarded child process."""

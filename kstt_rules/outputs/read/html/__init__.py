"""Pages for a browser: one file each that needs nothing else, in both languages, to filter and to print on A4."""

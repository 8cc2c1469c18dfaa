"""The workplace of ``kstt serve``: files are dropped, understood, audited, corrected and written out in a browser."""

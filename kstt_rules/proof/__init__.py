"""A rule pack held against all dossiers at once: its conditions as formulas that a solver (z3) decides."""

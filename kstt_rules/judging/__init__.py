"""A dossier becomes findings: completed, put before the rules, judged, and put into words."""

"""Workspaces: one folder each, whose it is, and when it goes."""

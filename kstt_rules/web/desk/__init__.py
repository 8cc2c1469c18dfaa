"""Desks: processes that hold the open audit of a workspace and answer questions on it."""

"""Breaches that a body is excused from: their files, and how they are set aside."""

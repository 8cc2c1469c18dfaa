"""Letters of reminder: to whom, about what, and under which letterhead."""

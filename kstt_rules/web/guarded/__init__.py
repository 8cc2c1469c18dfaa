"""Processes that are bounded in time and memory and end with all that they started."""

"""Drives durable-rules: conditions become chains of comparisons, and facts get its answers."""

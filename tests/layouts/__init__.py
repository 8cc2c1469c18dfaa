"""Canonical tables written as the sheets that offices really send, from a seed, so that reading can be tested."""

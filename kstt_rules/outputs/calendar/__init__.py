"""The report calendar of a year, to fill in or to subscribe to."""

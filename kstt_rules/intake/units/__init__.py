"""The register of units, and which unit a text names."""

"""What other programs read of an audit: JSON, SARIF, OSCAL, JUnit."""

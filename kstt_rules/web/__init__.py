"""The audit as a web page of one's own network: files go up, a report comes back, nothing is kept."""

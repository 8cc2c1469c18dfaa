"""``POST /audit``: one request, one audit, one result, of which nothing is kept."""

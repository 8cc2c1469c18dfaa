"""What a cell says: typed values of fields, roles of titles, and what cannot be read."""

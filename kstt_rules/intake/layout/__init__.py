"""Where in a sheet its tables lie, which column is which field, and which rows hold data."""

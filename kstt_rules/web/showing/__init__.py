"""What pages show of a result, as plain data: lists that are chosen from and leafed through, and pieces of sheets."""

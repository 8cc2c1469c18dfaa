"""An audit that stays open: the cells that are kept, the edits of them, and what each edit turns."""

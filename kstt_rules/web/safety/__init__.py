"""Who may ask, for what, how much and how fast: nothing here knows what is asked."""

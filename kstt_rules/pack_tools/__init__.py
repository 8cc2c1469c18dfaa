"""Tools for whoever writes a pack: check it, see what it covers, explain a rule."""

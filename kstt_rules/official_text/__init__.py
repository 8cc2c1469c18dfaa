"""The regulation's own text: read, held against a pack, or made the first draft of one."""

"""The regulation's own text: its lines, provisions and references, held against a pack, or made a first draft of one."""

"""The ground floor: texts in two languages, errors, strict YAML, and how a text is folded to be found again."""

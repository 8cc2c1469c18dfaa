"""Parts of regular expressions that keep a search in a long text linear."""

from typing import Final

BLANKS: Final = r"(?:(?<!\s)\s+)?"
"""White space before a sign, or none; sought from where it begins alone, not from each place within it."""
SOME_BLANKS: Final = r"(?<!\s)\s+"
"""The same where there must be some."""

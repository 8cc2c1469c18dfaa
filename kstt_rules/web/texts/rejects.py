"""The words of the list of what was not accepted."""

from typing import Final

from kstt_rules.base.bilingual import both

TITLE: Final = both("Not accepted, or to be checked")
CORRECT: Final = both("Correct the cell")

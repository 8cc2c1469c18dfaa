"""The words of the list of what was not accepted."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = texts.REJECTS
CORRECT: Final = both("Correct the cell")

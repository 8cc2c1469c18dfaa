"""The words of the list of provisions."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = texts.COVERAGE
TOTAL: Final = texts.TOTAL
NO_RULE: Final = both("No rule")

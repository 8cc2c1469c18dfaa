"""The words of the list of units."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = both("By unit")
WORST: Final = both("Units, the worst first")
TIER: Final = texts.TIER
NOT_RECEIVED: Final = both("Data not received")

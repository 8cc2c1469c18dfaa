"""The words of the list of what many lack alike."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = both("What cannot be concluded")
REMEDY: Final = texts.REMEDY
WOULD_BE: Final = texts.WOULD_BE
CONCERNS: Final = both("{subjects} checks, {units} units")

"""The words that stand around every page."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

NAME: Final = both("Audit of dossiers")
LANGUAGES: Final = both("Language")
SKIP: Final = both("Skip to the content")
STEPS: Final = both("Steps")
OPTIONAL: Final = both("optional")
NOT_YET: Final = both("not yet open")

FILES: Final = texts.INPUTS
UNDERSTOOD: Final = both("How it was read")
FINDINGS: Final = texts.FINDINGS_OF_WHOLE
RESULTS: Final = both("Results")

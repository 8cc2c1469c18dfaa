"""The words of the page of one finding."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = both("Finding", "the page")
FOUND: Final = both("What was found")
BASIS: Final = texts.BASIS
OFFICIAL_TEXT: Final = texts.OFFICIAL_TEXT
REMEDY: Final = texts.REMEDY
MISSING: Final = texts.MISSING
BEARER: Final = texts.BEARER
UNIT: Final = texts.UNIT
WOULD_BE: Final = texts.WOULD_BE
READING: Final = texts.READING
RULE: Final = texts.RULE
EVIDENCE: Final = both("What it rests on")
NO_EVIDENCE: Final = both("It rests on no cell of the submitted files.")
HOW_TO_CORRECT: Final = both("Choose a cell to correct it; the cells that the finding rests on are marked.")
OF_UNIT: Final = both("All findings of this unit")
GONE: Final = both("This finding is no longer there: the data or the waivers have changed since.")
TO_ALL: Final = both("To all findings")

WAIVE: Final = both("Waive")
WAIVE_ABOUT: Final = both(
    "Where a competent authority excuses the unit, record it here. The finding then counts as waived, with the reason, "
    "until the last day."
)
WAIVE_SCOPE: Final = both("What is waived")
WAIVE_RULE: Final = both("this rule alone ({rule})")
WAIVE_PROVISION: Final = both("all that {provision} asks for")
WAIVE_REASON: Final = texts.REASON
WAIVE_DOCUMENT: Final = both("Granted by, with the number of the document")
WAIVE_FROM: Final = both("From")
WAIVE_UNTIL: Final = both("Until")
WAIVE_SUBMIT: Final = both("Record the waiver")

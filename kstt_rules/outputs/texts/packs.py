"""The fixed words of what is shown about packs and rules."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.outputs import texts

VERSION: Final = both("Version")
TITLE: Final = both("Title")
PROVISIONS: Final = both("Provisions")
RULES: Final = both("Rules")
ISSUER: Final = both("Issued by")
ARTICLES: Final = both("Articles")
READINGS: Final = both("Readings")
NOTES: Final = both("Notes")

SUMMARY: Final = both("Summary", "packs")
SUBJECT: Final = both("Subject", "packs")
NORM: Final = both("Kind of norm")
BEARER: Final = both("Bearer")
NORM_AND_BEARER: Final = both("Norm: bearer")
NOT_CHECKED: Final = both("Not checked because")
APPLIES: Final = both("Applies when")
BREACH: Final = both("Breached when")
ALWAYS: Final = both("always")
IN_FORCE: Final = both("In force")
DEFAULT: Final = both("default")
PARAMETERS: Final = both("Parameters")
FROM: Final = both("from {day}")
UNTIL: Final = both("until {day}")
LOCAL: Final = both("a local choice, not in the regulation")
UNDETERMINED: Final = both("When undetermined")
NOTE: Final = both("Note")
PLACE: Final = both("File and line")
CASES: Final = both("Cases")
NO_CASES: Final = both("No case.")
CASE_COUNT: Final = both("Cases", "pack")
MUTANTS: Final = both("Mutants")
MUTANT_COUNT: Final = both("Mu-\ntants")
COVERAGE: Final = both("What the rule pack covers")
COVERED: Final = both(
    "{provisions} provisions: {checked} checked by rules, {not_checked} not checked for a stated reason, {untested} "
    "without a case. Decided: {decided} %."
)
TOTALS: Final = both("Totals")
TRIED: Final = both("{rules} rules, {cases} cases, {mutants} changes to conditions that a case must notice.")
STATUSES: Final[Mapping[str, Bilingual]] = {
    "checked": texts.CHECKED,
    "not_checked": texts.NOT_CHECKED,
    "untested": both("without a case"),
}
NO_SUBJECT: Final = both("There is nothing to check for this unit.")
OUT_OF_FORCE: Final = both("This happened outside the time when the provision was in force.")

NORMS: Final[Mapping[str, Bilingual]] = {
    "definition": both("definition"),
    "principle": both("principle"),
    "power": both("power"),
    "duty": both("duty"),
    "prohibition": both("prohibition"),
    "right": both("right"),
}

"""The fixed words of what is shown about packs and rules."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

PACK: Final = both("Rule pack")
VERSION: Final = both("Version")
TITLE: Final = both("Title")
PROVISIONS: Final = both("Provisions")
RULES: Final = both("Rules")
REGULATION: Final = both("Regulation")
ISSUER: Final = both("Issued by")
ARTICLES: Final = both("Articles")
READINGS: Final = both("Readings")
NOTES: Final = both("Notes")

PROVISION: Final = both("Provision")
SUMMARY: Final = both("Summary")
NORM: Final = both("Kind of norm")
BEARER: Final = both("Bearer")
NORM_AND_BEARER: Final = both("Norm: bearer")
RULE: Final = both("Rule")
NOT_CHECKED: Final = both("Not checked because")
SUBJECT: Final = both("Subject")
APPLIES: Final = both("Applies when")
BREACH: Final = both("Breached when")
ALWAYS: Final = both("always")
IN_FORCE: Final = both("In force")
SEVERITY: Final = both("Severity")
READING: Final = both("Reading")
DEFAULT: Final = both("default")
PARAMETERS: Final = both("Parameters")
FROM: Final = both("from {day}")
UNTIL: Final = both("until {day}")
LOCAL: Final = both("a local choice, not in the regulation")
MESSAGE: Final = both("Message")
UNDETERMINED: Final = both("When undetermined")
REMEDY: Final = both("Remedy")
NOTE: Final = both("Note")
PLACE: Final = both("Stands in")
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
    "checked": both("checked"),
    "not_checked": both("not checked"),
    "untested": both("without a case"),
}
NO_SUBJECT: Final = both("The unit has no subject to judge.")
OUT_OF_FORCE: Final = both("The fact lies outside the time in which this is in force.")

NORMS: Final[Mapping[str, Bilingual]] = {
    "definition": both("definition"),
    "principle": both("principle"),
    "power": both("power"),
    "duty": both("duty"),
    "prohibition": both("prohibition"),
    "right": both("right"),
}

"""The fixed words of the formats that other programs show: SARIF, OSCAL and JUnit XML."""

from typing import Final

from kstt_rules.base.bilingual import both

HELP: Final = both(
    "{citation}.\nContent: {summary}\nFor its conditions, parameters and cases: kstt explain {rule} --pack {pack}"
)
FOLDER: Final = both("The folder of what was submitted.")

SATISFIED: Final = both("No breach found: {compliant} subjects compliant, {not_applicable} not applicable.")
WAIVED: Final = both("Waived", "tool")
NO_EVIDENCE: Final = both("There were no data to look at.")
RULE_PACK: Final = both("The rule pack is the plan of the audit: the provisions, conditions and parameters applied.")
AUDITED: Final = both("Automatic audit of what was submitted by the rule pack {pack}.")
REVIEWED: Final = both("Every provision of the regulation but those without a rule.")
NOT_ACCEPTED: Final = both("Data not accepted")

COMPLIANT: Final = both("{count} compliant subjects")
NOT_APPLICABLE: Final = both("{count} subjects not applicable")
ROWS: Final = both("{read} rows: {accepted} accepted, {rejected} rejected, {ignored} ignored.")

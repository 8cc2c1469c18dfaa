"""The fixed words of the formats that other programs show: SARIF, OSCAL and JUnit XML."""

from typing import Final

from kstt_rules.base.bilingual import both

HELP: Final = both(
    "{citation}.\nContent: {summary}\nFor its conditions, parameters and cases: kstt explain {rule} --pack {pack}"
)
FOLDER: Final = both("The folder of the submitted files.")

SATISFIED: Final = both("No breach found: {compliant} subjects compliant, {not_applicable} not applicable.")
NO_EVIDENCE: Final = both("There were no data to check.")
RULE_PACK: Final = both("The rule pack is the plan of the audit: the provisions, conditions and parameters applied.")
AUDITED: Final = both("Automatic audit of the submitted files by the rule pack {pack}.")
REVIEWED: Final = both("All provisions of the regulation except those without a rule.")

COMPLIANT: Final = both("{count} compliant subjects")
NOT_APPLICABLE: Final = both("{count} subjects not applicable")
SUBJECTS: Final = both("{count} subjects")
ROWS: Final = both("{read} rows: {accepted} accepted, {rejected} rejected, {ignored} ignored.")

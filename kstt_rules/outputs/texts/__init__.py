"""The fixed words that several outputs say; those of one theme stand beside, in a file of its name."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.model.outcomes import Outcome

TITLE: Final = both("Audit result")
GUIDE: Final = both("Guide")
REGULATION: Final = both("Regulation")
NUMBER: Final = both("Number")
DATED: Final = both("Date of issue")
EFFECTIVE_FROM: Final = both("In force from")
AS_OF: Final = both("As of")
ENGINE: Final = both("Rule engine")
JUDGED: Final = both("{engine}; it judged {count} subjects")
PACK: Final = both("Rule pack")
READINGS: Final = both("Readings in use")
SETTINGS: Final = both("Parameters set by the user")
UNKNOWN: Final = both("not known")
NONE: Final = both("none")

SUMMARY: Final = both("Summary")
FINDINGS: Final = both("Findings by who is obliged")
FINDINGS_OF_WHOLE: Final = both("Findings")
FINDINGS_SHEET: Final = both("Findings", "texts")
COVERAGE: Final = both("By provision")
STATISTICS: Final = both("By rule")
UNDETERMINED: Final = both("Undetermined")
INPUTS: Final = both("Files submitted")
REJECTS: Final = both("Data not accepted")
UNREAD: Final = both("Not read, and not judged")
NOTICES: Final = both("Notices")
APPLIED: Final = both("What was applied")

OUTCOME: Final = both("Outcome")
SEVERITY: Final = both("Severity")
WOULD_BE: Final = both("Would be")
CAUSE: Final = both("Cause")
CONCERNED: Final = both("Units concerned")
OWN_DATA: Final = both("data of the subject itself")
UNITS_COUNT: Final = both("{count} units", "texts")
WHOLE_DOSSIER: Final = both("the whole dossier")
COUNT: Final = both("Count")
TOTAL: Final = both("Total")

PROVISION: Final = both("Provision")
BASIS: Final = both("Legal basis")
CITATION: Final = both("Full citation")
PROVISION_ID: Final = both("Provision id")
CONTENT: Final = both("Content")
STATUS: Final = both("Status")
REASON: Final = both("Reason")
CHECKED: Final = both("checked")
NOT_CHECKED: Final = both("not checked")
NOT_CHECKED_COUNT: Final = both("Provisions without a rule")
OUTCOME_HEADERS: Final = {
    Outcome.VIOLATION: both("Viola-\ntion"),
    Outcome.REVIEW: both("For\nreview"),
    Outcome.INFO: both("Infor-\nmation"),
    Outcome.UNDETERMINED: both("Undeter-\nmined"),
    Outcome.WAIVED: both("Waived"),
    Outcome.COMPLIANT: both("Com-\npliant"),
    Outcome.NOT_APPLICABLE: both("Not ap-\nplicable"),
}

FILE: Final = both("File")
SHEET: Final = both("Sheet")
COLUMN: Final = both("Column")
ROW: Final = both("Row")
READ: Final = both("Rows")
ACCEPTED: Final = both("Accepted")
REJECTED: Final = both("Rejected")
IGNORED: Final = both("Ignored")
SHA256: Final = both("SHA-256")
REASON_CODE: Final = both("Reason code")
NO_INPUTS: Final = both("No file.")
NO_REJECTS: Final = both("No row was refused.")
NO_FINDINGS: Final = both("No breach found.")

UNIT: Final = both("Unit")
UNIT_ID: Final = both("Unit id")
BEARER: Final = both("Bearer", "of a finding")
BEARER_ID: Final = both("Bearer's id")
UNITS: Final = both("units")
TIER: Final = both("Tier")
SUBJECT: Final = both("Subject")
SUBJECT_KIND: Final = both("Kind of subject")
SUBJECT_ID: Final = both("Subject id")
HEADING: Final = both("Title", "texts")
MESSAGE: Final = both("Message")
REMEDY: Final = both("Remedy")
MISSING: Final = both("Missing data")
EVIDENCE: Final = both("Evidence")
RULE: Final = both("Rule")
RULE_ID: Final = both("Rule id")
READING: Final = both("Reading")
OFFICIAL_TEXT: Final = both("Official text")
FINGERPRINT: Final = both("Fingerprint")

YES: Final = both("yes")
NO: Final = both("no")
TRUE: Final = both("true")
FALSE: Final = both("false")
BLANK: Final = both("no data")
PAGE: Final = both("Page &P of &N")
CUT: Final = both("… [cut]")
MORE_UNITS: Final = both("… and {count} more units.")
MORE_FINDINGS: Final = both("… and {count} more of this unit.")
MORE_LINES: Final = both("… and {count} more lines.")
MORE_PLACES: Final = both("and {count} more cells")
MORE_UNIT_NAMES: Final = both("and {count} more units")
SEE_ALL: Final = both("To see all: add --format xlsx -o RESULT.xlsx")

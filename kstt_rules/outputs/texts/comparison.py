"""The fixed words of the comparison of two audits."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.comparison import Change, Why
from kstt_rules.outputs import texts

TITLE: Final = both("Two audits compared")
SINCE: Final = both("Since the earlier audit")
BEFORE: Final = both("Earlier audit")
AFTER: Final = both("Later audit")
EARLIER: Final = both("Before")

CHANGES: Final[Mapping[Change, Bilingual]] = {
    Change.NEW: both("New"),
    Change.CHANGED: both("Changed"),
    Change.OPEN: both("Still open"),
    Change.FIXED: both("Fixed or gone"),
    Change.NOT_COMPARABLE: both("Not comparable"),
}
NOTHING_NEW: Final = both("Nothing new or worse was found.")

DIFFERENCES: Final = both("The two audits used different settings")
WHY_NOT_COMPARABLE: Final = both(
    "So a finding of only one audit is listed as not comparable; the exit code still counts those of the later audit."
)
DIFFERENCE: Final[Mapping[str, Bilingual]] = {
    "pack": texts.PACK,
    "effective_from": texts.EFFECTIVE_FROM,
    "reading": both("Reading ({name})"),
    "setting": both("Parameter ({name})"),
    "unreadable": both("Unreadable file {name}"),
    "previous": both("Earlier roster compared with"),
    "engine": texts.ENGINE,
    "schema": both("Form of the result"),
    "selection": both("What was selected"),
    "corrections": both("Corrected data"),
}
SUBMITTED: Final = both("as submitted")
ALL: Final = both("all, nothing was selected")
CHANGED_RULES: Final = both("Rules that differ between the two versions: {count}; what they say is not comparable.")
OTHER_ROSTER: Final = both("What follows from the changes of rosters is not comparable where only one audit has it.")
NOT_SENT: Final = both(
    "Findings of the earlier audit whose files or datasets were not sent again: {count}; they do not count as fixed."
)
NOT_SENT_BEFORE: Final = both(
    "Findings of the later audit whose files or datasets were not sent before: {count}; they do not count as new."
)
LEFT_OUT: Final = both("Files of the earlier audit that the later one does not have: {count} ({names}).")
VERSION_1_TELLS: Final = both(
    "A result of kstt-audit/1 does not say what each unit sent, so nothing is listed as fixed or new; nor which rules "
    "judged."
)
UNREADABLE: Final = both("Unreadable files")

ONLY_BEFORE: Final = both("In the earlier audit only.")
ONLY_AFTER: Final = both("In the later audit only.")
REASONS: Final = {
    Why.SETTINGS: both("The two audits used different settings."),
    Why.RULE_CHANGED: both("Another version of the pack judges by another rule."),
    Why.RULE_ABSENT: both("The other audit did not check this rule."),
    Why.UNDECIDED: both("Missing from the other audit: {names}."),
    Why.NOT_SENT: both("Not sent for the later audit: {names}."),
    Why.PREVIOUS: both("The two audits compared the rosters with different earlier ones."),
    Why.NOT_SELECTED: both("The earlier audit was asked for something else."),
    Why.NO_UNIT: both("The unit is not in the register of the later audit."),
    Why.VERSION_1: both("A result of kstt-audit/1 does not say what was sent."),
}
"""What keeps a finding from comparison."""
REASONS_NOT_NEW: Final[Mapping[Why, Bilingual]] = REASONS | {
    Why.NOT_SENT: both("Not sent for the earlier audit: {names}."),
    Why.NO_UNIT: both("The unit is not in the register of the earlier audit."),
}
"""What keeps a finding of the later audit alone from it."""
SEE_ALL: Final = both("To see all: kstt diff … --format json -o DIFF.json")

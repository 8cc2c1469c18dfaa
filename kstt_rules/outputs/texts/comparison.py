"""The fixed words of the comparison of two audits."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.comparison import Change
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
}
UNREADABLE: Final = both("Unreadable files")

ONLY_BEFORE: Final = both("In the earlier audit only.")
ONLY_AFTER: Final = both("In the later audit only.")
LACKING: Final = both("Missing from the other audit: {names}.")
SEE_ALL: Final = both("To see all: kstt diff … --format json -o DIFF.json")

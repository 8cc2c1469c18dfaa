"""The fixed words of the comparison of two audits."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.comparison import Change

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

DIFFERENCES: Final = both("Decided by differently")
WHY_NOT_COMPARABLE: Final = both(
    "What only one of the audits found is therefore not comparable; "
    "the exit code still counts what only the later one found."
)
DIFFERENCE: Final[Mapping[str, Bilingual]] = {
    "pack": both("Rule pack"),
    "effective_from": both("In force from"),
    "reading": both("Reading {name}"),
    "setting": both("Parameter {name}"),
    "unreadable": both("Unreadable file {name}"),
}
UNREADABLE: Final = both("Unreadable files")
YES: Final = both("yes")
NO: Final = both("no")

ONLY_BEFORE: Final = both("In the earlier audit only.")
ONLY_AFTER: Final = both("In the later audit only.")
LACKING: Final = both("The other audit lacks: {names}.")
SEE_ALL: Final = both("To see all: kstt diff … --format json -o DIFF.json")

"""The words of the page of waivers."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts
from kstt_rules.web.texts import finding, letters, results

TITLE: Final = results.WAIVERS
ABOUT: Final = both(
    "What a unit is excused from. Waive on the page of a finding, or send a file that was kept. The file can be used "
    "with kstt audit --waivers too."
)
NONE: Final = both("Nothing is waived.")
UNIT: Final = texts.UNIT
WHAT: Final = finding.WAIVE_SCOPE
REASON: Final = texts.REASON
GRANTED_BY: Final = finding.WAIVE_DOCUMENT
START: Final = finding.WAIVE_FROM
UNTIL: Final = finding.WAIVE_UNTIL
TAKE_BACK: Final = both("Take the waiver back")
DOWNLOAD: Final = both("Download the waivers")
WAIVED: Final = both("See what is waived")
UPLOAD: Final = both("Waivers that were kept")
FILE: Final = both("File of waivers (.yaml, or a workbook with a sheet Miễn trừ)")
SEND: Final = letters.SEND
NO_FILE: Final = letters.NO_FILE
RECORDED: Final = both("The waiver was recorded and everything judged again.")
TAKEN_BACK: Final = both("The waiver was taken back and everything judged again.")
TAKEN: Final = both("{count} waivers were read and everything judged again.")
NOT_THERE: Final = both("This waiver is no longer there.")
NO_FINDING: Final = both("The finding is no longer there; nothing was waived.")
NO_REASON: Final = both("State the reason.")
NO_DOCUMENT: Final = both("State who granted the waiver, with the number of the document.")
WRONG_ORDER: Final = both("The last day is before the first.")

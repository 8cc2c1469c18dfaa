"""The words of the page of letters."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.web.texts import results

TITLE: Final = results.LETTERS
WRITE: Final = both("Write the letters")
ABOUT: Final = both(
    "One Word file a letter and an Excel list of them, together in a .zip. They are in Vietnamese, in the layout of "
    "Decree 30/2020/ND-CP. Check them before they are signed."
)
SEVERITY: Final = both("Lowest level to write about")
PER: Final = both("A letter goes to")
PERS: Final[Mapping[str, Bilingual]] = {
    "district": both("each district, with its communes in an annex"),
    "unit": both("each unit"),
}
ONLY: Final = both("Only this unit (name or code)")
CAPITALISED: Final = both("Cite with capitals: Điểm a Khoản 1 Điều 5")
DOWNLOAD: Final = both("Download {count} letters")
LIST: Final = both("Who is written to")
TO: Final = both("To", "of a letter")
FINDINGS: Final = both("To mend")
REQUESTS: Final = both("Data asked for")
ANNEX: Final = both("Units in the annex")
MORE: Final = both("and {count} more letters.")
NONE: Final = both("There is nobody to write to.")
UNADDRESSED: Final = both("not in the register: no letter was written")

LETTERHEAD: Final = both("Letterhead")
LETTERHEAD_ABOUT: Final = both("What is left blank stays blank in the letters. It is kept with this dossier.")
KEEP: Final = both("Keep the letterhead")
KEPT: Final = both("The letterhead is kept; letters and reports bear it.")
LETTERHEAD_FILE: Final = both("Download it for the next time")
LETTERHEAD_UPLOAD: Final = both("Or take it from a file")
SEND: Final = both("Send")
OWN: Final = both("(the sender itself: a page for its own head)")
NOT_TEXT: Final = both("The file is not a text; send the YAML file of a letterhead.")
NOT_A_NUMBER: Final = both("{field}: {text!r} is not a number; write figures alone.")
NO_LETTERHEAD: Final = both("No letterhead is kept yet.")
NO_FILE: Final = both("Choose a file.")

FIELDS: Final[Mapping[str, tuple[str, Bilingual]]] = {
    "unit": ("text", both("Own code in the register (it gets no letter)")),
    "superior": ("text", both("Superior body")),
    "agency": ("text", both("Issuing body")),
    "place": ("text", both("Place name")),
    "symbol": ("text", both("Symbol of the letters")),
    "first_number": ("number", both("Number of the first letter")),
    "report_symbol": ("text", both("Symbol of the report")),
    "report_number": ("number", both("Number of the report")),
    "date": ("date", both("Date", "of a letter")),
    "subject": ("text", both("Subject of the letters")),
    "reply_to": ("text", both("Replies go to")),
    "reply_by": ("date", both("Reply by")),
    "contact": ("text", both("Contact")),
    "signer.authority": ("text", both("Signed on whose authority")),
    "signer.title": ("text", both("Title of who signs")),
    "signer.name": ("text", both("Name of who signs")),
    "copies": ("lines", both("Copies to, one a line")),
    "archive": ("text", both("Archive")),
}
"""The fields of a letterhead: what kind of field it is, and what it is called."""

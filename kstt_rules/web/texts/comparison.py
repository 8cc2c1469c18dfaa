"""The words of the page of the comparison."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts
from kstt_rules.web.texts import letters, results

TITLE: Final = results.COMPARISON
EARLIER: Final = both("The earlier result")
ABOUT: Final = both("The JSON that an earlier audit was kept as. It is compared with this result.")
AS_OF: Final = texts.AS_OF
FILE: Final = both("Earlier result (.json)")
SEND: Final = both("Compare")
TAKE_AWAY: Final = both("Take it away")
NO_FILE: Final = letters.NO_FILE
WHAT: Final = both("What became of the findings")
PAGE: Final = both("Comparison as a page")
DATA: Final = both("Comparison as JSON")
SINCE: Final = both("Report with what is new since")
TAKEN: Final = both("The earlier result was read and compared.")
NO_EARLIER: Final = both("No earlier result was sent to compare with.")

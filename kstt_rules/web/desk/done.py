"""What an act of a desk comes to."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """The page to go to, with its query, and what to say there: ``Done("findings?unit=07318", both("…"))``."""

    to: str
    said: Bilingual | None = None

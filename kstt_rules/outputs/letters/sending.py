"""What all letters written at once share."""

from datetime import date

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.letter import Letter, Letterhead


@dataclass(frozen=True, slots=True)
class Citing:
    """What the regulation is called in citations, and whether these are capitalised."""

    called: str
    capitalised: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """The audit, the letterhead, and whether citations are capitalised."""

    audit: Snapshot
    letterhead: Letterhead
    capitalised: bool = False

    @property
    def citing(self) -> Citing:
        """How provisions are cited."""
        return Citing(self.audit.called, self.capitalised)

    @property
    def day(self) -> date:
        """The day of the files: that of the letters, or of the audit where that is blank."""
        return self.letterhead.date or self.audit.as_of


def numbers(letters: tuple[Letter, ...], letterhead: Letterhead) -> list[int | None]:
    """Return the number of each letter, as the letterhead counts on; a page for the sender's own head has none."""
    first = letterhead.first_number
    return [None if first is None or letter.is_own else first + place for place, letter in enumerate(letters)]

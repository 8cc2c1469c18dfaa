"""The time that an audit speaks of: its day, and the days between which the regulation bound anybody."""

from datetime import date

from kstt_rules.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TimeJudged:
    """The day of the audit, the first day of the regulation, and the last on which it bound anybody; None: open."""

    as_of: date
    effective_from: date | None = None
    addressees_until: date | None = None

    def binds(self, day: date) -> bool:
        """Say whether the regulation bound anybody on a day, the last one of a period."""
        return (self.effective_from or date.min) <= day <= (self.addressees_until or date.max)

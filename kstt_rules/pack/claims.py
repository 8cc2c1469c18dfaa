"""What an author claims of the rules of a pack or of one provision; a check holds the rules against it."""

import datetime as dt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language import Expr
from kstt_rules.model.citation import Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Where a claim stands: in the entry of a provision, of whose rules it speaks, or for the whole pack (None).

    A provision's rules are those that cite it or a part of it. ``text`` is the claim as it reads in the file.
    """

    provision: Provision | None
    text: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches(Stated):
    """Some rule can be breached by, or for, a unit of each of these kinds, and none by a unit of another kind.

    Whose breach it is goes by the unit concerned: the unit itself, or that which the subject belongs to; where the
    subject says a kind itself (an approval its addressee), by that. Both hold over all options of the readings.
    """

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingAfter(Stated):
    """No rule judges a fact of a later day: it is not applicable, whatever the day of the audit."""

    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingBefore(Stated):
    """No rule judges a fact of an earlier day."""

    day: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFindingWhen(Stated):
    """Where the condition holds for a subject, exactly one of the rules on such subjects is breached.

    A subject that none of them applies to has no finding. It holds under every option of the readings.
    """

    subject: str
    condition: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingWhen(Stated):
    """Where the condition holds for a subject, none of the rules on such subjects is breached or undetermined."""

    subject: str
    condition: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusive(Stated):
    """No subject breaches two of these rules, which all judge the same kind of subject."""

    rules: tuple[str, ...]


Claim = Reaches | NothingAfter | NothingBefore | OneFindingWhen | NothingWhen | Exclusive

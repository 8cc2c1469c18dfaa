"""Letters of reminder: who writes, to whom and about what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Tier
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.outcomes import Severity

Per = Literal["unit", "district"]
"""Whom a commune's matters are written to: itself, or the district that it lies in."""

_Text = Annotated[str, Field(min_length=1, max_length=300)]


_TOO_EARLY: Final = both("reply_by {reply_by} is before the date {date} of the letter")


class Signer(BaseModel):
    """Who signs: on whose authority (``KT. CHÁNH VĂN PHÒNG``), by which title, and the name; what is None is blank."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    authority: _Text | None = None
    title: _Text | None = None
    name: _Text | None = None


class Letterhead(BaseModel):
    """What all letters of one sending have in common; what is None is left blank for a pen.

    ``unit`` is the sender's own id in the register: it gets neither letter nor copy. ``agency`` stands under the
    ``superior`` it belongs to. ``first_number`` numbers the first letter, and the others follow on; a report has a
    number and a symbol of its own. ``copies`` and ``archive`` end the list of recipients.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    unit: _Text | None = None
    superior: _Text | None = None
    agency: _Text | None = None
    place: _Text | None = None
    symbol: _Text | None = None
    first_number: int | None = Field(default=None, ge=1, le=999_999)
    report_symbol: _Text | None = None
    report_number: int | None = Field(default=None, ge=1, le=999_999)
    date: dt.date | None = None
    subject: _Text | None = None
    reply_to: _Text | None = None
    reply_by: dt.date | None = None
    contact: _Text | None = None
    signer: Signer = Signer()
    copies: tuple[_Text, ...] = Field(default=(), strict=False)
    archive: _Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Letterhead":
        if self.date is not None and self.reply_by is not None and self.reply_by < self.date:
            raise ValueError(_TOO_EARLY.format(reply_by=self.reply_by, date=self.date))
        return self


@dataclass(frozen=True, slots=True)
class Matters:
    """What a letter says to one body: what it is obliged to mend, the weightiest first, and what it is asked to supply.

    ``findings`` are breaches; ``requests`` are what could not be judged for want of what this body can tell.
    """

    unit: UnitRef
    tier: Tier | None
    findings: tuple[Finding, ...]
    requests: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """Count the breaches of a severity."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Letter(Matters):
    """A letter to one body; ``file`` names it, and ``superior`` is the unit that the body is under.

    ``annex`` tells what units within it have to mend: the communes of a district. ``districts`` are those of the units
    that it is about, except its own. ``is_own`` marks what the sender has to mend itself: a page for its own head, in
    brief. In brief each rule takes a line, with the first units that it is about.
    """

    superior: UnitRef | None = None
    file: str = ""
    annex: tuple[Matters, ...] = ()
    districts: Mapping[UnitRef, UnitRef] = field(default_factory=dict)
    in_brief: bool = False
    is_own: bool = False

    @property
    def concerned(self) -> tuple[UnitRef, ...]:
        """The other units that its findings are about; they get a copy."""
        return tuple(dict.fromkeys(item.unit for item in self.findings if item.unit != self.unit))

    @property
    def tells_cases_apart(self) -> bool:
        """Whether an annex tells its own matters one by one: told in brief to somebody who has not the result."""
        return self.in_brief and not self.is_own

    @property
    def parts(self) -> tuple[Matters, ...]:
        """What it says to each body: to that which it goes to, and to each of the annex."""
        return (self, *self.annex)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of an audit from province to commune, and what bodies have to mend that no register knows.

    ``own`` is the page for the sender itself, None where it has nothing to mend. ``districts`` are those of the bodies
    that are written about; a district is its own.
    """

    letters: tuple[Letter, ...]
    unaddressed: tuple[Matters, ...]
    own: Letter | None = None
    districts: Mapping[UnitRef, UnitRef] = field(default_factory=dict)

    @property
    def written(self) -> tuple[Letter, ...]:
        """The letters, and the page for the sender at the end."""
        return self.letters if self.own is None else (*self.letters, self.own)

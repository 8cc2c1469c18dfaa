"""Who writes a letter: the agency, its signer, recipients and days, as an office keeps them in a YAML file."""

import datetime as dt
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kstt_rules.base.errors import InputError, PackError
from kstt_rules.base.strict_yaml import read_yaml, validate

_Text = Annotated[str, Field(min_length=1, max_length=300)]


class Signer(BaseModel):
    """Who signs: on whose authority (``KT. CHÁNH VĂN PHÒNG``), by which title, and the name; what is None is blank."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    authority: _Text | None = None
    title: _Text | None = None
    name: _Text | None = None


class Letterhead(BaseModel):
    """What all letters of one sending have in common; what is None is left blank for a pen.

    ``unit`` is the sender's own id in the register: it gets neither letter nor copy. ``agency`` stands under the
    ``superior`` it belongs to. ``first_number`` numbers the first letter, and the others follow on. ``copies`` and
    ``archive`` end the list of recipients.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    unit: _Text | None = None
    superior: _Text | None = None
    agency: _Text | None = None
    place: _Text | None = None
    symbol: _Text | None = None
    first_number: int | None = Field(default=None, ge=1, le=999_999)
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
            raise ValueError(f"reply_by {self.reply_by} is before the date {self.date} of the letter")
        return self


def read_letterhead(path: Path) -> Letterhead:
    """Read a letterhead; raises InputError with every fault of the file, each at its line and column."""
    try:
        return validate(Letterhead, read_yaml(path, name=path.name))
    except PackError as error:
        raise InputError(error.message) from error

"""Waivers as people keep them, in a YAML file or a sheet: unit, what is waived, why, by whom and until when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from kstt_rules.base.bilingual import both, joined
from kstt_rules.base.errors import CitationError, InputError, PackError
from kstt_rules.base.strict_yaml import read_yaml, validate
from kstt_rules.base.text_keys import fold
from kstt_rules.intake import read_dossier
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.extend_vocabulary import extend
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.waivers.apply import Waiver

WAIVER = "waiver"
"""What a row of the sheet is."""

_YAML = (".yaml", ".yml")
_Text = Annotated[str, Field(min_length=1)]


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    unit: _Text
    rule: _Text | None = None
    provision: _Text | None = None
    reason: _Text
    granted_by: _Text
    start: dt.date | None = Field(None, alias="from")
    until: dt.date | None = None

    @model_validator(mode="after")
    def _one_target(self) -> "_Item":
        if (self.rule is None) == (self.provision is None):
            raise ValueError(both("a waiver names either a rule or a provision"))
        return self

    @field_validator("provision")
    @classmethod
    def _names_a_provision(cls, text: str | None, info: ValidationInfo) -> str | None:
        if text is not None:
            try:
                Provision.parse(text, info.context)
            except CitationError as error:
                raise ValueError(error.message) from error
        return text


class _WaiversFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    waivers: list[_Item]


def read_waivers(path: Path, sheets: Iterable[str] = (), citations: CitationForm | None = None) -> tuple[Waiver, ...]:
    """Read a waiver file: YAML with a list ``waivers``, or a workbook with a sheet "Miễn trừ".

    ``sheets`` are those of datasets, which such a workbook may hold as well and which are passed over; ``citations`` is
    the form of its own in which a pack cites. Raises InputError where any other part cannot be read: a waiver that is
    half understood does not count.
    """
    return _from_yaml(path, citations) if path.suffix.lower() in _YAML else _from_sheets(path, sheets, citations)


def _from_yaml(path: Path, citations: CitationForm | None) -> tuple[Waiver, ...]:
    try:
        document = read_yaml(path, name=path.name)
        items = validate(_WaiversFile, document, context=citations).waivers
    except PackError as error:
        raise InputError(error.message) from error
    return tuple(
        Waiver(
            unit=item.unit,
            rule=item.rule,
            provision=None if item.provision is None else Provision.parse(item.provision, citations),
            reason=item.reason,
            granted_by=item.granted_by,
            start=item.start,
            until=item.until,
            place=f"{path.name}:{document.position(('waivers', index))[0]}",
        )
        for index, item in enumerate(items)
    )


def _from_sheets(path: Path, sheets: Iterable[str], citations: CitationForm | None) -> tuple[Waiver, ...]:
    dossier = read_dossier([path], replace(waiver_vocabulary(), citations=citations))
    datasets = {fold(sheet) for sheet in sheets}
    faults = [item for item in dossier.rejects if item.sheet is None or fold(item.sheet) not in datasets]
    if faults or WAIVER not in dossier.tables:
        absent = both("{path}: no sheet of waivers (Miễn trừ) was found").format(path=path.name)
        raise InputError(joined("\n", (item.told for item in faults)) if faults else absent)
    table = dossier.tables[WAIVER]
    return tuple(_waiver(row, table.source(index), citations) for index, row in enumerate(table.records()))


def _waiver(row: dict[Any, Any], source: Any, citations: CitationForm | None) -> Waiver:
    rule, provision = row.get("rule"), row.get("provision")
    place = f"{source.file} {source.sheet}!{source.cell}"
    if (rule is None) == (provision is None):
        raise InputError(both("{place}: name either a rule or a provision, not both").format(place=place))
    return Waiver(
        unit=row["unit"],
        rule=rule,
        provision=None if provision is None else Provision.parse(provision, citations),
        reason=row["reason"],
        granted_by=row["granted_by"],
        start=_day(row.get("from_date")),
        until=_day(row.get("to_date")),
        place=place,
    )


def _day(value: dt.datetime | None) -> dt.date | None:
    return None if value is None else value.date()


def waiver_vocabulary() -> Vocabulary:
    """Return the words of the sheet of waivers, which no pack has among its datasets."""
    base = base_vocabulary()
    own = Vocabulary(base.choices, {"unit": base.entity("unit")})
    path = Path(__file__).with_name("waivers.yaml")
    return extend(own, read_yaml(path, name=path.name))

"""The workbook that offices fill in, as the rules of a pack need it."""

from dataclasses import replace
from typing import Any

from kstt_rules.base.arrays import is_blank
from kstt_rules.language import datasets_used
from kstt_rules.model.dossier import Table
from kstt_rules.model.form import Form, FormColumn, FormSheet
from kstt_rules.model.report_calendar import PERIOD_EXAMPLES, USUAL_KINDS
from kstt_rules.model.vocabulary import UNIT, Entity, EntityField, Vocabulary
from kstt_rules.pack import Pack
from kstt_rules.waivers.files import WAIVER, waiver_vocabulary


def form_of(pack: Pack, units: Table | None = None) -> Form:
    """Return the sheets of what the rules of a pack look at, and that of waivers; a register fills in its units."""
    vocabulary, used = pack.vocabulary, _used(pack)
    return Form(
        sheets=(
            *(_sheet(name, vocabulary) for name in vocabulary.entities if name in used),
            _sheet_of_waivers(),
        ),
        choices={
            name: tuple(choice.label.vi for choice in values.values()) for name, values in vocabulary.choices.items()
        },
        units=() if units is None else _units(units, vocabulary),
        periods=_periods(vocabulary),
        matter=pack.regulation.matter,
        has_namesakes=any(tier.within for tier in vocabulary.tiers().values()),
    )


def _periods(vocabulary: Vocabulary) -> tuple[str, ...]:
    kinds = vocabulary.period_kinds
    return () if kinds == USUAL_KINDS else tuple(text for kind, text in PERIOD_EXAMPLES.items() if kind in kinds)


def _used(pack: Pack) -> set[str]:
    """Return the datasets that some rule looks at, and the register by which all others are understood."""
    expressions = (expr for rule in pack.rules for expr in rule.expressions)
    looked_at = {rule.subject for rule in pack.rules}.union(*map(datasets_used, expressions))
    if any(item.type == UNIT for name in looked_at for item in pack.vocabulary.entity(name).fields.values()):
        looked_at.add(UNIT)
    return {name for name in looked_at if pack.vocabulary.entity(name).sheet}


def _sheet(name: str, vocabulary: Vocabulary) -> FormSheet:
    entity = vocabulary.entity(name)
    columns = (_column(field, item, entity) for field, item in vocabulary.submitted_fields(name).items())
    return FormSheet(title=entity.sheet or name, columns=tuple(columns), is_register=name == UNIT)


def _sheet_of_waivers() -> FormSheet:
    """Return the sheet of waivers; its unit is chosen as those of datasets are, though it is read as it stands."""
    sheet = _sheet(WAIVER, waiver_vocabulary())
    columns = (replace(column, type=UNIT) if column.field == UNIT else column for column in sheet.columns)
    return replace(sheet, columns=tuple(columns))


def _column(field: str, item: EntityField, entity: Entity) -> FormColumn:
    return FormColumn(
        field=field,
        header=item.header or "",
        label=item.label.bilingual,
        type=item.type,
        of=item.of,
        read_from=entity.fields[item.reads].header if item.reads else None,
        required=item.required,
        is_name=field == entity.name,
    )


def _units(table: Table, vocabulary: Vocabulary) -> tuple[dict[str, str], ...]:
    """Return the units as their sheet shows them, parents by code."""
    fields = vocabulary.submitted_fields(UNIT)
    rows = zip(*map(table.cells, fields), strict=True)
    return tuple(
        {key: _shown(value, fields[key], vocabulary) for key, value in zip(fields, row, strict=True)} for row in rows
    )


def _shown(value: Any, item: EntityField, vocabulary: Vocabulary) -> str:
    if is_blank(value):
        return ""
    return vocabulary.label(item.of, value).vi if item.of else str(value)

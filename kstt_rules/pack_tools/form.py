"""The workbook that offices fill in, as the vocabulary of a pack has it."""

from typing import Any

from kstt_rules.model.dossier import Table
from kstt_rules.model.form import Form, FormColumn, FormSheet
from kstt_rules.model.report_calendar import PERIOD_EXAMPLES, USUAL_KINDS
from kstt_rules.model.vocabulary import UNIT, Entity, EntityField, Vocabulary


def form_of(vocabulary: Vocabulary, units: Table | None = None) -> Form:
    """Return the sheets and columns of a vocabulary, filled with the units of a register where there is one."""
    return Form(
        sheets=tuple(
            FormSheet(
                title=entity.sheet,
                columns=tuple(
                    _column(field, item, entity) for field, item in vocabulary.submitted_fields(name).items()
                ),
                is_register=name == UNIT,
            )
            for name, entity in vocabulary.entities.items()
            if entity.sheet
        ),
        choices={
            name: tuple(choice.label.vi for choice in values.values()) for name, values in vocabulary.choices.items()
        },
        units=() if units is None else _units(units, vocabulary),
        periods=_periods(vocabulary),
    )


def _periods(vocabulary: Vocabulary) -> tuple[str, ...]:
    kinds = vocabulary.period_kinds
    return () if kinds == USUAL_KINDS else tuple(text for kind, text in PERIOD_EXAMPLES.items() if kind in kinds)


def _columns(name: str, vocabulary: Vocabulary) -> tuple[FormColumn, ...]:
    entity = vocabulary.entity(name)
    return tuple(_column(field, item, entity) for field, item in vocabulary.submitted_fields(name).items())


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
    rows = table.frame.reindex(columns=list(fields)).astype(object).where(lambda frame: frame.notna(), None)
    return tuple({key: _shown(row[key], fields[key], vocabulary) for key in fields} for row in rows.to_dict("records"))


def _shown(value: Any, item: EntityField, vocabulary: Vocabulary) -> str:
    if value is None:
        return ""
    return vocabulary.label(item.of, value).vi if item.of else str(value)

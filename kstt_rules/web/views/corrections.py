"""The log of corrections: each cell, what stood there and what stands there now, the last one first."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Source
from kstt_rules.outputs import texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.showing.told import cell, sheet_name
from kstt_rules.web.showing.told_edit import told_edit


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of the log, and what the last correction, made or taken back here, changed."""
    language, last = language_of(query), desk.last_edit
    rows = [*enumerate(desk.session.corrections, start=1)]
    found = leaf(rows[::-1], query)
    return around(desk, "findings") | {
        "rows": [_told(number, item, language) for number, item in found.items],
        "leaf": found.shown({}),
        "edit": told_edit(last, language) if last and last.id == query.get("edit") else None,
        "can_undo": desk.session.can_undo,
        "can_redo": desk.session.can_redo,
    }


def _told(number: int, item: Correction, language: Language) -> dict[str, Any]:
    return cell(Source(item.file, item.sheet, item.cell)) | {
        "number": number,
        "place": sheet_name(item.file, item.sheet),
        "holds": "" if item.field is None else visible(capital(label_of(item.field)[language])),
        "before": _text(item.before, language),
        "after": _text(item.after, language),
    }


def _text(value: str | None, language: Language) -> str:
    return texts.BLANK[language] if value is None else visible(value)

"""How the files were understood: what is to be checked, file by file, and what was corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from unicodedata import normalize

from kstt_rules.base.bilingual import Bilingual, in_both, joined
from kstt_rules.model.dossier import Reject
from kstt_rules.model.inspection import Inspection, UnclearText
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.wording import capital
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.texts import understood as words
from kstt_rules.web.understood.mapping_draft import MappingDraft
from kstt_rules.web.understood.sheets import (
    column_told,
    datasets,
    field_labels,
    lacking_columns,
    tables_told,
    unknown_sheets,
)
from kstt_rules.web.understood.units import UnitNames

MOST_AT_ONCE: Final = 50
"""Things to check of one kind that a page shows; correcting one often settles others."""
_MOST_UNITS: Final = 3_000
"""Units that a browser is given to choose from; of more, one is typed."""
_MOST_CELLS: Final = 4
_MOST_REJECTS: Final = 30
_MOST_TABLES: Final = 20


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what is to be checked and all files, or the tables of the file that is asked for."""
    inspection, vocabulary = desk.inspection, desk.pack.vocabulary
    rejects = inspection.dossier.rejects
    files = _files(inspection)
    chosen = query.get("file", "")
    shown: dict[str, Any] = {"file": None, "datasets": datasets(vocabulary)}
    if chosen in {item["file"] for item in files}:
        tables = leaf([table for table in inspection.tables if table.file == chosen], query, _MOST_TABLES)
        return shown | {
            "file": next(item for item in files if item["file"] == chosen),
            "tables": tables_told(desk, tables.items),
            "leaf": tables.shown({"file": chosen}),
            "rejects": _rejects(rejects, chosen),
        }
    names = UnitNames(inspection.dossier)
    units, titles = _unclear(inspection.unclear, "unit", names), _unclear(inspection.unclear, "title", names)
    return shown | {
        "files": files,
        "summary": _summary(inspection, len(files)),
        "passed_over": _passed_over(desk, inspection),
        "faulty": [{"file": item.file, "why": item.message} for item in rejects if item.is_unreadable],
        "sheets": _some(
            [{"file": item.file, "sheet": item.sheet, "why": item.message} for item in unknown_sheets(rejects)]
        ),
        "units": _some(units),
        "titles": _some(titles),
        "columns": _some(
            [
                {"table": {"file": table.file, "sheet": table.sheet, "entity": table.entity}, **column_told(column)}
                for table, column in lacking_columns(inspection)
            ]
        ),
        "fields": {table.entity: field_labels(table.entity, vocabulary) for table, _ in lacking_columns(inspection)},
        "register": list(names.by_id.values()) if units and len(names.by_id) <= _MOST_UNITS else [],
        "mapping": _mapping(desk),
        "rejected": len(rejects),
    }


def _passed_over(desk: Desk, inspection: Inspection) -> list[str]:
    """Return the files that are not workbooks: they are not read, and nothing is left open for them."""
    dossier = inspection.dossier
    told = {item.file for item in dossier.inputs} | {item.file for item in dossier.rejects if not item.is_passed_over}
    names = (normalize("NFC", path.name) for path in desk.workspace.sent("files"))
    return [name for name in names if name not in told]


def _summary(inspection: Inspection, files: int) -> Bilingual:
    rows = sum(table.accepted for table in inspection.tables)
    counts = {"files": files, "tables": len(inspection.tables), "rows": rows}
    return in_both(
        lambda language: words.SUMMARY[language].format(
            **{name: number(count, language) for name, count in counts.items()}
        )
    )


def _some(items: Sequence[Any]) -> dict[str, Any]:
    return {"items": items[:MOST_AT_ONCE], "more": max(0, len(items) - MOST_AT_ONCE)}


def _files(inspection: Inspection) -> list[dict[str, Any]]:
    """Return the files with their rows, tables, and how much of each is to be checked."""
    rejects = inspection.dossier.rejects
    to_check = Counter(item.file for item in unknown_sheets(rejects))
    to_check.update(item.file for item in inspection.unclear)
    to_check.update(item.file for item in rejects if item.is_unreadable)
    to_check.update(table.file for table, _ in lacking_columns(inspection))
    tables = Counter(table.file for table in inspection.tables)
    kinds: dict[str, dict[str, Bilingual]] = defaultdict(dict)
    for table in inspection.tables:
        kinds[table.file][table.entity] = table.dataset
    return [
        {
            "file": item.file,
            "tables": tables[item.file],
            "kinds": joined(", ", kinds[item.file].values()) if kinds[item.file] else None,
            "read": item.read,
            "accepted": item.accepted,
            "rejected": item.rejected,
            "ignored": item.ignored,
            "to_check": to_check[item.file],
        }
        for item in inspection.dossier.inputs
        if not item.previous
    ]


def _unclear(texts: Sequence[UnclearText], kind: str, names: UnitNames) -> list[dict[str, Any]]:
    """Return texts with their places: one that means the same everywhere once, another once a sheet."""
    groups: dict[tuple[Any, ...], list[UnclearText]] = defaultdict(list)
    for item in texts:
        if item.kind == kind:
            sheet = (item.file, item.sheet) if item.several else ()
            groups[item.text, item.why, item.titles, sheet].append(item)
    return [
        {
            "text": text,
            "field": group[0].field,
            "why": why,
            "file": sheet[0] if sheet else "",
            "sheet": sheet[1] if sheet else "",
            "places": [_place(item) for item in group[:_MOST_CELLS]],
            "more": max(0, len(group) - _MOST_CELLS),
            "likely": _choices(map(names.called, group[0].likely) if kind == "unit" else group[0].likely),
            "titles": [{"label": label, "titles": _choices(forms)} for label, forms in titles],
        }
        for (text, why, titles, sheet), group in groups.items()
    ]


def _choices(texts: Iterable[str]) -> list[dict[str, str]]:
    return [{"value": text, "label": capital(text)} for text in texts]


def _place(item: UnclearText) -> dict[str, Any]:
    cells = ", ".join(item.cells[:_MOST_CELLS])
    more = len(item.cells) - _MOST_CELLS
    return {
        "file": item.file,
        "sheet": item.sheet,
        "cells": words.MORE_CELLS.format(cells=cells, count=more) if more > 0 else Bilingual(cells, cells),
    }


def _rejects(rejects: Sequence[Reject], file: str) -> dict[str, Any]:
    found = [item for item in rejects if item.file == file]
    shown = [
        {"sheet": item.sheet, "row": item.row, "why": item.message, "cells": list(item.cells)}
        for item in found[:_MOST_REJECTS]
    ]
    return {"items": shown, "more": len(found) - len(shown)}


def _mapping(desk: Desk) -> dict[str, Any]:
    """Return what the mapping file says, an entry a line, and its text."""
    draft, labels = _draft(desk), {item["id"]: item["label"] for item in datasets(desk.pack.vocabulary)}
    path = desk.workspace.mapping
    return {
        "tables": [
            {"file": entry.get("file", "*"), "sheet": entry.get("sheet", "*"), "said": _said_of(entry, labels)}
            for entry in draft.tables
        ],
        "texts": [
            {
                "said": words.SAID_TEXT.format(text=entry["text"], means=entry.get("unit") or capital(entry["title"])),
                "file": entry.get("file", ""),
            }
            for entry in draft.texts
        ],
        "text": path.read_text(encoding="utf-8") if path.exists() else "",
    }


def _said_of(entry: Mapping[str, Any], labels: Mapping[str, Bilingual]) -> Bilingual:
    if entry.get("ignore"):
        return words.LEFT_OUT
    columns = ", ".join(map(str, entry.get("columns", {}))) or "–"
    label = labels.get(entry.get("entity", ""), Bilingual("–", "–"))
    return words.IS_READ_AS.format(dataset=label, columns=columns)


def _draft(desk: Desk) -> MappingDraft:
    return MappingDraft(desk.workspace.mapping, desk.pack.vocabulary)

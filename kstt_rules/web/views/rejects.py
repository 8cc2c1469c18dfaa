"""What was not accepted: files, sheets, columns and rows, each with the reason and the cells to correct."""

from collections.abc import Iterable, Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.base.text_keys import fold
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import reject_place
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.showing.sheet_grid import can_be_corrected
from kstt_rules.web.showing.told import cell


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of what was not accepted and says all words that are looked for."""
    language, text = language_of(query), query.get("q", "").strip()
    wanted = fold(text).split()
    rejects = [item for item in desk.session.result.rejects if _says(item, wanted)]
    found = leaf(rejects, query)
    parts = {"q": text} if text else {}
    return around(desk, "findings") | {
        "choice": {"q": text},
        "rejects": [_told(desk, item, language) for item in found.items],
        "leaf": found.shown(parts),
    }


def _says(item: Reject, wanted: list[str]) -> bool:
    told = fold(f"{item.told.vi} {item.told.en}")
    return all(word in told for word in wanted)


def _told(desk: Desk, item: Reject, language: Language) -> dict[str, Any]:
    return {
        "place": visible(reject_place(item, language)),
        "message": visible(item.message[language]),
        "cells": list(_cells(desk, item)),
    }


def _cells(desk: Desk, item: Reject) -> Iterable[dict[str, Any]]:
    """Yield the cells to correct: those at fault, else the first of the row; none of an earlier roster."""
    if item.sheet is None or not can_be_corrected(desk, item.file, item.sheet):
        return
    for address in item.cells or ((f"A{item.row}",) if item.row else ()):
        yield cell(Source(item.file, item.sheet, address))

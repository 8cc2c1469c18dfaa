"""A small case as a folder: its workbooks, the command that has its finding, and a page that says what it is."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from kstt_rules.base.bilingual import LANGUAGES, Language, both
from kstt_rules.base.version import VERSION
from kstt_rules.model.files import CellValue, SubmittedSheet
from kstt_rules.model.small_case import BEFORE, NOW, SmallCase
from kstt_rules.outputs.target import atomic_file
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, conclusion_label, provision_text
from kstt_rules.outputs.workbook import new_workbook

COMMAND: Final = "command.sh"
PAGE: Final = "README.md"

_TITLE: Final = both("A small case of one finding")
_WHAT: Final = both(
    "This is the smallest dossier that still gives the finding below. It was made by the program from a real one: the "
    "names of people and units, telephone numbers, addresses, numbers of documents and amounts were replaced by "
    "invented ones. It may be sent to whoever corrects the program, with a word on what is wrong with the finding."
)
_HOW: Final = both("How the finding is had, in this folder:")
_FINDING: Final = both("The finding:")
_KEPT: Final = both("Kept as in the original, for the finding depends on it: {names}")
_SIZE: Final = both("Rows in all, headers too: {count}")
_MADE: Final = both("Program {version}; rule pack {pack} {number}, {digest}")


def write_case(case: SmallCase, folder: Path) -> None:
    """Write a case into a folder that is there."""
    for name, sheets in case.books.items():
        with atomic_file(folder / name) as stream:
            stream.write(_workbook(sheets))
    for name, text in ((COMMAND, f"#!/bin/sh\n{command_of(case)}\n"), (PAGE, "\n".join(_page(case)) + "\n")):
        with atomic_file(folder / name) as stream:
            stream.write(text.encode())


def command_of(case: SmallCase) -> str:
    """Return the command that has the finding of a case, to be run in its folder."""
    words = ["kstt", "audit", NOW, "--pack", case.pack.id, "--as-of", case.as_of.isoformat()]
    words += [] if case.effective_from is None else ["--effective-from", case.effective_from.isoformat()]
    words += [word for key, value in sorted(case.settings.items()) for word in ("--set", f"{key}={value}")]
    words += ["--previous", BEFORE] if BEFORE in case.books else []
    words += ["--detail", "all"] if case.detail_all else []
    return shlex.join([*words, "--rule", case.finding.rule])


def _workbook(sheets: Sequence[SubmittedSheet]) -> bytes:
    content = BytesIO()
    book = new_workbook(content)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for top, left, bottom, right in sheet.merges:
            page.merge_range(top - 1, left, bottom - 1, right, "")
        for number, cells in sheet.rows:
            for column, cell in enumerate(cells):
                _write(page, number - 1, column, cell, day)
        page.autofit()
        if sheet.hidden:
            page.hide()
    book.close()
    return content.getvalue()


def _write(page: Any, row: int, column: int, cell: CellValue, day: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            page.write_boolean(row, column, cell)
        case date():
            page.write_datetime(row, column, cell, day)
        case str():
            page.write_string(row, column, cell)
        case _:
            page.write_number(row, column, cell)


def _page(case: SmallCase) -> Iterator[str]:
    for language in LANGUAGES:
        yield from _section(case, language)


def _section(case: SmallCase, language: Language) -> Iterator[str]:
    finding, pack = case.finding, case.pack
    yield f"# {_TITLE[language]}\n\n{_WHAT[language]}\n\n{_HOW[language]}\n\n    {command_of(case)}\n"
    told = f"{conclusion_label(finding)[language].upper()} · {provision_text(finding.provision, language)}"
    yield f"{_FINDING[language]}\n\n    {capital(told)} · {visible(finding.title[language])} [{finding.rule}]"
    yield f"    {visible(finding.message[language])}\n    {finding.fingerprint}\n"
    if case.kept:
        yield f"- {_KEPT[language].format(names='; '.join(map(visible, case.kept)))}"
    yield f"- {_SIZE[language].format(count=case.rows)}"
    yield f"- {_MADE[language].format(version=VERSION, pack=pack.id, number=pack.version, digest=pack.sha256)}\n"

"""The workbook that offices fill in: every sheet of a form, with its notes, lists to choose from and units."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.cell_address import column_letters
from kstt_rules.model.form import Form, FormColumn, FormSheet
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.texts import template as texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital
from kstt_rules.outputs.workbook import FONT, GRID, HEADER, new_workbook

_LEAST_ROWS: Final = 1000
_ROWS_A_UNIT: Final = 20
_LINE: Final = 15
_GUIDE_WIDTHS: Final = (26, 28, 40, 64, 11)
_NUMBER_FORMATS: Final = {"date": "dd/mm/yyyy", "integer": "0", "number": "#,##0"}
_WIDTHS: Final = {"date": 13, "integer": 11, "number": 14, "boolean": 12, "unit": 34, "provision": 14, "period": 14}
_NAME_WIDTH, _TEXT_WIDTH = 34, 22
_FREEDOMS: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def render(form: Form, stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook, its notes in the language; sheets and headers are called in Vietnamese.

    The headers are locked, without a password, and everything below them is free.
    """
    writer = _Writer(stream, form, language)
    writer.guide()
    for sheet in form.sheets:
        writer.sheet(sheet)
    writer.lists()
    writer.close()


class _Writer:
    def __init__(self, stream: BinaryIO, form: Form, language: Language) -> None:
        self._title = texts.TITLE.format(matter=form.matter)[language]
        self._book = new_workbook(stream, self._title)
        self._form = form
        self._language: Language = language
        self._lists = _lists(form)
        self._last_row = max(_LEAST_ROWS, _ROWS_A_UNIT * len(form.units))
        self._header = self._book.add_format(HEADER)
        self._text = self._book.add_format(FONT)

    def close(self) -> None:
        self._book.close()

    def guide(self) -> None:
        """Say how to fill in the workbook, and list all columns."""
        sheet = self._book.add_worksheet(words.GUIDE[self._language])
        title = self._book.add_format({**FONT, "bold": True, "font_size": 14, "text_wrap": False})
        grid = self._book.add_format(GRID)
        for column, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(column, column, width, self._text)
        sheet.write_string(0, 0, self._title, title)
        lines = list(texts.GUIDE)
        if self._form.has_namesakes:
            lines[texts.UNIT_LINE] = texts.NAMESAKES
        for row, text in enumerate(lines, start=1):
            shown = f"{row}. {text[self._language]}"
            sheet.merge_range(row, 0, row, len(_GUIDE_WIDTHS) - 1, shown, self._text)
            sheet.set_row(row, _height([shown], [sum(_GUIDE_WIDTHS)]))
        top = len(texts.GUIDE) + 2
        heads = (words.SHEET, words.COLUMN, words.CONTENT, texts.HOW, texts.REQUIRED)
        for column, head in enumerate(heads):
            sheet.write_string(top, column, head[self._language], self._header)
        for row, cells in enumerate(self._guide_rows(), start=top + 1):
            sheet.set_row(row, _height(cells, _GUIDE_WIDTHS))
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, visible(cell), grid)
        self._for_print(sheet, top)

    def _guide_rows(self) -> Iterator[tuple[str, ...]]:
        for sheet in self._form.sheets:
            for item in sheet.columns:
                required = words.YES[self._language] if item.required else ""
                content, how = capital(item.label[self._language]), capital(self._how(item))
                yield sheet.title, item.header, content, how, required

    def sheet(self, given: FormSheet) -> None:
        """Write the sheet of one dataset: its headers with notes, formats and choices below; units where known."""
        sheet = self._book.add_worksheet(given.title)
        formats = {}
        for column, item in enumerate(given.columns):
            formats[item.field] = self._book.add_format(
                {**FONT, "text_wrap": False, "locked": False, "num_format": _NUMBER_FORMATS.get(item.type, "@")}
            )
            sheet.set_column(column, column, _width(item), formats[item.field])
            sheet.write_string(0, column, item.header, self._header)
            sheet.write_comment(0, column, self._note(item), {"x_scale": 2, "author": ""})
            self._validate(sheet, column, item)
        if given.is_register:
            for row, unit in enumerate(self._form.units, start=1):
                for column, item in enumerate(given.columns):
                    if text := unit.get(item.field):
                        sheet.write_string(row, column, text, formats[item.field])
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 0)
        sheet.protect("", _FREEDOMS)
        self._for_print(sheet, 0)

    def lists(self) -> None:
        """Write the values to choose from, one list a column."""
        sheet = self._book.add_worksheet(texts.LISTS_SHEET)
        for column, (title, values) in enumerate(self._lists.values()):
            sheet.set_column(column, column, 34, self._text)
            head = texts.VALUES[self._language].format(label=title[self._language])
            sheet.write_string(0, column, head, self._header)
            for row, value in enumerate(values, start=1):
                sheet.write_string(row, column, value, self._text)
        sheet.protect("")
        self._for_print(sheet, 0)

    def _validate(self, sheet: Any, column: int, item: FormColumn) -> None:
        rule = self._rule(item)
        if rule is not None:
            title, message = texts.NOT_ALLOWED[self._language], self._how_type(item)[:255]
            rule |= {"error_title": title, "error_message": message, "error_type": "warning"}
            sheet.data_validation(1, column, self._last_row, column, rule)

    def _rule(self, item: FormColumn) -> dict[str, Any] | None:
        key = item.type if item.type in ("unit", "boolean") else item.of
        if key in self._lists and item.type != "choices":
            place = list(self._lists).index(key)
            letters, last = column_letters(place), len(self._lists[key][1]) + 1
            return {"validate": "list", "source": f"='{texts.LISTS_SHEET}'!${letters}$2:${letters}${last}"}
        if item.type == "date":
            days = {"minimum": date(1990, 1, 1), "maximum": date(2100, 12, 31)}
            return {"validate": "date", "criteria": "between", **days}
        if item.type == "integer":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        return None

    def _note(self, item: FormColumn) -> str:
        lines = [capital(item.label[self._language]), capital(self._how(item))]
        lines += [texts.REQUIRED[self._language]] if item.required else []
        return "\n".join(f"{visible(line)}." for line in lines)

    def _how(self, item: FormColumn) -> str:
        how = self._how_type(item)
        return f"{how}; {texts.READ_FROM[self._language].format(header=item.read_from)}" if item.read_from else how

    def _how_type(self, item: FormColumn) -> str:
        if item.type == "period" and self._form.periods:
            return texts.PERIODS[self._language].format(examples=", ".join(self._form.periods))
        if item.of is None:
            return texts.BY_TYPE[item.type][self._language]
        pattern = texts.SEVERAL_OF if item.type == "choices" else texts.ONE_OF
        return pattern[self._language].format(labels=", ".join(self._form.choices[item.of]))

    def _for_print(self, sheet: Any, header: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header)


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    return _LINE * max(-(-len(cell) * 9 // (8 * width)) or 1 for cell, width in zip(cells, widths, strict=True))


def _width(item: FormColumn) -> int:
    return _NAME_WIDTH if item.is_name else _WIDTHS.get(item.type, _TEXT_WIDTH)


def _lists(form: Form) -> dict[str, tuple[Bilingual, Sequence[str]]]:
    """Return the lists to choose from by choices, "boolean" or "unit", each with its title."""
    lists: dict[str, tuple[Bilingual, Sequence[str]]] = {}
    for item in (item for sheet in form.sheets for item in sheet.columns):
        if item.type == "choice" and item.of is not None:
            lists.setdefault(item.of, (item.label, form.choices[item.of]))
        elif item.type == "boolean":
            lists.setdefault("boolean", (texts.BY_TYPE["boolean"], ["có", "không"]))
    if form.units:
        lists["unit"] = (words.UNITS, _unit_choices(form.units))
    return lists


def _unit_choices(units: Sequence[Mapping[str, str]]) -> list[str]:
    """Call each unit so that the name means it alone: with the unit above it, or by its code, where names repeat."""
    names = {unit["id"]: unit["name"] for unit in units}
    alone = Counter(names.values())
    above = {unit["id"]: f"{unit['name']}, {names.get(unit['parent'], '')}" for unit in units}
    together = Counter(above.values())
    return [
        name if alone[name] == 1 else above[code] if together[above[code]] == 1 else code
        for code, name in names.items()
    ]

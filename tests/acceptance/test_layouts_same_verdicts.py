"""One dossier, in canonical form and in more than twenty messy ones, leads to the same verdicts, byte for byte."""

from dataclasses import replace
from datetime import date
from random import Random

import docx
import orjson
import pytest
from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.grid import Grid, write
from layouts.messy import Layout, lay_out, named_after, transposed, wide
from layouts.reading import REMARKS, register_grid
from layouts.written import Hand, in_old_text

from kstt_rules import audit, load_pack
from kstt_rules.base.text_keys import slug

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = date(2022, 8, 31)
DRAWN = 6
FILES = {"officer": "cong-chuc-dau-moi", "report": "bao-cao", "approval": "phe-duyet"}
MAKERS = {"officer": officers, "report": reports, "approval": approvals}
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")


@pytest.fixture(scope="module")
def pack():
    """The rule pack that judges all forms."""
    return load_pack("bac-giang-2021")


@pytest.fixture(scope="module")
def tables():
    """The rows of the dossier."""
    order = Random("verdicts")
    return {dataset: maker(order, list(NAMES)) for dataset, maker in MAKERS.items()}


@pytest.fixture(scope="module")
def verdicts(pack, tables, tmp_path_factory):
    """What the dossier in its canonical form leads to."""
    folder = tmp_path_factory.mktemp("canonical")
    plain = Layout(titles=0, numbers="none")
    write([register_grid(), *(lay_out(name, rows, plain) for name, rows in tables.items())], folder / "ho-so.xlsx")
    return judged(folder, pack)


def judged(folder, pack):
    """Audit a folder; return what is found, by fingerprint, and the counts of all verdicts, as bytes."""
    result = audit([folder], as_of=AS_OF, pack=pack)
    assert [reject for reject in result.rejects if reject.reason not in REMARKS] == []
    findings = [
        [item.fingerprint, item.rule, item.verdict, item.subject.id, item.message.vi, item.remedy.en, item.missing]
        for item in result.findings
    ]
    counts = [
        [row.provision.key, {str(name): count for name, count in row.outcomes.items()}] for row in result.coverage
    ]
    return orjson.dumps([sorted(findings), counts])


def test_the_canonical_form_has_something_to_find(verdicts):
    """Breaches and uncertainties of many rules, so that the comparison says something."""
    findings, _ = orjson.loads(verdicts)
    assert len({finding[1] for finding in findings}) > 10


# -- the forms: each writes the files of the dossier into a folder


def laid_out(suffix, encoding=None, *, is_hidden=False, **layout):
    """Return a form of one file a dataset, whose sheets lie as a layout says."""

    def write_form(tables, folder):
        for number, (name, rows) in enumerate(tables.items()):
            own = {key: value for key, value in layout.items() if name == "officer" or key not in ("tiers", "combined")}
            grid = replace(lay_out(name, rows, Layout(order=2 * number, **own)), is_hidden=is_hidden)
            grids = [in_old_text(grid, encoding) if encoding else grid]
            if is_hidden:
                grids.append(Grid("Hướng dẫn", [["Điền đủ các cột."]]))
            write(grids, folder / f"{FILES[name]}{suffix}")

    return write_form


def on_one_sheet(suffix):
    """Return a form of one sheet with the tables below each other."""

    def write_form(tables, folder):
        whole = Grid("Tổng hợp")
        for name, rows in tables.items():
            whole.below(lay_out(name, rows, Layout.drawn(Random(name), name)), gap=1)
        write([whole], folder / f"tong-hop{suffix}")

    return write_form


def of_units(suffix, *, by_sheet):
    """Return a form of a sheet, or a file, for each unit, which nothing else names."""

    def write_form(tables, folder):
        for name, rows in tables.items():
            grids = [
                replace(lay_out(name, own, Layout(titles=3, units="nowhere")), name=short_name(unit))
                for unit, own in by_unit(rows)
            ]
            for group in [grids] if by_sheet else [[grid] for grid in grids]:
                file = FILES[name] if by_sheet else f"{FILES[name]}-{slug(group[0].name)}"
                write(group, folder / f"{file}{suffix}")

    return write_form


def short_name(unit):
    """Return the name of a unit as a sheet may bear it."""
    return named_after(unit).replace("UBND ", "")


def by_unit(rows):
    """Yield the units with their rows."""
    for unit in dict.fromkeys(row["Đơn vị"] for row in rows):
        yield unit, [row for row in rows if row["Đơn vị"] == unit]


def with_quarters(suffix, *, with_year):
    """Return a form whose reports have a column a period."""

    def write_form(tables, folder):
        laid_out(suffix)({name: rows for name, rows in tables.items() if name != "report"}, folder)
        write([wide(tables["report"], PERIODS, with_year=with_year)], folder / f"bao-cao-nam{suffix}")

    return write_form


def on_their_side(tables, folder):
    """Write the officers of each unit as a small form with the fields below each other."""
    laid_out(".xlsx")({name: rows for name, rows in tables.items() if name != "officer"}, folder)
    for unit, own in by_unit(tables["officer"]):
        write([transposed("officer", own)], folder / f"phieu-{slug(named_after(unit))}.xlsx")


def as_text(suffix, write_text):
    """Return a form of plain tables as text of some kind."""

    def write_form(tables, folder):
        for name, rows in tables.items():
            grid = lay_out(name, rows, Layout(titles=0))
            cells = [["" if cell is None else str(cell) for cell in row] for row in grid.rows]
            write_text(cells, folder / f"{FILES[name]}{suffix}")

    return write_form


def web_page(cells, path):
    """Write a page with a table."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")


def lines(encoding, sign):
    """Return a writer of text with a sign between the cells."""

    def write_lines(cells, path):
        path.write_bytes("\n".join(sign.join(row) for row in cells).encode(encoding))

    return write_lines


def document(cells, path):
    """Write a document with a table."""
    made = docx.Document()
    table = made.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.save(str(path))


HAND = Hand(days="serial", yes_no=("✓", "ko"), phones="number", born="words")
FORMS = {
    "letterhead, note and signatures": laid_out(".xls", titles=5, note=True, signature=True),
    "header of two rows": laid_out(".xlsx", levels=2, numbering_row=True),
    "header of three rows": laid_out(".ods", levels=3),
    "merged units": laid_out(".ods", units="merged"),
    "units written once": laid_out(".csv", units="down", numbers="unit"),
    "units as group rows": laid_out(".csv", units="groups"),
    "tiers and units as merged group rows": laid_out(".xls", units="groups", tiers=True, numbers="none"),
    "a titled table for each unit": laid_out(".xlsx", units="tables", numbers="unit"),
    "a sheet for each unit": of_units(".xls", by_sheet=True),
    "a workbook for each unit": of_units(".xlsx", by_sheet=False),
    "all tables on one sheet": on_one_sheet(".ods"),
    "a column a quarter, the year in the title": with_quarters(".xlsx", with_year=False),
    "a column a period": with_quarters(".csv", with_year=True),
    "forms on their side": on_their_side,
    "a name and a post in one cell": laid_out(".xlsx", combined=(("Họ và tên", "Chức vụ"),)),
    "a post and a unit in one cell": laid_out(".xls", combined=(("Chức vụ", "Đơn vị"),)),
    "other and misspelled headers": laid_out(".csv", synonyms=4),
    "totals, blank rows, repeated headers": laid_out(
        ".xlsx", totals=True, subtotals=True, blanks=True, repeat_header=True
    ),
    "hidden rows, columns and sheets": laid_out(".ods", hidden=True, is_hidden=True),
    "text for the fonts of TCVN3": laid_out(".xls", "TCVN3", titles=4),
    "text for the fonts of VNI": laid_out(".xlsx", "VNI", titles=4),
    "serial days, ticks, telephone numbers without zero, years behind names": laid_out(".xlsx", hand=HAND),
    "web pages saved as .xls": as_text(".xls", web_page),
    "text in UTF-16 saved as .xls": as_text(".xls", lines("utf-16", "\t")),
    "text in UTF-8 with semicolons": as_text(".csv", lines("utf-8", ";")),
    "Word documents": as_text(".docx", document),
}


def test_there_are_twenty_forms_and_more():
    """None is of the files of another."""
    assert len(FORMS) > 20


@pytest.mark.parametrize("form", FORMS)
def test_a_messy_form_leads_to_the_same_verdicts(form, tables, verdicts, pack, tmp_path):
    """Whether on one sheet or several, in files of any format, as groups, forms, or tables of each unit."""
    write([register_grid()], tmp_path / "danh-muc.xlsx")
    FORMS[form](tables, tmp_path)
    assert judged(tmp_path, pack) == verdicts


@pytest.mark.parametrize("seed", range(DRAWN))
def test_a_drawn_form_leads_to_the_same_verdicts(seed, tables, verdicts, pack, tmp_path):
    """Each dataset in a layout and format of its own."""
    order = Random(seed)
    write([register_grid()], tmp_path / f"danh-muc{order.choice(SUFFIXES)}")
    for name, rows in tables.items():
        grid = lay_out(name, rows, Layout.drawn(order, name))
        suffix = order.choice(SUFFIXES[:3] if grid.merges else SUFFIXES)
        write([grid], tmp_path / f"{FILES[name]}{suffix}")
    assert judged(tmp_path, pack) == verdicts

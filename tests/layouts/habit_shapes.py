"""Small files of the corpus, each written in a habit or a few."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from layouts.canonical import Row, officers, reports
from layouts.draft import Draft
from layouts.habits import HABITS
from layouts.lists import PlainList
from layouts.shape import Shape

_WRITTEN = ("Họ và tên", "Chức vụ")
"""What is shown as it was written."""
_NO_SUCH = ("Cấp", "Email")
_COMMUNES, _OFFICES = ["x1", "x3"], ["so-y-te", "so-tu-phap", "ban-dan-toc"]
_DISTRICT = ("UBND HUYỆN YÊN THẾ", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")
_PROVINCE = ("UBND TỈNH BẮC GIANG", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")
_REPORTS = ("UBND TỈNH BẮC GIANG", "THEO DÕI BÁO CÁO KIỂM SOÁT TTHC NĂM 2022")
_NAMED = ("a title", "units by name")
_LOCAL = ("a title", "bare names of places", "other words for the unit")
_LISTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "xa": (
        ("a title", "bare names of places"),
        ("a title", "units without their committee"),
        (*_LOCAL, "numbers of rows"),
        (*_LOCAL, "headers in capitals"),
        (*_LOCAL, "a letterhead", "signatures"),
        (*_LOCAL, "a total in words", "numbers of rows"),
        (*_LOCAL, "numbers of columns", "an open document"),
        ("a title", "units without their committee", "other words for the unit", "an old workbook"),
        ("a title", "units in capitals", "other words for the unit"),
        ("a title", "the district behind the unit", "a document"),
        ("a title", "units without their committee", "merged units"),
        ("a title", "units in full", "the committee behind the post"),
        ("a title", "abbreviations in units"),
    ),
    "so": (
        (*_NAMED, "honorifics"),
        (*_NAMED, "degrees"),
        (*_NAMED, "names in capitals", "posts in capitals"),
        (*_NAMED, "birth dates for years"),
        (*_NAMED, "years of birth behind names"),
        (*_NAMED, "abbreviated posts", "headers in capitals"),
        (*_NAMED, "party posts before the post"),
        (*_NAMED, "posts typed with odd spaces", "units typed with odd spaces"),
        (*_NAMED, "check boxes", "a document"),
        (*_NAMED, "check boxes", "headers of two rows"),
        (*_NAMED, "telephone numbers as numbers"),
        (*_NAMED, "numbered headers"),
        (*_NAMED, "headers in two languages"),
        (*_NAMED, "headers in brackets", "an old workbook"),
        (*_NAMED, "other words in headers"),
        (*_NAMED, "other words in headers", "other words for the unit", "headers over several lines"),
        (*_NAMED, "headers with a colon", "text between commas"),
        (*_NAMED, "headers of two rows", "numbers of columns"),
        (*_NAMED, "a sheet without a name", "a note", "the header again"),
        (*_NAMED, "a column of remarks"),
        (*_NAMED, "a kind in brackets behind the unit"),
    ),
    "bao-cao": (
        (*_NAMED, "days with dots"),
        (*_NAMED, "days with en dashes", "an open document"),
        (*_NAMED, "days with a clock time"),
        (*_NAMED, "days from programs", "text between commas"),
        (*_NAMED, "days with the weekday"),
        (*_NAMED, "days behind an apostrophe", "an old workbook"),
        (*_NAMED, "days in several writings", "a document"),
        (*_NAMED, "days as date cells", "numbered headers"),
        (*_NAMED, "other words in headers", "headers in capitals"),
        (*_NAMED, "periods as rows between"),
    ),
}
_ABOUT = {
    "xa": ("officer", _COMMUNES, _DISTRICT),
    "so": ("officer", _OFFICES, _PROVINCE),
    "bao-cao": ("report", _OFFICES, _REPORTS),
}


def habit_shapes() -> Iterator[Shape]:
    """Yield all of them."""
    for kind, combinations in _LISTS.items():
        for number, habits in enumerate(combinations, start=1):
            yield _shape(f"thoi-quen-{kind}-{number:02}", kind, habits)


def _shape(name: str, kind: str, habits: tuple[str, ...]) -> Shape:
    dataset, units, titles = _ABOUT[kind]
    rows = {"officer": officers, "report": reports}[dataset](Random(name), units)
    rows = [{header: row[header] for header in row if header not in _NO_SUCH} for row in rows]
    plain = PlainList(dataset, titles, rows)
    draft = _changed(plain, [habit for habit in HABITS if habit in habits], name)
    as_written = _changed(
        plain, [habit for habit in HABITS if habit in habits and HABITS[habit].group in _WRITTEN], name
    )
    expected = [row | _shown(written.cells) for row, written in zip(rows, as_written.records, strict=True)]
    grids = draft.grids()
    return Shape(f"{name}{draft.suffix_of(grids)}", grids, {dataset: expected}, titles=len(draft.titles))


def _shown(cells: Row) -> Row:
    return {header: cells[header] for header in _WRITTEN if header in cells}


def _changed(plain: PlainList, habits: list[str], name: str) -> Draft:
    draft = Draft.of(replace(plain, rows=[dict(row) for row in plain.rows]))
    for habit in habits:
        HABITS[habit].change(draft, Random(f"{name}/{habit}"))
    return draft

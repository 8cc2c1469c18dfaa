"""What holds for every text, cell and table that comes in."""

import unicodedata
from collections import Counter
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kstt_rules.base.text_keys import clean, fold, person_key
from kstt_rules.intake import from_frames
from kstt_rules.intake.files.columns import column_of, combine
from kstt_rules.intake.units.unit_names import plain
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, day, number
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
FEWER = settings(max_examples=settings().max_examples // 3)
FIELDS = [
    (name, item) for entity in VOCABULARY.entities.values() for name, item in entity.fields.items() if item.header
]
PARSERS = {(item.type, item.of, name == "phone"): (name, item) for name, item in FIELDS}
SYLLABLES = st.text(alphabet="aàáoòóuùúeèéyýqhntkđ ", max_size=12)
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["Sở A", "so-a", "Xã Bê", "1/2/2022", "31/2/2022", "có", "x", "2022", "Quý I/2022", "6.1.a", "1.500"]
    ),
)

UNITS = st.sampled_from(["so-a", "Sở A", "Xã Bê", "Xã Bê, huyện Cê", "Xã Be", "Sở Lạ", "huyen-ce", "tỉnh", None])
OFFICERS = st.fixed_dictionaries(
    {
        "Đơn vị": UNITS,
        "Họ và tên": st.sampled_from(["An", "Ân", "Hoà", "Hòa", None]),
        "Chức vụ": st.sampled_from(["Giám đốc", "Chủ tịch", "VP-TK", "?", None]),
        "Kiêm nhiệm": st.sampled_from(["có", "không", "một nửa", None]),
        "Từ ngày": st.sampled_from(["1/2/2022", date(2022, 2, 1), "1/2/22", None]),
    }
)
REPORTS = st.fixed_dictionaries(
    {"Đơn vị": UNITS, "Kỳ báo cáo": st.sampled_from(["Q1/2022", "2022", "tháng 3"]), "Ngày gửi": st.none()}
)
REGISTER = st.fixed_dictionaries(
    {
        "Mã đơn vị": st.sampled_from(["so-a", "so-b", None]),
        "Tên đơn vị": st.sampled_from(["Sở A", "Xã Bê", "Huyện Cê", "Huyện Dê"]),
        "Trực thuộc": st.sampled_from(["Huyện Cê", "Huyện Dê", "Huyện Ê", None]),
    }
)


def frame(rows, order=None):
    """Return rows as a frame, their columns in an order of one's own."""
    columns = order or list(rows[0])
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in columns})


def assert_equal_values(one: Dossier, other: Dossier):
    """Compare all but places."""
    assert list(one.tables) == list(other.tables)
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table.frame, other.tables[name].frame)
        assert table.doubtful == other.tables[name].doubtful
        assert {key: marks.tolist() for key, marks in table.absent.items()} == {
            key: marks.tolist() for key, marks in other.tables[name].absent.items()
        }
    assert Counter(reject.reason for reject in one.rejects) == Counter(reject.reason for reject in other.rejects)


@FEWER
@given(
    st.lists(OFFICERS, min_size=1, max_size=8),
    st.lists(REPORTS, min_size=1, max_size=5),
    st.lists(REGISTER, min_size=1, max_size=5) | st.none(),
    st.data(),
)
def test_the_order_of_rows_and_columns_is_nothing(officers, reports, register, data):
    """A shuffled dossier has equal tables, doubts and reasons of rejection."""
    submitted = {"officer": officers, "report": reports} | ({"unit": register} if register else {})
    shuffled = {
        name: frame(data.draw(st.permutations(rows)), data.draw(st.permutations(list(rows[0]))))
        for name, rows in submitted.items()
    }
    assert_equal_values(
        from_frames({name: frame(rows) for name, rows in submitted.items()}, VOCABULARY),
        from_frames(dict(data.draw(st.permutations(list(shuffled.items())))), VOCABULARY),
    )


@FEWER
@given(
    st.dictionaries(
        st.sampled_from([name for name, entity in VOCABULARY.entities.items() if entity.sheet]),
        st.lists(st.sampled_from(sorted({item.header for _, item in FIELDS})), min_size=1, max_size=6, unique=True),
        max_size=3,
    ),
    st.data(),
)
def test_every_row_is_accounted_for(headers, data):
    """Rows read are rows accepted, rejected or ignored, whatever the cells hold; accepted ones stand in the tables."""
    frames = {}
    for name, columns in headers.items():
        rows = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=6))
        frames[name] = pd.DataFrame(rows, columns=columns, dtype=object)
    dossier = from_frames(frames, VOCABULARY)
    for file in dossier.inputs:
        assert file.read == file.accepted + file.rejected + file.ignored
        tables = [(name, dossier.tables[name]) for name in frames if name in dossier.tables]
        own = [table.sheets[at].sheet == name for name, table in tables for at in table.origin]
        assert file.accepted == sum(own)  # units that other sheets imply are rows of no sheet
    for reject in dossier.rejects:
        assert reject.message.vi
        assert unicodedata.is_normalized("NFC", reject.message.en)


@given(st.one_of(st.text(), SYLLABLES))
def test_cleaning_again_changes_nothing(text):
    """Text is clean after the first time, and NFC."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.one_of(st.text(), SYLLABLES))
def test_the_unicode_form_of_a_text_is_nothing(text):
    """Composed and decomposed text are one person, one header, one unit."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert person_key(composed) == person_key(decomposed)
    assert fold(composed) == fold(decomposed)
    assert plain(composed) == plain(decomposed)


@given(st.text())
def test_folded_text_folds_to_itself(text):
    """It has nothing left to fold."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("name", "item"), PARSERS.values(), ids=[name for name, _ in PARSERS.values()])
@given(CELLS.filter(lambda cell: cell is not None))
def test_every_cell_has_a_value_or_a_fault(name, item, cell):
    """No parser raises, whatever a cell holds."""
    value = parser_of(item, VOCABULARY)(cell)
    assert isinstance(value, CellFault) or value is None or isinstance(value, (str, float, bool, date, tuple))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from("/.-"))
def test_every_form_of_a_day_is_read(value, sign):
    """Text with the day first, ISO, words, and the serial number of a spreadsheet."""
    forms = [
        f"{value.day}{sign}{value.month}{sign}{value.year}",
        value.isoformat(),
        f"ngày {value.day} tháng {value.month} năm {value.year}",
        float((value - date(1899, 12, 30)).days),
    ]
    assert {day(form) for form in forms} == {value}


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_numbers_in_the_vietnamese_form_are_read(whole, cents):
    """With dots after thousands, and a comma before decimals."""
    grouped = f"{whole:,}".replace(",", ".")
    assert number(grouped) == whole
    assert number(f"{grouped},{cents:02}") == float(f"{whole}.{cents:02}")


@given(st.lists(st.none() | st.text(max_size=2)), st.data())
def test_a_column_behaves_as_the_list_of_its_values(values, data):
    """Taking, mapping, combining and ranking."""
    column = column_of(values)
    rows = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=8) if values else st.just([]))
    assert [column[row] for row in range(len(values))] == values
    taken = column.take(pd.array(rows, dtype="int64").to_numpy())
    assert [taken[row] for row in range(len(rows))] == [values[row] for row in rows]
    mapped = column.map(lambda value: value.upper() or None)
    assert [mapped[row] for row in range(len(values))] == [value.upper() or None if value else None for value in values]
    both = combine(lambda one, other: (one, other), column, mapped)
    assert [both[row] for row in range(len(values))] == list(
        zip(values, map(mapped.__getitem__, range(len(values))), strict=True)
    )
    ranks = column.ranks().tolist()
    ordered = sorted(range(len(values)), key=lambda row: (values[row] is not None, values[row] or ""))
    assert sorted(range(len(values)), key=ranks.__getitem__) == ordered

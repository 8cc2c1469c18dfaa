"""An open audit always says what an audit of the same data from the start says."""

from datetime import date

import pandas as pd
from comparable import as_json
from hypothesis import given, settings
from hypothesis import strategies as st

import kstt_rules
from kstt_rules import Session
from kstt_rules.pack import load_pack
from tests.property.test_parts_property import COLUMNS, REGISTER

AS_OF = date(2022, 3, 31)
PACK = load_pack("bac-giang-2021")
UNIT_COLUMNS = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"]
SHEETS = {"Đơn vị": dict.fromkeys(UNIT_COLUMNS), **COLUMNS}
REGISTER_ROWS = st.sampled_from(
    [*REGISTER, ("x3", "UBND xã Hát", "xã", "UBND xã", "h2"), ("h2", "Huyện", None, None, None)]
)


@st.composite
def rows(draw, sheet):
    """A row of a dataset."""
    if sheet == "Đơn vị":
        return dict(zip(UNIT_COLUMNS, draw(REGISTER_ROWS), strict=True))
    return {name: draw(values) for name, values in COLUMNS[sheet].items()}


@st.composite
def dossiers(draw):
    """Frames of some datasets, maybe with the register."""
    frames = {"Đơn vị": pd.DataFrame(REGISTER, columns=UNIT_COLUMNS)} if draw(st.integers(0, 5)) else {}
    for sheet in draw(st.sets(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=4)):
        kept = [
            name for name in COLUMNS[sheet] if name in ("Đơn vị", "Họ và tên", "Kỳ báo cáo") or draw(st.integers(0, 5))
        ]
        frames[sheet] = pd.DataFrame(draw(st.lists(rows(sheet), max_size=6)), columns=kept, dtype=object)
    return frames


def edit(data, session):
    """Do something to a row; return what it did."""
    frames = session.frames
    sheet = data.draw(st.sampled_from(sorted(frames)))
    row = {name: value for name, value in data.draw(rows(sheet)).items() if name in frames[sheet]}
    place = data.draw(st.integers(0, max(0, len(frames[sheet]) - 1)))
    action = data.draw(st.sampled_from(["add", "change", "remove"]))
    if action == "add" or not len(frames[sheet]):
        return session.add(sheet, row)
    if action == "change":
        return session.change(sheet, place, row)
    return session.remove(sheet, place)


@settings(max_examples=settings().max_examples // 10)
@given(frames=dossiers(), data=st.data())
def test_after_any_edits_the_result_is_that_of_the_data(frames, data):
    """Whatever is added, changed or removed: the same bytes, and what is told of an edit is what it did."""
    session = Session(frames, as_of=AS_OF, pack=PACK)
    for _ in range(data.draw(st.integers(1, 4))):
        before = session.result
        change = edit(data, session)
        after = kstt_rules.audit(session.frames, as_of=AS_OF, pack=PACK)
        assert as_json(session.result) == as_json(after)
        old, new = ({(item.fingerprint, item.verdict) for item in result.findings} for result in (before, after))
        assert {(item.fingerprint, item.verdict) for item in change.appeared} == new - old
        assert {(item.fingerprint, item.verdict) for item in change.disappeared} == old - new

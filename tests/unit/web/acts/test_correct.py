"""A cell is corrected, the correction taken back and made again: what it changed is told, and nothing is lost."""

from urllib.parse import parse_qsl

import pytest
from small_desk import FILE, FOURTH, SHEET, small_desk, too_many

from kstt_rules.base.errors import UsageError
from kstt_rules.web.acts import correct, redo, undo
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.views import correct as page
from kstt_rules.web.views import corrections

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def desk(tmp_path):
    """An open desk."""
    return small_desk(tmp_path / "desk")


def shown(desk, done):
    """Return the page that a deed leads to."""
    _, _, query = done.to.partition("?")
    return page.view(desk, dict(parse_qsl(query)))


def test_a_correction_tells_what_came_went_and_changed(desk):
    """The finding on the officer too many is gone, on the page that shows the cell."""
    done = correct.act(desk, FOURTH | {"value": "", "of": too_many(desk).fingerprint})
    assert done.said.vi == "Đã sửa ô và rà soát lại. Không còn: 2. Mới: 0. Thay đổi: 0."
    told = shown(desk, done)
    assert told["text"] == ""
    assert told["of"]
    assert told["edit"]["disappeared"]["findings"][0]["title"].startswith("Vượt số công chức")
    changed = [cell["cell"] for row in told["grid"]["rows"] for cell in row["cells"] if cell["changed"]]
    assert changed == ["B5"]
    assert too_many(desk) is None


def test_a_correction_is_taken_back_and_made_again(desk):
    """From the page of the cell, which tells it again; an older page of it tells nothing of what came later."""
    made = correct.act(desk, FOURTH | {"value": ""})
    back = undo.act(desk, {"from": made.to})
    assert too_many(desk) is not None
    assert [len(shown(desk, back)["edit"][part]["findings"]) for part in ("appeared", "disappeared")] == [2, 0]
    assert shown(desk, made)["edit"] is None
    redo.act(desk, {"from": "corrections"})
    assert too_many(desk) is None
    with pytest.raises(UsageError, match="no undone change"):
        redo.act(desk, {})


def test_a_finding_that_comes_to_something_else_is_told_as_changed(desk):
    """It is neither gone nor new."""
    done = correct.act(desk, {"file": FILE, "sheet": SHEET, "cell": "C5", "value": ""})
    assert done.said.en.endswith("Gone: 0. New: 2. Changed: 1.")
    edit = shown(desk, done)["edit"]
    assert [one["label"] for one in edit["changed"]["findings"]] == ["Vi phạm → Chưa đủ căn cứ"]
    assert edit["numbers"][0] == "Vi phạm 2 → 1"


def test_what_becomes_undetermined_for_a_shared_cause_shows_in_the_numbers(desk):
    """It is no finding any more, but it is not settled either."""
    edit = shown(desk, correct.act(desk, FOURTH | {"cell": "A5", "value": "Sở Lạ"}))["edit"]
    assert edit["disappeared"]["total"] == 2
    assert [text.split()[0] for text in edit["numbers"]][:2] == ["Vi", "Cần"]
    assert any(text.startswith("Chưa đủ căn cứ") for text in edit["numbers"])


def test_the_log_tells_each_cell_the_last_first_and_outlives_the_desk(desk):
    """Before and after, and what the cell holds; a desk that is opened anew has it too."""
    correct.act(desk, FOURTH | {"value": "Phạm Thị Duyên"})
    correct.act(desk, FOURTH | {"value": "Phạm Thị Diệp"})
    again = Desk(desk.workspace.folder)
    again.open()
    for one in (desk, again):
        rows = corrections.view(one, {})["rows"]
        assert [(row["number"], row["before"], row["after"]) for row in rows] == [
            (2, "Phạm Thị Duyên", "Phạm Thị Diệp"),
            (1, "Phạm Thị Dung", "Phạm Thị Duyên"),
        ]
        assert rows[0]["holds"] == "Họ và tên"


def test_a_cell_that_holds_it_already_is_no_correction(desk):
    """It is said, and the log stays empty."""
    done = correct.act(desk, FOURTH | {"value": "Phạm Thị Dung"})
    assert done.said.vi.startswith("Ô đã có sẵn giá trị này")
    assert corrections.view(desk, {})["rows"] == []


def test_a_formula_is_refused(desk):
    """With a sentence; the cell stays as it was."""
    with pytest.raises(UsageError, match="is a formula"):
        correct.act(desk, FOURTH | {"value": "=1+1"})
    assert too_many(desk) is not None

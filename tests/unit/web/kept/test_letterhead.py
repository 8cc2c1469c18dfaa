"""A letterhead is filled in as a form, kept as the file of the command line, and read from one."""

import pytest
from repository import ROOT
from small_desk import made_workspace

from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.letters.letterhead import read_letterhead
from kstt_rules.web.acts import letterhead as act
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.kept.letterhead import filled_in, letterhead_of, letterhead_path, shown

EXAMPLE = ROOT / "examples" / "letterhead.yaml"


@pytest.fixture
def desk(tmp_path):
    """A desk; a letterhead needs no open audit."""
    return Desk(made_workspace(tmp_path / "desk").folder)


def test_a_letterhead_that_is_sent_is_shown_and_kept_again_as_it_was(desk):
    """Every field of the example has a field of the form, and none loses anything."""
    (desk.workspace.folder / "incoming" / "a.yaml").write_bytes(EXAMPLE.read_bytes())
    act.act(desk, {"letterhead": ["a.yaml"]})
    fields = shown(letterhead_of(desk))
    assert all(fields.values())
    assert fields["signer.authority"] == "KT. Chánh Văn phòng"
    assert fields["copies"].splitlines()[0] == "Chủ tịch UBND tỉnh (để báo cáo)"
    act.act(desk, fields)
    assert letterhead_of(desk) == read_letterhead(EXAMPLE)


def test_what_is_left_blank_is_not_kept():
    """Nor are spaces and signs that nobody sees."""
    assert filled_in({"agency": " Văn\u200b phòng ", "place": "  ", "copies": "\n a \n\n"}) == (
        'agency: "Văn phòng"\ncopies:\n  - "a"\n'
    )


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"first_number": "một"}, UsageError, "'một' is not a number"),
        ({"date": "5/4/2022"}, UsageError, "is not a date"),
        ({"first_number": "0"}, InputError, "first_number"),
        ({"date": "2022-04-05", "reply_by": "2022-04-01"}, InputError, "before the date"),
    ],
)
def test_what_is_not_allowed_is_told_and_what_was_kept_stays(desk, fields, error, said):
    """The letterhead before it is still there."""
    act.act(desk, {"agency": "Văn phòng"})
    with pytest.raises(error, match=said):
        act.act(desk, fields)
    assert letterhead_of(desk).agency == "Văn phòng"


def test_a_file_that_is_no_letterhead_is_told(desk):
    """Another YAML file, a workbook, and none at all."""
    incoming = desk.workspace.folder / "incoming"
    (incoming / "a.yaml").write_text("waivers: []", encoding="utf-8")
    (incoming / "a.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    for names, error, said in (
        (["a.yaml"], InputError, "unknown key"),
        (["a.xlsx"], UsageError, "not a text"),
        ([], UsageError, "Choose a file"),
    ):
        with pytest.raises(error, match=said):
            act.act(desk, {"letterhead": names})
    assert not letterhead_path(desk).exists()

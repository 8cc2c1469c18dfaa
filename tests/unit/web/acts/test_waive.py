"""Waivers are recorded from a finding, taken back, sent as a file, and are those of the command line."""

import datetime as dt

import pytest
from small_desk import small_desk, too_many

import kstt_rules
from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.model.outcomes import Verdict
from kstt_rules.waivers.files import read_waivers
from kstt_rules.web.acts import unwaive, waive, waivers
from kstt_rules.web.views import waivers as page

pytestmark = pytest.mark.usefixtures("read_here")

FORM = {"scope": "rule", "reason": "Sáp nhập “hai” phòng", "granted_by": "Chủ tịch UBND tỉnh, 12/QĐ-UBND"}


@pytest.fixture
def desk(tmp_path):
    """An open desk."""
    return small_desk(tmp_path / "desk")


def waived(desk, **fields):
    """Waive the finding on the officer too many."""
    return waive.act(desk, FORM | {"id": too_many(desk).fingerprint} | fields)


def test_a_finding_is_waived_and_the_file_is_that_of_the_command_line(desk):
    """It counts as waived, with the reason; an audit with the file that is kept comes to the same."""
    waived(desk, until="2022-12-31")
    finding = too_many(desk)
    assert finding.verdict is Verdict.WAIVED
    assert "Sáp nhập “hai” phòng" in finding.message.vi
    kept = read_waivers(desk.workspace.waivers)
    assert (kept[0].unit, kept[0].rule, kept[0].until) == ("yt", "D5.1.a.max", dt.date(2022, 12, 31))
    paths = desk.workspace.sent("files")
    assert kstt_rules.audit(paths, as_of="2022-03-31", waivers=kept).findings == desk.session.result.findings


def test_a_provision_is_waived_as_a_whole(desk):
    """All rules of the provision, for the unit."""
    waived(desk, scope="provision")
    rules = {one.rule for one in desk.session.result.findings if one.verdict is Verdict.WAIVED}
    assert rules == {"D5.1.a.max", "D5.1.a.twice"}
    assert page.view(desk, {})["waivers"][0]["subject"] == "Điểm a khoản 1 Điều 5"


def test_a_waiver_is_taken_back_once(desk):
    """From the page that lists it; from another tab, where it still stands, it is told to be gone."""
    waived(desk)
    (item,) = page.view(desk, {})["waivers"]
    unwaive.act(desk, {"waiver": item["key"]})
    assert too_many(desk).verdict is Verdict.BREACH
    with pytest.raises(UsageError, match="no longer there"):
        unwaive.act(desk, {"waiver": item["key"]})


def test_an_expired_waiver_is_told(desk):
    """It waives nothing, and the page of waivers says since when."""
    waived(desk, until="2022-01-31")
    assert too_many(desk).verdict is Verdict.BREACH
    assert "31/01/2022" in page.view(desk, {})["notices"][0]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "State the reason"),
        ({"granted_by": ""}, "State who granted"),
        ({"start": "2022-02-01", "until": "2022-01-01"}, "before the first"),
        ({"until": "31/12/2022"}, "is not a date"),
        ({"id": "0" * 32}, "no longer there"),
    ],
)
def test_what_is_left_out_is_told(desk, fields, said):
    """And nothing is waived."""
    with pytest.raises(UsageError, match=said):
        waived(desk, **fields)
    assert not desk.workspace.waivers.exists()


def test_a_file_that_was_kept_is_taken_beside_what_is_there(desk):
    """The same waiver is not taken twice; a file that is none changes nothing."""
    waived(desk)
    incoming = desk.workspace.folder / "incoming"
    (incoming / "mien-tru.yaml").write_bytes(desk.workspace.waivers.read_bytes())
    other = "\n  - {unit: ct, rule: D5.1.a.max, reason: a, granted_by: b}\n"
    (incoming / "khac.yaml").write_text("waivers:" + other, encoding="utf-8")
    assert waivers.act(desk, {"waivers": ["mien-tru.yaml", "khac.yaml"]}).said.en.startswith("2 waivers")
    assert [item["unit"] for item in page.view(desk, {})["waivers"]] == ["Sở Y tế", "Sở Công Thương"]
    (incoming / "sai.yaml").write_text("waivers: [{unit: ct}]", encoding="utf-8")
    with pytest.raises(InputError, match="sai"):
        waivers.act(desk, {"waivers": ["sai.yaml"]})
    with pytest.raises(UsageError, match="Choose a file"):
        waivers.act(desk, {"waivers": []})
    assert len(page.view(desk, {})["waivers"]) == 2

"""Two rosters compared by who is in post, and waivers that name one unit and close what they waive."""

from datetime import date

import pandas as pd
import pytest
from verdicts import judged, said

from kstt_rules.base.errors import UsageError
from kstt_rules.cli import main
from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver

UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "h2", "name": "UBND huyện Lục Nam", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Phúc Sơn", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "x2", "name": "UBND xã Phúc Sơn", "tier": "xa", "kind": "ubnd_xa", "parent": "h2"},
    ]
)
NO_APPROVALS = pd.DataFrame(columns=["unit", "decision_number", "decided_on", "signer_title", "issuer_name", "sent_on"])
NO_CHANGES = pd.DataFrame(columns=["unit", "changed_on", "officer_out", "officer_in", "list_sent_on", "approved_on"])


def roster(*rows):
    blank = {"role": "unit_leader", "from_date": None, "to_date": None}
    return pd.DataFrame([blank | dict(zip(("unit", "name"), row[:2], strict=True)) | row[2] for row in rows])


def compared(before, after, **options):
    frames = {"unit": UNITS, "approval": NO_APPROVALS}
    return judged(frames | {"officer": after}, previous=frames | {"officer": before}, **options)


@pytest.mark.parametrize("unit", ["so-a", "x1"])
def test_a_roster_compared_with_itself_shows_no_change(unit):
    """Whoever has left, or is still to come, stands in both."""
    rows = roster(
        (unit, "An", {}),
        (unit, "Bi", {"to_date": date(2021, 7, 1)}),
        (unit, "Co", {"from_date": date(2022, 6, 1)}),
    )
    assert said(compared(rows, rows), "9.3", unit) == set()


@pytest.mark.parametrize("unit", ["so-a", "x1"])
@pytest.mark.parametrize("is_later", [True, False])
def test_of_whom_it_is_not_known_whether_they_are_in_post_no_change_is_known(unit, is_later):
    """A day that cannot be read makes nobody a newcomer, nor one who left."""
    clear, unclear = (
        roster((unit, "An", {}), (unit, "Bi", {})),
        roster((unit, "An", {}), (unit, "Bi", {"to_date": "?"})),
    )
    before, after = (clear, unclear) if is_later else (unclear, clear)
    assert said(compared(before, after), "9.3", unit) == {"undetermined"}


@pytest.mark.parametrize("unit", ["so-a", "x1"])
def test_a_unit_without_a_row_in_one_of_the_rosters_cannot_be_compared(unit):
    """Whether anybody changed is not known, whichever roster lacks the unit."""
    other, own = roster(("h1", "An", {})), roster(("h1", "An", {}), (unit, "Bi", {"from_date": date(2022, 1, 5)}))
    assert said(compared(other, own), "9.3", unit) == {"undetermined"}
    assert said(compared(own, other), "9.3", unit) == {"undetermined"}
    assert said(compared(own, other), "9.3", "h1") == set()


@pytest.mark.parametrize("unit", ["so-a", "x1"])
def test_a_change_without_a_day_may_lie_before_the_effect(unit):
    """Not where who left took the post after it, nor where no day of effect is set."""
    before, after = roster((unit, "An", {})), roster((unit, "Bi", {}))
    assert said(compared(before, after), "9.3", unit) == {"undetermined"}
    assert said(compared(before, after, effective_from=None), "9.3", unit) == {"violation"}
    since = roster((unit, "An", {"from_date": date(2021, 8, 1)}))
    assert said(compared(since, after), "9.3", unit) == {"violation"}


def test_the_later_roster_may_tell_the_day_on_which_somebody_left():
    """A unit whose rows show nobody in post has lost whom it had."""
    after = roster(("so-a", "An", {"to_date": date(2022, 2, 1)}))
    result = compared(roster(("so-a", "An", {})), after)
    assert said(result, "9.3", "so-a") == {"violation"}
    assert any(item.subject.id == "so-a/2022-02-01/An" for item in result.findings)
    assert said(compared(roster(("so-a", "An", {})), after, effective_from=date(2022, 2, 2)), "9.3", "so-a") == set()


def waiver(unit, what, **bounds):
    rule, provision = (what, None) if what.startswith("D") else (None, Provision.parse(what))
    return Waiver(unit, rule, provision, "lý do", "CT", bounds.get("start"), bounds.get("until"), "w.yaml:2")


FOUR = roster(*(("so-a", name, {"role": "specialist"}) for name in ("An", "Bi", "Co", "Du")))


@pytest.mark.parametrize(
    ("waivers", "outcomes"),
    [
        ([], {"review"}),
        ([waiver("so-a", "Điều 5")], set()),
        ([waiver("Sở Y tế", "5.1.a")], set()),
        ([waiver("so-a", "D5.1.a.max"), waiver("so-a", "D5.1.a.twice")], set()),
        ([waiver("so-a", "D5.1.a.max")], {"review"}),
        ([waiver("so-a", "5.3.a")], {"review"}),
        ([waiver("h1", "Điều 5")], {"review"}),
        ([waiver("so-a", "Điều 5", until=date(2022, 3, 30))], {"review"}),
        ([waiver("so-a", "Điều 5", start=date(2022, 4, 1))], {"review"}),
    ],
)
def test_what_follows_from_breaches_follows_from_open_ones(waivers, outcomes):
    """A re-arrangement is asked for while a violation of the article is not waived."""
    frames = {"unit": UNITS, "officer": FOUR, "change": NO_CHANGES}
    assert said(judged(frames, waivers=waivers), "11.1", "so-a") == outcomes


def test_a_waiver_names_one_unit():
    """Of two units of one name the code must be written; an id is never a name."""
    frames = {"unit": UNITS, "officer": roster(("x1", "An", {}), ("x2", "Bi", {}))}
    with pytest.raises(UsageError, match=r"w\.yaml:2.*UBND xã Phúc Sơn \(x1\), UBND xã Phúc Sơn \(x2\)"):
        judged(frames, waivers=[waiver("UBND xã Phúc Sơn", "5.1.c")])
    result = judged(frames, waivers=[waiver("x1", "5.1.c")])
    assert said(result, "5.1.c", "x1") == {"waived"}
    assert "waived" not in said(result, "5.1.c", "x2")


def test_the_command_line_refuses_an_ambiguous_waiver_as_wrong_use(tmp_path, capsys):
    """With exit code 2 and the candidates."""
    folder = tmp_path / "nop"
    folder.mkdir()
    rows = ["Mã đơn vị,Tên đơn vị,Cấp,Loại,Trực thuộc"]
    rows += ["h1,UBND huyện Yên Thế,huyện,UBND huyện,", "h2,UBND huyện Lục Nam,huyện,UBND huyện,"]
    rows += ["x1,UBND xã Phúc Sơn,xã,UBND xã,h1", "x2,UBND xã Phúc Sơn,xã,UBND xã,h2"]
    (folder / "don-vi.csv").write_text("\n".join(rows), encoding="utf-8")
    waivers = tmp_path / "w.yaml"
    waivers.write_text(
        'waivers:\n  - {unit: "UBND xã Phúc Sơn", provision: "5.1.c", reason: "x", granted_by: "CT"}\n', "utf-8"
    )
    assert main(["audit", str(folder), "--as-of", "2022-03-31", "--waivers", str(waivers)]) == 2
    assert "x1" in capsys.readouterr().err

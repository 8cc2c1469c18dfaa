"""Lists sent and changes reported: what is on record counts wherever it stands; nothing is asked on the day itself."""

from datetime import date

import pandas as pd
import pytest
from verdicts import judged, said

UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "vp", "name": "Văn phòng UBND tỉnh", "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
    ]
)
NO_APPROVALS = pd.DataFrame(columns=["unit", "decision_number", "decided_on", "signer_title", "issuer_name", "sent_on"])


def approvals(**row):
    return pd.DataFrame([dict.fromkeys(NO_APPROVALS) | row])


def changes(*rows):
    blank = {"list_sent_on": None, "office_informed_on": None, "approved_on": None, "officer_out": "A"}
    return pd.DataFrame([blank | row for row in rows])


def changed(unit, approval=NO_APPROVALS, *, day=date(2022, 1, 5), others=(), **more):
    """Audit one change of a unit of which its own row says nothing."""
    change = changes({"unit": unit, "changed_on": day, "officer_in": "B"}, *others)
    return judged({"unit": UNITS, "change": change, "approval": approval, **more})


def test_a_change_with_nothing_on_record_is_a_breach():
    """Neither list nor approval, neither notice: each half of the provision is breached."""
    assert said(changed("so-a"), "9.3.a", "so-a") == {"violation"}
    assert said(changed("x1"), "9.3.b", "x1") == {"violation"}


def test_the_provincial_office_needs_the_approval_but_sends_no_list_to_itself():
    """Only the second half binds it."""
    rules = {item.rule for item in changed("vp").findings if item.unit.id == "vp" and item.rule.startswith("D9.3")}
    assert rules == {"D9.3.a.approval"}


@pytest.mark.parametrize("unit", ["so-a", "x1"])
def test_a_list_among_the_approvals_counts(unit):
    """What was sent after the change stands among the approvals, and approves it."""
    signer, issuer = ("Chủ tịch UBND tỉnh", "UBND tỉnh") if unit == "so-a" else ("Chủ tịch", "UBND huyện Yên Thế")
    approval = approvals(
        unit=unit,
        decision_number="5/QĐ",
        decided_on=date(2022, 1, 6),
        signer_title=signer,
        issuer_name=issuer,
        sent_on=date(2022, 1, 7),
    )
    assert said(changed(unit, approval), "9.3", unit) == set()


def test_a_list_sent_with_another_change_counts_from_that_day_on():
    """A later row tells of a list, an approval and a notice that came after the earlier change too."""
    later = {
        "changed_on": date(2022, 2, 1),
        "officer_in": "C",
        "list_sent_on": date(2022, 2, 3),
        "approved_on": date(2022, 2, 9),
        "office_informed_on": date(2022, 2, 3),
    }
    for unit in ("so-a", "x1"):
        assert said(changed(unit, others=[later | {"unit": unit}]), "9.3", unit) == set()
        assert said(changed(unit, day=date(2022, 2, 10), others=[later | {"unit": unit}]), "9.3", unit) == {"violation"}


def test_a_letter_among_the_evidence_counts():
    """A document for the duty, issued from the day of the change on, is the list or the notice."""
    letter = {"unit": "h1", "duty": "9.3.b", "number": "1", "issued_on": date(2022, 1, 6)}
    assert said(changed("x1", document=pd.DataFrame([letter])), "9.3.b", "x1") == set()
    early = letter | {"issued_on": date(2022, 1, 4)}
    assert said(changed("x1", document=pd.DataFrame([early])), "9.3.b", "x1") == {"violation"}


def test_nothing_is_asked_on_the_day_itself():
    """Neither of a change of that day nor of a decision of that day; the day after it is."""
    today, yesterday = date(2022, 3, 31), date(2022, 3, 30)
    for unit in ("so-a", "x1"):
        assert said(changed(unit, day=today), "9.3", unit) == set()
        assert said(changed(unit, day=yesterday), "9.3", unit) == {"violation"}
    decision = {
        "unit": "h1",
        "decision_number": "1/QĐ",
        "signer_title": "Chủ tịch",
        "issuer_name": "UBND huyện Yên Thế",
    }
    for day, outcomes in ((today, set()), (yesterday, {"violation"})):
        result = judged({"unit": UNITS, "approval": approvals(**decision, decided_on=day)})
        assert said(result, "9.2", "h1") == outcomes


def test_only_a_body_with_officers_owes_a_list():
    """Nobody sends a list of nobody; a list sent with a change is a list; a list never approved is told once."""
    approval = approvals(unit="so-a", decided_on=date(2021, 6, 1), signer_title="Chủ tịch", issuer_name="UBND tỉnh")
    officer = pd.DataFrame([{"unit": "vp", "name": "Co", "role": "office_leader"}])
    assert said(judged({"unit": UNITS, "officer": officer, "approval": approval}), "9.1", "so-a") == set()
    officer = pd.DataFrame([{"unit": "so-a", "name": "Co", "role": "office_leader"}])
    frames = {"unit": UNITS, "officer": officer, "approval": approval}
    assert said(judged(frames), "9.1", "so-a") == {"review"}
    unapproved = judged(frames | {"approval": NO_APPROVALS})
    assert (said(unapproved, "4.1", "so-a"), said(unapproved, "9.1", "so-a")) == ({"violation"}, set())
    change = changes(
        {"unit": "so-a", "changed_on": date(2021, 7, 1), "officer_in": "B", "list_sent_on": date(2021, 7, 2)}
    )
    assert said(judged(frames | {"change": change}), "9.1", "so-a") == set()


def test_procedures_and_drafts_of_the_provincial_office_are_judged_as_those_of_any_provincial_body():
    """Its draft without an assessment, its data that differ, its procedure that was not submitted."""
    draft = {"unit": "vp", "name": "Quyết định", "delegated_procedure": True, "impact_assessment": False}
    procedure = {"unit": "vp", "code": "1", "name": "T", "status": "in_force", "portal_matches": False}
    pending = procedure | {"name": "T2", "status": "unannounced", "announcement_number": None, "submitted_on": None}
    pending["act_effective_on"] = date(2021, 8, 1)
    result = judged({"unit": UNITS, "draft": pd.DataFrame([draft]), "procedure": pd.DataFrame([procedure, pending])})
    assert said(result, "6.2.a", "vp") == {"violation"}
    assert said(result, "6.10", "vp") == {"violation"}
    assert said(result, "6.3.a.đ1", "vp") == {"review"}


@pytest.mark.parametrize(
    ("number", "submitted", "day", "outcomes"),
    [
        ("10/QĐ-UBND", None, date(2021, 8, 1), set()),
        (None, None, date(2021, 8, 1), {"review"}),
        (None, date(2021, 9, 1), date(2021, 8, 1), set()),
        (None, None, date(2022, 3, 31), set()),
    ],
)
def test_a_procedure_that_was_announced_was_submitted(number, submitted, day, outcomes):
    """Nobody asks for a submission that a decision answers, nor for one on the day on which the act takes effect."""
    row = {"unit": "so-a", "code": "1", "name": "T", "act_effective_on": day}
    procedure = pd.DataFrame([row | {"announcement_number": number, "submitted_on": submitted}])
    assert said(judged({"unit": UNITS, "procedure": procedure}), "6.3.a.đ1", "so-a") == outcomes


def test_an_act_for_a_simplification_is_asked_of_who_drafts_where_one_was_adopted():
    """Without word of an adopted simplification nothing can be told; districts and communes draft nothing."""
    documents = pd.DataFrame(columns=["unit", "duty", "year", "number", "issued_on"])
    result = judged({"unit": UNITS, "document": documents})
    assert [said(result, "6.5.c", unit) for unit in ("so-a", "vp", "h1", "x1")] == [{"undetermined"}] * 2 + [set()] * 2
    told = UNITS.assign(simplification_adopted=[True, False, True, None])
    result = judged({"unit": told, "document": documents})
    assert [said(result, "6.5.c", unit) for unit in ("so-a", "vp", "h1", "x1")] == [{"info"}, set(), set(), set()]

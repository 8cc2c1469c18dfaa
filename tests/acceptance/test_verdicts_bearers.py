"""Whose duty it is: the body that a provision obliges, which may be another than the unit concerned."""

from datetime import date

import pandas as pd
import pytest
from verdicts import judged

from kstt_rules.model.findings import UnitRef

VP, H1, X1 = ("vp", "Văn phòng UBND tỉnh"), ("h1", "UBND huyện Yên Thế"), ("x1", "UBND xã Tam Tiến")
SO = ("so-a", "Sở Y tế")
SO_B = ("so-b", "Sở Tài chính")
UNITS = pd.DataFrame(
    [
        {"id": "vp", "name": VP[1], "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None},
        {"id": "so-a", "name": SO[1], "tier": "tinh", "kind": "so", "parent": None},
        {"id": "so-b", "name": SO_B[1], "tier": "tinh", "kind": "so", "parent": None},
        {"id": "h1", "name": H1[1], "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": X1[1], "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "x2", "name": "UBND xã Phúc Sơn", "tier": "xa", "kind": "ubnd_xa", "parent": None},
    ]
)
OFFICERS = pd.DataFrame(
    [{"unit": unit, "name": f"Người {unit}", "role": "unit_leader", "concurrent": False} for unit in UNITS["id"]]
)
APPROVALS = pd.DataFrame(
    [("so-b", "1/QĐ", date(2022, 1, 4), "Chủ tịch", "UBND tỉnh", None)],
    columns=["unit", "decision_number", "decided_on", "signer_title", "issuer_name", "sent_on"],
)
CHANGES = pd.DataFrame(
    [
        {"unit": unit, "changed_on": date(2022, 1, 5), "officer_out": "A", "officer_in": "B"}
        | {"list_sent_on": None, "office_informed_on": None, "approved_on": None}
        for unit in ("so-a", "h1", "x1")
    ]
)
LISTED = pd.DataFrame([{"unit": "x1", "name": "Người khác", "title": None, "role": None}])


@pytest.fixture(scope="module")
def result():
    """A dossier in which much is wrong."""
    frames = {"unit": UNITS, "officer": OFFICERS, "approval": APPROVALS, "change": CHANGES, "consolidated": LISTED}
    return judged(frames)


def bearers(result, provision, unit):
    found = (item for item in result.findings if item.provision.key == provision and item.unit.id == unit)
    return {(item.bearer.id, item.bearer.name) for item in found if item.verdict == "breach"}


@pytest.mark.parametrize(
    ("provision", "unit", "bearer"),
    [
        ("4.1", "so-a", VP),
        ("4.2", "h1", H1),
        ("4.2", "x1", H1),
        ("5.1.a", "so-a", SO),
        ("5.1.c", "x1", X1),
        ("5.3.a", "h1", H1),
        ("9.1", "so-b", SO_B),
        ("9.3.a", "so-a", SO),
        ("9.3.b", "h1", H1),
        ("9.3.b", "x1", H1),
        ("10.5", "x1", VP),
        ("10.5", "so-a", VP),
    ],
)
def test_a_finding_names_who_is_obliged(result, provision, unit, bearer):
    """The province's office, the district of the unit, or the unit itself."""
    assert bearers(result, provision, unit) == {bearer}


def test_a_bearer_that_the_register_does_not_hold_has_a_name_only():
    """Neither the province's office nor the commune's district stands in the register."""
    units = UNITS[UNITS["id"].isin(["so-a", "x2"])]
    officers = OFFICERS[OFFICERS["unit"].isin(["so-a", "x2"])]
    rows = [{"unit": None, "decision_number": "1/QĐ", "signer_title": "Chủ tịch", "issuer_name": "UBND tỉnh"}]
    found = judged({"unit": units, "officer": officers, "approval": pd.DataFrame([dict.fromkeys(APPROVALS) | rows[0]])})
    by_rule = {item.rule: item.bearer for item in found.findings}
    assert by_rule["D4.1.none"] == UnitRef(None, "Văn phòng UBND tỉnh")
    assert {item.bearer for item in found.findings if item.rule.startswith("D4.2")} <= {UnitRef(None, "UBND cấp huyện")}


def test_two_bodies_of_one_kind_are_not_chosen_from():
    """The name stands for either."""
    second = pd.DataFrame(
        [{"id": "vp2", "name": "Văn phòng Hai", "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None}]
    )
    found = judged({"unit": pd.concat([UNITS, second]), "officer": OFFICERS, "approval": APPROVALS})
    [finding] = [item for item in found.findings if item.rule == "D4.1.none" and item.unit.id == "so-a"]
    assert finding.bearer == UnitRef(None, "Văn phòng UBND tỉnh")

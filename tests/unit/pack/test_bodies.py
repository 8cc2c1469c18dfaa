"""Who is competent for what, from which day: in conditions by the day of the fact, as obliged by that of the audit."""

from datetime import date

import pytest
from pack_factory import PACK_FILES, faults, marked_places, write_pack

from kstt_rules.auditing import audit
from kstt_rules.pack import load_pack

BODIES = """\
bodies:
  keeper:
    label: {vi: cơ quan giữ việc, en: keeper}
    held:
      - {until: 2022-12-31, body: unit.kind == "so", name: {vi: Sở Tư pháp, en: Justice}, provision: 5.1.a}
      - {from: 2023-01-01, body: unit.kind == "vp_ubnd_tinh", name: {vi: Văn phòng, en: Office}, source: local}
  approver:
    label: {vi: cơ quan phê duyệt, en: approver}
    held:
      - until: 2022-12-31
        above: unit.kind == "ubnd_huyen"
        name: {vi: UBND huyện, en: District}
        known_as: [district_committee]
        provision: 5.1.a
      - from: 2023-01-01
        above: unit.tier == "tinh"
        name: {vi: UBND tỉnh, en: Province}
        known_as: [provincial_committee]
        act: {vi: Luật 2023, en: Act of 2023}
ceased_units: keeper
report_calendar:
"""
RULE = """\
  - id: D5.1.a.issuer
    provision: 5.1.a
    subject: approval
    breach: approval.issuer not in bodies.approver
    severity: violation
    obliged: keeper
    title: {vi: Sai thẩm quyền, en: Another authority}
    message: {vi: "Phải do {bodies.approver} phê duyệt.", en: "{bodies.approver} must approve."}
    remedy: {vi: Trình lại., en: Submit again.}
"""
CHANGES = (
    ("pack.yaml", "report_calendar:\n", BODIES),
    ("dieu-05.yaml", "rules:\n", f"rules:\n{RULE}"),
)
SPARE = '{label: {vi: a, en: a}, held: [{body: unit.kind == "so", name: {vi: a, en: a}, source: local}]}'
UNITS = [
    {"id": "tp", "name": "Sở Tư pháp", "tier": "tinh", "kind": "so", "valid_to": None},
    {"id": "vp", "name": "Văn phòng UBND tỉnh", "tier": "tinh", "kind": "vp_ubnd_tinh", "valid_to": None},
    {"id": "x", "name": "UBND xã X", "tier": "xa", "kind": "ubnd_xa", "valid_to": "2025-06-30"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_pack(tmp_path_factory.mktemp("bodies"), *CHANGES)


def judged(folder, decided_on, as_of):
    approvals = [{"unit": "x", "decision_number": "1", "decided_on": decided_on, "issuer_name": "UBND huyện A"}]
    result = audit({"unit": UNITS, "approval": approvals}, pack=folder, as_of=as_of)
    return [item for item in result.findings if item.rule == "D5.1.a.issuer" and item.verdict == "breach"]


@pytest.mark.parametrize(
    ("decided_on", "found"), [("2022-12-31", []), ("2023-01-01", ["Phải do UBND tỉnh phê duyệt."])]
)
def test_who_was_competent_is_told_by_the_day_of_the_fact(folder, decided_on, found):
    """Whatever the day of the audit, and named in messages by its name."""
    assert [item.message.vi for item in judged(folder, decided_on, date(2023, 6, 30))] == found


@pytest.mark.parametrize(
    ("as_of", "decided_on", "bearer"),
    [
        ("2023-06-30", "2023-01-01", ("vp", "Văn phòng UBND tỉnh")),
        ("2023-01-01", "2023-01-01", ("vp", "Văn phòng UBND tỉnh")),
    ],
)
def test_who_must_act_is_told_by_the_day_of_the_audit(folder, as_of, decided_on, bearer):
    """The competence was handed over, with what is still open."""
    (item,) = judged(folder, decided_on, as_of)
    assert (item.bearer.id, item.bearer.name) == bearer


def test_a_competence_that_was_not_yet_handed_over_is_its_first_holders(folder):
    """As the register names it, else by its name."""
    held = load_pack(folder).rule("D5.1.a.issuer").obliged
    assert [held.at(day).name.en for day in (date(1999, 1, 1), date(2022, 12, 31), date(2023, 1, 1))] == [
        "Justice",
        "Justice",
        "Office",
    ]


@pytest.mark.parametrize(("as_of", "bearer"), [("2025-06-30", "UBND xã X"), ("2025-07-01", "Văn phòng UBND tỉnh")])
def test_what_a_unit_that_ceased_left_open_goes_to_whom_the_pack_names(tmp_path, as_of, bearer):
    """From the day after its last one."""
    own = ("dieu-05.yaml", "    obliged: keeper\n", "")
    folder = write_pack(tmp_path, *CHANGES, own)
    (item,) = judged(folder, "2023-01-01", as_of)
    assert item.bearer.name == bearer


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("unknown body 'keper'; did you mean 'keeper'?", "ceased_units: keeper", "‸ceased_units: keper"),
        (
            "nobody holds keeper from 2023-01-01 to 2023-01-31; let this one begin on 2023-01-01",
            '      - {from: 2023-01-01, body: unit.kind == "vp',
            '      - ‸{from: 2023-02-01, body: unit.kind == "vp',
        ),
        (
            "the holders of keeper stand in the order of time, each beginning after the one before it ends",
            '      - {from: 2023-01-01, body: unit.kind == "vp',
            '      - ‸{from: 2022-12-31, body: unit.kind == "vp',
        ),
        ("write one of the two: `above`", '{until: 2022-12-31, body: unit.kind == "so",', "‸{until: 2022-12-31,"),
        (
            "add the `provision` or the `act` that says so, or `source: local`",
            '{until: 2022-12-31, body: unit.kind == "so", name: {vi: Sở Tư pháp, en: Justice}, provision: 5.1.a',
            '‸{until: 2022-12-31, body: unit.kind == "so", name: {vi: Sở Tư pháp, en: Justice}',
        ),
        (
            "'district_comittee' is not a valid authority; did you mean 'district_committee'?",
            "[district_committee]",
            "[‸district_comittee]",
        ),
        (
            "provisions.yaml has no 'điểm b khoản 1 Điều 5'",
            "known_as: [district_committee]\n        provision: 5.1.a",
            "known_as: [district_committee]\n        ‸provision: 5.1.b",
        ),
        (
            "nothing names the body 'spare' as `obliged`, or in a condition",
            "  keeper:\n",
            f"  ‸spare: {SPARE}\n  keeper:\n",
        ),
        ("unit has no field 'knd'; did you mean 'kind'?", 'body: unit.kind == "so"', 'body: ‸unit.knd == "so"'),
    ],
)
def test_a_fault_of_the_bodies_is_told_in_one_sentence_at_its_place(tmp_path, message, old, new):
    """With what to write instead."""
    assert BODIES.count(old) == 1, old
    bodies = BODIES.replace(old, new)
    changes = (("pack.yaml", "report_calendar:\n", bodies), CHANGES[1])
    [place] = marked_places({**PACK_FILES, "pack.yaml": PACK_FILES["pack.yaml"].replace("report_calendar:\n", bodies)})
    found = faults(write_pack(tmp_path, *changes))
    assert any(told.startswith(place) and message in told for told in found), found


def test_a_rule_names_a_body_that_there_is(tmp_path):
    """With the nearest one."""
    folder = write_pack(tmp_path, *CHANGES, ("dieu-05.yaml", "obliged: keeper", "obliged: keeperr"))
    assert any("unknown body 'keeperr'; did you mean 'keeper'?" in told for told in faults(folder))


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 12, 31), "Provincial office"), (date(2027, 1, 1), "Department of justice")]
)
def test_the_invented_example_hands_a_competence_over(day, name):
    """From one year to the next."""
    entries = load_pack("example-two-tier").provisions
    (held,) = {entry.obliged for entry in entries if entry.obliged is not None}
    assert held.at(day).name.en == name

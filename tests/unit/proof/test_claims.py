"""A claim that a dossier contradicts is told with that dossier; one that holds is not told."""

import pytest
from pack_factory import write_pack

from kstt_rules.pack import load_pack

pytest.importorskip("z3", reason="needs the extra prove")

from kstt_rules.proof.prove import prove

CONTRADICTED = {
    "exclusive: [D5.1.a.missing, D5.1.a.max]": {("D5.1.a.missing", "D5.1.a.max")},
    "nothing_after: 2022-12-31": {("D5.1.a.max",), ("D5.1.a.missing",)},
    "nothing_before: 2022-01-01": {("D5.1.a.max",), ("D5.1.a.missing",)},
    "nothing_when: officers.none() and as_of >= date(2021, 1, 1)": {("D5.1.a.missing",)},
    "one_finding_when: officers.none()": set(),
    "one_finding_when: officers.count() > 3": {("D5.1.a.max", "D5.1.a.missing")},
    "reaches: [so]": {("D5.1.a.max",), ("D5.1.a.missing",)},
    "reaches: [so, bql_kcn, ubnd_xa]": {()},
    "reaches: [so, bql_kcn]": set(),
    'nothing_when: unit.kind == "ubnd_xa" and as_of >= date(2021, 1, 1)': set(),
    # Before 2021 the kinds of unit that the rules ask for are not set, so that their verdicts are undetermined.
    'nothing_when: unit.kind == "ubnd_xa"': {("D5.1.a.max",), ("D5.1.a.missing",)},
    "nothing_before: 1900-01-01": set(),
}


@pytest.mark.parametrize("claim", CONTRADICTED)
def test_a_claim_is_told_where_a_dossier_contradicts_it(claim, tmp_path):
    """Of the rules that the dossier is about."""
    change = ("pack.yaml", "report_calendar:\n", f"claims:\n  - {claim}\nreport_calendar:\n")
    report = prove(load_pack(write_pack(tmp_path, change)))
    assert {item.rules for item in report.findings} == CONTRADICTED[claim]
    assert {item.kind for item in report.findings} <= {"claim"}
    assert report.open == []

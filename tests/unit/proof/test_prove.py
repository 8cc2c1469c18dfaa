"""What holds of all dossiers is found, each with a case that the audit confirms; and nothing where nothing is wrong."""

import pytest
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import load_cases, load_pack

pytest.importorskip("z3", reason="needs the extra prove")

from kstt_rules.pack.proof_waivers import PROOF_WAIVERS
from kstt_rules.proof.case_text import case_lines
from kstt_rules.proof.prove import prove

RULES = "dieu-05.yaml"
MISSING = '    breach: officers.none(role == "unit_leader")\n'
MOST = "    breach: officers.count() > limits.most\n"
APPLIES = "    applies: unit.kind in classes.bodies\n    breach: officers.count()"


def changed(old, new):
    """Return a change of the rule file of the small pack."""
    return (RULES, old, new)


DEFECTS = {
    "a rule for no kind of unit": (
        changed(
            APPLIES, '    applies: unit.kind in classes.bodies and unit.kind == "ubnd_xa"\n    breach: officers.count()'
        ),
        ("never_applies", ("D5.1.a.max",)),
    ),
    "a role that is two roles": (
        changed(MISSING, '    breach: officers.any(role == "unit_leader" and role == "specialist")\n'),
        ("never_breached", ("D5.1.a.missing",)),
    ),
    "a count below nothing": (changed(MOST, "    breach: officers.count() < 0\n"), ("never_breached", ("D5.1.a.max",))),
    "a count of any size": (changed(MOST, "    breach: officers.count() >= 0\n"), ("always_breached", ("D5.1.a.max",))),
    "the same rule twice": (
        changed(MOST, '    breach: officers.none(role == "unit_leader") and officers.count() < 5\n'),
        ("implied", ("D5.1.a.max", "D5.1.a.missing")),
    ),
    "two rules that ask for opposites": (
        changed(MOST, '    breach: officers.any(role == "unit_leader")\n'),
        ("cannot_meet_both", ("D5.1.a.max", "D5.1.a.missing")),
    ),
    "a part that follows from another": (
        changed(MOST, "    breach: officers.count() > 3 and officers.count() > 2\n"),
        ("idle_part", ("D5.1.a.max",)),
    ),
    "a year that is over before it begins": (
        changed(MOST, "    breach: officers.any(from_date > as_of and from_date < as_of)\n"),
        ("never_breached", ("D5.1.a.max",)),
    ),
}


def found(pack):
    """Return the findings that are about rules, by kind and rules."""
    return [(item.kind, item.rules) for item in prove(pack).findings]


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found_and_nothing_else(defect, tmp_path):
    """Whatever the dossiers that the pack's cases happen to have."""
    change, expected = DEFECTS[defect]
    assert set(found(load_pack(write_pack(tmp_path, change)))) == {expected}


def test_a_sound_pack_has_no_findings_and_nothing_open(tmp_path):
    """Every question has an answer."""
    report = prove(load_pack(write_pack(tmp_path)))
    assert (report.findings, report.open) == ([], [])
    assert report.asked <= report.shown + report.proved


def test_a_witness_is_a_case_that_the_pack_accepts(tmp_path):
    """Pasted into a file of cases it is read, and its subject has the verdicts that it tells."""
    change, _ = DEFECTS["the same rule twice"]
    folder = write_pack(tmp_path, change)
    (finding,) = prove(load_pack(folder)).findings
    text = "\n".join(["cases:", *case_lines(finding.witness, finding.told.vi), ""])
    (folder / "cases" / "witness.yaml").write_text(text, encoding="utf-8")
    case = load_cases(load_pack(folder))[-1]
    assert case.expect == finding.witness.expect
    assert {case.expect[rule][finding.witness.subject] for rule in finding.rules} == {Verdict.BREACH}


def test_what_a_pack_waives_has_its_reason_and_what_it_waives_in_vain_is_told(tmp_path):
    """By the file of waivers beside its rules."""
    change, (kind, rules) = DEFECTS["the same rule twice"]
    folder = write_pack(tmp_path, change)
    (folder / PROOF_WAIVERS).parent.mkdir()
    reason = "reason: {vi: Hai khoản khác nhau., en: Two clauses.}"
    waived = [f"  - {{finding: {kind}, rules: [{', '.join(rules)}], {reason}}}"]
    waived.append(f"  - {{finding: never_applies, rules: [D5.1.a.max], {reason}}}")
    (folder / PROOF_WAIVERS).write_text("\n".join(["waived:", *waived, ""]), encoding="utf-8")
    report = prove(load_pack(folder))
    assert [item.reason.vi for item in report.findings] == ["Hai khoản khác nhau."]
    assert report.unused == ["never_applies: D5.1.a.max"]


def test_what_takes_more_rows_than_are_looked_at_is_not_proved(tmp_path):
    """Nothing is claimed of it."""
    report = prove(load_pack(write_pack(tmp_path, changed(MOST, "    breach: officers.count() > 40\n"))))
    assert report.findings == []
    assert all("D5.1.a.max" in item.rules for item in report.open)
    assert {"it takes 41 rows of one dataset, more than are looked at (14)"} < {item.reason.en for item in report.open}


def test_what_formulas_do_not_express_is_not_proved(tmp_path):
    """The reason names it."""
    report = prove(
        load_pack(
            write_pack(tmp_path, changed(MOST, '    breach: contains(unit.name, "Sở") and officers.count() > 3\n'))
        )
    )
    assert report.findings == []
    assert {"formulas do not express contains"} == {item.reason.en for item in report.open}


def test_the_command_tells_what_is_found_within_eighty_columns_and_ends_with_one(tmp_path, capsys):
    """In the language that is asked for, with the case to paste."""
    change, _ = DEFECTS["the same rule twice"]
    assert main(["check", str(write_pack(tmp_path, change)), "--prove", "--lang", "vi"]) == Exit.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    proof = lines[lines.index(next(line for line in lines if line.startswith("BAO HÀM QUY TẮC KHÁC"))) :]
    assert max(map(len, proof)) <= 80
    assert "  - name: 'bao hàm quy tắc khác: D5.1.a.max, D5.1.a.missing'" in proof
    assert "phát hiện 1 điều" in " ".join(proof)


def test_without_the_solver_the_command_says_what_to_install(tmp_path, capsys, monkeypatch):
    """Nothing else of it needs the solver."""
    monkeypatch.setattr("kstt_rules.proof.available.find_spec", lambda _: None)
    folder = str(write_pack(tmp_path))
    assert main(["check", folder, "--prove", "--lang", "en"]) == Exit.USAGE
    assert 'pip install "kstt-rules[prove]"' in capsys.readouterr().err

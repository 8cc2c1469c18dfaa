"""Results of which one dimension may be made as large as one likes, and what is made of them."""

import io
from dataclasses import replace
from functools import partial

from result_factory import finding, make_evidence, result, undecided, unit_record

import kstt_rules
from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import UnitRef
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.exchange.json import render
from kstt_rules.pack import load_pack
from tests.benchmarks.sweep_inputs import person

SOURCES = tuple(Source("a.xlsx", "Công chức đầu mối", f"C{row}") for row in range(5, 9))


def findings(size):
    """Return a result of so many breaches, each of a unit of its own."""
    units = [UnitRef(f"so-{n}", f"Sở {n}") for n in range(size)]
    return result(findings=tuple(finding(unit=unit) for unit in units), units=())


def units(size):
    """Return a result of so many units."""
    return result(units=tuple(unit_record(UnitRef(f"so-{n}", f"Sở {n}")) for n in range(size)))


def evidence_of_a_finding(size):
    """Return a result of breaches with so many pieces of evidence each."""
    pieces = tuple(make_evidence("officers.count()", n, SOURCES) for n in range(size))
    return result(findings=tuple(finding(unit=UnitRef(f"so-{n}", f"Sở {n}"), evidence=pieces) for n in range(20)))


def cells_of_evidence(size):
    """Return a result of breaches that rest on so many cells each."""
    cells = (make_evidence("officers.count()", 4, tuple(replace(SOURCES[0], cell=f"C{n + 1}") for n in range(size))),)
    return result(findings=tuple(finding(unit=UnitRef(f"so-{n}", f"Sở {n}"), evidence=cells) for n in range(20)))


def length_of_a_message(size):
    """Return a result of breaches with messages so long."""
    text = "Sở A có 4 công chức <b>&amp; " * (size // 28)
    told = Bilingual(text, text)
    return result(findings=tuple(finding(unit=UnitRef(f"so-{n}", f"Sở {n}"), message=told) for n in range(60)))


def rejects(size):
    """Return a result with so many rows that were not accepted."""
    told = Bilingual("Ngày không có trong lịch.", "No such day.")
    return result(rejects=tuple(Reject("a.xlsx", "Báo cáo", n + 1, "date_impossible", told) for n in range(size)))


def inputs(size):
    """Return a result of so many files."""
    named = (InputFile(f"so-{n}.xlsx", "cd" * 32, read=12, accepted=12, rejected=0, ignored=0) for n in range(size))
    return result(inputs=tuple(named))


def undecided_entries(size):
    """Return a result with so much left undecided."""
    return result(undecided=tuple(undecided(rule=f"D8.{n}") for n in range(size)))


RESULTS = {
    findings: 1_500,
    units: 4_000,
    evidence_of_a_finding: 150,
    cells_of_evidence: 2_000,
    length_of_a_message: 30_000,
    rejects: 4_000,
    inputs: 4_000,
    undecided_entries: 1_500,
}


def written(name, shown):
    """Write a result in a format."""
    outputs_of("audit")[name].render(shown, io.BytesIO(), language="vi")


def compared(shown):
    """Compare a result with one that has other findings."""
    compare(snapshot(shown), snapshot(replace(shown, findings=shown.findings[1:])))


def kept(shown, folder):
    """Write a result as JSON, and return how to read it back."""
    path = folder / "kq.json"
    with path.open("wb") as stream:
        render(shown, stream, language="vi")
    return partial(read_result, path)


def judged_by(size):
    """Return an audit of a small dossier by a pack with each of its rules so many times."""
    pack = load_pack("bac-giang-2021")
    rules = tuple(replace(rule, id=f"{rule.id}.x{n}" if n else rule.id) for n in range(size) for rule in pack.rules)
    names = [{"unit": "so-a", "name": person(n), "role": "specialist"} for n in range(200)]
    frames = {"unit": [{"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"}], "officer": names}
    return partial(kstt_rules.audit, frames, as_of="2022-03-31", pack=replace(pack, rules=rules))

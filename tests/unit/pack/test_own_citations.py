"""A pack that cites in a form of its own: loaded, checked, judged and shown by it."""

import json
import shutil

import pytest
from pack_factory import faults
from repository import ROOT

from kstt_rules.auditing import audit
from kstt_rules.compare.saved_results import read_audit
from kstt_rules.pack import load_pack

PACK = ROOT / "tests" / "packs" / "clinical-visits"


@pytest.fixture
def folder(tmp_path):
    """A copy of the pack, which cites "Mục 4.1", that a test may change."""
    return shutil.copytree(PACK, tmp_path / "visits")


def changed(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_findings_cite_as_the_pack_does_also_when_they_are_read_back(tmp_path):
    """With its regulation as the pack says, for people and for programs."""
    out = tmp_path / "x.json"
    result = audit([PACK / "data"], pack=str(PACK), as_of="2024-06-30")
    result.write(out)
    late = next(item for item in result.findings if item.rule == "D4.1.late")
    assert late.citation.en == "Section 4.1 of Protocol DC-07"
    told = json.loads(out.read_text("utf-8"))
    provisions = {item["provision"]["id"]: item["provision"] for item in told["findings"]}
    assert provisions["section_4__item_1"]["citation"]["vi"] == "Mục 4.1 Đề cương số DC-07"
    assert read_audit(out).coverage == result.coverage


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("pack.yaml", "Mục {section}[.{item}]", "Mục {section}", "citations: 'Mục {section}' must have each of these"),
        (
            "pack.yaml",
            "section: number",
            "section: numbers",
            "citations.levels.section: this value is not allowed here; choose from 'number'",
        ),
        ("provisions.yaml", "Mục 5", "Điều 5", "'Điều 5' names no provision; write it like \"Mục 12.3\""),
        ("rules-consent.yaml", "rules:\n", "article: 3\nrules:\n", "a file of this name has no `article`"),
        ("rules-visits.yaml", "D4.1.late", "D4.2.late", "the id of a rule on Mục 4.1 must begin with D4.1."),
    ],
)
def test_a_fault_of_citations_is_told_at_its_place(folder, name, old, new, message):
    """In the words of the pack's own form."""
    changed(folder, name, old, new)
    assert any(f"visits/{name}:" in told and message in told for told in faults(folder)), faults(folder)


def test_files_of_rules_are_not_named_by_articles(folder):
    """There are none."""
    (folder / "rules-consent.yaml").rename(folder / "dieu-03.yaml")
    assert any("put rules in rules-NAME.yaml" in told for told in faults(folder))


def test_a_pack_that_builds_on_it_cites_alike(tmp_path, folder):
    """Without repeating the form."""
    child = tmp_path / "child"
    child.mkdir()
    header = (
        (folder / "pack.yaml").read_text("utf-8").split("citations:")[0].replace("id: clinical-visits", "id: child")
    )
    (child / "pack.yaml").write_text(f"extends: ../visits\n{header}", "utf-8")
    assert [entry.provision.vi for entry in load_pack(child).provisions][:2] == ["Mục 3", "Mục 4.1"]

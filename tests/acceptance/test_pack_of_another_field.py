"""A small pack of another field, visits of a study: no Vietnamese administration, no unit, no report calendar."""

import json
import re
import shutil
import zipfile
from datetime import date

import pytest
from repository import ROOT

from kstt_rules.auditing import audit
from kstt_rules.base.errors import PackError
from kstt_rules.cli import main
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.form import form_of

pytestmark = pytest.mark.usefixtures("read_here")

PACK = ROOT / "tests" / "packs" / "clinical-visits"
FOUND = {
    ("D3.age", "P02", "violation"),
    ("D3.consent", "P03", "violation"),
    ("D4.1.late", "P01/V2", "review"),
    ("D4.2.dose", "P01/V2", "review"),
    ("D4.2.dose", "P02/V1", "undetermined"),
}


def run(*arguments):
    return main([*map(str, arguments)])


def test_its_cases_pin_its_rules_down():
    """As of any other pack."""
    assert run("check", PACK) == 0


def test_its_findings_are_filed_under_the_dossier_as_a_whole():
    """There is no register, so nobody is missed from it."""
    result = audit([PACK / "data"], pack=str(PACK), as_of=date(2024, 6, 30))
    assert {(item.rule, item.subject.id, item.outcome.value) for item in result.findings} == FOUND
    assert {item.unit.name for item in result.findings} == {"Toàn bộ hồ sơ"}
    assert result.units == ()


def test_its_workbook_holds_its_own_sheets_alone():
    """No register of units, since nothing names one."""
    titles = [sheet.title for sheet in form_of(load_pack(str(PACK))).sheets]
    assert titles[:-1] == ["Người tham gia", "Lượt khám"]


@pytest.mark.parametrize("suffix", ["json", "html", "docx", "xlsx", "csv", "sarif"])
def test_it_goes_through_an_output(suffix, tmp_path):
    """Which tells of all findings."""
    out = tmp_path / f"found.{suffix}"
    assert run("audit", PACK / "data", "--pack", PACK, "--as-of", "2024-06-30", "-o", out) == 1
    assert out.stat().st_size > 0
    if suffix == "json":
        assert len(json.loads(out.read_text("utf-8"))["findings"]) == len(FOUND)


def test_what_is_read_from_another_column_is_read_by_its_type(tmp_path):
    """Yes and no in the words of the field, and what says neither is not known."""
    (tmp_path / "luot-kham.csv").write_text(
        "Mã người tham gia,Lượt,Ngày khám,Cân nặng (kg),Liều (mg),Ghi nhận\n"
        "P01,V1,01/03/2024,50,10,nặng\n"
        "P01,V2,01/03/2024,50,10,nhẹ\n"
        "P01,V3,01/03/2024,50,10,Y\n"
        "P01,V4,01/03/2024,50,10,có lẽ\n",
        "utf-8",
    )
    result = audit([tmp_path], pack=str(PACK), as_of=date(2024, 6, 30), detail="all")
    found = {item.subject.id: item.outcome.value for item in result.findings if item.rule == "D4.2.dose"}
    assert found == {"P01/V2": "review", "P01/V4": "undetermined"}


def test_what_cannot_be_worked_out_of_known_values_names_them(tmp_path):
    """A weight of 0 kg is there, and is what to correct."""
    text = "Mã người tham gia,Lượt,Ngày khám,Cân nặng (kg),Liều (mg),Ghi nhận\nP01,V1,01/03/2024,0,10,nhẹ\n"
    (tmp_path / "luot-kham.csv").write_text(text, "utf-8")
    result = audit([tmp_path], pack=str(PACK), as_of=date(2024, 6, 30))
    (found,) = (item for item in result.findings if item.rule == "D4.2.dose")
    assert [*map(str, found.missing)] == ["visit.dose", "visit.weight"]


def test_its_datasets_do_not_bear_names_of_those_that_it_leaves_out(tmp_path):
    """What follows from an officer or a report of the base does not follow from theirs: told at its place."""
    shutil.copytree(PACK, tmp_path / "visits")
    path = tmp_path / "visits" / "vocabulary.yaml"
    path.write_text(re.sub(r"\bvisit\b(?=:)", "report", path.read_text("utf-8")), "utf-8")
    with pytest.raises(PackError, match=r"vocabulary\.yaml:[0-9]+:3: 'report' is a dataset of the base vocabulary"):
        load_pack(tmp_path / "visits")


@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "terminal"])
def test_nothing_that_people_read_sorts_it_by_unit(form, tmp_path, capsysbinary):
    """There are none: no section of units, no matrix of them, no filter by them."""
    out = tmp_path / f"found.{form}"
    to = [] if form == "terminal" else ["-o", out]
    run("audit", PACK / "data", "--pack", PACK, "--as-of", "2024-06-30", *to)
    told = capsysbinary.readouterr().out if form == "terminal" else out.read_bytes()
    if form in ("docx", "xlsx"):
        with zipfile.ZipFile(out) as package:
            told = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    text = told.decode("utf-8")
    assert "Người tham gia P02" in text
    for words in ("Theo đơn vị", "danh mục đơn vị", "theo đơn vị phải thực hiện"):
        assert words not in text
    if form == "html":
        assert 'id="overview"' not in text
        assert 'class="choices whole"' in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["calendar", "--year", "2024", "-o", "c.xlsx"], "expects no reports, so there is no calendar"),
        (["explain", "D4.1.late", "--unit", "P01", PACK / "data"], "no unit 'P01'; known: Toàn bộ hồ sơ"),
        (["audit", PACK / "data", "--unit", "P01", "--as-of", "2024-06-30"], "nothing in the dossier is told of units"),
        (["audit", PACK / "data", "--provision", "Điều 4", "--as-of", "2024-06-30"], 'write it like "Mục 12.3"'),
    ],
)
def test_what_does_not_apply_to_it_says_so_in_one_sentence(arguments, told, tmp_path, monkeypatch, capsys):
    """And why."""
    monkeypatch.chdir(tmp_path)
    assert run(*arguments, "--pack", PACK) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line]
    assert [told in line for line in said] == [False, True]


def test_it_goes_through_the_other_commands(tmp_path, capsys):
    """Coverage, pages, template, marked files, the smallest case, letters that there are none of, a comparison."""
    result = tmp_path / "x.json"
    audited = ["audit", PACK / "data", "--pack", PACK, "--as-of", "2024-06-30"]
    assert run(*audited, "-o", result) == 1
    assert run(*audited, "--format", "annotated", "-o", tmp_path / "marked") == 1
    assert run("coverage", PACK) == 0
    assert run("docs", PACK, "-o", tmp_path / "docs") == 0
    assert {path.name for path in (tmp_path / "docs" / "clinical-visits").iterdir()} == {
        "README.md",
        "section-3.md",
        "section-4.md",
        "section-5.md",
    }
    assert run("template", "--pack", PACK, "-o", tmp_path / "form.xlsx") == 0
    assert run("diff", result, result) == 0
    fingerprint = json.loads(result.read_text("utf-8"))["findings"][0]["fingerprint"]
    assert run("case", result, fingerprint, "--pack", PACK, "--input", PACK / "data", "-o", tmp_path / "case") == 0
    capsys.readouterr()
    assert run("letters", result, "-o", tmp_path / "letters") == 0
    assert "no letter was written" in capsys.readouterr().err

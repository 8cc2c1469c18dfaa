"""A ministry's circular is written down in YAML alone, and its example dossier audited by it."""

import re
import subprocess
import sys
from datetime import date
from zipfile import ZipFile

import pytest
from example_dossiers import content, found, planted
from repository import EXAMPLES, ROOT, SHARED

from examples.generator.ministry_plants import NEVER_BROKEN
from kstt_rules import audit, load_pack
from kstt_rules.cli import main
from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.letter import Letterhead
from kstt_rules.model.outcomes import Severity
from kstt_rules.official_text.compare import compare
from kstt_rules.official_text.read import read_regulation, texts_by_provision
from kstt_rules.outputs.letters.document import write_letters
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.outputs.template import render
from kstt_rules.outputs.wording import parties_text, title_text
from kstt_rules.pack_tools.form import form_of

DOSSIER = EXAMPLES / "bo-cong-thuong-2019"
TEXT = SHARED / "regulation" / "thong-tu-18-2018-tt-bct.txt"
AS_OF = date(2020, 1, 15)
OFFICE = "Văn phòng Bộ"

needs_text = pytest.mark.skipif(not TEXT.is_file(), reason="the official text is not part of the project")


@pytest.fixture(scope="module")
def pack():
    """The pack of the circular."""
    return load_pack("bo-cong-thuong-2018")


@pytest.fixture(scope="module")
def result(pack):
    """The audit of the example, engine and masks compared on every subject."""
    return audit([DOSSIER], as_of=AS_OF, pack=pack, verify=True, detail="all")


def test_the_pack_is_yaml_alone(pack):
    """A ministry's circular is a folder without a line of code."""
    assert {path.suffix for path in pack.folder.rglob("*") if path.is_file()} == {".yaml", ".md"}


def test_nothing_of_a_province_is_in_the_pack(pack):
    """Its kinds of unit, roles and datasets are its own."""
    words = " ".join(path.read_text(encoding="utf-8") for path in pack.folder.rglob("*.yaml"))
    assert not [word for word in ("UBND", "cấp huyện", "cấp xã", "Sở Y tế") if word in words]


def test_every_row_is_read(result):
    """No row is rejected, also those of petitions that name no unit, and every file is taken for its dataset."""
    assert result.rejects == ()
    assert all(item.accepted and not item.rejected for item in result.inputs)


def test_the_audit_finds_what_is_planted_and_nothing_else(result):
    """Every planted breach and uncertainty is found once, and all that is found was planted."""
    assert found(result) == planted(DOSSIER)


def test_every_rule_is_broken_somewhere(pack):
    """The dossier shows each rule at work, but for the few that cannot be broken beside the others."""
    broken = {rule for rule, _, verdict in planted(DOSSIER) if verdict == "breach"}
    assert broken == {rule.id for rule in pack.rules}.difference(NEVER_BROKEN)


def test_findings_are_cited_by_the_circular(result):
    """No decision issues it and no regulation of a province is spoken of."""
    assert all(finding.citation.vi.endswith("Thông tư số 18/2018/TT-BCT") for finding in result.findings)
    assert all(finding.citation.en.endswith("of Circular 18/2018/TT-BCT") for finding in result.findings)


@pytest.mark.parametrize(
    ("rule", "subject", "bearer"),
    [
        ("D13.1.forward", "X-05", OFFICE),
        ("D13.2.b.until", "X-09", OFFICE),
        ("D13.3.late", "X-13", "Cục Xúc tiến thương mại"),
        ("D13.3.untold", "X-19", OFFICE),
        ("D14.unurged", "X-20", OFFICE),
        ("D3.2.answer", "v02/Nghị định D/proposal", OFFICE),
        ("D3.2.unsent", "v01/Nghị định B/proposal", "Vụ Kế hoạch"),
        ("D19.2.signer", "4001/QĐ-BCT", OFFICE),
    ],
)
def test_the_office_answers_for_its_own_terms_and_the_unit_for_its_report(result, rule, subject, bearer):
    """Who forwards, asks, tells and answers on proposals is the office; who drafts and reports is the unit."""
    found = [item for item in result.findings if (item.rule, item.subject.id) == (rule, subject)]
    assert [item.bearer.name for item in found] == [bearer]


@needs_text
def test_the_official_text_changes_no_verdict_and_agrees_with_the_pack(result, pack):
    """With the text, findings quote it; provisions and numbers of the pack are those of the text."""
    quoted = audit([DOSSIER], as_of=AS_OF, pack=pack, texts=texts_by_provision(read_regulation(TEXT)), detail="all")
    assert found(quoted) == found(result)
    assert all(finding.text for finding in quoted.findings)
    assert compare(read_regulation(TEXT), pack) == ()


@needs_text
def test_the_pack_copies_no_sentence_of_the_text(pack):
    """Summaries, titles and messages are in our own words."""
    words = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in pack.folder.rglob("*.yaml"))
    sentences = [passage.text for passage in read_regulation(TEXT).passages if len(passage.text) > 40]
    assert [sentence for sentence in sentences if sentence in words] == []


def test_making_the_example_again_gives_the_files_that_are_kept(tmp_path):
    """The generator yields the kept dossier, none more, none less."""
    subprocess.run([sys.executable, "-m", "examples.generator.ministry", str(tmp_path)], check=True, cwd=ROOT)
    made = {path.name: path for path in (tmp_path / DOSSIER.name).iterdir()}
    assert sorted(made) == sorted(path.name for path in DOSSIER.iterdir())
    assert [name for name, path in made.items() if content(path) != content(DOSSIER / name)] == []


def test_no_output_speaks_of_a_province(result, pack, tmp_path):
    """Form, letters and their index know neither districts and communes nor the regulation of focal officers."""
    audit_of = snapshot(result)
    chosen = write_to(audit_of, least=Severity.INFO)
    write_letters(chosen, Sending(audit_of, Letterhead()), tmp_path / "letters")
    with (tmp_path / "form.xlsx").open("wb") as stream:
        render(form_of(pack), stream, language="vi")
    texts = [_words(path) for path in (tmp_path / "form.xlsx", *sorted((tmp_path / "letters").iterdir()))]
    assert len(texts) > 10
    assert [word for word in ("UBND", "huyện", "Huyện", " xã", "Quy chế") for text in texts if word in text] == []


def test_what_names_no_unit_is_told_of_the_dossier_as_a_whole(result):
    """A petition that no unit has to handle is filed under none, by a name that can be read."""
    units = {finding.unit.name for finding in result.findings if finding.subject.id == "X-07"}
    assert units == {"Toàn bộ hồ sơ"}


def test_a_title_does_not_add_that_a_finding_is_of_no_unit(result):
    """It names the petition alone, and who is obliged alone."""
    found = next(finding for finding in result.findings if finding.subject.id == "X-07")
    assert title_text(found, "vi").endswith("(Phản ánh, kiến nghị số X-07)")
    assert parties_text(found) == OFFICE


def test_there_is_no_calendar_where_nobody_reports(tmp_path, capsys):
    """The message says so, without a year that the pack does not name."""
    code = main(["calendar", "--pack", "bo-cong-thuong-2018", "--year", "2019", "-o", str(tmp_path / "c.xlsx")])
    assert (code, "không yêu cầu báo cáo định kỳ" in capsys.readouterr().err) == (2, True)


def _words(path):
    with ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", " ", " ".join(parts))

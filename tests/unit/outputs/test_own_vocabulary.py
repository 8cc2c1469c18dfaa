"""A pack with a tier, a kind, datasets and fields of its own: every output calls them as the pack does."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import get_args

import openpyxl
import pytest
from hostile import read
from pack_factory import PACK_FILES, write_pack

import kstt_rules
from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.cli import main
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.letters.select import write_to
from kstt_rules.model.comparison import AuditSince
from kstt_rules.model.letter import Letterhead
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs import Shows, outputs_of, template
from kstt_rules.outputs.annotated import annotate
from kstt_rules.outputs.letters import document
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.coverage import cover
from kstt_rules.pack_tools.form import form_of

VOCABULARY = """\
choices:
  tier:
    cum: {label: {vi: cụm liên xã, en: commune cluster}}
  unit_kind:
    ban_cum: {label: {vi: Ban Cụm, en: Cluster board}, tier: cum}
  ink:
    do: {label: {vi: mực đỏ, en: red ink}}
    xanh: {label: {vi: mực xanh, en: blue ink}}
entities:
  seal:
    label: {vi: con dấu, en: official seal}
    sheet: Con dấu
    key: [unit, code]
    name: code
    fields:
      unit: {type: unit, header: Đơn vị, label: {vi: đơn vị, en: unit}, required: true}
      code: {type: text, header: Số dấu, label: {vi: số dấu, en: seal number}, required: true}
      ink: {type: choice, of: ink, header: Mực, label: {vi: loại mực, en: kind of ink}}
      pages: {type: integer, header: Số trang, label: {vi: số trang đã đóng, en: pages sealed}}
  ledger:
    label: {vi: sổ giao nhận, en: hand-out ledger}
    sheet: Sổ giao nhận
    key: [unit]
    fields:
      unit: {type: unit, header: Đơn vị, label: {vi: đơn vị, en: unit}, required: true}
      signed: {type: boolean, header: Đã ký, label: {vi: đã ký, en: signed}}
additions:
  unit:
    fields:
      has_hall: {type: boolean, header: Có hội trường, label: {vi: có hội trường, en: has a hall}}
    relations:
      seals: {entity: seal, match: [{unit: id}], label: {vi: con dấu của đơn vị, en: seals of the unit}}
"""
RULES = """\
  - id: D5.1.a.ink
    provision: 5.1.a
    subject: unit
    applies: unit.has_hall and unit.kind == "ban_cum" and unit.tier == "cum"
    breach: seals.any(ink == "do")
    severity: {strict: violation, cap: review}
    reading: composition
    title: {vi: Sai mực, en: Wrong ink}
    message: {vi: Sai., en: Wrong.}
    remedy: {vi: Sửa., en: Mend.}
  - id: D5.1.a.pages
    provision: 5.1.a
    subject: seal
    breach: seal.pages > limits.most and seal.ink == "do"
    severity: info
    title: {vi: Nhiều trang, en: Many pages}
    message: {vi: Nhiều., en: Many.}
    remedy: {vi: Bớt., en: Less.}
  - id: D5.1.a.signed
    provision: 5.1.a
    subject: ledger
    breach: not ledger.signed
    severity: info
    title: {vi: Chưa ký, en: Unsigned}
    message: {vi: Chưa., en: Not yet.}
    remedy: {vi: Ký., en: Sign.}
"""
SHEETS = {
    "Đơn vị": [
        ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Có hội trường"],
        ["c1", "Liên xã Một", None, "Ban Cụm", "có"],
        ["s1", "Sở Hai", "tỉnh", "Sở", "có"],
    ],
    "Công chức đầu mối": [["Đơn vị", "Họ và tên", "Vai trò"]],
    "Con dấu": [["Đơn vị", "Số dấu", "Mực"], ["c1", "D-01", "mực đỏ"]],
}
RAW = re.compile(r"\b(?:unit|seals?|ledger|limits|readings)\.[a-z_]+\b|\bban_cum\b|\bhas_hall\b")
AS_OF = date(2022, 3, 31)
EN, VI = "en", "vi"
CONTRACTS = {"json", "sarif"}
"""Formats for programs, which name the ids as well."""

MISSING = {VI: ["số trang đã đóng (con dấu)"], EN: ["pages sealed (official seal)"]}
EVIDENCE = {VI: ["Có hội trường: có"], EN: ["Has a hall: yes"]}
TABLE = {
    VI: [*EVIDENCE[VI], "Loại đơn vị: Ban Cụm", "cụm liên xã", "con dấu", "(loại mực là mực đỏ)"],
    EN: [*EVIDENCE[EN], "Kind of unit: Cluster board", "commune cluster", "official seal", "(kind of ink is red ink)"],
}
IN_BOTH = ["Ban Cụm", "Cluster board", "con dấu của đơn vị", "seals of the unit"]
SEEN = {
    "terminal": MISSING,
    "docx": MISSING,
    "oscal": EVIDENCE,
    "junit": EVIDENCE,
    "sarif": {VI: [*EVIDENCE[VI], "cụm liên xã"], EN: [*EVIDENCE[EN], "commune cluster"]},
    "csv": TABLE,
    "xlsx": TABLE,
    "json": {key: [*IN_BOTH, "cụm liên xã", "has a hall"] for key in LANGUAGES},
    "html": {key: [*IN_BOTH, "Cụm liên xã", "Has a hall"] for key in LANGUAGES},
}
"""The words of the pack that each format of an audit shows."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pack, its rules and its calendar."""
    place = tmp_path_factory.mktemp("goi")
    return write_pack(
        place,
        ("pack.yaml", "kinds: [so, bql_kcn]", "kinds: [so, bql_kcn, ban_cum]"),
        ("pack.yaml", "    tinh:\n", "    cum:\n      quarter: {day: 20}\n      year: {day: 20}\n    tinh:\n"),
        add={"vocabulary.yaml": VOCABULARY, "dieu-05.yaml": PACK_FILES["dieu-05.yaml"] + RULES},
    )


@pytest.fixture(scope="module")
def pack(folder):
    """The pack, loaded."""
    return load_pack(folder)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    """A workbook with the sheets that the pack asks for."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path_factory.mktemp("nop") / "nop.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def audited(pack, submitted):
    """The audit of the workbook."""
    return kstt_rules.audit([submitted], as_of=AS_OF, pack=pack, settings={"limits.most": "2"})


@pytest.fixture(scope="module")
def shown(pack, submitted, audited):
    """What the formats of each kind are given to show."""
    other = kstt_rules.audit([submitted], as_of=AS_OF, pack=pack, settings={"readings.composition": "strict"})
    diff = compare(snapshot(other), snapshot(audited))
    units = read_dossier([submitted], pack.vocabulary).tables["unit"]
    return {
        "audit": audited,
        "since": AuditSince(audited, diff),
        "comparison": diff,
        "coverage": cover(pack),
        "calendar": reporting_year(pack, 2022, units),
    }


FORMATS = [(shows, name) for shows in get_args(Shows) for name in outputs_of(shows)]


def texts_of(data, suffix):
    """Return all that a reader of a file sees, line breaks as blanks."""
    return " ".join(" ".join(read(data, suffix)).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("shows", "name"), FORMATS)
def test_every_format_speaks_the_words_of_the_pack(shows, name, language, shown):
    """No id is shown to a reader, and what the pack calls a thing is there in the language asked for."""
    output = outputs_of(shows)[name]
    stream = BytesIO()
    output.render(shown[shows], stream, language=language)
    text = texts_of(stream.getvalue(), output.suffix)
    if name not in CONTRACTS:
        assert RAW.findall(text) == []
    if shows == "audit":
        assert [words for words in SEEN[name][language] if words not in text] == []
    if (shows, name) == ("calendar", "xlsx"):
        assert {"vi": "cụm liên xã", "en": "commune cluster"}[language] in text
    if shows == "comparison" and name != "json":
        assert {"vi": "số tối đa", "en": "most"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_that_are_handed_back_speak_them(language, submitted, audited, tmp_path):
    """Notes and the sheet of findings name terms and values."""
    place = tmp_path / "tra.xlsx"
    annotate(audited, submitted_files([submitted]), place, language=language, single=True)
    book = openpyxl.load_workbook(place)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    text = " ".join(str(cell.comment.text if cell.comment else "") + " " + str(cell.value or "") for cell in cells)
    assert RAW.findall(text) == []
    assert {"vi": "Loại đơn vị: Ban Cụm", "en": "Kind of unit: Cluster board"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_to_fill_in_has_its_sheets_and_lists(language, pack):
    """Each dataset has its sheet, each of its fields a column with a note, each closed set a list."""
    stream = BytesIO()
    template.render(form_of(pack), stream, language=language)
    book = openpyxl.load_workbook(stream)
    assert [cell.value for cell in book["Con dấu"][1]] == ["Đơn vị", "Số dấu", "Mực", "Số trang"]
    assert {"vi": "Số trang đã đóng.", "en": "Pages sealed."}[language] in book["Con dấu"]["D1"].comment.text
    text = texts_of(stream.getvalue(), ".xlsx")
    assert RAW.findall(text) == []
    assert [
        words for words in ("Ban Cụm", "cụm liên xã", "mực đỏ", "Sổ giao nhận", "Có hội trường") if words not in text
    ] == []


def test_letters_go_by_its_tiers(pack, audited, tmp_path):
    """The tier that the pack adds comes after those of the base; a kept result knows that as well."""
    kept = tmp_path / "ket-qua.json"
    with kept.open("wb") as stream:
        outputs_of("audit")["json"].render(audited, stream, language="vi")
    for number, audit in enumerate((snapshot(audited), read_result(kept))):
        backwards = replace(audit, findings=audit.findings[::-1])
        chosen = write_to(backwards, least=Severity.INFO)
        letters = chosen.letters
        assert [item.tier for item in letters] == ["tinh", "cum"]
        assert [item.tier.label.vi for item in letters] == ["tỉnh", "cụm liên xã"]
        document.write_letters(chosen, Sending(audit, Letterhead()), tmp_path / f"thu-{number}")
        for path in tmp_path.glob("thu-*/*.docx"):
            assert RAW.findall(texts_of(path.read_bytes(), ".docx")) == []


def test_a_kept_result_says_the_same(audited, tmp_path):
    """Labels are read back, so that whatever is shown of a kept result speaks the same words."""
    kept = tmp_path / "ket-qua.json"
    with kept.open("wb") as stream:
        outputs_of("audit")["json"].render(audited, stream, language="vi")
    for mine, theirs in zip(audited.findings, read_result(kept).findings, strict=True):
        assert (mine.subject.kind.label, mine.missing) == (theirs.subject.kind.label, theirs.missing)
        assert [name.label for name in mine.missing] == [name.label for name in theirs.missing]
        assert [item.field.label for item in mine.evidence] == [item.field.label for item in theirs.evidence]
        assert getattr(mine.subject.tier, "label", None) == getattr(theirs.subject.tier, "label", None)


@pytest.mark.parametrize("tier", ["cum", "cụm liên xã", "Commune cluster"])
def test_a_calendar_can_be_kept_to_its_tier(tier, folder, tmp_path, capsys):
    """The tier is named by its id or in words; one that the pack does not have is refused with those that it has."""
    out = tmp_path / "lich.xlsx"
    assert main(["calendar", "--year", "2022", "--pack", str(folder), "--tier", tier, "-o", str(out)]) == 0
    text = texts_of(out.read_bytes(), ".xlsx")
    assert "Ban Cụm" in text
    assert "Sở" not in text.replace("Sở hữu", "")
    capsys.readouterr()
    assert main(["calendar", "--year", "2022", "--pack", str(folder), "--tier", "huyện 2", "-o", str(out)]) == 2
    assert "cum (cụm liên xã)" in capsys.readouterr().err

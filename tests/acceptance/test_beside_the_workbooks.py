"""Scans, pictures and pages that lie beside the workbooks of a dossier: told in every output, and nothing else."""

from datetime import date
from io import BytesIO

import pytest
from hostile import read, squeezed
from repository import ROOT

from kstt_rules.auditing import audit
from kstt_rules.cli import main
from kstt_rules.model.files import OTHER_KIND
from kstt_rules.outputs import outputs_of

pytestmark = pytest.mark.usefixtures("read_here")

PACK = ROOT / "tests" / "packs" / "school-meals"
DAY = date(2024, 6, 28)
SCANS = ["quyet-dinh.pdf", "anh/danh-sach.JPG", "bao-cao.html"]
UNSAID = [".DS_Store", "Thumbs.db", "desktop.ini", "~$so.xlsx", ".~lock.so.xlsx#", ".an.pdf"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Two dossiers, one with other files beside the same workbooks."""
    bare, full = (tmp_path_factory.mktemp(name) for name in ("bare", "full"))
    for path in (PACK / "data").iterdir():
        for folder in (bare, full):
            (folder / path.name).write_bytes(path.read_bytes())
    (full / "anh").mkdir()
    for name in SCANS + UNSAID:
        (full / name).write_bytes(b"%PDF-1.4")
    return bare, full


@pytest.fixture(scope="module")
def audited(folders):
    """The audits of both."""
    return [audit([folder], pack=str(PACK), as_of=DAY) for folder in folders]


def test_they_are_told_and_change_no_finding(audited):
    """What no office sends is not told."""
    bare, full = audited
    assert [item.file for item in full.rejects if item.reason == OTHER_KIND] == sorted(SCANS)
    assert len(full.rejects) == len(bare.rejects) + len(SCANS)
    assert (full.findings, full.unread, full.unreadable, full.inputs) == (
        bare.findings, bare.unread, bare.unreadable, bare.inputs)  # fmt: skip


OUTPUTS = [output for output in outputs_of("audit").values() if output.name != "csv"]


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_output_but_a_table_of_findings_names_them(output, audited):
    """Its reader sees what the program did not read."""
    stream = BytesIO()
    output.render(audited[1], stream, language="vi")
    told = " ".join(map(squeezed, read(stream.getvalue(), output.suffix)))
    assert [name for name in SCANS if squeezed(name) not in told] == []


def test_a_command_names_them_on_standard_error(folders, capsys, tmp_path):
    """Where its output is not the terminal's page; it ends as it does without them."""
    codes, told = [], []
    for folder in folders:
        options = ["--pack", str(PACK), "--as-of", DAY.isoformat(), "-o", str(tmp_path / "result.csv")]
        codes.append(main(["audit", str(folder), *options]))
        told.append(capsys.readouterr().err)
    assert codes[0] == codes[1]
    assert [name for name in SCANS if f"kstt: {name}: " not in told[1]] == []
    assert len(told[1].splitlines()) == len(told[0].splitlines()) + len(SCANS)


REGISTER = "Mã đơn vị,Tên đơn vị,Cấp,Loại\nSYT,Sở Y tế,tỉnh,sở\nSXD,Sở Xây dựng,tỉnh,sở\n"
ROSTER = (
    "Đơn vị,Họ và tên,Chức danh\nSở Xây dựng,Lê Thị An,Lãnh đạo Sở\nSở Xây dựng,Trần Văn Bình,Công chức Văn phòng\n"
)
LIST = "danh-sach-cong-chuc-dau-moi-so-y-te"


@pytest.fixture
def of_units(tmp_path):
    """Audit two departments, one of which sent a roster, with other files beside; return their officers' outcomes."""
    (tmp_path / "don-vi.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "danh-sach-cong-chuc-dau-moi.csv").write_text(ROSTER, encoding="utf-8")

    def found(*others, texts=None, **options):
        kinds = {name: ROSTER if name.endswith("csv") else "%PDF-1.4" for name in others}
        for name, text in {**kinds, **(texts or {})}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        result = audit([tmp_path], as_of=date(2022, 3, 31), **options)
        return {(item.unit.name, item.rule, item.outcome.value) for item in result.findings}

    return found


def test_a_scan_whose_name_tells_a_list_leaves_that_list_of_its_unit_open(of_units):
    """Who sent a list on paper alone is not said to have sent none; of others, and of letters, nothing changes."""
    bare, beside_letters = of_units(), of_units("cong-van-so-y-te.pdf")
    assert beside_letters == bare
    accused = {item for item in bare if item[0] == "Sở Y tế" and item[2] in ("violation", "review")}
    assert accused, "who sent no list is told"
    open_too = of_units(f"{LIST}.pdf")
    assert not accused & open_too
    assert {item for item in open_too if item[0] != "Sở Y tế"} == {item for item in bare if item[0] != "Sở Y tế"}


@pytest.mark.parametrize(
    "text",
    ["Xem công văn kèm theo\n", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n", "{\\rtf1\\ansi x}", '{"a": [1, 2]}\n'],
)
def test_a_workbook_without_any_table_leaves_the_list_open_that_its_name_tells(of_units, text):
    """It points elsewhere, or is no workbook: its unit sent something that nobody has read."""
    bare = of_units()
    accused = {item for item in bare if item[0] == "Sở Y tế" and item[2] in ("violation", "review")}
    letters = of_units(texts={"cong-van-so-y-te.csv": text})
    assert accused <= letters
    open_too = of_units(texts={f"{LIST}.csv": text})
    assert not accused & open_too
    assert {item for item in open_too if item[0] != "Sở Y tế"} == {item for item in bare if item[0] != "Sở Y tế"}


def test_the_signed_copy_of_a_workbook_leaves_nothing_open(of_units):
    """It is called as the workbook is that was read."""
    assert of_units(f"{LIST}.csv", f"{LIST}.pdf") == of_units(f"{LIST}.csv")

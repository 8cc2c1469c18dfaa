"""The result as its caller holds it: in a line, in a notebook, as data frames, written and read again."""

import pickle
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pytest
from hostile import TEXTS
from one_unit import UNITS, audited, roster
from registries import audit
from result_factory import finding, result, undetermined, unit_record

import kstt_rules
from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.library.result import AuditResult
from kstt_rules.library.tables import FINDING_COLUMNS
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Outcome

pytestmark = pytest.mark.usefixtures("read_here")

HELD = AuditResult.of(result(units=(unit_record(), unit_record(UnitRef("x", "Xã X"), tier=None, received=()))))


def test_a_result_is_one_line_with_the_seven_numbers():
    """Whoever prints it sees what was judged, and what it came to."""
    assert repr(HELD) == (
        "<AuditResult of bac-giang-2021 as of 2022-03-31: violation 1, review 0, info 0, undetermined 1, waived 0, "
        "compliant 7, not_applicable 2>"
    )


class Shown(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = set(), []
        self.feed(page)

    def handle_starttag(self, tag, _attributes):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text.append(data)


def test_a_notebook_shows_the_numbers_and_the_gravest():
    """Vietnamese, with the English of each header beside it; what is undetermined is not among the breaches."""
    shown = Shown(HELD._repr_html_())
    assert shown.text[0].startswith("Quy chế hoạt động của công chức đầu mối kiểm soát thủ tục hành chính · bac-giang")
    assert shown.text[1:9] == [*(outcome.label.vi.capitalize() for outcome in Outcome), "1"]
    assert "Sở Y tế có 4 công chức đầu mối, quá 3." in shown.text
    assert not any("Kiêm nhiệm" in text for text in shown.text)
    assert 'title="Violation"' in HELD._repr_html_()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_notebook_obeys_no_text(text):
    """Whatever stands in the data, the page has its own tags alone."""
    shown = Shown(AuditResult.of(audit(text))._repr_html_())
    assert shown.tags == {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_findings_become_a_data_frame():
    """One row each, in their order; what is not known is missing, and a day of nobody's is not made up."""
    frame = HELD.to_frame()
    assert list(frame) == list(FINDING_COLUMNS)
    assert frame[["outcome", "severity", "rule", "unit_id", "unit", "tier"]].to_numpy().tolist() == [
        ["violation", "violation", "D5.1.a.max", "so-y-te", "Sở Y tế", "tinh"],
        ["undetermined", "violation", "D5.3.a.concurrent", "so-y-te", "Sở Y tế", "tinh"],
    ]
    assert frame["cells"][0].split("; ")[0] == "so-y-te.xlsx|Công chức đầu mối|C5"
    assert frame["missing"].fillna("-").tolist() == ["-", "officer.concurrent"]
    assert HELD.to_frame(language="en")["title"][0] == "Too many focal officers"
    assert replace(HELD, findings=()).to_frame().dtypes.tolist() == frame.dtypes.tolist()


def test_the_columns_of_the_data_frame_are_documented():
    """Each is named in the words that help shows."""
    for name in FINDING_COLUMNS:
        assert f"``{name}``" in AuditResult.to_frame.__doc__
    for name in HELD.units_frame():
        assert f"``{name}``" in AuditResult.units_frame.__doc__ or name in set(Outcome)


def test_units_become_a_data_frame():
    """One row each, with what was received and the seven numbers."""
    frame = HELD.units_frame()
    assert frame[["id", "name", "received", "violation", "compliant"]].fillna("-").to_numpy().tolist() == [
        ["so-y-te", "Sở Y tế", "officer", 1, 7],
        ["x", "Xã X", "-", 1, 7],
    ]
    assert list(frame)[-7:] == list(Outcome)
    assert replace(HELD, units=()).units_frame().dtypes.tolist() == frame.dtypes.tolist()


def test_a_result_keeps_its_kind():
    """Changed in a field, or sent to another process, it is what it was."""
    again = pickle.loads(pickle.dumps(replace(HELD, settings={})))
    assert (again, type(again)) == (HELD, AuditResult)


@pytest.fixture
def folder(tmp_path):
    """A folder with a register and a roster of too many."""
    place = tmp_path / "ho-so"
    place.mkdir()
    (place / "don-vi.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp,Loại\na,Sở A,tỉnh,Sở\n", encoding="utf-8")
    rows = [f"a,Người {n},Chuyên viên" for n in range(4)]
    text = "\n".join(["Đơn vị,Họ và tên,Vai trò", *rows])
    (place / "cong-chuc-dau-moi.csv").write_text(text, encoding="utf-8")
    return place


def test_a_result_is_written_by_the_suffix_and_read_again(folder, tmp_path):
    """What was read is written as the first result was."""
    first = kstt_rules.audit(str(folder), as_of="2022-03-31")
    first.write(tmp_path / "a.json")
    again = AuditResult.read(str(tmp_path / "a.json"))
    for name in ("b.json", "b.html", "b.csv", "b.oscal.json"):
        first.write(tmp_path / f"1{name}", language="en")
        again.write(str(tmp_path / f"2{name}"), language="en")
        assert (tmp_path / f"1{name}").read_bytes() == (tmp_path / f"2{name}").read_bytes()
    first.write(tmp_path / "c", format="csv")
    assert (tmp_path / "c").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_gets_the_submitted_files_with_marks(folder, tmp_path):
    """A result that knows them marks them; one that was read again has to be told which they are."""
    first = kstt_rules.audit([folder], as_of="2022-03-31")
    first.write(f"{tmp_path}/v1.2/")
    sheet = openpyxl.load_workbook(tmp_path / "v1.2" / "cong-chuc-dau-moi.csv.xlsx").worksheets[0]
    assert any(cell.comment for row in sheet for cell in row)
    first.write(tmp_path / "a.json")
    again = AuditResult.read(tmp_path / "a.json")
    with pytest.raises(UsageError, match=r"name the submitted files"):
        again.write(tmp_path / "again")
    again.write(tmp_path / "again", files=folder)
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == sorted(
        path.name for path in (tmp_path / "v1.2").iterdir()
    )


def test_a_file_that_cannot_be_marked_is_told_after_the_others_are_written(folder, tmp_path):
    """Nobody is left to think that all is there."""
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    first = kstt_rules.audit(folder, as_of="2022-03-31")
    with pytest.raises(InputError, match=r"the other files were written, but not hong\.xlsx: "):
        first.write(tmp_path / "marked")
    assert (tmp_path / "marked" / "cong-chuc-dau-moi.csv.xlsx").exists()


def test_nothing_that_was_read_is_written_over(folder, tmp_path):
    """By whatever name: files, folder, mapping, kept result; and by its content where no path is known."""
    mapping = tmp_path / "map.yaml"
    mapping.write_text("tables: [{file: khac.csv, ignore: true}]", encoding="utf-8")
    first = kstt_rules.audit(folder, as_of="2022-03-31", mapping=mapping, previous=folder / "cong-chuc-dau-moi.csv")
    first.write(tmp_path / "a.json")
    again = AuditResult.read(tmp_path / "a.json")
    before = {path: path.read_bytes() for path in (*folder.iterdir(), mapping, tmp_path / "a.json")}
    link = tmp_path / "link.csv"
    link.symlink_to(folder / "don-vi.csv")
    for held, place, name in (
        (first, folder / "don-vi.csv", None),
        (first, link, None),
        (first, mapping, "json"),
        (first, folder, None),
        (again, tmp_path / "a.json", None),
        (again, folder / "cong-chuc-dau-moi.csv", None),
    ):
        with pytest.raises(UsageError, match="would overwrite a file that is read"):
            held.write(place, format=name)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(("place", "told"), [("a.pdf", "cannot tell the format"), ("no/a.json", "there is no folder")])
def test_where_nothing_can_be_written_is_told(place, told, tmp_path):
    """In the words of the command line."""
    with pytest.raises(UsageError, match=told):
        HELD.write(tmp_path / place)


def test_an_audit_of_rows_is_that_of_the_data_frame():
    """Lists of dicts say the same as a data frame, to an open audit too."""
    officers = roster("unit_leader", "specialist", "specialist", "specialist")
    rows = {"unit": UNITS.to_dict("records"), "officer": officers.to_dict("records")}
    of_rows = kstt_rules.audit(rows, as_of="2022-03-31")
    assert of_rows == audited(officers, detail="own")
    assert kstt_rules.Session(rows, as_of="2022-03-31").result == of_rows


def test_what_is_not_there_ends_the_audit(folder, tmp_path):
    """All that is missing is named at once, before anything is read."""
    paths = [folder, tmp_path / "x.xlsx", str(tmp_path / "y")]
    with pytest.raises(InputError, match=r"x\.xlsx: there is no such file or folder\n.*y: there is no such"):
        kstt_rules.audit(paths, as_of="2022-03-31")


def test_findings_and_numbers_are_of_the_public_kind():
    """What is imported by its public name is what a result holds."""
    assert isinstance(finding(), kstt_rules.Finding)
    assert undetermined().outcome is kstt_rules.Outcome.UNDETERMINED

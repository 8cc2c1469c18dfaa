"""What a pack makes of the datasets and closed sets of the base: others like them, wider ones, hidden ones."""

import pytest
from pack_factory import PACK_FILES, faults, marked_places, write_pack

from kstt_rules.auditing import audit
from kstt_rules.intake import inspect_reading, start_reading
from kstt_rules.intake.values.parsers import written_forms
from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.form import form_of

VOCABULARY = """\
hides: [draft, officer.phone, approval.signer_title]
wider:
  choices:
    role:
      unit_leader:
        written: [người đứng đầu]
        titles: [{where: [so], phrases: [tổng giám đốc, trưởng phòng]}]
  sheets: {officer: [danh bạ]}
  headers: {officer: {title: [ngạch bậc]}}
choices:
  unit_kind:
    chi_cuc: {like: so, label: {vi: Chi cục, en: Sub-department}, titles: [{phrases: [chi cục]}]}
  shift:
    day: {label: {vi: ca ngày, en: day shift}}
entities:
  trainee:
    like: officer
    label: {vi: học viên, en: trainee}
    sheet: Học viên
    key: [unit, name]
    fields:
      unit: {}
      name: {}
      title: {header: Chức danh}
      passed: {type: boolean, header: Đạt, label: {vi: đạt, en: passed}}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The small pack with all of these."""
    return load_pack(write_pack(tmp_path_factory.mktemp("wider"), add={"vocabulary.yaml": VOCABULARY}))


@pytest.mark.parametrize(
    ("title", "kind", "role"),
    [
        ("Tổng Giám đốc", "so", "unit_leader"),
        ("Trưởng phòng", "so", "unit_leader"),
        ("Trưởng phòng", "thanh_tra_tinh", "office_leader"),
        ("Giám đốc", "chi_cuc", "unit_leader"),
        ("Chánh Văn phòng", "chi_cuc", "office_leader"),
        ("Chuyên viên", "chi_cuc", "specialist"),
    ],
)
def test_titles_are_wider_and_those_of_a_kind_like_another_are_its(pack, title, kind, role):
    """A title that is added to one value no longer shows another there."""
    assert classify(title, Titles.of(pack.vocabulary.choices["role"]), kind) == role


def test_a_kind_like_another_is_of_its_tier(pack):
    """Unless it says its own."""
    assert pack.vocabulary.tier_of("chi_cuc") == "tinh"


def test_the_base_stays_as_it_was(pack):
    """What a pack widens or hides, it does for itself alone."""
    base = base_vocabulary()
    assert classify("Giám đốc", Titles.of(base.choices["role"]), "chi_cuc") is None
    assert base.entity("draft").sheet
    assert "ngạch bậc" not in base.entity("officer").fields["title"].written
    assert "nguoi dung dau" in written_forms(pack.vocabulary.choices["role"])
    assert "nguoi dung dau" not in written_forms(base.choices["role"])


def test_a_dataset_like_another_takes_what_its_fields_do_not_say(pack):
    """Type, label and headers; what it says itself stays its own."""
    fields, model = pack.vocabulary.entity("trainee").fields, base_vocabulary().entity("officer").fields
    assert fields["name"] == model["name"]
    assert (fields["title"].header, fields["title"].written) == ("Chức danh", model["title"].written)
    assert list(fields) == ["unit", "name", "title", "passed"]


def test_what_is_hidden_has_no_column_in_the_form(pack):
    """Nor has what is read from it alone, such as the signer's post in the signer's title."""
    assert {"approval.signer", "approval.signer_title"} < pack.vocabulary.hidden.keys()
    (sheet,) = [sheet for sheet in form_of(pack).sheets if sheet.title == "Công chức đầu mối"]
    assert "Điện thoại" not in [column.header for column in sheet.columns]
    assert "Chức vụ" in [column.header for column in sheet.columns]


def test_sheets_are_read_by_what_the_pack_calls_them(pack, tmp_path):
    """A wider header and sheet name are known, a hidden column is read for nothing, and a hidden sheet left aside."""
    (tmp_path / "Danh bạ.csv").write_text(
        "Đơn vị,Họ và tên,Ngạch bậc,Điện thoại\nSở A,Nguyễn Văn An,Tổng Giám đốc,0912345678\n", "utf-8"
    )
    (tmp_path / "Dự thảo.csv").write_text("Đơn vị,Tên dự thảo\nSở A,Nghị quyết\n", "utf-8")
    (tmp_path / "don-vi.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp,Loại\nso-a,Sở A,Tỉnh,Sở\n", "utf-8")
    with start_reading([tmp_path]) as reading:
        read = inspect_reading(reading, pack.vocabulary)
    assert {table.entity: len(table.columns) for table in read.tables} == {"officer": 4, "unit": 4}
    assert [(reject.file, reject.reason) for reject in read.dossier.rejects] == [("Dự thảo.csv", "unused_sheet")]
    result = audit([tmp_path], pack=pack.folder, as_of="2022-03-31")
    assert not [item for item in result.findings if item.rule == "D5.1.a.missing"]


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("unknown dataset 'draf'; did you mean 'draft'?", "hides: [draft", "hides: [‸draf"),
        ("unknown field 'phon' of officer; did you mean 'phone'?", "officer.phone", "‸officer.phon"),
        ("unit is part of every pack, so it cannot be hidden", "officer.phone", "‸unit"),
        ("officer.active cannot be hidden: it is computed", "officer.phone", "‸officer.active"),
        ("officer.name cannot be hidden: it tells the rows apart", "officer.phone", "‸officer.name"),
        (
            "officer is hidden, but D5.1.a.missing and 1 more look at it; remove it from `hides`, or the rule",
            "hides: [draft, officer.phone",
            "hides: [draft, ‸officer",
        ),
        ("officer.role is hidden, but D5.1.a.missing look", "officer.phone", "‸officer.role"),
        ("role has no 'unit_leadr'; did you mean 'unit_leader'?", "      unit_leader:", "      ‸unit_leadr:"),
        ("unknown choices 'rolle'; did you mean 'role'?", "    role:\n", "    ‸rolle:\n"),
        ("'chuyên viên' already is a form of specialist", "[người đứng đầu]", "[‸chuyên viên]"),
        ("unknown dataset 'oficer'; did you mean 'officer'?", "sheets: {officer", "sheets: {‸oficer"),
        ("officer has no column 'titel'; did you mean 'title'?", "{officer: {title", "{officer: {‸titel"),
        ("'họ tên' already heads the column 'name'", "[ngạch bậc]", "[‸họ tên]"),
        ("unknown unit_kind 'soo'; did you mean 'so'?", "like: so", "‸like: soo"),
        ("only a kind of unit is like another", "day: {label", "day: {‸like: so, label"),
        ("unknown dataset 'oficer'; did you mean 'officer'?", "    like: officer", "    ‸like: oficer"),
        (
            "officer has no column 'titel'; did you mean 'title'?",
            "      title: {header: Chức danh}",
            "      ‸titel: {}",
        ),
        ("officer has no column 'active'", "      unit: {}", "      ‸active: {}"),
    ],
)
def test_a_fault_is_told_in_one_sentence_at_its_place(tmp_path, message, old, new):
    """With what was meant."""
    assert VOCABULARY.count(old) == 1, old
    text = VOCABULARY.replace(old, new)
    [place] = marked_places({**PACK_FILES, "vocabulary.yaml": text})
    found = faults(write_pack(tmp_path, add={"vocabulary.yaml": text}))
    assert found, text
    assert found[0].startswith(f"{place}: {message}"), found

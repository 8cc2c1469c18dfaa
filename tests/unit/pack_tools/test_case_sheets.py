"""A case may submit tables as an office would send them, which intake reads as it reads files."""

import pytest
from in_vietnamese import told_in_both
from pack_factory import HERE, faults, write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.pack import load_cases, load_pack
from kstt_rules.pack_tools.judged_cases import judge_case

CASES = """\
cases:
  - name: Danh sách như đơn vị gửi
    data:
      unit:
        - {id: so-a, name: Sở A, tier: tinh, kind: so}
        - {id: so-b, name: Sở B, tier: tinh, kind: so}
    sheets:
      - sheet: Danh sách
        rows:
          - [UBND TỈNH MẪU]
          - [DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH]
          - []
          - [STT, Đơn vị, Họ và tên, Chức vụ]
          - [1, Sở A, Nguyễn Văn An, Giám đốc]
          - [2, Sở B, Trần Thị Bình, Chuyên viên]
          - [3, Sở B, Lê Văn Cường, Chuyên viên]
          - [4, Sở B, Phạm Thị Dung, Chuyên viên]
          - [5, Sở B, Hoàng Văn Em, Chuyên viên]
    expect:
      D5.1.a.max: {so-a: compliant, so-b: breach}
      D5.1.a.missing: {so-a: compliant, so-b: breach}
"""
CSV = "STT;Đơn vị;Họ và tên;Chức vụ\n1;Sở A;Nguyễn Văn An;Giám đốc\n2;Sở Không Có;Trần Thị Bình;Chuyên viên\n"


def judged(tmp_path, cases, **beside):
    folder = write_pack(
        tmp_path, add={"cases/dieu-05.yaml": cases, **{f"cases/{name}": text for name, text in beside.items()}}
    )
    pack = load_pack(folder)
    (case,) = load_cases(pack)
    return judge_case(case, pack), pack


def refused(tmp_path, cases, **beside):
    with pytest.raises(PackError) as caught:
        judged(tmp_path, cases, **beside)
    return [told_in_both(problem.told) for problem in caught.value.problems]


def test_a_table_with_its_title_is_read_as_that_of_an_office(tmp_path):
    """Title, headers, names of units and titles of people go the way of a file."""
    item, pack = judged(tmp_path, CASES)
    for rule, expected in item.case.expect.items():
        assert {**item.judgement.verdicts(pack.rule(rule))} == expected


def test_what_intake_refuses_is_told_at_its_cell(tmp_path):
    """With the case, the sheet and the row, at the line and column in the YAML."""
    cases = CASES.replace("[5, Sở B, Hoàng", f"[5, {HERE}Sở Không Có, Hoàng")
    (told,) = refused(tmp_path, cases)
    lines = cases.partition(HERE)[0].split("\n")
    assert told.startswith(f"tiny/cases/dieu-05.yaml:{len(lines)}:{len(lines[-1]) + 1}: Danh sách như đơn vị gửi: ")
    assert "Danh sách, row 9: " in told


def test_a_case_may_expect_that_something_is_refused(tmp_path):
    """Then another number is the fault."""
    cases = CASES.replace("[5, Sở B, Hoàng", "[5, Sở Không Có, Hoàng")
    cases = cases.replace("    sheets:", "    rejects: 1\n    sheets:")
    item, pack = judged(tmp_path, cases)
    assert item.judgement.verdicts(pack.rule("D5.1.a.missing"))["so-a"] == "compliant"
    found = refused(tmp_path, cases.replace("rejects: 1", "rejects: 2"))
    assert any("of the sheets 1 things are refused, expected 2" in told for told in found)


def test_a_file_beside_the_case_is_read_too(tmp_path):
    """What is refused in it is told at its row and column."""
    start, end = CASES.index("      - sheet:"), CASES.index("    expect:")
    cases = (
        CASES[:start] + "      - file: cong-chuc-dau-moi.csv\n" + CASES[end:].replace("so-b: breach", "so-b: compliant")
    )
    found = refused(tmp_path, cases, **{"cong-chuc-dau-moi.csv": CSV})
    assert [told.split(": ")[0] for told in found] == ["tiny/cases/cong-chuc-dau-moi.csv:3:2"]


def test_a_dataset_is_given_one_way(tmp_path):
    """Not in rows by field and in a sheet."""
    found = refused(tmp_path, CASES.replace("    sheets:", "      officer: [{unit: so-a, name: X}]\n    sheets:"))
    assert found == [
        "tiny/cases/dieu-05.yaml:2:1: Danh sách như đơn vị gửi: officer stands both in `data` and in the sheets"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "      - sheet: Danh sách\n",
            "      - sheet: Danh sách\n        file: a.csv\n",
            "a sheet has either `rows` or a `file`",
        ),
        ("    expect:", "      - file: a.csv\n    expect:", "there is no file 'a.csv' beside this one"),
        ("    expect:", "      - file: ../a.csv\n    expect:", "name a file that lies beside this one"),
        ("    expect:", "      - {sheet: Danh sách, rows: [[a]]}\n    expect:", "there are two sheets 'Danh sách'"),
    ],
)
def test_a_faulty_sheet_is_told(tmp_path, old, new, told):
    """At its place in the case."""
    (found,) = faults(write_pack(tmp_path, add={"cases/dieu-05.yaml": CASES.replace(old, new)}))
    assert found.endswith(f": {told}")

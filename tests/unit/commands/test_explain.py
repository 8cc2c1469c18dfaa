"""``kstt explain`` explains a rule, or the verdicts on a unit."""

import openpyxl
import orjson
import pytest
from one_rule_pack import RULES, write_one_rule_pack
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


@pytest.fixture
def pack(tmp_path):
    """Return the folder of a pack with one rule and one case."""
    return write_one_rule_pack(tmp_path)


def test_explain_says_all_about_a_rule(pack, capsys):
    """Provision, conditions, parameters, reading, severities, texts, place and cases are shown."""
    assert main(["explain", "D5.1.a.max", "--pack", str(pack)]) == Exit.CLEAN
    shown = " ".join(capsys.readouterr().out.split())
    for part in (
        "D5.1.a.max · Quá số người",
        "Điều khoản: điểm a khoản 1 Điều 5",
        "Nội dung: Không quá ba người.",
        "Loại quy phạm: nghĩa vụ",
        "Chủ thể: Các sở",
        "Đối tượng xét: đơn vị",
        "Áp dụng khi: loại đơn vị là Sở",
        "Vi phạm khi: số công chức đầu mối đang giữ nhiệm vụ trên số người tối đa",
        "Mức độ: chặt: vi phạm; lỏng: cần xem xét",
        "Cách hiểu: mức chặt: lỏng (mặc định) [--set readings.strictness=strict|loose]",
        "Tham số: số người tối đa: 3 (từ 01/01/2021, đến 31/12/2021, điểm a khoản 1 Điều 5);",
        "; 2 (từ 01/01/2022, tham số địa phương, không phải quy định) [--set limits.most=…]",
        "Diễn giải: ‹tên đơn vị› có ‹số công chức đầu mối đang giữ nhiệm vụ› người.",
        "Kiến nghị: Bớt người.",
        "Ghi chú: Đếm cả kiêm nhiệm.",
        "Vị trí: nho/dieu-05.yaml:3:5",
        "nho/cases/dieu-05.yaml:2: Sở có hai người → đạt",
    ):
        assert part in shown


def test_explain_speaks_english(pack, capsys):
    """The same is said in English."""
    main(["explain", "D5.1.a.max", "--pack", str(pack), "--lang", "en"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Provision: Article 5, Clause 1, Point a" in shown
    assert "3 (from 2021-01-01, until 2021-12-31, Article 5, Clause 1, Point a)" in shown
    assert "Sở có hai người → compliant" in shown


def test_a_rule_without_cases_says_so(pack, capsys):
    """Where no case names the rule, the page says it."""
    (pack / "cases" / "dieu-05.yaml").unlink()
    main(["explain", "D5.1.a.max", "--pack", str(pack)])
    assert "Chưa có trường hợp thử." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "D5.1.a.mox", "--pack", "{pack}"], "did you mean 'D5.1.a.max'?"),
        (["explain", "D5.1.a.max", "--pack", "no-such-pack"], "unknown rule pack 'no-such-pack'"),
        (["check", "no-such-pack"], "unknown rule pack 'no-such-pack'"),
    ],
)
def test_an_unknown_name_is_wrong_usage(arguments, told, pack, capsys):
    """A rule or pack that is not there ends with 2 and a hint."""
    assert main([part.format(pack=pack) for part in arguments]) == Exit.USAGE
    assert told in capsys.readouterr().err


def test_a_broken_pack_ends_with_3(pack, capsys):
    """A pack that cannot be used is told by file, line and column."""
    (pack / "dieu-05.yaml").write_text(RULES.replace("officers.count()", "oficers.count()"), encoding="utf-8")
    assert main(["explain", "D5.1.a.max", "--pack", str(pack)]) == Exit.UNREADABLE
    assert "kstt: nho/dieu-05.yaml:7:" in capsys.readouterr().err


@pytest.fixture
def tiny(tmp_path):
    """Return the folder of the small pack."""
    return write_pack(tmp_path)


@pytest.fixture
def dossier(tmp_path):
    """Return a folder with a workbook of one unit and its four officers."""
    book = openpyxl.Workbook()
    units, officers = book.active, book.create_sheet("Công chức đầu mối")
    units.title = "Đơn vị"
    for row in [("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"), ("so-a", "Sở A", "tỉnh", "Sở")]:
        units.append(row)
    for row in [("Đơn vị", "Họ và tên"), *(("Sở A", name) for name in ("An", "Bình", "Cường", "Dũng"))]:
        officers.append(row)
    folder = tmp_path / "ho-so"
    folder.mkdir()
    book.save(folder / "ho-so.xlsx")
    return folder


def test_the_command_reads_the_dossier_and_the_choices(tiny, dossier, capsys):
    """``kstt explain --unit`` shows the cells of the workbook; --set reaches the conditions."""
    arguments = [
        "explain",
        "--unit",
        "sở a",
        "--rule",
        "D5.1.a.max",
        "--pack",
        str(tiny),
        "--as-of",
        "2022-03-31",
    ]
    assert main([*arguments, str(dossier)]) == Exit.CLEAN
    shown = capsys.readouterr().out
    assert "[VI PHẠM] Sở A" in shown
    assert "số công chức đầu mối đang giữ nhiệm vụ = 04 [ho-so.xlsx › Công chức đầu mối" in " ".join(shown.split())
    assert main([*arguments, "--set", "limits.most=4", str(dossier)]) == Exit.CLEAN
    assert "[ĐẠT] Sở A" in capsys.readouterr().out


def test_a_rule_is_explained_to_programs(pack, capsys):
    """As JSON in both languages: conditions as written and in words, dated parameters, messages, cases."""
    assert main(["explain", "D5.1.a.max", "--pack", str(pack), "--format", "json"]) == Exit.CLEAN
    told = orjson.loads(capsys.readouterr().out)
    assert (told["schema"], told["id"], told["provision"]["id"]) == ("kstt-rule/1", "D5.1.a.max", "art_5__cl_1__pnt_a")
    assert told["breach"]["condition"] == "officers.count() > limits.most"
    assert told["breach"]["label"]["vi"] == "số công chức đầu mối đang giữ nhiệm vụ trên số người tối đa"
    assert [(item["option"], item["severity"]) for item in told["severities"]] == [
        ("strict", "violation"),
        ("loose", "review"),
    ]
    assert [(item["value"], item["until"], item["local"]) for item in told["parameters"][0]["values"]] == [
        (3, "2021-12-31", False),
        (2, None, True),
    ]
    assert told["message"]["vi"] == "‹tên đơn vị› có ‹số công chức đầu mối đang giữ nhiệm vụ› người."
    assert [case["verdicts"] for case in told["cases"]] == [{"so-a": "compliant"}]


def test_verdicts_on_a_unit_are_explained_to_programs(tiny, dossier, capsys):
    """As JSON in both languages: each condition as a tree with its values and cells."""
    arguments = ["--unit", "so-a", "--rule", "D5.1.a.max", "--pack", str(tiny), "--as-of", "2022-03-31"]
    assert main(["explain", *arguments, "--format", "json", str(dossier)]) == Exit.CLEAN
    told = orjson.loads(capsys.readouterr().out)
    assert (told["schema"], told["unit"]) == ("kstt-explanation/1", {"id": "so-a", "name": "Sở A"})
    [judged] = told["rules"][0]["judged"]
    assert (judged["outcome"], judged["breach"]["value"]["en"]) == ("violation", "true")
    count = judged["breach"]["parts"][0]
    assert count["value"] == {"vi": "04", "en": "4"}
    assert [cell["cell"] for cell in count["sources"]] == ["B2", "B3", "B4", "B5"]


def test_an_unreadable_file_ends_with_3(tiny, dossier, capsys):
    """What could be read is explained, and the file that could not is named."""
    (dossier / "hong.xlsx").write_bytes(b"PK\x03\x04")
    arguments = ["explain", "--unit", "so-a", "--pack", str(tiny), "--as-of", "2022-03-31", str(dossier)]
    assert main(arguments) == Exit.UNREADABLE
    captured = capsys.readouterr()
    assert "[VI PHẠM] Sở A" in captured.out
    assert captured.err.startswith("kstt: hong.xlsx: ")


@pytest.mark.parametrize(
    "arguments",
    [["D5.1.a.max", "D5.1.a.role"], ["D5.1.a.max", "--as-of", "2022-03-31"], ["D5.1.a.max", "--rule", "D5.1.a.max"]],
)
def test_options_of_a_dossier_need_a_unit(tiny, arguments, capsys):
    """Without --unit there is one rule to explain, and nothing else."""
    assert main(["explain", *arguments, "--pack", str(tiny)]) == Exit.USAGE
    assert "give one rule, or a unit with --unit and the paths of its dossier" in capsys.readouterr().err

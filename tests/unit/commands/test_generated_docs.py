"""The pages about rule packs: committed, fresh, and saying what the packs and the language are."""

import re

import pytest
from pack_factory import write_pack
from repository import ROOT

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.rule_pages import INDEX, rule_pages
from kstt_rules.language import Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.model.vocabulary import base_vocabulary
from kstt_rules.outputs.markdown import code, escaped, table
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.check import check_pack

DOCS = ROOT / "docs" / "rules"


@pytest.mark.parametrize("name", list_packs())
def test_the_committed_pages_are_fresh(name):
    """``kstt docs`` has been run since the pack changed, and no page is left over."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / name).iterdir()}
    assert committed == rule_pages(load_pack(name))


def test_no_pack_is_left_over():
    """The folder of pages holds those of the shipped packs and of no other."""
    assert sorted(path.name for path in DOCS.iterdir()) == list(list_packs())


@pytest.fixture
def pages(tmp_path):
    """Return the pages of the small pack."""
    return rule_pages(load_pack(write_pack(tmp_path)))


def test_there_is_a_page_for_each_article_and_an_index_that_links_them(pages):
    """Articles of the pack, with or without rules, have one page each; the index names and links it."""
    assert set(pages) == {INDEX, "dieu-05.md", "dieu-07.md"}
    assert "| [Điều 5 · Article 5](dieu-05.md) | 1 | 2 |" in pages[INDEX]
    assert "| [Điều 7 · Article 7](dieu-07.md) | 1 | 0 |" in pages[INDEX]


def test_the_index_lists_parameters_readings_and_notes(pages):
    """What holds for the whole pack stands in the index, in both languages."""
    for part in (
        "# Gói nhỏ\n",
        "Tiny pack · `tiny` 0.1.0",
        "**Văn bản**: Quy chế thử | **Regulation**: Trial regulation",
        "limits.most – số tối đa: 3 (từ 01/01/2021, đến 30/06/2025, điểm a khoản 1 Điều 5); 2 (từ 01/07/2025, tham số",
        "composition – composition. strict: all; cap (default): cap |",
        "| Bản dự thảo | A draft |",
    ):
        assert part in pages[INDEX]


def test_a_page_says_all_about_its_provisions_and_rules(pages):
    """Provision, conditions as code, severities, parameters, reading, messages, note and cases are there."""
    page = pages["dieu-05.md"]
    for part in (
        "[Gói nhỏ](README.md) · `tiny/dieu-05.yaml`",
        "## Điểm a khoản 1 Điều 5 · Article 5, Clause 1, Point a\n",
        "| **Nội dung**: Nhiều nhất ba người | **Summary**: At most three people |",
        "| **Loại quy phạm**: nghĩa vụ | **Kind of norm**: duty |",
        "### `D5.1.a.max`\n\n**Quá số người** · Too many\n",
        "Áp dụng khi · Applies when:\n\n```python\nunit.kind in classes.bodies\n```",
        "Vi phạm khi · Breached when:\n\n```python\nofficers.count() > limits.most\n```",
        "**Mức độ**: strict: vi phạm; cap: cần xem xét | **Severity**: strict: violation; cap: for review |",
        "**Diễn giải**: {unit.name} có {officers.count()} người, quá {limits.most}.",
        "**Ghi chú**: Cách hiểu. | **Note**: How we read it. |",
        "- Sở có bốn người: đạt, chưa đủ căn cứ · compliant, undetermined\n",
        "Chưa có trường hợp thử. · No case.",
    ):
        assert part in page


def test_a_rule_of_a_time_says_so(tmp_path):
    """The days from which and until which a rule is in force are shown."""
    timed = (
        "dieu-05.yaml",
        "  - id: D5.1.a.max\n",
        "  - id: D5.1.a.max\n    from: 2021-01-01\n    until: 2022-12-31\n",
    )
    page = rule_pages(load_pack(write_pack(tmp_path, timed)))["dieu-05.md"]
    told = "**Thời gian áp dụng**: từ 01/01/2021, đến 31/12/2022 | **In force**: from 2021-01-01, until 2022-12-31 |"
    assert page.count(told) == 1


def test_a_provision_without_rules_says_why(pages):
    """The reason stands on the page, in both languages."""
    reason = "| **Không kiểm tra vì**: chưa có quy tắc | **Not checked because**: no rule yet |"
    assert reason in pages["dieu-07.md"]


def test_articles_of_the_decision_have_pages_of_their_own(tmp_path):
    """The Quyết định and the Quy chế both have an Điều 1, and a page for it."""
    entry = (
        "  - {{provision: {}, norm: duty, bearer: {{vi: a, en: a}}, summary: {{vi: a, en: a}}, "
        "not_checked: {{vi: a, en: a}}}}\n"
    )
    first = "  - provision: khoản 3 Điều 7\n"
    added = entry.format("Điều 1 Quyết định") + entry.format("Điều 1")
    pages = rule_pages(load_pack(write_pack(tmp_path, ("provisions.yaml", first, added + first))))
    assert "# Điều 1 Quyết định · Article 1 of the Decision" in pages["quyet-dinh-dieu-01.md"]
    assert "# Điều 1 · Article 1\n" in pages["dieu-01.md"]


def test_the_command_writes_each_pack_to_its_folder(tmp_path, capsys):
    """``kstt docs PACK -o FOLDER`` writes the pages of the pack and says where."""
    folder = tmp_path / "docs"
    assert main(["docs", str(write_pack(tmp_path)), "-o", str(folder)]) == Exit.CLEAN
    assert capsys.readouterr().out == f"{folder / 'tiny'}\n"
    pages = rule_pages(load_pack(tmp_path / "tiny"))
    assert {path.name: path.read_text(encoding="utf-8") for path in (folder / "tiny").iterdir()} == pages


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b *c* <d> [e](f) #g `h` \\", "a\\|b \\*c\\* \\<d\\> \\[e\\](f) \\#g \\`h\\` \\\\"),
        ("limits.provincial_max", "limits.provincial_max"),
        ("_a_ b_", "\\_a\\_ b\\_"),
        ("  hai \n dòng ", "hai dòng"),
    ],
)
def test_text_stays_text_in_markdown(text, shown):
    """Signs that mean something to Markdown are escaped; line ends become spaces."""
    assert escaped(text) == shown


def test_a_table_has_a_line_a_row_and_code_does_not_end_a_cell():
    """Headers, a rule, then the rows; a | in code is kept within its cell."""
    assert list(table(["a", "b"], [["1", code("x | y")]])) == ["| a | b |", "| --- | --- |", "| 1 | `x \\| y` |"]


# -- docs/rule-language.md, which is written by hand


LANGUAGE = (DOCS.parent / "rule-language.md").read_text(encoding="utf-8")


def test_the_example_pack_of_the_rule_language_is_sound(tmp_path):
    """The YAML on the page makes a pack that loads, and whose cases notice every change to its rules."""
    for block in re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", LANGUAGE, re.DOTALL):
        path = tmp_path / "vi-du" / block[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block[1], encoding="utf-8")
    report = check_pack(load_pack(tmp_path / "vi-du"))
    assert (report.problems, report.rules, report.cases) == ((), 2, 1)
    assert report.mutants > 0


def test_the_conditions_of_the_rule_language_are_conditions():
    """Every condition on the page is one on the subject that it stands under."""
    (block,) = re.findall(r"```python\n(.*?)```", LANGUAGE, re.DOTALL)
    subject, checked = "", 0
    for line in block.splitlines():
        if found := re.fullmatch(r"# subject: (\w+)", line):
            subject = found[1]
        else:
            scope = Scope(base_vocabulary(), subject, {"limits.provincial_max": NUMBER})
            check(line.partition("  #")[0].strip(), scope)
            checked += 1
    assert checked > 10


def test_the_rule_language_lists_every_entity_with_its_relations():
    """What rules may talk about, by the page, is what the shared vocabulary holds."""
    page = " ".join(LANGUAGE.split())
    for name, entity in base_vocabulary().entities.items():
        relations = " ".join(f"`{relation}`" for relation in entity.relations)
        told = f"| `{name}` | {entity.sheet} | {relations} |" if relations else f"`{name}` ({entity.sheet})"
        assert entity.sheet is None or told in page


def test_pages_of_articles_that_are_gone_are_removed(tmp_path):
    """What ``kstt docs`` wrote before goes with its article; what others wrote or changed at the top stays."""
    pack, place = write_pack(tmp_path), tmp_path / "out" / "tiny"
    assert main(["docs", str(pack), "-o", str(tmp_path / "out")]) == Exit.CLEAN
    written = sorted(path.name for path in place.iterdir())
    page = (place / "dieu-07.md").read_text(encoding="utf-8")
    for name, text in (("dieu-98.md", page), ("dieu-99.md", f"# Ours\n{page}"), ("notes.md", page)):
        (place / name).write_text(text, encoding="utf-8")
    (place / "dieu-97.md").mkdir()
    assert main(["docs", str(pack), "-o", str(tmp_path / "out")]) == Exit.CLEAN
    kept = ["dieu-97.md", "dieu-99.md", "notes.md"]
    assert sorted(path.name for path in place.iterdir()) == sorted([*written, *kept])

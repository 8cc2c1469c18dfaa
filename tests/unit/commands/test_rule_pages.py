"""The pages about rule packs: committed, fresh, and saying what the packs are."""

import pytest
from pack_factory import write_pack
from repository import ROOT

from kstt_rules.commands.rule_pages import INDEX, rule_pages
from kstt_rules.pack import list_packs, load_pack

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
        "**Mức độ**: đủ: vi phạm; trần: cần xem xét | **Severity**: all: violation; cap: for review |",
        "**Diễn giải**: ‹tên đơn vị› có ‹số công chức đầu mối đang giữ nhiệm vụ› người, quá ‹số tối đa›.",
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

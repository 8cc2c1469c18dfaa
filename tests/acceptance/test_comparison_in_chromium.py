"""The comparison of two audits in a real browser: what is new comes first, and nothing of the rest is lost."""

import re

import pytest
from result_factory import finding, make_subject, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.model.comparison import AuditSince
from kstt_rules.model.findings import UnitRef
from kstt_rules.outputs import outputs_of

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE, opened  # noqa: E402 - needs playwright

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

WAS, NOW, GONE, STILL = (UnitRef(name, f"Sở {name.title()}") for name in ("cu", "moi", "het", "con"))


def audits(**settings):
    """Return two audits: one finding is new, one changed, one still open, one gone."""
    subject = make_subject("unit", "cu", "Sở Cu", "tinh")
    before = undetermined(unit=WAS, rule="R", subject=subject)
    after = finding(unit=WAS, rule="R", message=Bilingual("Có 5, quá 3.", "5, over 3."))
    still = finding(unit=STILL)
    return (
        result(findings=(before, still, finding(unit=GONE))),
        result(findings=(still, after, finding(unit=NOW)), **settings),
    )


@pytest.fixture
def show(window, tmp_path):
    """Write a page and open it."""

    def shown(output, value):
        path = tmp_path / "page.html"
        with path.open("wb") as stream:
            output.render(value, stream, language="vi")
        return opened(window, path.as_uri())

    return shown


def units(page):
    """Return the names of the units whose findings are in sight."""
    return [text.split(" ", 2)[1] for text in page.locator(".cards h3").all_inner_texts()]


def tiles(page, section="changes"):
    """Return what the tiles of a section say."""
    return [" ".join(text.split()) for text in page.locator(f"#{section} .tiles li").all_inner_texts()]


def test_a_comparison_opens_with_what_is_not_as_before(show):
    """The page counts every kind of change and first lists all but what is still open."""
    before, after = audits()
    with show(outputs_of("comparison")["html"], compare(snapshot(before), snapshot(after))) as page:
        assert page.title() == "So sánh hai lần rà soát"
        assert tiles(page) == ["1 Mới", "1 Thay đổi", "0 Không so sánh được", "1 Chưa khắc phục", "1 Không còn"]
        assert units(page) == ["Cu", "Het", "Moi"]
        page.get_by_role("button", name="1 Chưa khắc phục").click()
        assert units(page) == ["Con"]
        assert page.url.endswith("#change=open")
        page.get_by_role("button", name="Bỏ lọc").click()
        assert page.get_by_role("status").inner_text() == "4 trên tổng số 4 phát hiện"


def test_a_changed_finding_says_what_it_was(show):
    """A card names what became of the finding, what it came to before, and what was said of it then."""
    before, after = audits()
    with show(outputs_of("comparison")["html"], compare(snapshot(before), snapshot(after))) as page:
        page.get_by_role("button", name="1 Thay đổi").click()
        text = " ".join(page.get_by_role("article").inner_text().split())
        assert text.startswith("Vi phạm Thay đổi Điểm a khoản 1 Điều 5")
        assert "Chưa đủ căn cứ → Vi phạm" in text
        assert "Trước: Chưa đủ căn cứ: thiếu cột Kiêm nhiệm." in text
        page.get_by_role("button", name="English").click()
        text = " ".join(page.get_by_role("article").inner_text().split())
        assert "Undetermined → Violation" in text
        assert "Before: Undetermined: no column Concurrent." in text


def test_audits_decided_by_differently_say_so(show):
    """The page marks what makes the audits hard to compare, and says of a finding why it cannot be compared."""
    before, after = audits(readings={"composition": "strict"})
    with show(outputs_of("comparison")["html"], compare(snapshot(before), snapshot(after))) as page:
        [row] = page.locator("tr.differs").all()
        assert re.split(r"\s*\t", row.inner_text()) == [
            "Cách hiểu áp dụng khác nhau", "cơ cấu: số vị trí", "composition: strict",
        ]  # fmt: skip
        assert "không so sánh được" in page.locator("#changes .note").inner_text()
        page.get_by_role("button", name="2 Không so sánh được").click()
        assert "Chỉ có ở lần này." in page.locator(".cards").inner_text()


def test_an_audit_with_a_baseline_shows_what_is_new(show):
    """The report has all its parts, and opens with the findings that are new or changed; what is gone is counted."""
    before, after = audits()
    with show(outputs_of("since")["html"], AuditSince(after, compare(snapshot(before), snapshot(after)))) as page:
        assert page.title() == "Kết quả rà soát"
        assert units(page) == ["Cu", "Moi"]
        assert tiles(page)[-1] == "1 Không còn"
        assert page.locator("#changes .tiles button").count() == 4
        assert page.get_by_role("status").inner_text() == "2 trên tổng số 3 phát hiện"
        for part in ("summary", "overview", "coverage", "waived", "rejects", "inputs", "notices"):
            assert page.locator(f"#{part}").count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_in_a_comparison(show, width):
    """Contrast, names, roles and order pass, and nothing sticks out, on a desk and on a telephone."""
    before, after = audits(readings={"composition": "strict"})
    with show(outputs_of("comparison")["html"], compare(snapshot(before), snapshot(after))) as page:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe.Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

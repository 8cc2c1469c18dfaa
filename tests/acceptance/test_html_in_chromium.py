"""The report in a real browser: filters, languages, keyboard, screen reader, paper, and data that stay data."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from result_factory import coverage, finding, make_subject, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Reject
from kstt_rules.model.findings import OF_WHOLE, WHOLE, UnitRef
from kstt_rules.model.outcomes import Outcome, Severity, Verdict
from kstt_rules.outputs.read.html.report import render

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE, launch, opened  # noqa: E402 - needs playwright

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

MARKUP = '<img src=x onerror="window.hurt=1"></script><script>window.hurt=1</script>\u202e=1+1'


def commune(number):
    """Return a commune that breaches two provisions, the second only for review."""
    unit = UnitRef(f"xa-{number}", f"UBND xã Đồng Kỳ {number}")
    subject = make_subject("officer", unit.id, "Nguyễn Văn A", "xa")
    one = finding(unit=unit, subject=subject, provision=Provision(5, 1, "c"), rule="D5.1.c")
    return one, replace(one, provision=Provision(7, 4), rule="D7.4", severity=Severity.REVIEW)


def report():
    """Return a result of 64 findings: 30 communes with two, a department with four."""
    department = (
        finding(text="a) Nguyên văn của điểm a."),
        undetermined(),
        finding(rule="D5.1.a.waived", verdict=Verdict.WAIVED, message=Bilingual("Được miễn: lý do.", "Waived: why.")),
        finding(rule="D9", provision=Provision(9), severity=Severity.INFO, message=Bilingual("x" * 40_000, MARKUP)),
    )
    communes = [one for number in range(30) for one in commune(number)]
    findings = (*department, *communes)
    outcomes = Counter((item.provision, item.outcome) for item in findings)
    counts = [
        coverage(one, **{outcome: outcomes[one, outcome] for outcome in Outcome})
        for one in sorted({item.provision for item in findings})
    ]
    rejects = [
        Reject("so.xlsx", "Báo cáo", row, "date_impossible", Bilingual("Ngày không có.", "No such day."))
        for row in range(1, 61)
    ]
    return result(findings=findings, coverage=(*counts, *result().coverage[:1]), rejects=tuple(rejects))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The report as a file."""
    path = tmp_path_factory.mktemp("html") / "report.html"
    with path.open("wb") as stream:
        render(report(), stream, language="vi")
    return path


def counted(page):
    """Return how many findings the page says it shows, once it has drawn them."""
    return int(re.match(r"\d+", page.get_by_role("status").inner_text())[0])


def choose(page, name, text):
    """Choose by its text, without the number beside it, an option of the filter with this name."""
    select = page.get_by_role("combobox", name=name, exact=True)
    values = select.evaluate(
        "(select, text) => [...select.options].filter((o) => o.text === text).map((o) => o.value)", text
    )
    select.select_option(values)


def offered(page, name):
    """Return the options of a filter as they are shown, with their numbers."""
    select = page.get_by_role("combobox", name=name, exact=True)
    return select.evaluate("(select) => [...select.options].map((option) => option.label)")


def messages(page):
    """Return the names of the rules on the cards in sight."""
    return re.findall(r"Quy tắc: (\S+)", page.locator(".cards").inner_text())


def test_all_findings_are_counted_and_a_page_of_them_is_drawn(page):
    """The report opens with all findings, of which the first 25 are drawn."""
    assert page.get_by_role("status").inner_text() == "64 trên tổng số 64 phát hiện"
    assert page.get_by_role("article").count() == 25


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("Đơn vị", "Sở Y tế", 4),
        ("Cấp", "Xã", 60),
        ("Điều khoản", "Điểm c khoản 1 Điều 5", 30),
        ("Điều khoản", "Toàn bộ Điều 5", 33),
        ("Kết luận", "Được miễn", 1),
        ("Kết luận", "Chưa đủ căn cứ", 1),
        ("Kết luận", "Cần xem xét", 30),
    ],
)
def test_each_filter_keeps_what_it_names(page, name, value, number):
    """A choice narrows the list to what has it, and all come back when the filters are cleared."""
    choose(page, name, value)
    assert counted(page) == number
    page.get_by_role("button", name="Bỏ lọc").click()
    assert counted(page) == 64


@pytest.mark.parametrize(
    ("text", "number"),
    [("dong ky 7", 2), ("ĐỒNG KỲ 29", 2), ("  so   y te ", 4), ("khoan 4 dieu 7", 30), ("d9", 1), ("nothing", 0)],
)
def test_text_is_found_whatever_its_accents(page, text, number):
    """The search looks at units, provisions, messages and rules, and takes đ for d."""
    page.get_by_role("searchbox").fill(text)
    assert counted(page) == number


def test_filters_add_up(page):
    """Two filters keep what both keep; where nothing is left the page says so."""
    choose(page, "Cấp", "Xã")
    choose(page, "Kết luận", "Vi phạm")
    assert counted(page) == 30
    choose(page, "Đơn vị", "Sở Y tế")
    assert counted(page) == 0
    assert "Không có phát hiện nào khớp với bộ lọc." in page.locator(".cards").inner_text()


def test_numbers_of_the_summary_and_the_matrices_lead_to_their_findings(page):
    """A tile, a number of a provision and a cell of the overview each show as many findings as they say."""
    page.locator("#summary").get_by_role("button", name="Cần xem xét").click()
    assert counted(page) == 30
    page.locator("#coverage").get_by_role("button", name="30 Vi phạm").click()
    assert counted(page) == 30
    page.locator("#overview").get_by_role("button", name="Trang sau").click()
    page.get_by_role("button", name="Sở Y tế, Điểm a khoản 1 Điều 5: 1 vi phạm, 1 được miễn").click()
    assert counted(page) == 2
    assert messages(page) == ["D5.1.a.max", "D5.1.a.waived"]


def test_numbers_beside_the_choices_follow_the_other_filters(page):
    """Each choice says how many findings it would leave, given what else is chosen."""
    assert offered(page, "Cấp") == ["Tất cả", "Tỉnh (4)", "Xã (60)"]
    names = ("Vi phạm", "Cần xem xét", "Thông tin", "Chưa đủ căn cứ", "Được miễn")
    offers = [f"{name} ({count})" for name, count in zip(names, (31, 30, 1, 1, 1), strict=True)]
    assert offered(page, "Kết luận") == ["Tất cả", *offers]
    choose(page, "Cấp", "Tỉnh")
    assert offered(page, "Cấp") == ["Tất cả", "Tỉnh (4)", "Xã (60)"]
    offers = [f"{name} ({count})" for name, count in zip(names, (1, 0, 1, 1, 1), strict=True)]
    assert offered(page, "Kết luận") == ["Tất cả", *offers]
    assert offered(page, "Điều khoản")[1:3] == ["Toàn bộ Điều 5 (3)", "Điểm a khoản 1 Điều 5 (2)"]
    page.get_by_role("searchbox").fill("duoc mien: ly do")
    assert offered(page, "Kết luận")[-2:] == ["Chưa đủ căn cứ (0)", "Được miễn (1)"]


def test_the_address_holds_the_filters(page, window):
    """A view can be passed on: what is chosen stands in the address, and the address chooses it again."""
    choose(page, "Đơn vị", "UBND xã Đồng Kỳ 7")
    choose(page, "Kết luận", "Cần xem xét")
    page.get_by_role("searchbox").fill("điều 7")
    page.get_by_role("button", name="English").click()
    assert page.url.partition("#")[2] == "unit=xa-7&outcome=review&text=%C4%91i%E1%BB%81u+7&lang=en"
    with opened(window, page.url) as other:
        assert other.get_by_role("status").inner_text() == "0 of 64 findings"
        other.get_by_role("searchbox").fill("article 7")
        assert counted(other) == 1
        other.get_by_role("button", name="Clear the filters").click()
        assert other.url.partition("#")[2] == "lang=en"


def test_a_choice_that_the_page_does_not_have_is_passed_over(window, file):
    """The address of another report's view chooses only what this one has too."""
    with opened(window, f"{file.as_uri()}#unit=khac&tier=xa") as other:
        assert counted(other) == 60


def test_a_finding_has_an_address_of_its_own(page, window, file):
    """A link leads to one finding among all: its page of the list is drawn, and the focus is on it."""
    page.locator("#findings").get_by_role("button", name="Trang sau").click()
    card = page.get_by_role("article").nth(3)
    fingerprint = card.get_attribute("id")
    assert card.get_by_role("link").get_attribute("href") == f"#{fingerprint}"
    with opened(window, f"{file.as_uri()}#{fingerprint}") as other:
        assert other.evaluate("document.activeElement.id") == fingerprint
        assert other.locator(":focus").bounding_box()["y"] < 300
        choose(other, "Cấp", "Tỉnh")
        other.evaluate("(hash) => (location.hash = hash)", fingerprint)
        other.wait_for_function("(id) => document.activeElement.id === id", arg=fingerprint)
        assert counted(other) == 64


def test_what_is_waived_is_listed_with_its_reason(page):
    """The section of waivers names unit, provision and reason, and leads to the finding."""
    [row] = page.locator("#waived tbody tr").all()
    assert row.inner_text().split("\t")[:2] == ["Sở Y tế", "Điểm a khoản 1 Điều 5"]
    assert "Được miễn: lý do." in row.inner_text()
    row.get_by_role("link").click()
    page.wait_for_function("document.activeElement.matches('article.waived')")


def test_units_with_most_violations_come_first_in_the_overview(page):
    """The overview begins with the weightiest rows and turns its pages."""
    rows = page.locator("#overview tbody tr")
    assert rows.count() == 20
    assert rows.first.inner_text().split("\t")[0] == "UBND xã Đồng Kỳ 0"
    page.locator("#overview").get_by_role("button", name="Trang sau").click()
    assert rows.last.inner_text().split("\t")[0] == "Sở Y tế"


def test_a_finding_shows_all_that_is_known_of_it(page):
    """A card has conclusion, citation, official text, evidence with its cells, and remedy."""
    card = page.get_by_role("article").first
    card.get_by_text("Căn cứ và ô dữ liệu").click()
    text = " ".join(card.inner_text().split())
    for part in [
        "Vi phạm Điểm a khoản 1 Điều 5 Quy tắc: D5.1.a.max Vượt số công chức đầu mối",
        "Sở Y tế có 4 công chức đầu mối, quá 3.",
        "Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối.",
        "a) Nguyên văn của điểm a.",
        "officers.count() 04 so-y-te.xlsx › Công chức đầu mối › C5, C6, C7, C8",
        "điểm a khoản 1 Điều 5 · Cách hiểu: số vị trí",
    ]:
        assert part in text


def test_the_language_switches_and_the_filters_stay(page):
    """English words, numbers and options take the place of Vietnamese ones; what was chosen stays chosen."""
    choose(page, "Đơn vị", "Sở Y tế")
    page.get_by_role("button", name="English").click()
    assert page.title() == "Audit result"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("status").inner_text() == "4 of 64 findings"
    assert page.get_by_role("combobox", name="Unit", exact=True).locator("option:checked").inner_text() == "Sở Y tế"
    assert "Too many focal officers" in page.get_by_role("article").first.inner_text()
    assert not page.get_by_text("Kết quả rà soát").is_visible()
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.get_by_role("status").inner_text() == "4 trên tổng số 64 phát hiện"


def test_the_dossier_as_a_whole_is_named_in_the_language_of_the_reader(window, tmp_path):
    """As the heading of its findings and in the filter of units, which goes on choosing it."""
    path = tmp_path / "whole.html"
    with path.open("wb") as stream:
        render(result(findings=(finding(), finding(unit=WHOLE, bearer=WHOLE))), stream, language="vi")
    with opened(window, path.as_uri()) as page:
        choose(page, "Đơn vị", "Toàn bộ hồ sơ")
        page.get_by_role("button", name="English").click()
        assert counted(page) == 1
        assert page.get_by_role("combobox", name="Unit", exact=True).locator("option:checked").inner_text() == str(
            OF_WHOLE.en
        )


def test_the_keyboard_reaches_everything(page):
    """The first stop skips to the findings; pages turn by keyboard and the focus goes to the list's heading."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Đến danh sách phát hiện"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("xa")
    assert counted(page) == 60
    page.locator("#findings").get_by_role("button", name="Trang sau").focus()
    page.keyboard.press("Enter")
    assert page.locator("#findings .pager").inner_text().split("\n")[1] == "26–50 trong 60"
    assert page.evaluate("document.activeElement.id") == "findings-title"


def test_the_focus_is_seen_and_goes_in_the_order_of_the_page(page):
    """From the skip link on, each stop of the keyboard stands below or beside the one before and has an outline."""
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        place = """() => {
          const element = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const order = [...document.querySelectorAll("*")].indexOf(element);
          return [order, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, element.tagName];
        }"""
        stops.append(page.evaluate(place))
    orders = [order for order, _, _ in stops]
    assert orders == sorted(orders)
    assert len(set(orders)) == 60
    assert all(outlined for _, outlined, _ in stops)


def test_a_screen_reader_finds_its_way(page):
    """Landmarks have names, and the count is spoken when it changes."""
    for name in ["Tổng hợp", "Theo đơn vị và điều khoản", "Các phát hiện", "Theo điều khoản", "Tệp đã nộp", "Lưu ý"]:
        assert page.get_by_role("region", name=re.compile(rf"^{name}( [\d.]+)?$")).count() == 1
    assert page.get_by_role("navigation", name="Các phần của báo cáo").count() == 1
    assert page.get_by_role("form", name="Lọc phát hiện").count() == 1
    assert page.get_by_role("main").count() == page.get_by_role("banner").count() == 1


@pytest.mark.parametrize(("language", "width"), [("Tiếng Việt", 1280), ("English", 400)])
def test_axe_finds_no_violation(page, language, width):
    """Contrast, names, roles and order pass the checks of axe, on a desk and on a telephone."""
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name=language).click()
    page.locator("article summary").first.click()
    assert axe.Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_markup_in_the_data_is_shown(page):
    """A message that is markup stands there as text, its hidden character made visible, and nothing of it runs."""
    page.get_by_role("button", name="English").click()
    page.get_by_role("searchbox").fill("d9")
    card = page.get_by_role("article")
    assert MARKUP.replace("\u202e", "<U+202E>") in card.inner_text()
    assert page.evaluate("window.hurt") is None


def test_a_long_text_is_folded_and_unfolds(page):
    """Of 40,000 characters the first are shown, and all on demand."""
    page.get_by_role("searchbox").fill("d9")
    card = page.get_by_role("article")
    assert len(card.inner_text()) < 1_500
    card.get_by_role("button", name="Hiện toàn bộ 40.000 ký tự").click()
    assert "x" * 40_000 in card.inner_text()


def test_rows_not_accepted_are_paged(page):
    """The rows that were not taken stand with their place and reason."""
    rows = page.locator("#rejects tbody tr")
    assert rows.first.inner_text().split("\t") == ["so.xlsx › Báo cáo › dòng 1", "Ngày không có.", "date_impossible"]
    assert rows.count() == 50
    page.locator("#rejects").get_by_role("button", name="Trang sau").click()
    assert rows.count() == 10


def test_all_that_is_filtered_goes_on_paper(page):
    """Printing on A4 takes every finding that the filters keep, unfolded, and leaves the screen as it was."""
    choose(page, "Cấp", "Xã")
    page.evaluate(
        """addEventListener("beforeprint", () => {
          window.printed = [
            document.querySelectorAll("article").length,
            document.querySelectorAll("article details[open]").length,
            document.querySelectorAll("#overview tbody tr").length,
            document.querySelectorAll("#rejects tbody tr").length,
            document.getElementById("chosen").textContent,
          ];
        })"""
    )
    paper = page.pdf(prefer_css_page_size=True)
    assert page.evaluate("window.printed") == [60, 60, 30, 60, "Đang lọc theo: Cấp: Xã"]
    assert page.get_by_role("article").count() == 25
    assert page.locator("details[open]").count() == 0
    boxes = [box.split()[2:] for box in re.findall(rb"/MediaBox \[(.*?)\]", paper)]
    assert {tuple(round(float(side)) for side in box) for box in boxes} == {(595, 842), (842, 595)}


def test_without_a_script_the_page_says_what_is_not_shown(browser, file):
    """Where scripts are off, the summary and the provisions stand, and a note tells what is missing."""
    with launch(browser.browser_type, "--blink-settings=scriptEnabled=false") as scriptless:
        page = scriptless.new_page()
        page.goto(file.as_uri())
        assert "đang tắt JavaScript" in page.locator("main > noscript").inner_text()
        assert page.locator("#coverage tbody tr").count() == 5
        for part, shown in {"summary": True, "coverage": True, "notices": True, "findings": False}.items():
            assert page.locator(f"#{part}").is_visible() is shown

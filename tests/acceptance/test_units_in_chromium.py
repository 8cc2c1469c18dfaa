"""The table of units in a real browser: who has not sent, where it burns, and what it leads to; in the dark, too."""

from dataclasses import replace

import pytest
from result_factory import TIERS, coverage, finding, make_subject, result, undecided, unit_record
from units_factory import DISTRICT, commune, units_of_a_district

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Reject
from kstt_rules.model.outcomes import Outcome, Severity, added_up
from kstt_rules.outputs.read.html.report import render

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE, opened  # noqa: E402 - needs playwright

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

PROVISIONS = tuple(Provision(6, clause, point) for clause in range(1, 11) for point in "abcde")
MORE_THAN_PAPER = 2_001


def report():
    """Return a result of six communes, their district and two departments; 50 provisions have findings."""
    kep = commune("UBND xã Kép").unit
    of_kep = [
        finding(unit=kep, subject=make_subject("report", f"{number}", f"Báo cáo {number}", "xa")) for number in range(2)
    ]
    by_district = replace(of_kep[0], rule="D4.2.list", severity=Severity.REVIEW, bearer=DISTRICT)
    of_department = [finding(provision=one, rule=f"D{one.key}", severity=Severity.INFO) for one in PROVISIONS]
    district = unit_record(DISTRICT, tier=TIERS["huyen"], outcomes=added_up([{Outcome.COMPLIANT: 9}]))
    department = unit_record(outcomes=added_up([{Outcome.INFO: len(PROVISIONS)}]))
    day = Bilingual("Ngày không có.", "No such day.")
    return result(
        findings=(*of_kep, by_district, *of_department),
        units=(*units_of_a_district(), district, department),
        undecided=(undecided(),),
        coverage=tuple(coverage(one, info=1) for one in PROVISIONS),
        rejects=tuple(Reject("a.xlsx", "Báo cáo", row, "date", day) for row in range(MORE_THAN_PAPER)),
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The report as a file."""
    path = tmp_path_factory.mktemp("units") / "report.html"
    with path.open("wb") as stream:
        render(report(), stream, language="vi")
    return path


def rows(page):
    """Return the units in sight: the name, the unit above it, what was not received, and the first numbers."""
    lines = page.locator(".units tbody tr").all()
    cells = [[" ".join(cell.inner_text().split()) for cell in line.locator("th, td").all()] for line in lines]
    return [(line[0], line[1], line[2], line[4].split()[0]) for line in cells]


def choose(page, form, name, value):
    """Choose a value in one of the two forms."""
    page.locator(f"#{form} [name={name}]").select_option(value)


def found(page):
    """Return how many findings the page says it shows."""
    return page.locator("#count").inner_text().split()[0]


def test_the_worst_stand_first_and_who_sent_nothing_is_told(page):
    """Each commune has its district beside it, and what others of its tier sent and it has not."""
    assert rows(page) == [
        ("UBND xã Kép", "UBND huyện Lạng Giang", "", "2"),
        ("UBND xã An Hà", "UBND huyện Lạng Giang", "Báo cáo", "0"),
        ("UBND xã Dĩnh Trì", "UBND huyện Lạng Giang", "", "0"),
        ("UBND xã Tân Dĩnh", "UBND huyện Lạng Giang", "", "0"),
        ("UBND xã Xa Lý", "", "chưa nhận dữ liệu nào", "0"),
        ("Sở Y tế", "", "", "0"),
        ("UBND huyện Lạng Giang", "", "", "0"),
        ("UBND xã Đông Cứu", "", "không có quy tắc áp dụng", "0"),
    ]


def test_a_unit_and_its_numbers_lead_to_its_findings(page):
    """Its name to all that concern it, whoever is obliged; a number to as many as it says."""
    page.locator(".units").get_by_role("button", name="UBND xã Kép", exact=True).click()
    assert found(page) == "3"
    assert "UBND xã Kép" in page.locator("h3:has-text('UBND huyện Lạng Giang') + article .subject").inner_text()
    page.locator(".units").get_by_role("button", name="2 Vi phạm, UBND xã Kép").click()
    assert found(page) == "2"
    assert page.evaluate("document.activeElement.id") == "findings-title"


@pytest.mark.parametrize("form", ["units-filters", "filters"])
def test_a_district_is_chosen_with_its_communes(page, window, form):
    """In either form: both lists keep the district and all under it, and the address holds the choice."""
    choose(page, form, "district", "lang-giang")
    assert {name for name, *_ in rows(page)} == {
        "UBND huyện Lạng Giang",
        *("UBND xã Kép", "UBND xã An Hà", "UBND xã Dĩnh Trì", "UBND xã Tân Dĩnh"),
    }
    assert found(page) == "3"
    choose(page, form, "tier", "huyen")
    assert [name for name, *_ in rows(page)] == ["UBND huyện Lạng Giang"]
    with opened(window, page.url) as other:
        assert rows(other) == rows(page)
        assert other.locator("#units-filters [name=district] option:checked").inner_text() == (
            "UBND huyện Lạng Giang và các đơn vị trực thuộc (5)"
        )


def test_the_numbers_received_lead_to_the_units_that_did_not_send(page):
    """Of five communes that rules apply to, four sent anything; the number shows the fifth."""
    number = page.locator("[data-lacks=nothing]")
    assert number.inner_text().startswith("4 / 5")
    number.click()
    assert [name for name, *_ in rows(page)] == ["UBND xã Xa Lý"]
    assert page.locator("#units-count").inner_text() == "1 trên tổng số 8 đơn vị"
    assert page.evaluate("document.activeElement.id") == "units-title"
    choose(page, "units-filters", "lacks", "report")
    assert [name for name, *_ in rows(page)] == ["UBND xã An Hà", "UBND xã Xa Lý"]


def test_what_was_received_unfolds(page):
    """A unit's datasets are named with their rows."""
    row = page.locator(".units tbody tr").first
    row.get_by_text("3 loại").click()
    assert "báo cáo (5); Công chức đầu mối (5)".casefold() in row.inner_text().casefold()


def test_all_provisions_are_in_sight_on_a_desk_and_a_narrow_window_says_that_it_scrolls(page):
    """Fifty columns fit into 1280 pixels; on a telephone words say that there are more."""
    place, hint = page.locator("#overview .scroll"), page.locator("#overview .hint")
    assert place.evaluate("(place) => place.scrollWidth <= place.clientWidth")
    assert not hint.is_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    hint.wait_for()
    assert hint.inner_text() == "Bảng rộng hơn khung hiển thị: cuộn ngang để xem hết."


def test_on_a_telephone_numbers_stand_with_their_names_and_nothing_is_cut(page):
    """Units and provisions are paragraphs as wide as the window; of what was received every number stays."""
    page.set_viewport_size({"width": 390, "height": 900})
    numbers = page.locator(".units tbody tr").first.locator("td.number:visible")
    names = "(cell) => getComputedStyle(cell, '::before').content.slice(1, -1)"
    assert [number.evaluate(names) for number in numbers.all()] == ["Vi phạm: ", "Chưa đủ căn cứ: "]
    [number] = page.locator("#coverage tbody tr").first.locator("td:visible").all_inner_texts()
    assert number.startswith("Thông tin: 1")
    assert page.locator(".received tbody tr").first.locator("td:visible").count() == 3
    for table in ("units", "coverage"):
        assert page.locator(f".scroll:has(.{table})").evaluate("(place) => place.scrollWidth <= place.clientWidth")


@pytest.mark.parametrize("name", ["__proto__", "constructor", "de", "%"])
def test_an_address_that_means_nothing_is_passed_over(window, file, name):
    """No language, unit or finding of such a name: the page opens as it is, without an error of its script."""
    with opened(window, f"{file.as_uri()}#lang={name}&unit={name}&{name}=1") as other:
        assert other.evaluate("document.documentElement.lang") == "vi"
        assert found(other) == "53"


def test_in_the_dark_axe_finds_no_violation_either(page):
    """Contrast holds in the dark; paper stays white."""
    page.emulate_media(color_scheme="dark")
    shade = "getComputedStyle(document.querySelector('section')).backgroundColor"
    assert page.evaluate(shade) == "rgb(27, 35, 44)"
    assert axe.Axe().run(page).response["violations"] == []
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(shade) == "rgb(255, 255, 255)"


def test_paper_says_where_a_list_is_cut(page):
    """Of more than two thousand rows so many are printed, and the paper says so."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#rejects tbody tr").count() == MORE_THAN_PAPER - 1
    cut = page.locator("#rejects .note").text_content()
    assert cut == "Chỉ in 2.000 mục đầu trong tổng số 2.001; hãy lọc để in các mục khác."
    assert page.locator("#units .note").text_content() == ""
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#rejects tbody tr").count() == 50


def test_beside_very_many_choices_numbers_stand_once_somebody_looks(window, tmp_path):
    """Of a nation's units the numbers are counted when the list is opened, of all others at once."""
    nation = [commune(f"UBND xã {number}").unit for number in range(501)]
    path = tmp_path / "nation.html"
    with path.open("wb") as stream:
        render(result(findings=tuple(finding(unit=unit) for unit in nation)), stream, language="vi")
    with opened(window, path.as_uri()) as page:
        first = "#filters [name=unit] option:nth-child(2)"
        assert page.locator(first).get_attribute("label") is None
        page.locator("#filters [name=unit]").focus()
        assert page.locator(first).get_attribute("label") == "UBND xã 0 (1)"
        assert page.locator("#filters [name=tier] option").last.get_attribute("label") == "Tỉnh (501)"

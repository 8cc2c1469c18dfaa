"""What is less usual at the workplace, in a real browser: tables on their side, due days, a file taken out."""

import pytest
from layouts.grid import Grid, write
from workspaces import REGISTER

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE
from visits import PHONE, barriers, drop, visited

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

SIDEWAYS = [
    ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
    ["Họ và tên", "Nguyễn Văn An", "Trần Thị Bình"],
    ["Đơn vị", "UBND xã Đồng Kỳ", "UBND xã Đồng Kỳ"],
    ["Chức vụ", "Chủ tịch", "Văn phòng"],
    ["Liên hệ", "0912345678", "0912345679"],
]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    """A roster on its side and the register."""
    folder = tmp_path_factory.mktemp("dossier")
    write([Grid("Ngang", SIDEWAYS)], folder / "ngang.xlsx")
    write([Grid("Đơn vị", REGISTER)], folder / "đơn vị.xlsx")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("window", [{}, {"viewport": PHONE}])
def test_a_row_of_a_table_on_its_side_is_read_as_what_is_chosen(browser, address, dossier, window):
    """Its first values stand beside the choice, also on a phone."""
    with visited(browser, address, **window) as page:
        page.goto(f"{drop(page, dossier)}/understood?file=ngang.xlsx")
        row = page.get_by_label("Đọc là: Dòng 5")
        assert page.get_by_text("0912345678").is_visible()
        row.select_option("phone")
        assert barriers(page) == []
        page.get_by_role("button", name="Áp dụng và đọc lại").first.click()
        page.locator("#said").get_by_text("Đã đọc lại").wait_for()
        assert row.input_value() == "phone"


def test_due_days_are_filled_in_and_stand_in_the_calendar(browser, address, dossier, tmp_path):
    """A day that is none is told, and what was typed stays."""
    with visited(browser, address, may_fail=True) as page:
        where = drop(page, dossier)
        page.goto(f"{where}/results")
        page.get_by_role("link", name="Ấn định hạn gửi").click()
        page.get_by_label("Xã, quý: ngày").fill("16")
        page.get_by_label("Ngày làm việc được nghỉ bù").fill("31/02/2022")
        page.get_by_role("button", name="Lưu hạn gửi").click()
        page.get_by_role("alert").get_by_text("không phải là ngày").wait_for()
        page.wait_for_load_state()
        assert page.get_by_label("Xã, quý: ngày").input_value() == "16"
        page.get_by_label("Ngày làm việc được nghỉ bù").fill("")
        page.get_by_role("button", name="Lưu hạn gửi").click()
        page.locator("#said").get_by_text("Đã lưu hạn gửi").wait_for()
        page.wait_for_load_state()
        page.get_by_role("link", name="Về lịch báo cáo").click()
        page.get_by_label("Dạng tệp").select_option("ics")
        with page.expect_download() as found:
            page.get_by_role("button", name="Tải về").click()
        assert "DTSTART;VALUE=DATE:20220316" in found.value.path().read_text(encoding="utf-8")


def test_a_file_with_corrected_cells_is_taken_out_without_script(browser, address, dossier):
    """After a sentence that says what goes with it."""
    with visited(browser, address, scripts=False, viewport=PHONE) as page:
        where = drop(page, dossier)
        page.goto(f"{where}/correct?file=ngang.xlsx&sheet=Ngang&cell=B2")
        page.fill("#value", "Nguyễn Văn Ân")
        page.locator("#value").press("Enter")
        page.goto(f"{where}/files")
        item = page.get_by_role("listitem").filter(has_text="ngang.xlsx")
        assert not item.get_by_role("button").is_visible()
        item.locator("summary").click()
        assert "1 lần sửa" in item.inner_text()
        item.get_by_role("button").click()
        assert "cùng 1 lần sửa" in page.locator("#said").inner_text()
        assert not page.get_by_text("ngang.xlsx", exact=True).is_visible()

"""From a mail attachment to the letter of reminder, in a real browser: found, corrected, waived, compared, written."""

import json
import sys
import zipfile

import docx
import openpyxl
import pytest
from repository import ROOT

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE
from small_desk import FILE, SHEET, write_files
from visits import PHONE, barriers, drop, visited

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

TOO_MANY = "Vượt số công chức đầu mối"
MOST_CLICKS = 12


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    """The files of a small dossier."""
    return write_files(tmp_path_factory.mktemp("dossier"))


@pytest.fixture(scope="module")
def mail(tmp_path_factory):
    """What came by mail in the guide for officials: a column of it is not understood."""
    folder = tmp_path_factory.mktemp("mail")
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from guide import lay_out  # noqa: PLC0415 - the documentation is no package
    finally:
        sys.path.pop(0)
    lay_out(folder)
    return folder


class Clicks:
    """Clicks on a page, counted."""

    def __init__(self, page, folder):
        self.page, self.folder, self.count = page, folder, 0

    def choose(self, field, *paths):
        """Choose files: a click opens the system's window, in which they are chosen."""
        self.page.set_input_files(field, paths)
        self.count += 1

    def on(self, role, name, until):
        """Click, and wait for what is to be seen then."""
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_selector(until)
        self.page.wait_for_load_state()
        self.count += 1

    def download(self, name):
        """Click and return the file that comes."""
        with self.page.expect_download() as found:
            self.page.get_by_role("button", name=name).click()
        self.count += 1
        path = self.folder / found.value.suggested_filename
        found.value.save_as(path)
        return path


def test_from_the_mail_attachment_to_the_letter_in_twelve_clicks(browser, address, mail, tmp_path):
    """A column and a value are corrected, the findings are read, and letters with the office's own head are had."""
    with visited(browser, address) as page:
        clicks = Clicks(page, tmp_path)
        clicks.choose("#files", *sorted((mail / "quy-1-2022").iterdir()))
        page.fill("#as_of", "2022-03-31")
        clicks.on("button", "Rà soát", "#all")
        clicks.on("button", "Áp dụng và đọc lại", ".said")
        clicks.on("link", "Các phát hiện", ".found")
        clicks.on("link", "Báo cáo của cấp xã gửi khi chưa được phê duyệt", ".sheet .marked")
        clicks.on("link", "Sửa ô E78", "#value")
        page.fill("#value", "Chủ tịch UBND")
        clicks.on("button", "Sửa và rà soát lại", ".said")
        clicks.on("link", "Kết quả", ".downloads")
        clicks.on("link", "Công văn đôn đốc", "#write")
        clicks.choose("#letterhead", mail / "cong-van.yaml")
        clicks.on("button", "Gửi lên", ".said")
        path = clicks.download("Tải 1 công văn")
    assert clicks.count <= MOST_CLICKS
    with zipfile.ZipFile(path) as packed, packed.open("Công văn - UBND huyện Yên Thế.docx") as file:
        letter = docx.Document(file)
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "Kính gửi: UBND huyện Yên Thế" in text
    assert "Điều 5" in text
    assert "101/VP-KSTT" in letter.tables[0].cell(1, 0).text


def first_finding(page, where):
    """Open the finding on the officer too many."""
    page.goto(f"{where}/findings?outcome=violation")
    page.get_by_role("link", name=TOO_MANY).click()
    page.wait_for_selector(".sheet .marked")
    page.wait_for_load_state()  # and its script with it, which arrows need


def correct(page, text):
    """Type a value into the cell that is shown."""
    page.fill("#value", text)
    page.get_by_role("button", name="Sửa và rà soát lại").click()


def said(page, text):
    """Wait until the page says something, and its script is there, which may move what is clicked next."""
    page.locator("#said").get_by_text(text).wait_for()
    page.wait_for_load_state()


def test_a_corrected_value_is_judged_on_the_same_page(browser, address, dossier, tmp_path):
    """What is gone is told; it is taken back and made again; every result says that data were corrected."""
    with visited(browser, address, may_fail=True) as page:
        where = drop(page, dossier)
        first_finding(page, where)
        page.get_by_role("link", name="Sửa ô B5: Phạm Thị Dung").click()
        page.evaluate("window.stays = true")
        correct(page, "")
        said(page, "Không còn: 2")
        assert page.locator("#came").get_by_text(TOO_MANY, exact=False).count() == 1
        assert page.evaluate("window.stays")
        correct(page, "=1+1")
        page.get_by_role("alert").get_by_text("=1+1").wait_for()
        assert page.input_value("#value") == "=1+1"
        page.get_by_role("button", name="Hoàn tác lần sửa cuối").click()
        said(page, "Đã hoàn tác")
        assert page.input_value("#value") == "Phạm Thị Dung"
        page.get_by_role("button", name="Làm lại").click()
        said(page, "Đã sửa lại như trước")
        page.get_by_role("link", name="Các phát hiện").click()
        page.wait_for_selector(".found")
        assert page.get_by_text("Dữ liệu đã được sửa ở đây: 1 lần sửa ô.").is_visible()
        assert page.get_by_role("link", name=TOO_MANY).count() == 0
        page.get_by_role("link", name="Kết quả").click()
        with page.expect_download() as corrected:
            page.get_by_role("link", name="Tệp đã sửa").click()
        with page.expect_download() as result:
            page.get_by_role("link", name="JSON cho phần mềm").click()
        with zipfile.ZipFile(corrected.value.path()) as packed, packed.open(FILE) as file:
            assert openpyxl.load_workbook(file)[SHEET]["B5"].value is None
        document = json.loads(result.value.path().read_text(encoding="utf-8"))
        assert [item["cell"] for item in document["corrections"]] == ["B5"]


def test_a_second_tab_reload_and_back_do_no_harm(browser, address, dossier):
    """Each tab shows what is so now; what is there no more is told, with the way on."""
    with visited(browser, address, may_fail=True) as page:
        where = drop(page, dossier)
        first_finding(page, where)
        other = page.context.new_page()
        other.goto(page.url)
        page.get_by_role("link", name="Sửa ô B5: Phạm Thị Dung").click()
        correct(page, "")
        said(page, "Không còn: 2")
        page.reload()
        assert page.input_value("#value") == ""
        other.reload()
        assert other.get_by_text("Phát hiện này không còn").is_visible()
        page.go_back()
        page.wait_for_selector(".fields")
        page.go_back()
        assert page.get_by_text("Phát hiện này không còn").is_visible()
        other.goto(f"{where}/corrections")
        other.get_by_role("button", name="Hoàn tác").click()
        said(other, "Đã hoàn tác")
        other.close()
        page.get_by_role("link", name="Xem mọi phát hiện").click()
        page.wait_for_selector(".found")
        assert page.get_by_role("link", name=TOO_MANY).count() == 1
        assert page.get_by_text("Dữ liệu đã được sửa").count() == 0


def test_a_finding_is_waived_compared_and_taken_back(browser, address, dossier, tmp_path):
    """What is left out is told, with what was typed; the waiver is kept as a file; the comparison shows the change."""
    with visited(browser, address, may_fail=True) as page:
        where = drop(page, dossier)
        page.goto(f"{where}/results")
        with page.expect_download() as earlier:
            page.get_by_role("link", name="JSON cho phần mềm").click()
        earlier.value.save_as(tmp_path / "truoc.json")
        first_finding(page, where)
        page.get_by_text("Miễn trừ", exact=True).click()
        page.fill("#reason", "đang kiện toàn")
        page.fill("#granted_by", " ")
        page.get_by_role("button", name="Ghi nhận miễn trừ").click()
        page.get_by_role("alert").get_by_text("Ghi rõ người cho phép").wait_for()
        page.wait_for_load_state()
        assert page.input_value("#reason") == "đang kiện toàn"
        page.fill("#granted_by", "Chủ tịch UBND tỉnh, 12/QĐ-UBND")
        page.get_by_role("button", name="Ghi nhận miễn trừ").click()
        said(page, "Đã ghi nhận miễn trừ")
        assert page.locator(".heading .badge").inner_text() == "Được miễn"
        page.goto(f"{where}/comparison")
        page.set_input_files("#result", tmp_path / "truoc.json")
        page.get_by_role("button", name="So sánh").click()
        said(page, "Đã đọc kết quả lần trước")
        assert page.locator(".found li").first.inner_text().startswith("Thay đổi")
        page.get_by_role("link", name="Miễn trừ").click()
        with page.expect_download() as kept:
            page.get_by_role("link", name="Tải tệp miễn trừ").click()
        assert "đang kiện toàn" in kept.value.path().read_text(encoding="utf-8")
        page.get_by_role("button", name="Bỏ miễn trừ").click()
        said(page, "Đã bỏ miễn trừ")
        assert page.get_by_text("Chưa có miễn trừ nào.").is_visible()


def test_without_script_a_value_is_corrected_as_well(browser, address, dossier):
    """The page comes back with what it changed; a fault keeps what was typed."""
    with visited(browser, address, may_fail=True, scripts=False) as page:
        where = drop(page, dossier)
        first_finding(page, where)
        page.get_by_role("link", name="Sửa ô B5: Phạm Thị Dung").click()
        correct(page, "=1+1")
        assert "=1+1" in page.get_by_role("alert").inner_text()
        assert page.input_value("#value") == "=1+1"
        correct(page, "")
        assert "Không còn: 2" in page.locator("#said").inner_text()
        page.get_by_role("button", name="Hoàn tác").click()
        assert "Mới: 2" in page.locator("#said").inner_text()


def test_the_keyboard_alone_corrects_a_value(browser, address, dossier):
    """From a marked cell arrows lead to its neighbours, Enter opens one, and what is typed is sent by Enter."""
    with visited(browser, address) as page:
        first_finding(page, drop(page, dossier))
        page.get_by_role("link", name="Sửa ô B5: Phạm Thị Dung").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Sửa ô C4").wait_for()
        page.locator("#value:focus").wait_for()
        page.keyboard.press("Control+A")
        page.keyboard.type("Phó Giám đốc")
        page.keyboard.press("Enter")
        said(page, "Đã sửa ô")
        page.locator("#value:focus").wait_for()


PAGES = (
    *("findings", "units", "provisions", "undecided", "rejects"),
    *("results", "letters", "due_days", "comparison", "waivers"),
)


@pytest.mark.parametrize(("scheme", "pages"), [("light", PAGES), ("dark", ("findings", "letters"))])
def test_no_page_is_wider_than_a_phone_and_none_has_serious_barriers(browser, address, dossier, scheme, pages):
    """All lists, a finding, a cell that was corrected, and all pages of results."""
    with visited(browser, address, viewport=PHONE, color_scheme=scheme) as page:
        where = drop(page, dossier)
        found = []
        for name in pages:
            page.goto(f"{where}/{name}")
            found += barriers(page)
        first_finding(page, where)
        found += barriers(page)
        page.get_by_role("link", name="Sửa ô B5: Phạm Thị Dung").click()
        correct(page, "")
        said(page, "Không còn: 2")
        found += barriers(page)
        page.goto(f"{where}/corrections")
        found += barriers(page)
        assert found == []

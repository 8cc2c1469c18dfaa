"""From dropped files to what was understood of them, in a real browser: corrected, in either language, by keyboard."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("playwright", reason="the Python package playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from chromium import EXECUTABLE
from layouts.grid import Grid, write
from visits import PHONE, barriers, visited
from workspaces import FILES, REGISTER

from kstt_rules.web.answers import texts_of
from kstt_rules.web.desk.open_desk import Standing
from kstt_rules.web.rendering import Frame, rendered

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

OFFICE_LOCK = "~$danh sách.xlsx"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    """A folder with a roster, its register in a folder within, a file that cannot be read, and a temporary file."""
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "danh mục").mkdir()
    write(FILES["danh sách.xlsx"], folder / "danh sách.xlsx")
    write([Grid("Đơn vị", REGISTER)], folder / "danh mục" / "đơn vị.xlsx")
    (folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04")
    (folder / OFFICE_LOCK).write_bytes(b"x")
    return folder


def understood(page, dossier):
    """Send the files of a dossier and wait until they are read."""
    page.set_input_files("#files", [dossier / "danh sách.xlsx", dossier / "danh mục" / "đơn vị.xlsx"])
    page.fill("#as_of", "2022-03-31")
    page.get_by_role("button", name="Rà soát", exact=True).click()
    page.wait_for_selector("#all")
    page.wait_for_load_state()
    return page


def drop(page, *paths):
    """Drop files or folders as from the file manager."""
    box = page.locator("[data-drop]").first.bounding_box()
    browser = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        at = {"x": box["x"] + 20, "y": box["y"] + 20}
        browser.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})


def chosen(page):
    """Return the names of the files that the page says are chosen."""
    return sorted(line.inner_text().split(" ", 1)[1].rsplit(" ", 2)[0] for line in page.locator(".chosen li").all())


def to_check(page):
    """Return how much the step says there is to be checked."""
    return int(page.locator(".steps .here .tally").inner_text())


def test_files_and_folders_are_dropped_and_read(browser, address, dossier):
    """All below a folder but temporary files; one is taken out again, the rest is read and a broken one told."""
    with visited(browser, address) as page:
        drop(page, dossier / "danh mục" / "đơn vị.xlsx")
        page.wait_for_selector(".chosen li")
        drop(page, dossier)
        page.wait_for_selector(".chosen li:nth-child(3)")
        assert chosen(page) == sorted(["danh sách.xlsx", "hỏng.xlsx", "đơn vị.xlsx"])
        assert "Đã bỏ qua 1 tệp tạm" in page.locator("[data-count]").inner_text()
        page.get_by_role("button", name="Bỏ danh sách.xlsx").click()
        assert chosen(page) == sorted(["hỏng.xlsx", "đơn vị.xlsx"])
        page.fill("#as_of", "2022-03-31")
        page.get_by_role("button", name="Rà soát", exact=True).click()
        page.wait_for_selector("#all")
        assert "hỏng.xlsx" in page.locator("[aria-labelledby=faulty]").inner_text()
        assert page.locator("tbody th").all_inner_texts() == ["hỏng.xlsx", "đơn vị.xlsx"]


def test_files_that_are_alike_in_two_folders_are_both_sent(browser, address, dossier, tmp_path):
    """As where each commune has its own folder; where they are called alike, their folders are told too."""
    for folder in ("Xã A", "Xã B"):
        (tmp_path / "hồ sơ" / folder).mkdir(parents=True)
        (tmp_path / "hồ sơ" / folder / "ds.csv").write_bytes(b"Xin xem sau")
        os.utime(tmp_path / "hồ sơ" / folder / "ds.csv", (1_650_000_000, 1_650_000_000))
    with visited(browser, address) as page:
        drop(page, tmp_path / "hồ sơ", dossier / "danh sách.xlsx")
        page.wait_for_selector(".chosen li:nth-child(3)")
        assert chosen(page) == ["danh sách.xlsx", "hồ sơ/Xã A/ds.csv", "hồ sơ/Xã B/ds.csv"]
        page.fill("#as_of", "2022-03-31")
        page.get_by_role("button", name="Rà soát", exact=True).click()
        page.wait_for_selector("#all")
        files = page.locator("tbody th").all_inner_texts()[-3:]
        assert files == ["danh sách.xlsx", "ds (Xã A).csv", "ds (Xã B).csv"]


def test_a_folder_is_chosen_as_well(browser, address, dossier):
    """With the button for who does not drag."""
    with visited(browser, address) as page:
        page.set_input_files("[webkitdirectory]", dossier)
        page.wait_for_selector(".chosen li:nth-child(3)")
        assert chosen(page) == sorted(["danh sách.xlsx", "hỏng.xlsx", "đơn vị.xlsx"])


def test_a_mistake_loses_neither_files_nor_what_was_typed(browser, address, dossier):
    """No file, no day, a parameter that there is not: each is told, and all that was given stays."""
    with visited(browser, address, may_fail=True) as page:
        page.get_by_text("Lựa chọn khác").click()
        page.fill("#settings", "limits.x=1")
        page.evaluate("document.getElementById('as_of').required = false")
        send = page.get_by_role("button", name="Rà soát", exact=True)
        send.click()
        assert page.get_by_role("alert").inner_text() == "Chọn ít nhất một tệp."
        page.set_input_files("#files", dossier / "danh sách.xlsx")
        send.click()
        page.get_by_text("Nhập ngày rà soát.").wait_for()
        assert (chosen(page), page.input_value("#settings")) == (["danh sách.xlsx"], "limits.x=1")
        page.fill("#as_of", "2022-03-31")
        send.click()
        page.get_by_role("heading", name="Không rà soát được hồ sơ").wait_for()
        page.wait_for_load_state()
        assert "limits.x" in page.get_by_role("alert").inner_text()
        assert (page.input_value("#as_of"), page.input_value("#settings")) == ("2022-03-31", "limits.x=1")
        page.fill("#settings", "")
        page.get_by_role("button", name="Rà soát", exact=True).click()
        page.wait_for_selector("#all")


def test_while_a_dossier_is_opened_the_page_tells_how_far_it_is(browser, address, dossier):
    """Files read, then rules judged; when it is open, the page that was asked for comes by itself."""
    far = {"stage": "read", "done": 3, "total": 20, "fault": None}
    with visited(browser, address) as page:
        asked = understood(page, dossier).url
        frame = Frame(language="vi", address=asked, workspace="x", is_open=False)
        waiting = rendered(
            "opening.html", frame, data=(Standing("line"), None, ""), words=texts_of("opening"), typed={}
        )
        page.route("**/w/x/opening", lambda route: route.fulfill(json=far))
        page.route(asked, lambda route: route.fulfill(body=waiting, content_type="text/html"), times=1)
        page.goto(asked)
        page.get_by_text("Số tệp đã đọc: 3/20").wait_for()
        assert page.get_by_role("progressbar").evaluate("(bar) => [bar.value, bar.max]") == [3, 20]
        assert page.get_by_role("link", name="Kết quả").count() == 0
        far["stage"] = "judge"
        page.get_by_text("3/20", exact=False).filter(has_not_text="tệp").first.wait_for()
        far["stage"] = "open"
        page.wait_for_selector("#all")


def test_without_script_the_same_form_works(browser, address, dossier):
    """Files are chosen in the browser's own field; a mistake keeps what was typed, and says to choose them again."""
    with visited(browser, address, may_fail=True, scripts=False) as page:
        send = page.get_by_role("button", name="Rà soát", exact=True)
        page.set_input_files("#files", dossier / "danh sách.xlsx")
        page.get_by_text("Lựa chọn khác").click()
        page.fill("#settings", "limits.provincial_max=2")
        page.evaluate("document.getElementById('as_of').required = false")
        send.click()
        assert page.get_by_role("alert").inner_text() == "Nhập ngày rà soát."
        assert "Hãy chọn lại các tệp" in page.locator("main").inner_text()
        assert page.input_value("#settings") == "limits.provincial_max=2"
        page.fill("#as_of", "2022-03-31")
        page.set_input_files("#files", dossier / "danh sách.xlsx")
        send.click()
        page.wait_for_selector("#all")


def test_a_column_is_corrected_and_the_command_line_reads_the_mapping(browser, address, dossier, tmp_path):
    """A column that was not read is chosen; a field chosen twice is told, and the choice stays."""
    with visited(browser, address, may_fail=True) as page:
        understood(page, dossier).get_by_role("link", name="danh sách.xlsx").click()
        column = page.get_by_label("Đọc là: Cột E")
        assert column.input_value() == ""
        column.select_option("title")
        apply = page.get_by_role("button", name="Áp dụng và đọc lại").first
        apply.click()
        assert "Hai cột không thể cùng là “Chức vụ”" in page.get_by_role("alert").inner_text()
        assert column.input_value() == "title"
        column.select_option("division")
        apply.click()
        assert "Đã đọc lại" in page.locator("#said").inner_text()
        assert column.input_value() == "division"
        page.get_by_role("link", name="Tất cả các tệp").click()
        with page.expect_download() as found:
            page.get_by_role("link", name="Tải tệp ánh xạ").click()
        found.value.save_as(tmp_path / "map.yaml")
        page.get_by_role("button", name="Bỏ sửa").click()
        assert "Chưa sửa gì" in page.locator("[aria-labelledby=mapping]").inner_text()
    command = [sys.executable, "-m", "kstt_rules", "inspect", str(dossier / "danh sách.xlsx"), "--mapping"]
    shown = subprocess.run([*command, str(tmp_path / "map.yaml")], capture_output=True, text=True, check=False).stdout
    assert "Phòng/bộ phận" in shown
    assert "tệp ánh xạ" in shown


def test_units_and_titles_are_corrected(browser, address, dossier):
    """From what is similar, or typed; what is not one unit is told and stays in its field; the step counts on."""
    with visited(browser, address, may_fail=True) as page:
        understood(page, dossier)
        assert to_check(page) == 5
        form = page.locator("[aria-labelledby=unclear-unit] form")
        typed = form.get_by_label("tên hoặc mã đơn vị: UBND xã Đồng Kì")
        typed.fill("UBND xã Đồng Sơn")
        form.get_by_role("button").click()
        assert "không phải một đơn vị" in page.get_by_role("alert").inner_text()
        assert typed.input_value() == "UBND xã Đồng Sơn"
        typed.fill("UBND xã Đồng Kỳ")
        form.get_by_label("Nghĩa là: UBND xã Đồng Sơn").select_option("UBND xã Đồng Sơn, huyện Lục Ngạn (07401)")
        form.get_by_role("button").click()
        page.locator("#said").get_by_text("Đã đọc lại").wait_for()
        page.wait_for_load_state()
        assert to_check(page) == 3
        titles = page.locator("[aria-labelledby=unclear-title] form")
        titles.get_by_label("Nghĩa là: Theo dõi KSTT").select_option(label="Chủ tịch")
        titles.get_by_role("button").click()
        page.locator("#said").get_by_text("Đã đọc lại").wait_for()
        page.wait_for_load_state()
        assert to_check(page) == 2
        assert "“Theo dõi KSTT” nghĩa là Chủ tịch" in page.locator("[aria-labelledby=mapping]").inner_text()


def test_the_language_is_switched_on_the_same_page(browser, address, dossier):
    """And stays so on the pages behind it."""
    with visited(browser, address) as page:
        understood(page, dossier).get_by_role("link", name="danh sách.xlsx").click()
        page.get_by_role("link", name="English").click()
        assert page.locator("h1").inner_text() == "danh sách.xlsx"
        assert page.get_attribute("html", "lang") == "en"
        assert page.get_by_role("columnheader", name="Read as").is_visible()
        page.get_by_role("link", name="Files submitted").click()
        assert page.locator("h1").inner_text() == "Files submitted"


def test_the_keyboard_alone_leads_from_the_choice_of_files_to_a_correction(browser, address, dossier):
    """The first stop jumps to the content, and nothing before it is passed again."""
    with visited(browser, address) as page:
        page.on("filechooser", lambda _: None)  # from now on, or the first one may open before it is listened to
        assert stops_until(page, "Đến nội dung chính") == ["Đến nội dung chính"]
        page.keyboard.press("Enter")
        assert "English" not in stops_until(page, "files")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Enter")
        chooser.value.set_files([dossier / "danh sách.xlsx", dossier / "danh mục" / "đơn vị.xlsx"])
        page.wait_for_selector(".chosen li")
        page.fill("#as_of", "2022-03-31")  # in which order a day is typed, the browser's own language says
        stops_until(page, "Rà soát")
        page.keyboard.press("Enter")
        page.wait_for_selector("#all")
        stops_until(page, "typed.0")
        page.keyboard.type("07301")
        page.keyboard.press("Enter")
        page.locator("#said").get_by_text("Đã đọc lại").wait_for()
        page.locator(".said:focus").wait_for()


def stops_until(page, name):
    """Press Tab until what has the focus is called so, or its field is; return all stops."""
    stops = []
    while name not in stops[-1:]:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("(({name, textContent}) => name || textContent.trim())(document.activeElement)"))
        assert len(stops) < 60
    return stops


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone_and_none_has_serious_barriers(browser, address, dossier, scheme):
    """The start page, the files, what was understood of all and of one, and the page of a mistake."""
    with visited(browser, address, may_fail=True, viewport=PHONE, color_scheme=scheme) as page:
        found = barriers(page)
        understood(page, dossier)
        first = page.url
        found += barriers(page)
        for other in (first.replace("understood", "files"), f"{first}?file=danh+sách.xlsx", f"{address}/w/x/files"):
            page.goto(other)
            found += barriers(page)
        assert found == []

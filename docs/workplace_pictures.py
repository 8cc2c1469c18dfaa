"""Takes the pictures of docs/trinh-duyet.md, of the workplace in a browser, on the way that this page tells."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import guide
from playwright.sync_api import Page, sync_playwright

PICTURES = guide.DOCS / "trinh-duyet"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1120, "height": 640}


def main() -> None:
    """Go from the files to the letters, as the page tells, and take a picture where it shows one."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, served() as address, browser() as page:
        folder = Path(name)
        guide.lay_out(folder)
        page.goto(address)
        page.set_input_files("#files", sorted((folder / "quy-1-2022").iterdir()))
        page.fill("#as_of", "2022-03-31")
        picture(page, "1-tha-tep", 450)
        click(page, "button", "Rà soát", "#all")
        picture(page, "2-cach-hieu", 520)
        click(page, "button", "Áp dụng và đọc lại", ".said")
        click(page, "link", "Các phát hiện", ".found")
        picture(page, "3-phat-hien", 640)
        click(page, "link", "Báo cáo của cấp xã gửi khi chưa được phê duyệt", ".sheet .marked")
        click(page, "link", "Sửa ô E78", "#value")
        page.fill("#value", "Chủ tịch UBND")
        click(page, "button", "Sửa và rà soát lại", "#came")
        picture(page, "4-sua-o", 565)
        click(page, "link", "Kết quả", ".downloads")
        click(page, "link", "Công văn đôn đốc", "#write")
        page.set_input_files("#letterhead", folder / "cong-van.yaml")
        click(page, "button", "Gửi lên", ".said")
        picture(page, "5-cong-van", 640)


@contextmanager
def served() -> Iterator[str]:
    """Serve the workplace for this machine; give its address."""
    command = [sys.executable, "-m", "kstt_rules", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield re.search(r"http://\S+?(?=/?\s)", server.stdout.readline())[0]
        server.terminate()


@contextmanager
def browser() -> Iterator[Page]:
    """Open a window of the size of the pictures, in Vietnamese."""
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield window.new_page(viewport=SIZE, locale="vi-VN")
        window.close()


def click(page: Page, role: str, name: str, until: str) -> None:
    """Click, and wait for what is to be seen then."""
    page.get_by_role(role, name=name).first.click()
    page.wait_for_selector(until)


def picture(page: Page, name: str, height: int) -> None:
    """Take a picture of the upper part of the page."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip={**SIZE, "x": 0, "y": 0, "height": height})


if __name__ == "__main__":
    main()

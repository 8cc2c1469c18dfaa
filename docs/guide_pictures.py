"""Takes the pictures of the Vietnamese guide, docs/huong-dan/*.png, of what its own commands show and write.

Those of the page about the browser are taken with them.

Run ``python docs/guide_pictures.py`` from the repository's root; it needs Debian's chromium, LibreOffice and pdftoppm.
"""

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from html import escape
from io import StringIO
from pathlib import Path
from typing import Final

import guide
import workplace_pictures
from openpyxl import load_workbook
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

PICTURES: Final = guide.DOCS / "huong-dan"
KSTT: Final = [sys.executable, "-m", "kstt_rules"]
CHROMIUM: Final = "/usr/bin/chromium"
WIDTH: Final = 860
STYLE: Final = "body{margin:0;background:#fff;font:15px 'Liberation Sans',sans-serif}img{display:block}"


def main() -> None:
    """Follow the guide in an empty folder, and take a picture of each thing that it tells to look at."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        guide.lay_out(folder)
        for kind, step in guide.steps():
            if kind == "hand":
                guide.BY_HAND[step](folder)
            elif kind == "sh":
                subprocess.run([*KSTT, *shlex.split(step)[1:]], cwd=folder, check=False, capture_output=True)
        commands = [step for kind, step in guide.steps() if kind == "sh"]
        terminal(folder, commands[0], "1-xem-tep", start="dau-moi.xlsx", lines=18)
        audit = next(step for step in commands if step.startswith("kstt audit"))
        terminal(folder, audit, "2-man-hinh", start="KẾT QUẢ", lines=34)
        workbook(folder)
        browser(f"{(folder / 'ket-qua.html').as_uri()}#outcome=violation", "4-trang-html", 1180, 760, top="#findings")
        marked(folder)
        letter(folder)
    workplace_pictures.main()


def terminal(folder: Path, command: str, name: str, *, start: str, lines: int) -> None:
    """Draw a command and the lines of its output from the one that begins with a text."""
    shown = on_terminal(folder, command)
    first = next(number for number, line in enumerate(shown) if Text.from_ansi(line).plain.startswith(start))
    console = Console(record=True, width=80, file=StringIO())
    console.print(Text(f"$ {command}\n", "bold"))
    console.print(Text.from_ansi("\n".join(shown[first : first + lines])), end="\n\n")
    drawing = console.export_svg(title="kstt", unique_id="kstt")
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', drawing).groups())
    style = f"svg{{width:{WIDTH}px;display:block}}svg text{{font-family:'Liberation Mono'!important}}"
    picture(f"<style>{style}</style>{drawing}", name, WIDTH, round(height * WIDTH / width))


def on_terminal(folder: Path, command: str) -> list[str]:
    """Return what a command shows on a terminal of 80 columns, with its colours."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    arguments = [*KSTT, *shlex.split(command)[1:]]
    with subprocess.Popen(arguments, cwd=folder, env=environment, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        shown = b""
        try:
            while block := os.read(ours, 65536):
                shown += block
        except OSError:  # so Linux says that the other end is closed
            os.close(ours)
    return shown.decode().splitlines()


def workbook(folder: Path) -> None:
    """Show the sheet of findings."""
    page = on_paper(folder / "ket-qua.xlsx", page=2, dots=180, crop=(72, 81, 1358, 536))
    picture(f"<img src='{page}' width=1132>", "3-bang-excel", 1132, 446)


def marked(folder: Path) -> None:
    """Show a marked list beside the note of its marked cell."""
    path = folder / "danh-dau" / "dau-moi.xlsx"
    sheet = load_workbook(path).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.comment)
    note = "<br>".join(map(escape, cell.comment.text.splitlines()))
    page = on_paper(path, page=1, dots=110, crop=(60, 65, 690, 425))
    box = "position:absolute;left:690px;top:225px;width:400px;background:#ffffe1;border:1px solid #777;padding:10px"
    picture(f"<img src='{page}'><div style='{box}'>{note}</div>", "5-tep-danh-dau", 1120, 430)


def letter(folder: Path) -> None:
    """Show the first page of the letter and its annex."""
    [path] = (folder / "cong-van").glob("*.docx")
    first = on_paper(path, page=1, dots=66, crop=(20, 30, 510, 415))
    annex = on_paper(path, page=3, dots=75, crop=(50, 40, 800, 220))
    picture(
        "<style>body{background:#ddd;display:flex;gap:16px;padding:16px;align-items:start}</style>"
        f"<img src='{first}'><img src='{annex}' width=640>",
        "6-cong-van",
        1198,
        447,
    )


def on_paper(path: Path, *, page: int, dots: int, crop: tuple[int, int, int, int]) -> str:
    """Return the address of a picture of a part of a printed page: left, top, width, height."""
    out = path.parent / "giay"
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True)
    part = [word for name, value in zip("xyWH", crop, strict=True) for word in (f"-{name}", str(value))]
    target = out / f"{path.stem}-{page}"
    pages = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(dots)]
    subprocess.run(["pdftoppm", "-png", *pages, *part, out / f"{path.stem}.pdf", target], check=True)
    return target.with_suffix(".png").as_uri()


def picture(body: str, name: str, width: int, height: int) -> None:
    """Take a picture of a page of HTML."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}", "utf-8")
        browser(page.as_uri(), name, width, height)


def browser(address: str, name: str, width: int, height: int, *, top: str = "body") -> None:
    """Take a picture of an address in a browser window, from an element down."""
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = window.new_page(viewport={"width": width, "height": height})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("window.scrollTo(0, 0)")
        page.locator(top).first.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top - 84)")
        page.screenshot(path=PICTURES / f"{name}.png")
        window.close()


if __name__ == "__main__":
    main()

"""What LibreOffice shows of workbooks, texts and documents: the readers are held against it."""

import re
import subprocess
from html.parser import HTMLParser
from typing import NamedTuple

_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
_PAGES = "html:HTML (StarWriter):UTF8"
_AS_TEXT = "/".join(f"{column}/2" for column in range(1, 60))
_WRITTEN = re.compile(r"^Writing sheet (.*) -> (.*\.csv)$", re.MULTILINE)
_FIELD = re.compile(r'("(?:[^"]|"")*"|[^,\n]*)(,|\n|\Z)')


class Shown(NamedTuple):
    """A cell as it is shown, and whether it is a text: other values look as their format wants."""

    text: str
    is_text: bool


class ShownSheet(NamedTuple):
    """A sheet as it is shown; its rows and columns begin with the first."""

    name: str
    rows: list[list[Shown]]


def shown_sheets(folder, *, text_form=None):
    """Return the sheets of the workbooks in a folder by file name; one that cannot be opened has none.

    ``text_form`` is the separator and the encoding number of files of text, of which every cell is taken as it stands.
    """
    options = (
        ()
        if text_form is None
        else (f"--infilter=Text - txt - csv (StarCalc):{text_form[0]},34,{text_form[1]},1,{_AS_TEXT},1066,false,false",)
    )
    return _sheets_of(folder, *options)


def _sheets_of(folder, *options):
    told, out = _converted(folder, _SHEETS, *options)
    found = {path.name: [] for path in _files(folder)}
    stems = {path.stem: path.name for path in _files(folder)}
    for name, path in _WRITTEN.findall(told):
        stem = path.rpartition("/")[2].removesuffix(f"-{name}.csv").removesuffix(".csv")
        content = (out / path.rpartition("/")[2]).read_text(encoding="utf-8-sig", errors="replace")
        found[stems[stem]].append(ShownSheet(name, _rows(content)))
    return found


def shown_pages(folder):
    """Return the tables of the pages of the web in a folder as sheets by file name."""
    return _sheets_of(folder, "--infilter=HTML (StarCalc)")


def shown_documents(folder):
    """Return the documents of a folder as pages by file name; one that cannot be opened has None."""
    _, out = _converted(folder, _PAGES)
    pages = ((path.name, out / f"{path.stem}.html") for path in _files(folder))
    return {name: ShownPage(page.read_text(encoding="utf-8")) if page.exists() else None for name, page in pages}


def _files(folder):
    return sorted(path for path in folder.iterdir() if path.is_file())


def _converted(folder, form, *options):
    """Convert the files of a folder into one beside it, all at once."""
    out = folder / "shown"
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", *options, "--convert-to", form]
    done = subprocess.run([*command, "--outdir", out, *_files(folder)], check=False, capture_output=True, timeout=600)
    return done.stdout.decode(errors="replace"), out


def _rows(content):
    """Return the cells of a CSV that LibreOffice wrote: it quotes texts, and nothing else."""
    rows, row = [], []
    for field, end in _FIELD.findall(content):
        quoted = field.startswith('"')
        row.append(Shown(field[1:-1].replace('""', '"') if quoted else field, quoted))
        if end != ",":
            rows.append(row)
            row = []
    return rows


class ShownPage(HTMLParser):
    """The texts of a page: those in cells of tables, and all."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.cells, self.words = [], []
        self._open, self._left_out = [], 0
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, _):
        if tag in ("del", "style", "title"):
            self._left_out += 1
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("td", "th"):
            self.cells.append([])
            self._open.append(self.cells[-1])

    def handle_endtag(self, tag):
        if tag in ("del", "style", "title"):
            self._left_out -= 1
        elif tag in ("td", "th") and self._open:
            self._open.pop()

    def handle_data(self, data):
        if self._left_out:
            return
        self.words.append(data)
        if self._open:
            self._open[-1].append(data)

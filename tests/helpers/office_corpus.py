"""The files of the repository that LibreOffice can be asked about, by the way it is asked."""

from collections import defaultdict

from repository import ROOT

_FOLDERS = ("examples", "tests/acceptance/layouts")
_SHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_NUMBERS = {",": 44, ";": 59, "\t": 9}
_UTF_8, _UTF_16 = 76, 65535


def corpus_files():
    """Return all files in the formats that are read, in their order."""
    paths = (path for folder in _FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in paths if path.suffix in _SHEETS | {".csv", ".docx"}]


def by_form(paths):
    """Return files by the form they have for LibreOffice: None a workbook, "page" a document, else a form of text.

    A text in another encoding than Unicode is left out: LibreOffice cannot tell it.
    """
    found = defaultdict(list)
    for path in paths:
        if path.suffix in _SHEETS and not path.read_bytes()[:200].lstrip().startswith(b"<"):
            found[None].append(path)
        elif path.suffix == ".docx":
            found["page"].append(path)
        elif path.suffix == ".csv" and (form := _text_form(path.read_bytes())):
            found[form].append(path)
    return dict(found)


def _text_form(data):
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        lines = data.decode(encoding).splitlines()[:20]
    except UnicodeDecodeError:
        return None
    separator = max(_NUMBERS, key=lambda sign: sum(line.count(sign) for line in lines))
    return _NUMBERS[separator], _UTF_16 if encoding == "utf-16" else _UTF_8

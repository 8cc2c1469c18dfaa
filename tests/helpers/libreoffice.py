"""Debian's LibreOffice, which shows documents and workbooks as pages, for the tests of what is printed."""

import re
import shutil
import subprocess

TOOLS = ("soffice", "pdftotext", "pdfinfo", "pdffonts")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
REASON = f"no {', '.join(MISSING)}: install Debian's packages libreoffice-writer, libreoffice-calc and poppler-utils"


class Pages:
    """The pages of a PDF: how many, the text of each as it is laid out, and the fonts in use."""

    def __init__(self, path):
        self._path = path
        self.count = int(re.search(r"Pages:\s+(\d+)", _told("pdfinfo", path))[1])
        self.fonts = {line.split()[0].rpartition("+")[2] for line in _told("pdffonts", path).splitlines()[2:]}

    def text(self, page):
        """Return the text of a page, its lines and columns where they stand."""
        return _told("pdftotext", "-layout", "-f", str(page), "-l", str(page), self._path, "-")

    def boxes(self, page):
        """Return the words of a page with their left, top, right and bottom edges in points."""
        told = _told("pdftotext", "-bbox", "-f", str(page), "-l", str(page), self._path, "-")
        found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', told)
        return [(word, *map(float, edges)) for *edges, word in found]


def printed(folder):
    """Return the documents of a folder as pages by their stems, all made at once by a profile that stays there."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", folder]
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=300)
    return {path.stem: Pages(path.with_suffix(".pdf")) for path in paths}


def _told(*command):
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()

"""The picture in the README shows what the command prints."""

import re
import runpy
from html import unescape

from repository import ROOT

DOCS = ROOT / "docs"


def test_the_picture_is_fresh(monkeypatch):
    """Each line that is drawn is a line of the output, in its place: docs/picture.py has been run since it changed."""
    monkeypatch.chdir(DOCS.parent)
    printed = runpy.run_path(str(DOCS / "picture.py"))["shown_lines"]()
    drawing = (DOCS / "audit.svg").read_text(encoding="utf-8")
    drawn = {}
    for y, text in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>(.*?)</text>', drawing, re.DOTALL):
        drawn[float(y)] = drawn.get(float(y), "") + unescape(text).replace("\xa0", " ")
    lines = ["".join(drawn[y].split()) for y in sorted(drawn)]  # blanks between colours are not drawn
    assert [line for line in lines if line and line != "kstt"] == ["".join(line.split()) for line in printed if line]

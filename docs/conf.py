"""How the documentation is built: ``sphinx-build -W docs docs/_build``."""

import re
import runpy
from pathlib import Path
from typing import Any

from kstt_rules import __version__

project = "kstt_rules"
author = "The authors of kstt_rules"
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
exclude_patterns = ["_build"]

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_type_aliases = {name: name for name in ("DayGiven", "Given", "PathGiven", "Rows", "Watcher")}
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

html_theme = "furo"
html_title = "kstt_rules"
html_show_copyright = False
html_last_updated_fmt = None


def setup(app: Any) -> None:
    """Lay the notebook out as a page, and show the names of kinds plainly in unions too."""
    page = runpy.run_path(str(Path(__file__).with_name("notebook.py")))["page"]

    def read(_app: Any, name: str, source: list[str]) -> None:
        if name == "notebook":
            source[0] = page()

    def signature(*given: Any) -> tuple[str, str | None] | None:
        *_, shown, returned = given
        return (re.sub(r"TypeAliasForwardRef\('(\w+)'\)", r"\1", shown), returned) if shown else None

    app.connect("source-read", read)
    app.connect("autodoc-process-signature", signature)

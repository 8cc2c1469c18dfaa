"""How the documentation is built: ``sphinx-build -W docs docs/_build``."""

from kstt_rules import __version__

project = "kstt_rules"
author = "The authors of kstt_rules"
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

html_theme = "furo"
html_title = "kstt_rules"
html_show_copyright = False
html_last_updated_fmt = None

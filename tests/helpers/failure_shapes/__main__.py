"""Write the page of the documentation that lists the shapes."""

from repository import ROOT

from failure_shapes import page

(ROOT / "docs" / "failure-shapes.md").write_text(page(), encoding="utf-8")

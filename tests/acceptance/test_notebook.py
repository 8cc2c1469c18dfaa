"""The notebook of the documentation does what it shows."""

import runpy

import pytest
from repository import ROOT

SCRIPT = runpy.run_path(str(ROOT / "docs" / "notebook.py"))
CELLS = SCRIPT["read"]()["cells"]


@pytest.fixture(scope="module")
def again():
    """Return the cells with what they show when they are run anew."""
    return SCRIPT["run"](CELLS)


def test_what_the_cells_show_is_fresh(again):
    """Each still shows what is kept: docs/notebook.py has been run since it changed."""
    assert [cell.get("outputs") for cell in again] == [cell.get("outputs") for cell in CELLS]


def test_nothing_is_of_the_machine_that_ran_it():
    """No place of files is shown, and each cell has a name of its own, as the format asks."""
    text = SCRIPT["NOTEBOOK"].read_text("utf-8")
    assert not [place for place in (str(ROOT), "/tmp", "/home", "/root") if place in text]
    assert len({cell["id"] for cell in CELLS}) == len(CELLS)


def test_the_page_has_every_cell_and_what_it_shows():
    """The documentation shows the notebook as a page."""
    page = SCRIPT["page"]()
    for cell in CELLS:
        assert "".join(cell["source"]) in page
    assert "<style" not in page

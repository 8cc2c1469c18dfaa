"""How the command line says how an audit runs."""

import pytest
from repository import EXAMPLES

from kstt_rules.cli import main

pytestmark = pytest.mark.usefixtures("read_here")

DOSSIER = EXAMPLES / "two-tier-2026"


def test_the_command_goes_in_parts(tmp_path):
    """``--run parts`` writes what ``--run whole`` writes, and so does the older ``--engine``."""
    for option, way, name in (("--run", "whole", "whole"), ("--run", "parts", "parts"), ("--engine", "parts", "older")):
        options = ["--as-of", "2022-03-31", "--pack", "example-two-tier", option, way]
        main(["audit", str(DOSSIER), *options, "-o", str(tmp_path / f"{name}.json")])
    assert (tmp_path / "older.json").read_bytes() == (tmp_path / "whole.json").read_bytes()
    assert (tmp_path / "parts.json").read_bytes() == (tmp_path / "whole.json").read_bytes()


def test_a_large_dossier_goes_in_parts_and_says_so(monkeypatch, capsys):
    """From some size of the files on, nobody need ask."""
    monkeypatch.setattr("kstt_rules.commands.run_options.PARTS_FROM", 1000)
    main(["audit", str(DOSSIER), "--pack", "example-two-tier"])
    assert "audited in parts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("way", "told"), [("cluster", "choose from whole, parts"), ("dask://here", "choose from whole")]
)
def test_an_unknown_way_to_run_is_refused(way, told, capsys):
    """The message says what there is."""
    assert main(["audit", ".", "--run", way]) == 2
    assert told in capsys.readouterr().err


def test_without_dask_the_extra_is_named(monkeypatch, capsys):
    """Who asks for Dask and does not have it is told what to install."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert main(["audit", ".", "--run", "dask"]) == 2
    assert "kstt-rules[dask]" in capsys.readouterr().err

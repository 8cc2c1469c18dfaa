"""``kstt serve`` serves the web page."""

import sys

import pytest

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

pytest.importorskip("starlette", reason="the extra web is not installed")
from starlette.testclient import TestClient


def test_the_command_needs_its_extra(monkeypatch, capsys):
    """Without it one line says what to install."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve"]) == Exit.USAGE
    assert "kstt-rules[web]" in capsys.readouterr().err


def test_the_command_serves_the_application(monkeypatch):
    """It listens where it is told to, and on this machine alone where it is not."""
    calls = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: calls.append((app, options)))
    assert main(["serve", "--port", "8123", "--name", "kstt.example"]) == Exit.CLEAN
    ((app, options),) = calls
    assert (options["host"], options["port"]) == ("127.0.0.1", 8123)
    assert TestClient(app, "http://kstt.example").get("/").status_code == 200

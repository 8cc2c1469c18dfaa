"""``kstt serve`` serves the workplace."""

import pytest
from starlette.testclient import TestClient

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


def test_the_command_serves_the_application(monkeypatch):
    """It listens where it is told to, and on this machine alone where it is not."""
    calls = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: calls.append((app, options)))
    assert main(["serve", "--port", "8123", "--name", "kstt.example"]) == Exit.CLEAN
    ((app, options),) = calls
    assert (options["host"], options["port"]) == ("127.0.0.1", 8123)
    assert TestClient(app, "http://kstt.example").get("/workplace.css").status_code == 200
    assert TestClient(app, "http://other.example").get("/workplace.css").status_code == 400


def test_an_empty_address_is_refused(monkeypatch, capsys):
    """An empty address would listen on every network of the machine."""
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: pytest.fail("it was served"))
    assert main(["serve", "--host", ""]) == Exit.USAGE
    assert "--host" in capsys.readouterr().err


def test_a_system_without_copies_of_processes_is_told(monkeypatch, capsys):
    """Before anything is loaded or listened to."""
    monkeypatch.setattr("kstt_rules.commands.serve.get_all_start_methods", lambda: ["spawn"])
    assert main(["serve"]) == Exit.USAGE
    assert "kstt serve runs on Linux" in capsys.readouterr().err

"""``kstt serve`` serves the workplace where it is told to, and says where that is."""

import re
import socket

import pytest
from starlette.testclient import TestClient

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


@pytest.fixture
def served(monkeypatch):
    """Return a command that is served to nobody, and the applications that it would serve."""
    apps = []
    monkeypatch.setattr("uvicorn.Server.run", lambda server, **_: apps.append(server.config.app))
    return lambda *options: (main(["serve", "--port", "0", *options]), apps)


def test_it_serves_this_machine_alone_and_says_where(served, capsys):
    """Without options nobody else reaches it, and no token is needed."""
    status, (app,) = served("--name", "kstt.example")
    assert status == Exit.CLEAN
    assert re.search(r"Mở trang http://127\.0\.0\.1:\d+/\n", capsys.readouterr().out)
    assert TestClient(app, "http://kstt.example").get("/workplace.css").status_code == 200
    assert TestClient(app, "http://127.0.0.1").get("/w/x/findings").status_code == 404
    other = TestClient(app, "http://other.example").get("/workplace.css")
    assert other.status_code == 400
    assert "--name other.example" in other.text


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_another_host_is_served_only_with_the_token_that_is_shown(served, capsys, host):
    """The address has it; once shown, the browser keeps it, and nobody else gets anything."""
    _, (app,) = served("--host", host)
    token = re.search(r"http://[^:]+:\d+/\?token=(\S+)", capsys.readouterr().out)[1]
    client = TestClient(app, "http://localhost")
    assert client.get("/w/x/findings").status_code == 401
    assert client.get("/", params={"token": token[:-1]}).status_code == 401
    assert client.get("/", params={"token": token}).status_code == 200
    assert client.get("/w/x/findings").status_code == 404
    program = TestClient(app, "http://localhost", headers={"Authorization": f"Bearer {token}"})
    assert program.get("/w/x/findings").status_code == 404


def test_a_service_reads_its_token_from_a_file(served, capsys, tmp_path):
    """It is asked for on this machine too, as a proxy may stand there, and is shown nowhere."""
    file = tmp_path / "token"
    file.write_text("a1-b2_c3" * 3 + "\n")
    _, (app,) = served("--token-file", str(file))
    assert "a1-b2_c3" not in capsys.readouterr().out
    client = TestClient(app, "http://localhost")
    assert client.get("/w/x/findings").status_code == 401
    assert client.get("/", params={"token": "a1-b2_c3" * 3}).status_code == 200


@pytest.mark.parametrize("content", [b"short", b"a b" * 20, b"\xff" * 30, b""])
def test_a_file_without_a_token_is_refused(served, capsys, tmp_path, content):
    """The message says what to write there."""
    (tmp_path / "token").write_bytes(content)
    assert served("--token-file", str(tmp_path / "token"))[0] == Exit.USAGE
    assert "openssl rand -hex 20" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", ""], "--host để trống"),
        (["--host", "198.51.100.7"], "máy này không có địa chỉ đó"),
        (["--host", "no such host"], "không có địa chỉ hoặc tên máy nào như vậy"),
    ],
)
def test_an_address_that_cannot_be_is_refused(served, capsys, options, said):
    """One sentence, in both languages."""
    status, apps = served(*options)
    assert (status, apps) == (Exit.USAGE, [])
    assert said in capsys.readouterr().err


def test_a_system_without_copies_of_processes_is_told(served, monkeypatch, capsys):
    """Before anything is loaded or listened to."""
    monkeypatch.setattr("kstt_rules.commands.serve.get_all_start_methods", lambda: ["spawn"])
    assert served() == (Exit.USAGE, [])
    assert "kstt serve runs on Linux" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_as_such(monkeypatch, capsys):
    """The message says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == Exit.USAGE
    assert "đã có chương trình khác dùng" in capsys.readouterr().err

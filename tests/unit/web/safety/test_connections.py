"""Idle and slow visitors do not keep others from the page."""

import http.client
import logging
import socket
import subprocess
import sys
import threading
import time
from contextlib import asynccontextmanager, contextmanager

import pytest
import uvicorn
from web_pages import served

from kstt_rules.web import application as web
from kstt_rules.web.safety import connections
from kstt_rules.web.safety.connections import BoundedConnection
from kstt_rules.web.safety.few_lines import MOST_A_MINUTE, FewLines

HEAD = b"POST /audit HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
SECONDS = 20


@contextmanager
def serving(app):
    """Serve an application as the command does; give its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http=BoundedConnection, log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def server(monkeypatch):
    """Return the port of the page, which waits shortly."""
    monkeypatch.setattr(connections, "IDLE_SECONDS", 1.0)
    monkeypatch.setattr(connections, "GRACE_SECONDS", 1.0)
    monkeypatch.setattr(web, "_served", _at_once)
    with serving(served(most_bytes=50_000_000)) as port:
        yield port


@asynccontextmanager
async def _at_once(_):
    """Serve without processes for audits."""
    yield


def connected(port, said):
    """Return a connection on which something was sent."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
    connection.sendall(said)
    return connection


def answered(port):
    """Return the status of the form."""
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    visitor.request("GET", "/workplace.css", headers={"Host": "localhost"})
    answer = visitor.getresponse()
    answer.read()
    visitor.close()
    return answer.status


def all_of(connection):
    """Return what comes until the connection is closed."""
    with connection:
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def test_who_never_ends_his_request_is_left(server):
    """A head that does not come is waited for so long, and no answer is given."""
    started = time.monotonic()
    assert all_of(connected(server, b"GET / HT")) == b""
    assert 0.9 < time.monotonic() - started < SECONDS


def test_who_sends_too_slowly_is_told_so(server):
    """A body that does not come gets a sentence and the end of the connection."""
    answer = all_of(connected(server, HEAD + b"Content-Length: 1000000\r\n\r\n--b\r\n"))
    assert answer.startswith(b"HTTP/1.1 408")
    assert "gửi đến quá chậm".encode() in answer


@pytest.mark.parametrize("said", [b"GET / HT", HEAD + b"Content-Length: 1000000\r\n\r\n--b\r\n"])
def test_too_many_idle_or_slow_visitors_give_room(server, monkeypatch, said):
    """However many are there, the next one is answered before they are given up."""
    monkeypatch.setattr(connections, "IDLE_SECONDS", 1000.0)
    monkeypatch.setattr(connections, "GRACE_SECONDS", 1000.0)
    monkeypatch.setattr(connections, "MOST", 20)
    idle = [connected(server, said) for _ in range(60)]
    assert answered(server) == 200
    for connection in idle:
        connection.close()


def test_who_does_not_take_his_answer_is_left(monkeypatch):
    """An answer that nobody takes is not kept for ever."""
    monkeypatch.setattr(connections, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(connections, "SLOWEST", 1e9)
    ended = threading.Event()

    async def large(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(50_000_000), "more_body": True})
        await send({"type": "http.response.body", "body": b"end"})
        ended.set()

    with serving(large) as port, connected(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        assert ended.wait(SECONDS)


def test_a_log_is_not_filled_by_broken_forms():
    """Whichever part of the server logs what is wrong with them."""
    say = (
        "import logging; from kstt_rules.web.safety.few_lines import bound_logs; bound_logs(); log = logging.getLogger"
    )
    noise = "[log(name).warning('x') for name in ('python_multipart.multipart', 'kstt_rules.web.a', 'asyncio') * 99]"
    told = subprocess.run([sys.executable, "-c", f"{say}; {noise}"], capture_output=True, text=True, check=True).stderr
    assert MOST_A_MINUTE <= len(told.splitlines()) <= 2 * MOST_A_MINUTE  # a minute may end meanwhile


def test_a_log_takes_so_many_lines_a_minute():
    """The next minute takes as many again."""
    few = FewLines()
    records = [logging.makeLogRecord({"created": 60.0 * minute}) for minute in (1, 2) for _ in range(MOST_A_MINUTE + 9)]
    assert [few.filter(record) for record in records] == ([True] * MOST_A_MINUTE + [False] * 9) * 2


@pytest.mark.parametrize("length", [b"Content-Length: 60000000\r\n", b""])
def test_who_sends_too_much_is_heard_out_and_told_so(server, length):
    """A browser reads the answer only when it has sent all."""
    head = HEAD + (length or b"Transfer-Encoding: chunked\r\n") + b"\r\n"
    piece = bytes(1_000_000)
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
    with connected(server, head + (b"" if length else b"%x\r\n%b\r\n" % (len(part), part))) as connection:
        for _ in range(60):
            connection.sendall(piece if length else b"%x\r\n%b\r\n" % (len(piece), piece))
        connection.sendall(b"" if length else b"0\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_who_is_refused_before_he_has_sent_all_is_heard_out_too(server):
    """The sentence that tells why is what his browser shows."""
    head = HEAD + b"Origin: http://other.example\r\nContent-Length: 40000000\r\n\r\n"
    with connected(server, head) as connection:
        for _ in range(40):
            connection.sendall(bytes(1_000_000))
        assert connection.recv(100).startswith(b"HTTP/1.1 403")

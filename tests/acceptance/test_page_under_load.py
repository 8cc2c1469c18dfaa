"""The page serves honest visitors beside careless and idle ones."""

import http.client
import os
import resource
import signal
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from repository import ROOT
from web_server import Served, temporary_folder

EXAMPLE = ROOT / "examples" / "bac-giang-2022"
FIELDS = {"as_of": "2022-03-31", "pack": "bac-giang-2021", "format": "json", "lang": "vi"}
HEADERS = {"Host": "localhost", "Content-Type": "multipart/form-data; boundary=b"}
HONEST, CARELESS, IDLE = 10, 45, 260
SECONDS = 600


@pytest.fixture
def page():
    """Serve the page; return its port, its process and its folder for temporary files."""
    with temporary_folder() as folder:
        server = Served(folder)
        yield server.port, server.process.pid, folder
        server.end()


def form(port):
    """Return how many seconds the form takes."""
    started = time.monotonic()
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    visitor.request("GET", "/", headers={"Host": "localhost"})
    assert visitor.getresponse().status == 200
    visitor.close()
    return time.monotonic() - started


def body(files):
    """Return the form with files as a browser sends it."""
    parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{FIELDS[name]}\r\n' for name in FIELDS]
    sent = "".join(parts).encode()
    for name, content in files.items():
        head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        sent += head.encode() + content + b"\r\n"
    return sent + b"--b--\r\n"


def posted(port, sent):
    """Return the status and the content of the answer."""
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    visitor.request("POST", "/audit", sent, HEADERS)
    answer = visitor.getresponse()
    content = answer.read()
    visitor.close()
    return answer.status, content


def served(port, sent):
    """Send a form until it is audited; return its content."""
    while True:
        status, content = posted(port, sent)
        if status == 200:
            return content
        assert status == 503
        time.sleep(1)


def all_served(port, sent):
    """Return what ten visitors get who come at once, and how long it takes."""
    started = time.monotonic()
    with ThreadPoolExecutor(HONEST) as visitors:
        contents = set(visitors.map(lambda _: served(port, sent), range(HONEST)))
    return contents, time.monotonic() - started


def resident(process):
    """Return the bytes of memory of a process."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_more_connections_at_once_than_files_may_be_open_do_not_stop_the_server(tmp_path):
    """Each is accepted when there is room for it: the server never runs out of files, and the form is there."""
    log = tmp_path / "log"
    with temporary_folder() as folder, log.open("wb") as stream:
        server = Served(folder, log=stream)
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (256, 256))
        os.kill(server.process.pid, signal.SIGSTOP)
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(IDLE)]
        os.kill(server.process.pid, signal.SIGCONT)
        form(server.port)
        for connection in idle:
            connection.close()
        server.end()
    assert log.read_text() == ""


@pytest.mark.nightly
def test_honest_visitors_are_served_beside_careless_and_idle_ones(page):
    """They take at most twice their time and get the same bytes; the form comes at once; nothing is left."""
    port, process, folder = page
    honest = body(
        {path.name: path.read_bytes() for path in sorted(EXAMPLE.iterdir()) if path.suffix in {".xlsx", ".csv"}}
    )
    careless = body({"a.csv": f"Đơn vị,Họ và tên,Chức vụ\n{'Sở A (' * 700},A,x\n".encode()})
    expected, usual = all_served(port, honest)
    before = resident(process)
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(IDLE)]
    for connection in idle:
        connection.sendall(b"GET / HT")
    with ThreadPoolExecutor(CARELESS + 1) as visitors:
        others = [visitors.submit(posted, port, careless) for _ in range(CARELESS)]
        beside = visitors.submit(all_served, port, honest)
        waits = []
        while not beside.done():
            waits.append(form(port))
            time.sleep(0.2)
    contents, taken = beside.result()
    assert len(expected) == 1
    assert contents == expected
    assert taken < 2 * usual
    assert max(waits) < 2
    assert set(Counter(other.result()[0] for other in others)) <= {200, 503}
    assert resident(process) < before + 50_000_000
    (root,) = folder.iterdir()
    assert not [path for path in root.iterdir() if path.name.startswith("kstt-")]
    for connection in idle:
        connection.close()

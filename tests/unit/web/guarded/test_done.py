"""The work of the page is bounded: it ends in time, with its visitor, and never fails without its true cause."""

import asyncio
import errno
import os
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import forkserver
from multiprocessing.connection import wait
from pathlib import Path

import pytest
import web_jobs as jobs
from starlette.testclient import TestClient
from web_pages import served

from kstt_rules.web.guarded.processes import make_ready, start
from kstt_rules.web.routes import once

FORM = {"as_of": "2022-03-31", "pack": "bac-giang-2021", "format": "json"}
ROSTER = "Đơn vị,Họ và tên,Chức vụ\nSở Y tế,Nguyễn Văn Thử,Giám đốc\n"
FILES = [("files", ("đầu mối.csv", ROSTER.encode()))]
FIELDS = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{FORM[name]}\r\n' for name in FORM]
FILE = f'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n{ROSTER}\r\n'
BODY = "".join([*FIELDS, FILE, "--b--\r\n"]).encode()
SECONDS = 20


@pytest.fixture
def signs(tmp_path):
    """Return the folder by which the job and the test tell each other how far they are."""
    (tmp_path / "signs").mkdir()
    return tmp_path / "signs"


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Hold that nothing is left in the folder for temporary files."""
    make_ready()
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def posted(**bounds):
    """Return the answer to a form."""
    return TestClient(served(**bounds), "http://localhost").post("/audit", data=FORM, files=FILES)


async def visit(app, *, left=None):
    """Send a form and return the status and headers of its answer; the visitor leaves when ``left`` is done."""
    answer, messages = {}, [{"type": "http.request", "body": BODY}]

    async def receive():
        if messages:
            return messages.pop()
        await (left or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message):
        answer.update(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"multipart/form-data; boundary=b")]
    scope = {"type": "http", "method": "POST", "path": "/audit", "query_string": b"", "headers": headers}
    await app(scope, receive, send)
    return answer["status"], dict(answer["headers"])


async def until(condition):
    """Wait until something is so."""
    async with asyncio.timeout(SECONDS):
        while not condition():  # noqa: ASYNC110 - another process makes it so
            await asyncio.sleep(0.01)


def running(signs):
    """Return the processes of a job that are still there."""
    numbers = (signs / "processes").read_text().split()
    stats = [Path(f"/proc/{number}/stat") for number in numbers]
    return [stat for stat in stats if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"]


def test_a_fault_of_the_program_is_no_traceback(monkeypatch, caplog):
    """The page says that the audit failed and shows nothing of the inside, which the log tells."""
    monkeypatch.setattr(once, "WRITE_RESULT", jobs.fails)
    answer = posted()
    assert answer.status_code == 500
    assert "inside" not in answer.text
    assert "lỗi của chương trình" in answer.text
    assert "inside" in caplog.text


@pytest.mark.parametrize(
    ("job", "status", "said"),
    [
        (jobs.has_no_room_for_the_result, 507, "Ổ đĩa của máy chủ đã đầy"),
        (jobs.has_no_room_for_what_it_reads, 507, "Ổ đĩa của máy chủ đã đầy"),
        (jobs.takes_all_memory, 503, "không đủ bộ nhớ"),
        (jobs.is_killed, 503, "không đủ bộ nhớ"),
    ],
)
def test_a_lack_of_the_machine_is_told_as_such(monkeypatch, job, status, said):
    """It is not told as a fault of a file."""
    monkeypatch.setattr(once, "WRITE_RESULT", job)
    answer = posted()
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize(
    ("error", "status"),
    [(OSError(errno.ENOSPC, "full"), 507), (MemoryError(), 503), (OSError(errno.EIO, "broken"), 500)],
)
def test_a_lack_while_files_are_saved_is_told_as_such(monkeypatch, error, status):
    """What was saved before is taken away; what is no lack is a failure."""

    def fails(*_):
        raise error

    monkeypatch.setattr("kstt_rules.web.workspace.uploads.shutil.copyfileobj", fails)
    client = TestClient(served(), "http://localhost", raise_server_exceptions=False)
    answer = client.post("/audit", data=FORM, files=FILES)
    assert answer.status_code == status
    assert ("the files are not at fault" in answer.text) == (status != 500)


def test_an_audit_is_refused_when_what_its_process_is_copied_from_is_killed(monkeypatch, signs):
    """Nobody knows how it ends, so it is ended with what it started, and told as a lack of memory."""
    monkeypatch.setattr(once, "WRITE_RESULT", partial(jobs.waits_for_a_child, signs))

    async def visit_and_kill():
        visited = asyncio.ensure_future(visit(served()))
        await until((signs / "processes").exists)
        os.kill(copied_from(), signal.SIGKILL)
        answer = await asyncio.wait_for(visited, SECONDS)
        await until(lambda: not running(signs))
        return answer

    status, headers = asyncio.run(visit_and_kill())
    assert (status, headers[b"retry-after"]) == (503, b"60")


@pytest.mark.parametrize("seconds", [0, 0.3])
def test_nobody_waits_while_what_processes_are_copied_from_starts_again(seconds):
    """It was killed, a moment ago or just now; the next process starts, and the server answers meanwhile."""
    pauses = []

    async def killed_and_started():
        os.kill(copied_from(), signal.SIGKILL)
        await asyncio.sleep(seconds)
        starting = asyncio.ensure_future(start(os.getpid))
        while not starting.done():
            before = time.monotonic()
            await asyncio.sleep(0.01)
            pauses.append(time.monotonic() - before)
        return await starting

    process = asyncio.run(killed_and_started())
    process.join(SECONDS)
    assert process.exitcode == 0
    assert sum(pauses) > 5 * max(pauses)


def test_the_status_of_a_process_is_read_once(monkeypatch):
    """Also where two threads ask for it when it has just ended: each start looks at all other processes."""
    process = asyncio.run(start(os.getpid))
    wait([process.sentinel], SECONDS)
    real = forkserver.read_signed
    monkeypatch.setattr(forkserver, "read_signed", lambda fd: (time.sleep(0.2), real(fd))[1])
    with ThreadPoolExecutor() as threads:
        assert {*threads.map(lambda _: process.exitcode, range(2))} == {0}
    assert process.exitcode == 0


def copied_from():
    """Return the process that others are copied from."""
    return forkserver._forkserver._forkserver_pid


def test_an_audit_ends_when_its_time_is_up(monkeypatch, signs):
    """Its process ends with those that it started."""
    monkeypatch.setattr(once, "WRITE_RESULT", partial(jobs.waits_for_a_child, signs))
    answer = posted(seconds=2)
    assert answer.status_code == 503
    assert "hơn 2 giây" in answer.text
    assert not running(signs)


def test_an_audit_ends_when_its_visitor_leaves(monkeypatch, signs):
    """Nobody waits for the result, so the process ends with those that it started."""
    monkeypatch.setattr(once, "WRITE_RESULT", partial(jobs.waits_for_a_child, signs))

    async def visit_and_leave():
        left = asyncio.Event()
        visited = asyncio.ensure_future(visit(served(), left=left))
        await until((signs / "processes").exists)
        assert len(running(signs)) == 2
        left.set()
        await asyncio.wait_for(visited, SECONDS)

    asyncio.run(visit_and_leave())
    assert not running(signs)


def test_who_leaves_the_line_gives_his_place_back(monkeypatch, signs):
    """One who waits and leaves is never audited, and the next is let in."""
    monkeypatch.setattr(once, "WRITE_RESULT", partial(jobs.waits_for_a_sign, signs))

    async def visits():
        app, left = served(running=1, waiting=1), asyncio.Event()
        first = asyncio.ensure_future(visit(app))
        await until(lambda: list(signs.glob("begun-*")))
        second = asyncio.ensure_future(visit(app, left=left))
        await until(lambda: len(list(Path(tempfile.gettempdir()).iterdir())) == 2)
        await asyncio.sleep(0.1)
        third = await visit(app)
        left.set()
        await asyncio.wait_for(second, SECONDS)
        fourth = asyncio.ensure_future(visit(app))
        (signs / "go").touch()
        return await asyncio.wait_for(asyncio.gather(first, fourth), SECONDS), third

    served_ones, refused = asyncio.run(visits())
    assert [status for status, _ in served_ones] == [200, 200]
    assert refused[0] == 503
    assert refused[1][b"retry-after"] == b"60"
    assert len(list(signs.glob("begun-*"))) == 2

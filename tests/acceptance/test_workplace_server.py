"""The server of the workplace is killed, and is visited by a whole office at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from web_pages import ROSTERS
from web_server import FIELDS, PROVINCE, Served, Visitor, province, temporary_folder

import kstt_rules
from kstt_rules.outputs import outputs_of

VISITORS = 20
MEMORY = 600_000_000


def test_a_killed_server_leaves_nothing_and_its_visitors_are_told():
    """The next start clears what it left; who comes back reads what to do, with what he typed, and can begin again."""
    with temporary_folder() as folder:
        killed = Served(folder)
        with Visitor(killed) as visitor:
            address = visitor.drop(ROSTERS).headers["location"].rpartition("/")[0]
            assert visitor.seen(f"{address}/findings").status_code == 200
        processes = killed.processes()
        killed.process.kill()
        killed.process.wait()
        left = [path.name for path in folder.iterdir()]
        assert len(left) == 1
        server = Served(folder)
        try:
            assert left[0] not in {path.name for path in folder.iterdir()}
            assert not set(processes) & set(server.processes())
            with Visitor(server, cookies=visitor.cookies) as again:
                gone = again.get(f"{address}/findings")
                assert gone.status_code == 404
                assert "máy chủ đã khởi động lại" in gone.text
                typed = {"csrf": again.csrf(), "settings": "typed by hand"}
                assert "typed by hand" in again.post(f"{address}/options", data=typed).text
                begun = again.drop(ROSTERS).headers["location"]
                assert again.seen(begun).status_code == 200
        finally:
            server.end()
        assert not list(folder.iterdir())


def visited(server, files):
    """Drop the dossier, look at its findings, and return its result."""
    with Visitor(server) as visitor:
        address = visitor.drop(files).headers["location"].rpartition("/")[0]
        assert visitor.seen(f"{address}/findings").status_code == 200
        return visitor.get(f"{address}/get/json").content


@pytest.mark.nightly
def test_twenty_visitors_at_once_with_the_province_are_each_served_right():
    """All get the bytes of the command line, and all processes together stay below the stated memory."""
    result = kstt_rules.audit(PROVINCE, **FIELDS)
    expected = BytesIO()
    outputs_of("audit")["json"].render(result, expected, language="vi")
    with temporary_folder() as folder:
        server, most, over = Served(folder), [], threading.Event()

        def watch():
            while not over.is_set():
                most.append(server.memory())
                time.sleep(0.2)

        watching = threading.Thread(target=watch)
        watching.start()
        files = province()
        with ThreadPoolExecutor(VISITORS) as visitors:
            contents = list(visitors.map(lambda _: visited(server, files), range(VISITORS)))
        over.set()
        watching.join()
        server.end()
    assert set(contents) == {expected.getvalue()}
    assert max(most) < MEMORY

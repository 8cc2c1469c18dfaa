"""Pieces that are made by copies of a process are those that it would make alone, whatever happens to the copies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no copies")

BEGIN = """
import os, signal, sys, threading, time
from contextlib import closing
from kstt_rules.base import beside
from kstt_rules.outputs.target import atomic_file
beside.processors = lambda: {processors}
def pids(number):
    return os.getpid().to_bytes(4, "big")
def is_copy(known=os.getpid()):
    return os.getpid() != known
"""


def alone(tmp_path: Path, script: str, *, processors: int = 3) -> str:
    """Run a script in a process that has no other thread, and return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", BEGIN.format(processors=processors) + script],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


@pytest.mark.parametrize("processors", [1, 2, 5])
def test_pieces_come_in_order_however_many_make_them(processors, tmp_path):
    """Empty ones and large ones too, of which a copy cannot be far ahead."""
    script = """
sizes = [0, 1, 3_000_000, 7, 0, 0, 2_000_000, 5, 4_000_000]
made = [*beside.made_beside(lambda number: b"%d" % number * sizes[number], len(sizes))]
print(made == [b"%d" % number * size for number, size in enumerate(sizes)])
"""
    assert alone(tmp_path, script, processors=processors) == "True\n"


@pytest.mark.parametrize(("processors", "makers"), [(1, 1), (3, 3)])
def test_a_copy_works_for_each_processor_where_there_are_several(processors, makers, tmp_path):
    """With one, the process makes all itself."""
    script = (
        "print(len(set(beside.made_beside(pids, 30))), os.getpid().to_bytes(4, 'big') in beside.made_beside(pids, 30))"
    )
    assert alone(tmp_path, script, processors=processors) == f"{makers} {makers == 1}\n"


def test_there_are_no_copies_of_a_process_with_other_threads(tmp_path):
    """A lock that such a thread holds would be held for ever in the copy."""
    script = """
threading.Thread(target=time.sleep, args=[30], daemon=True).start()
print(set(beside.made_beside(pids, 30)) == {pids(0)})
sys.stdout.flush()
os._exit(0)
"""
    assert alone(tmp_path, script) == "True\n"


def test_what_a_copy_does_not_live_to_make_is_made_all_the_same(tmp_path):
    """By the process that waits for it."""
    script = """
def make(number):
    if number > 6 and is_copy():
        os.kill(os.getpid(), signal.SIGKILL)
    return b"%d" % number
print(b" ".join(beside.made_beside(make, 12)).decode())
"""
    assert alone(tmp_path, script) == "0 1 2 3 4 5 6 7 8 9 10 11\n"


def test_an_error_is_the_one_that_would_come_without_copies(tmp_path):
    """After all pieces before it, and said once."""
    script = """
def make(number):
    if number == 7:
        raise ValueError("seven")
    return b"%d" % number
made = []
try:
    made.extend(beside.made_beside(make, 12))
except ValueError as error:
    print(error, len(made))
"""
    assert alone(tmp_path, script) == "seven 7\n"


def test_no_copy_is_left_where_not_all_is_wanted(tmp_path):
    """Though it waits to hand over a large piece."""
    script = """
with closing(beside.made_beside(lambda number: bytes(5_000_000), 12)) as made:
    next(made)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none")
"""
    assert alone(tmp_path, script) == "none\n"


WRITING = """
def make(number):
    time.sleep(0.05)
    return b"%d\\n" % os.getpid()
with atomic_file(__import__("pathlib").Path("out.txt")) as stream, closing(beside.made_beside(make, 10_000)) as made:
    stream.write(next(made) + next(made) + next(made))
    stream.flush()
    print("begun", flush=True)
    stream.writelines(made)
"""


@pytest.mark.parametrize("to_all", [True, False], ids=["to all", "to the process alone"])
def test_nothing_is_left_of_what_is_interrupted(to_all, tmp_path):
    """Neither a part of a file nor a process; a copy takes away nothing that the process still needs."""
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN.format(processors=3) + WRITING],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        copies = [int(line) for line in next(tmp_path.iterdir()).read_text().split()]
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    assert process.returncode == -signal.SIGINT
    assert not [*tmp_path.iterdir()]
    assert len(set(copies)) == 3
    assert not any(Path(f"/proc/{copy}").exists() for copy in copies)


def test_copies_end_when_the_process_that_takes_their_pieces_is_killed(tmp_path):
    """Nobody is left to wait for, and they notice."""
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN.format(processors=3) + WRITING], cwd=tmp_path, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        copies = [int(line) for line in next(tmp_path.iterdir()).read_text().split()]
        process.kill()
    until = time.monotonic() + 30
    while any(_runs(copy) for copy in copies):
        assert time.monotonic() < until
        time.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False

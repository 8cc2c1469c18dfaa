"""What a process may use, where the system can say so and where it cannot."""

import os
import subprocess
import sys
from unittest.mock import sentinel

import pytest
from poorer_machines import LIKE_WINDOWS, lacking

from kstt_rules.base import own_limits

PYTHON = (sys.executable, "-c")
BUSY = "from kstt_rules.base.own_limits import end_after; end_after(1)\nwhile True: pass"
ENDED = "from kstt_rules.base.own_limits import ended_by_time"


@pytest.mark.parametrize("lacks", [(), LIKE_WINDOWS])
def test_a_process_ends_when_its_time_is_up(lacks, tmp_path):
    """Though it is busy, with an alarm and without; both ends are told from any other."""
    ended = subprocess.run([*PYTHON, BUSY], env=lacking(tmp_path, *lacks), capture_output=True, timeout=30, check=False)
    by_time = (
        f"from kstt_rules.base.own_limits import ended_by_time; print(*map(ended_by_time, ({ended.returncode}, 0, 70)))"
    )
    told = subprocess.run([*PYTHON, by_time], env=lacking(tmp_path, *lacks), capture_output=True, check=True)
    assert told.stdout.split() == [b"True", b"False", b"False"]


def test_a_process_may_be_given_its_time_back(tmp_path):
    """Once it did what the time was for, with an alarm and without."""
    script = (
        "import time\n"
        "from kstt_rules.base.own_limits import end_after, end_never\n"
        "end_after(1)\nend_never()\ntime.sleep(1.2)"
    )
    for lacks in ((), LIKE_WINDOWS):
        subprocess.run([*PYTHON, script], env=lacking(tmp_path, *lacks), check=True)


def test_a_process_is_kept_to_its_memory(tmp_path):
    """What is more raises MemoryError; where the system sets no limit, nothing fails."""
    script = "from kstt_rules.base.own_limits import limit_memory; limit_memory(300_000_000)\nlen(bytes(500_000_000))"
    kept = subprocess.run([*PYTHON, script], capture_output=True, check=False)
    assert b"MemoryError" in kept.stderr
    free = subprocess.run([*PYTHON, script], env=lacking(tmp_path, "resource"), capture_output=True, check=False)
    assert (free.returncode, free.stderr) == (0, b"")


def test_processors_are_those_that_the_process_may_use(monkeypatch):
    """Where the system does not tell, all of the machine; where nobody knows, one."""
    assert own_limits.processors() == len(os.sched_getaffinity(0))
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: sentinel.all)
    assert own_limits.processors() is sentinel.all
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert own_limits.processors() == 1


def test_open_files_are_bounded_everywhere(monkeypatch):
    """By the system, or as few as any system allows."""
    assert own_limits.most_open_files() > 0
    monkeypatch.setattr(own_limits, "resource", None)
    assert own_limits.most_open_files() == 512

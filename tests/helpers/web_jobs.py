"""What the page is given to do in place of an audit; each runs in the process that would audit."""

import os
import signal
import subprocess
import time
from pathlib import Path

from kstt_rules.intake.files import reader
from kstt_rules.web.once.job import write_result


def fails(asked, path):
    raise RuntimeError("inside")


def has_no_room_for_the_result(asked, path):
    """Audit and write to a full disk."""
    path.symlink_to("/dev/full")
    with path.open("wb") as stream:
        stream.write(b"result")


def has_no_room_for_what_it_reads(asked, path):
    """Audit with a reader whose output is a full disk."""
    real = reader._temporary_file
    full = Path("/dev/full").open("r+b")  # noqa: SIM115 - the reader closes it
    reader._temporary_file = lambda parts=None: full if parts is None else real(parts)
    write_result(asked, path)


def takes_all_memory(asked, path):
    """Ask for more than an audit may have, which a machine would give."""
    bytes(1 << 33)


def is_killed(asked, path):
    os.kill(os.getpid(), signal.SIGKILL)


def waits_for_a_child(signs, asked, path):
    """Start a process that takes long, note both and wait for it."""
    child = subprocess.Popen(["sleep", "60"])
    (signs / "unfinished").write_text(f"{os.getpid()} {child.pid}")
    (signs / "unfinished").rename(signs / "processes")
    child.wait()


def waits_for_a_sign(signs, asked, path):
    """Do nothing until a file is there."""
    (signs / f"begun-{os.getpid()}").touch()
    while not (signs / "go").exists():
        time.sleep(0.01)
    path.write_bytes(b"done")

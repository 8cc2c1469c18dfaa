"""What stands at the other end of a desk in tests: it speaks as a desk does, and does what it is asked to."""

import os
import signal
import subprocess
import time

from kstt_rules.web.desk.messages import packed, receive
from kstt_rules.web.guarded.processes import bound_this


def serve_anything(channel, folder, seconds):
    """Open at once, then answer each question by its name."""
    bound_this(folder / "temporary")
    channel.sendall(packed({"opened": True, "answer": None, "is_open": True}))
    while (question := receive(channel)) is not None:
        if question["name"] == "fail":
            channel.sendall(packed({"failed": "the inside of a fault"}))
        else:
            channel.sendall(packed({"answer": _DONE[question["name"]](), "is_open": True}))


def serve_never(channel, folder, seconds):
    """Begin to open, with a process besides, and never come to an end."""
    bound_this(folder / "temporary")
    child = subprocess.Popen(["sleep", "60"])
    (folder / "processes").write_text(f"{os.getpid()} {child.pid}")
    child.wait()


def _sleep():
    began = time.monotonic()
    time.sleep(0.2)
    return [began, time.monotonic()]


_DONE = {
    "who": os.getpid,
    "sleep": _sleep,
    "hang": lambda: time.sleep(60),
    "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
}

"""The server of the workplace as an office runs it: a command, its processes and its folder for temporary files."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx2
from repository import ROOT

PROVINCE = ROOT / "examples" / "bac-giang-2022"
FIELDS = {"as_of": "2022-03-31", "pack": "bac-giang-2021"}
SECONDS = 600


class Served:
    """One server: its process, its port, its folder."""

    def __init__(self, folder, *options, environment=os.environ, log=None):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        command = [sys.executable, "-m", "kstt_rules", "serve", "--port", str(self.port), *options]
        environment = {**environment, "TMPDIR": str(folder)}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        while not self._answers():
            assert self.process.poll() is None
            time.sleep(0.1)

    def _answers(self):
        try:
            with httpx2.Client() as client:
                return client.get(f"http://127.0.0.1:{self.port}/workplace.css").status_code == 200
        except httpx2.TransportError:
            return False

    def processes(self):
        """Return the server and all that descends from it."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        found, new = [], [self.process.pid]
        while new:
            found += new
            new = [child for parent in new for child in parents.get(parent, ())]
        return found

    def memory(self):
        """Return the bytes that all processes take; what they share counts once."""
        return sum(map(_proportional, self.processes()))

    def own_memory(self):
        """Return the bytes that the server itself takes, without its desks."""
        return _proportional(self.process.pid)

    def end(self):
        """End it as a service is ended."""
        self.process.terminate()
        self.process.wait(SECONDS)


@contextmanager
def temporary_folder():
    """Give a folder for temporary files whose name is short enough for a socket in it."""
    with tempfile.TemporaryDirectory(prefix="kstt-t-", dir="/tmp") as folder:
        yield Path(folder)


class Visitor(httpx2.Client):
    """A browser without script."""

    def __init__(self, server, **more):
        super().__init__(base_url=f"http://127.0.0.1:{server.port}", timeout=SECONDS, **more)

    def csrf(self):
        """Return the token of the forms."""
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get("/").text)[1]

    def drop(self, files, **fields):
        """Drop a dossier; return the answer."""
        return self.post("/w", data={"csrf": self.csrf(), **FIELDS, **fields}, files=files)

    def seen(self, address):
        """Return a page when the audit is open."""
        while "data-opening" in (answer := self.get(address)).text:
            time.sleep(0.2)
        return answer


def province():
    """Return the files of the example of a province, as a form sends them."""
    return [("files", (path.name, path.read_bytes())) for path in sorted(PROVINCE.iterdir()) if path.suffix != ".md"]


def _proportional(process):
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

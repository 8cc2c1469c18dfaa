"""The workplace, served by ``kstt serve`` in a process of its own."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def served(folder, *options):
    """Serve on a free port, with a folder for what visitors send; yield the address."""
    command = [sys.executable, "-m", "kstt_rules", "serve", "--port", "0", *options]
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        address = re.search(r"http://\S+?(?=/?\s)", process.stdout.readline())[0]
        try:
            yield address
        finally:
            process.terminate()

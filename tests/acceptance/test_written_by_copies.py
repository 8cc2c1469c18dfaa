"""A result is the same bytes however many processors write it."""

import subprocess
import sys

import pytest
from repository import ROOT

SCRIPT = """
import hashlib, io, os, sys
os.environ['OPENBLAS_NUM_THREADS'] = '1'
from kstt_rules import audit
from kstt_rules.base import beside
from kstt_rules.judging import write_findings
from kstt_rules.outputs import outputs_of
write_findings.MOST_HELD = 0
forks, fork = [], os.fork
os.fork = lambda: forks.append(0) or fork()
result = audit("examples/two-tier-2026", as_of="2026-06-30", pack="example-two-tier", detail="all")
for number in (1, 3):
    beside.processors = lambda: number
    stream = io.BytesIO()
    outputs_of("audit")[sys.argv[1]].render(result, stream, language="vi")
    print(len(forks), len(stream.getvalue()), hashlib.sha256(stream.getvalue()).hexdigest())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one writes all")
@pytest.mark.parametrize("name", ["csv", "json"])
def test_findings_that_copies_write_are_the_same_bytes(name):
    """Findings that are too many to hold are made where they are written."""
    found = subprocess.run([sys.executable, "-c", SCRIPT, name], cwd=ROOT, capture_output=True, text=True, check=True)
    (_, *alone), (forks, *shared) = map(str.split, found.stdout.splitlines())
    assert forks != "0"
    assert shared == alone

"""The contenders of the benchmarks find the same, so that what is compared stays comparable."""

import json
import subprocess
import sys
from functools import cache

import pytest

from tests.benchmarks.compare.registry import JUDGING, READING


@cache
def outcomes():
    """Let every contender work once, in one process of their own: the Host of durable-rules leaves threads behind."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.compare.once"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def installed(contenders):
    """Make one parameter a contender, skipped where its library is not at hand."""
    return [
        pytest.param(item.name, id=item.name, marks=pytest.mark.skipif(not item.installed, reason=f"no {item.library}"))
        for item in contenders[1:]
    ]


@pytest.mark.parametrize("name", installed(JUDGING))
def test_a_contender_finds_what_the_audit_finds(name):
    """Every contender names the same breached and undetermined rules on the same facts."""
    assert outcomes()["judging"][name] is None


@pytest.mark.parametrize("name", installed(READING))
def test_a_reader_counts_the_rows_that_calamine_counts(name):
    """Every reader sees the same rows in each sheet of the national workbook, here a small one."""
    assert outcomes()["reading"][name] is None


def test_the_facts_hold_both_verdicts_of_many_rules():
    """What all agree on is not that there is nothing: many rules are breached and some undetermined."""
    assert outcomes()["rules"]["breach"] > 20
    assert outcomes()["rules"]["undetermined"] > 10

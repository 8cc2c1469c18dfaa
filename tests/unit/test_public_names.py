"""What ``import kstt_rules`` gives: the public names and no others, each explained."""

import doctest
import inspect
import pydoc
import subprocess
import sys

import pytest
from repository import ROOT

import kstt_rules


def test_dir_shows_what_is_public():
    """Nothing that happens to be loaded is among the names."""
    assert dir(kstt_rules) == sorted([*kstt_rules.__all__, "__version__"])
    assert kstt_rules.__all__ == sorted(kstt_rules._HOMES)


def test_another_name_is_not_there():
    """As in any module."""
    with pytest.raises(AttributeError, match="no attribute 'audits'"):
        _ = kstt_rules.audits


@pytest.mark.parametrize("name", kstt_rules.__all__)
def test_each_name_is_explained(name):
    """It has a docstring of its own, and so have its public methods and properties."""
    value = getattr(kstt_rules, name)
    assert inspect.cleandoc(value.__doc__).endswith(".")
    if inspect.isclass(value) and value.__module__.startswith("kstt_rules."):
        for member, item in vars(value).items():
            if not member.startswith("_") and (inspect.isfunction(item) or isinstance(item, property)):
                assert inspect.getdoc(item), member


def test_help_is_an_introduction_whose_examples_hold(monkeypatch):
    """It begins with what the program does and how it is called."""
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(kstt_rules, optionflags=doctest.ELLIPSIS)
    assert (found.failed, found.attempted > 3) == (0, True)
    page = pydoc.plain(pydoc.render_doc(kstt_rules))
    for word in ("result = kstt_rules.audit(", "class AuditResult(", "audit(source:", "class Session("):
        assert word in page


def test_importing_costs_nothing():
    """Nothing heavy is loaded before a name is used."""
    code = "import sys, kstt_rules; print([name for name in ('pandas', 'orjson', 'numpy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"

"""Regular expressions of the package: none of them takes much longer than its text is long."""

import importlib
import pkgutil
import re
from functools import cache

import pytest
from repository import ROOT
from slow_patterns import ambiguities

import kstt_rules
from kstt_rules.base.patterns import BLANKS, SOME_BLANKS

HOUSE = ROOT / "kstt_rules"
SLOW = {
    "(a+)+": "a repeat in a repeat",
    r"(\d{1,2})+": "a choice of how many in a repeat",
    "a*a*": "two repeats side by side",
    r"\w*a\w*": "two repeats, and between them what both take",
    r"(?:a+b?)+": "a repeat in a repeat, with nothing sure between two rounds",
    r"a{1,100}a{1,100}": "two long ones",
    r"[^\W\d_]+(?:['’.-]?[^\W\d_]*)*": "a name that was sought so, for hours where it had 60 letters",
}
QUICK = (
    r"(?:-\w+)*",
    r"[^<>]*\bdata\s*=",
    r"\s*+\s*",
    "(?:ab*)+",
    r"\w+ \w+",
    "a?a?a?",
    r"(?>.*?\bsix\b).*",
    r"(a*b)\1",
)
USED = re.compile(r"\b(\w+)\.(match|fullmatch|search|sub|split|findall|finditer)\(")


@cache
def patterns():
    """Return all that modules hold, by the name of one of them, as text, flags and the whole of the name."""
    found = {}
    for module in pkgutil.walk_packages(kstt_rules.__path__, "kstt_rules."):
        if not module.name.endswith(("__main__", "_child")):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _held(value):
                    found.setdefault((pattern.pattern, pattern.flags), f"{module.name}.{name}")
    return {where: re.compile(*given) for given, where in found.items()}


def _held(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset, dict)) and depth < 3:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _held(part, depth + 1)


@cache
def _uses():
    """Return in which ways patterns of a name are used."""
    found = {}
    for path in HOUSE.rglob("*.py"):
        for name, how in USED.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(how)
    return found


@pytest.mark.parametrize("text", SLOW, ids=SLOW.values())
def test_slow_patterns_are_found(text):
    """Otherwise the next test would say nothing."""
    assert ambiguities(re.compile(text))


def test_where_a_search_may_begin_within_a_stretch_is_found():
    """From each place of the stretch it would look to its end; one that begins with it does so once."""
    assert ambiguities(re.compile(r"\s*;"), sought=True)
    assert not ambiguities(re.compile(rf"{BLANKS};|{SOME_BLANKS}and"), sought=True)


@pytest.mark.parametrize("text", QUICK)
def test_quick_ones_are_left_alone(text):
    """They part a text in one way, or give nothing back."""
    assert not ambiguities(re.compile(text))


def test_no_pattern_of_the_package_parts_a_text_in_many_ways():
    """Neither in those that modules hold nor in those that functions write where they search."""
    assert len(patterns()) > 150
    slow = {where: found for where, one in patterns().items() if (found := _found(where, one))}
    assert slow == {}
    written = re.compile(
        r"""\bre\.(match|search|fullmatch|sub|split|findall|finditer)\(\s*r?f?b?("[^"\n]*"|'[^'\n]*')"""
    )
    inline = [(path.name, *one) for path in HOUSE.rglob("*.py") for one in written.findall(path.read_text("utf-8"))]
    assert inline
    for file, how, text in inline:
        plain = re.sub(r"\{[a-z_.()]+\}", "name", text[1:-1])  # what is put in
        sought = how not in ("match", "fullmatch")
        assert not ambiguities(re.compile(plain), whole=how == "fullmatch", sought=sought), (file, text)


def _found(where, pattern):
    """Say what is ambiguous in a pattern; of one that is searched for, also where it may begin."""
    uses = _uses().get(where.rpartition(".")[2], set())
    return ambiguities(pattern, whole="fullmatch" in uses, sought=not uses & {"match", "fullmatch"})

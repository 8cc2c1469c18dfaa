"""The two READMEs tell of the same things, one in English and one in Vietnamese."""

import re

import pytest
from repository import ROOT

PAGES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md")]


@pytest.mark.parametrize(
    "told",
    [r"^kstt (\S+)", r"(?<!-)(--[a-z][a-z-]+)", r"\]\((?!README)(.+?)\)", r"kstt_rules\.(\w+)"],
    ids=["commands", "options", "links", "library"],
)
def test_both_tell_of_the_same(told):
    """Commands, options, links and names of the library."""
    english, vietnamese = (set(re.findall(told, page, re.MULTILINE)) for page in PAGES)
    assert english == vietnamese


def test_each_file_that_they_link_to_is_there():
    """From where they stand."""
    assert [link for page in PAGES for link in re.findall(r"\]\((.+?)\)", page) if not (ROOT / link).exists()] == []

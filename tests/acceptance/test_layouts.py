"""Every file of the corpus is read to the canonical rows beside it. A new file with its rows is a new test."""

import json
from pathlib import Path

import pytest
from layouts.reading import VOCABULARY, assert_same_values, canonical

from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.reader import start_reading

FOLDER = Path(__file__).with_name("layouts")
REGISTER = FOLDER / "units.csv"
FILES = sorted(path.name.removesuffix(".json") for path in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def contents():
    """What all files of the corpus hold, by name."""
    return read()


def read():
    with start_reading([FOLDER], units=REGISTER) as reading:
        return {content.label: content for content in reading.result()}


def test_without_a_process_the_same_is_read(contents, read_here):
    """Tests that read files without one are of what is read with it."""
    assert read() == contents


def test_the_corpus_is_whole(contents):
    """There are at least 60 files, and each has its rows."""
    assert len(FILES) >= 60
    assert sorted({*FILES, REGISTER.name}) == sorted(contents)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_corpus_is_read_to_its_rows(contents, name):
    """Equal in every value; what is said besides is no more than a remark."""
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    found = assemble([contents[name], contents[REGISTER.name]], VOCABULARY).inspection
    assert_same_values(found.dossier, canonical(expected))

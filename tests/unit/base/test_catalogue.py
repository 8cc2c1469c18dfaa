"""Every text of ours that a person reads exists in Vietnamese and in English."""

import re
import unicodedata
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po
from repository import ROOT

from kstt_rules.base.bilingual import Bilingual, both, joined

PACKAGE = ROOT / "kstt_rules"
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "kstt_rules.po"
SAME = {"SHA-256"}
"""Words that are the same in both languages."""
KEYWORDS = parse_keywords(["both:1,1t", "both:1,2c,2t"])


@pytest.fixture(scope="module")
def texts():
    """Return the English texts of the code, each with its context."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=())
    return {(message, context) for _, _, message, _, context in found}


@pytest.fixture(scope="module")
def entries():
    """Return the entries of the catalogue."""
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="vi", abort_invalid=True) if message.id]


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(texts, entries):
    """A text that was added needs its Vietnamese, one that was taken out takes it with it."""
    assert {(message.id, message.context) for message in entries} == texts


def test_every_entry_is_translated(entries):
    """No translation is empty, left for later, or doubtful; both are NFC without space at the ends of one alone."""
    for message in entries:
        assert message.string, message.id
        assert not message.fuzzy, message.id
        for text in (message.id, message.string):
            assert text == unicodedata.normalize("NFC", text)
        assert message.id.strip() == message.id or message.string.strip() != message.string, message.id


def test_a_translation_is_vietnamese_and_its_text_is_english(entries):
    """A text that is the same in both has no words of either; Vietnamese letters are no fewer in the translation."""
    for message in entries:
        words = re.sub(r"\{[^{}]*\}", "", message.id)
        assert message.id != message.string or message.id in SAME or not any(map(str.isalpha, words)), message.id
        assert _marked(message.string) >= _marked(message.id), message.id


def test_both_languages_are_filled_with_the_same_values(entries):
    """A placeholder of one language stands in the other too."""
    for message in entries:
        assert _placeholders(message.id) == _placeholders(message.string), message.id


def test_the_compiled_catalogue_is_that_of_the_source(entries):
    """What runs was built from the catalogue as it is; if not, the package is to be installed again."""
    for message in entries:
        assert both(message.id, message.context).vi == message.string, "run: pip install -e ."


def test_a_text_in_two_languages_is_filled_in_each():
    """A value that has two languages itself is given in each; others stand the same in both."""
    text = Bilingual("Cột {name}: {fault}", "Column {name}: {fault}")
    assert text.format(name="A", fault=Bilingual("sai", "wrong")) == Bilingual("Cột A: sai", "Column A: wrong")
    assert joined("; ", [Bilingual("một", "one"), Bilingual("hai", "two")]) == Bilingual("một; hai", "one; two")


def _placeholders(text):
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def _marked(text):
    """Count the letters with marks, which English has not."""
    return sum(unicodedata.normalize("NFD", letter) != letter or letter in "đĐ" for letter in text)

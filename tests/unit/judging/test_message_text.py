"""Numbers and days in the words of a message, as far as they are known."""

import pytest
from condition_truths import DOUBTS, FULL, NO_OFFICERS
from condition_world import OFFICER, UNIT, VOCABULARY, facts, parsed, scenes

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.cell_address import MAX_ROW
from kstt_rules.judging.message_text import Renderer
from kstt_rules.pack import Lacking, Message

WORDS = Renderer(VOCABULARY, str)
SHEET_UNREAD = facts(unit=UNIT, officer=OFFICER, doubtful={"a": MAX_ROW})
UNKNOWN = ("không rõ", "unknown")


def said(text, scene, subject="unit"):
    part = (parsed(text, subject, "any"),)
    return WORDS.message(Message(part, part), scene)


@pytest.mark.parametrize(
    ("world", "text", "words"),
    [
        (FULL, "officers.count()", ("03", "3")),
        (FULL, "officers.count(as_of < date(2000, 1, 1))", ("không có", "0")),
        (FULL, "days_between(as_of, as_of + 5)", ("05", "5")),
        (FULL, "year(as_of)", ("2022", "2022")),
        (FULL, "officers.count(concurrent)", ("từ 1 đến 2", "from 1 to 2")),
        (FULL, "officers.count(concurrent) - officers.count(concurrent)", ("từ -1 đến 1", "from -1 to 1")),
        (FULL, "officers.sum(birth_year)", UNKNOWN),
        (FULL, "unit.size + 0.5", ("5,5", "5.5")),
        (FULL, "as_of + officers.count()", ("13/01/2022", "2022-01-13")),
        (FULL, "as_of + officers.count(concurrent)", ("từ 11/01/2022 đến 12/01/2022", "from 2022-01-11 to 2022-01-12")),
        (FULL, "date(9999, 12, 31) + officers.count()", UNKNOWN),
        (FULL, "unit.size - (1e308 + 1e308)", UNKNOWN),
        (DOUBTS, "officers.count()", ("từ 3 đến 4", "from 3 to 4")),
        (NO_OFFICERS, "officers.count()", ("ít nhất 0", "at least 0")),
        (SHEET_UNREAD, "officers.count()", ("ít nhất 3", "at least 3")),
        (NO_OFFICERS, "officers.count() - 2", ("ít nhất -2", "at least -2")),
        (NO_OFFICERS, "2 - officers.count()", ("nhiều nhất 2", "at most 2")),
        (NO_OFFICERS, "officers.count() - officers.count()", UNKNOWN),
        (NO_OFFICERS, "officers.sum(birth_year) + 1", UNKNOWN),
        (NO_OFFICERS, "as_of - officers.count()", UNKNOWN),
    ],
)
def test_a_number_is_said_as_far_as_it_is_known(world, text, words):
    """One value, a range, a bound; nothing that is computed from missing data stops the message."""
    assert said(text, scenes(world, "unit")[0]) == Bilingual(*words)


def test_only_fields_that_say_no_are_named_as_lacking():
    """Of a field that is not known nothing is said, and of a row that says yes throughout, that there is none."""
    fields = tuple(parsed(f"officer.{name}", want="any") for name in ("concurrent", "active"))
    message = Message(("thiếu ", Lacking(fields)), ("lacks ", Lacking(fields)))
    texts = [WORDS.message(message, scene).vi for scene in scenes(FULL, "officer")[:3]]
    assert texts == ["thiếu không có", "thiếu kiêm nhiệm", "thiếu không có"]

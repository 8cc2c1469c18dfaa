"""Text that would do harm if anything obeyed it: in every format it is harmless, and it is seen."""

from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from hostile import TEXTS, read, squeezed
from matrices import one_each
from registries import FORMATS

import kstt_rules
from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.outputs.read.terminal import MAX_TEXT as TERMINAL_TEXT
from kstt_rules.outputs.visible import MAX_CELL, visible

LONGEST = 195
"""Characters that are read of a name; longer texts are told as no name."""
_BOUNDS = {".txt": TERMINAL_TEXT, ".xlsx": MAX_CELL - 100, ".csv": MAX_CELL - 100}
"""The number of characters of a text that are sure to be seen where a format does not bear all of them."""


@pytest.mark.parametrize(("item", "name", "language"), one_each(FORMATS, TEXTS, LANGUAGES))
def test_hostile_text_is_harmless_and_visible(item, name, language):
    """Whatever the text, the file reads as its kind does, nothing in it runs or computes, and the text is there."""
    suffix, text = item.output.suffix, TEXTS[name]
    parts = [squeezed(part) for part in read(item.written(text, language), suffix)]
    wanted = {squeezed(shown[: _BOUNDS.get(suffix)]) for shown in (text, visible(text))}
    assert any(one in part for one in wanted for part in parts)


@pytest.fixture(scope="module")
def audited():
    """The audit of a roster whose officers' names hold the hostile texts, cut to what is read, a department each."""
    ids = [f"u{number}" for number in range(len(TEXTS))]
    units = {"id": ids, "name": [f"Sở {one}" for one in ids], "tier": "Tỉnh", "kind": "Sở"}
    officers = {
        "unit": ids,
        "name": [f"An {one[:LONGEST]}" for one in TEXTS.values()],
        "title": "Chuyên viên",
        "concurrent": "không",
    }
    frames = {"unit": pd.DataFrame(units), "officer": pd.DataFrame(officers)}
    return kstt_rules.audit(frames, as_of=date(2022, 3, 31))


@pytest.mark.parametrize("item", [item for item in FORMATS if item.shows == "audit"], ids=lambda item: item.id)
def test_hostile_names_in_a_roster_are_harmless_and_visible(item, audited):
    """What is read cleans a name of its control characters and marks; what is left of it is in every format."""
    stream = BytesIO()
    item.output.render(audited, stream, language="vi")
    parts = [squeezed(part) for part in read(stream.getvalue(), item.output.suffix)]
    cleaned = TEXTS | {"controls": "[31mc", "right to left": "et Y ởS", "long": TEXTS["long"][:190]}
    for name, text in cleaned.items():
        assert any(squeezed(text) in part for part in parts), name


def test_texts_are_filled_with_words_alone(audited):
    """No message shows what a value is called in the program."""
    for finding in audited.findings:
        for text in (finding.message, finding.remedy, finding.title):
            assert "vi=" not in text.vi + text.en

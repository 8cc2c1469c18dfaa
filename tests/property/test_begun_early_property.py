"""Whatever a workbook holds, to begin with the sheets that have come leaves what is made of all of them as it is."""

from dataclasses import replace

from dossier_factory import VOCABULARY, dossiers, frames
from hypothesis import given, settings
from hypothesis import strategies as st
from same_dossiers import assert_same_dossier

from kstt_rules.base.memo import Memo
from kstt_rules.intake.assemble import assemble, begin_to_assemble
from kstt_rules.intake.frames import contents_of_frames


@settings(max_examples=settings().max_examples // 5)
@given(dossiers(), st.randoms(use_true_random=False))
def test_a_dossier_is_the_same_whatever_was_begun(drawn, draw):
    """In any order of its sheets, after any of them."""
    contents = contents_of_frames(frames(drawn), VOCABULARY)
    sheets = [sheet for content in contents for sheet in content.sheets]
    draw.shuffle(sheets)
    whole, memo = replace(contents[0], label="a.xlsx", sheets=tuple(sheets)), Memo()
    for count in range(1, len(sheets) + 1):
        if draw.random() < 0.8:
            part = replace(whole, sheets=tuple(sheets[:count]))
            begin_to_assemble([part], VOCABULARY, known=None, mappings=None, memo=memo)
    found = assemble([whole], VOCABULARY, memo=memo)
    assert_same_dossier(found.dossier, assemble([whole], VOCABULARY).dossier)

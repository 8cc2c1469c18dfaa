"""Whatever a workbook holds, to begin with the sheets that have come leaves what is made of all of them as it is."""

from dataclasses import replace
from datetime import date

from dossier_factory import VOCABULARY, dossiers, frames
from hypothesis import given, settings
from hypothesis import strategies as st
from same_dossiers import assert_same_dossier

from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.memo import Memo
from kstt_rules.intake.assemble import assemble, begin_to_assemble
from kstt_rules.intake.frames import contents_of_frames
from kstt_rules.judging.steps import begin_to_complete, new_run, with_dossier
from kstt_rules.pack import load_pack


@settings(max_examples=settings().max_examples // 5)
@given(dossiers(), st.randoms(use_true_random=False))
def test_a_dossier_is_the_same_whatever_was_begun(drawn, draw):
    """In any order of its sheets, after any of them; and so is what follows from it."""
    run = new_run(load_pack(DEFAULT_PACK), as_of=date(2022, 3, 31))
    contents = contents_of_frames(frames(drawn), VOCABULARY)
    sheets = [sheet for content in contents for sheet in content.sheets]
    draw.shuffle(sheets)
    whole, memo = replace(contents[0], label="a.xlsx", sheets=tuple(sheets)), Memo()
    for count in range(1, len(sheets) + 1):
        if draw.random() < 0.8:
            part = replace(whole, sheets=tuple(sheets[:count]))
            begun = begin_to_assemble([part], VOCABULARY, known=None, mappings=None, memo=memo)
            if begun is not None:
                begin_to_complete(run, begun, memo)
    found, plain = (assemble([whole], VOCABULARY, memo=kept).dossier for kept in (memo, None))
    assert_same_dossier(found, plain)
    completed, plainly = with_dossier(run, found, memo=memo), with_dossier(run, plain)
    assert_same_dossier(completed.dossier, plainly.dossier)
    assert (completed.received, completed.submissions) == (plainly.received, plainly.submissions)

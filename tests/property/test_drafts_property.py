"""Findings drafted once for all rows that are alike say what each says that is drafted for its own row."""

from io import BytesIO

import pytest
from dossier_factory import AS_OF, dossiers, frames
from hypothesis import given, settings

from kstt_rules import audit
from kstt_rules.judging import alike, write_findings
from kstt_rules.outputs.exchange.json import render


def written(drawn, *, few, most_held):
    """Audit a dossier; rows below ``few`` are looked at one by one, above ``most_held`` findings are not held."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "FEW", few)
        patch.setattr(write_findings, "MOST_HELD", most_held)
        result = audit(frames(drawn), as_of=AS_OF, detail="all")
        stream = BytesIO()
        render(result, stream, language="vi")
    return stream.getvalue()


@settings(max_examples=settings().max_examples // 10)
@given(dossiers())
def test_findings_drafted_together_are_those_drafted_one_by_one(drawn):
    """Byte for byte, and in the same order; so are those that are written as they are read."""
    assert written(drawn, few=0, most_held=0) == written(drawn, few=10_000, most_held=10_000)

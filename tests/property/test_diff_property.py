"""Comparisons of any two sets of findings."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from result_factory import finding, result
from result_strategies import results

from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.comparison import Change
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.exchange.json import render

FINDINGS = st.lists(
    st.builds(
        lambda unit, verdict, severity: finding(unit=UnitRef(unit, unit), verdict=verdict, severity=severity),
        st.sampled_from("abcde"),
        st.sampled_from([Verdict.BREACH, Verdict.UNDETERMINED, Verdict.WAIVED]),
        st.sampled_from(Severity),
    ),
    unique_by=lambda one: one.fingerprint,
    max_size=5,
).map(tuple)
AUDITS = st.builds(
    lambda findings, reading: snapshot(result(findings=findings, readings={"composition": reading})),
    FINDINGS,
    st.sampled_from(["slots", "strict"]),
)
MIRRORED = {Change.NEW: Change.FIXED, Change.FIXED: Change.NEW}


@given(before=AUDITS, after=AUDITS)
def test_every_finding_is_in_the_comparison_once(before, after):
    """No finding of either audit is lost or counted twice."""
    diff = compare(before, after)
    fingerprints = [item.finding.fingerprint for item in diff.changes]
    assert len(fingerprints) == len(set(fingerprints))
    assert set(fingerprints) == {one.fingerprint for one in (*before.findings, *after.findings)}
    assert sum(diff.counts.values()) == len(fingerprints)


@given(before=AUDITS, after=AUDITS)
def test_the_way_back_is_the_mirror_image(before, after):
    """What is new one way is fixed the other; all else stays what it is."""
    there, back = compare(before, after), compare(after, before)
    kinds = {item.finding.fingerprint: item.change for item in back.changes}
    for item in there.changes:
        assert kinds[item.finding.fingerprint] is MIRRORED.get(item.change, item.change)


@given(before=AUDITS, after=AUDITS)
def test_nothing_that_is_not_comparable_is_called_new_or_fixed(before, after):
    """By another reading only what both audits found is told apart."""
    counts = compare(before, after).counts
    if before.readings != after.readings:
        assert counts[Change.NEW] == counts[Change.FIXED] == 0
    else:
        assert counts[Change.NOT_COMPARABLE] == 0


@given(audited=results(), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=20)
def test_hostile_texts_survive(audited, language, tmp_path_factory):
    """Any text is read back from JSON with the same findings, and no text stops a format."""
    path = tmp_path_factory.mktemp("kept") / "kq.json"
    with path.open("wb") as stream:
        render(audited, stream, language=language)
    earlier = read_result(path)
    diff = compare(earlier, snapshot(audited))
    assert {item.change for item in diff.changes} <= {Change.OPEN, Change.CHANGED}
    for output in outputs_of("comparison").values():
        output.render(compare(earlier, earlier), BytesIO(), language=language)

"""Results drawn by Hypothesis, with hostile text wherever a user's data can come through."""

from dataclasses import replace
from io import BytesIO

from hypothesis import strategies as st
from result_factory import finding, make_subject, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import Evidence, UnitRef
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.visible import encodable

HOSTILE = (
    "=", "+", "-", "@", "=HYPERLINK(", "[red]", "[/]", "[link=x]", ":smile:", "&", "<b>", "_x0041_", '"', ",", "\r\n",
    "\t", "\x00", "\x1b[2J", "\u202e", "\u200b", "\u2028", "\ufeff", "\udce1", "\u3164", "e\u0301", "Sở Y tế", "😀",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=3)), max_size=4).map("".join)
ENCODABLE = TEXTS.map(encodable)


@st.composite
def results(draw):
    """Build a result with hostile text wherever a user's data can come through."""
    both = st.builds(Bilingual, TEXTS, TEXTS)
    source = st.builds(Source, TEXTS, TEXTS, st.just("C12"))
    evidence = st.builds(
        Evidence,
        st.builds(Labelled, TEXTS, both),
        st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-9, 9)),
        st.tuples(source),
    )
    hostile = {
        "unit": UnitRef(draw(st.none() | ENCODABLE), draw(TEXTS)),
        "subject": make_subject("officer", draw(ENCODABLE), draw(TEXTS), draw(st.none() | TEXTS)),
        "message": draw(both),
        "remedy": draw(both),
        "missing": draw(st.tuples(st.builds(Labelled, TEXTS, both))),
        "evidence": draw(st.tuples(evidence)),
        "text": draw(st.none() | TEXTS),
    }
    base = result()
    return replace(
        base,
        regulation=replace(
            base.regulation, title=draw(both), number=draw(st.none() | TEXTS), notices=draw(st.tuples(both))
        ),
        settings={draw(TEXTS): draw(TEXTS)},
        inputs=(InputFile(draw(TEXTS), "0" * 64, 1, 1, 0, 0),),
        rejects=(Reject(draw(TEXTS), draw(st.none() | TEXTS), draw(st.none() | st.just(3)), "r", draw(both)),),
        findings=(finding(**hostile), undetermined(**hostile)),
    )


def written(audited, name, language):
    """Return the bytes of a result in a format."""
    stream = BytesIO()
    outputs_of("audit")[name].render(audited, stream, language=language)
    return stream.getvalue()

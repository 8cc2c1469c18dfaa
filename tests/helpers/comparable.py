"""A result as bytes that two audits of the same data share, however they were run."""

from dataclasses import replace
from io import BytesIO

from kstt_rules.outputs.exchange import json as json_output


def as_json(result):
    """Return the result as JSON, without how many subjects the engine judged, and how the data came to be so."""
    stream, engine = BytesIO(), replace(result.engine, subjects=0)
    json_output.render(replace(result, engine=engine, corrections=()), stream, language="vi")
    return stream.getvalue()

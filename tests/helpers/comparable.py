"""A result as bytes that two audits of the same data share, however they were run."""

from dataclasses import replace
from io import BytesIO

from kstt_rules.outputs.exchange import json as json_output


def as_json(result):
    """Return the result as JSON, without how many subjects the engine judged and how the data came about: by the run."""
    stream = BytesIO()
    json_output.render(
        replace(result, engine=replace(result.engine, subjects=0), corrections=()), stream, language="vi"
    )
    return stream.getvalue()

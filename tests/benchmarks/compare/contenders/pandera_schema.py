"""pandera: the hand-written masks as columns of a schema, each of which must be false, validated lazily."""

import pandas as pd
import pandera.pandas as pa

from tests.benchmarks.compare.base import Findings, Work, found
from tests.benchmarks.compare.contenders import pandas_masks


def prepare(facts: pd.DataFrame) -> Work:
    """Build the schema."""
    frame = pandas_masks.typed(facts)
    names = masks(frame.head(1)).columns
    schema = pa.DataFrameSchema({name: pa.Column(bool, pa.Check.eq(False)) for name in names})
    return lambda: _judge(schema, frame)


def masks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the hand-written masks as columns."""
    columns = {}
    for rule, breach, unclear in pandas_masks.verdicts(frame):
        columns[f"breach {rule}"] = breach
        if unclear is not None:
            columns[f"undetermined {rule}"] = unclear
    return pd.DataFrame(columns)


def _judge(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Findings:
    try:
        schema.validate(masks(frame), lazy=True)
    except pa.errors.SchemaErrors as errors:
        failures = errors.failure_cases
        return found(zip(failures["column"].tolist(), failures["index"].tolist(), strict=True))
    return found(())

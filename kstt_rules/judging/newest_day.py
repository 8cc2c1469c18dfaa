"""The newest day of which a dossier tells."""

import datetime as dt

import pandas as pd

from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary


def newest_day(dossier: Dossier, vocabulary: Vocabulary, as_of: dt.date) -> dt.date | None:
    """Return the latest day, up to ``as_of``, on which something happened by the data; None where they tell of none.

    Days that are set ahead, such as due days, do not count.
    """
    days: list[pd.Timestamp] = []
    for entity, table in dossier.tables.items():
        fields = vocabulary.entity(entity).fields
        for name in map(str, table.frame):
            if fields[name].type == "date" and not (fields[name].derived or fields[name].ahead):
                column = table.frame[name]
                days.append(column[column <= pd.Timestamp(as_of)].max())
    return max((day.date() for day in days if not pd.isna(day)), default=None)

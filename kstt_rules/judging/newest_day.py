"""The newest day of which a dossier tells."""

import datetime as dt

import numpy as np

from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary


def newest_day(dossier: Dossier, vocabulary: Vocabulary, as_of: dt.date) -> dt.date | None:
    """Return the latest day, up to ``as_of``, on which something happened by the data; None where they tell of none.

    Days that are set ahead, such as due days, do not count.
    """
    last, days = np.datetime64(as_of), list[dt.date]()
    for entity, table in dossier.tables.items():
        fields = vocabulary.entity(entity).fields
        for name, column in table.columns.items():
            if fields[name].type == "date" and not (fields[name].derived or fields[name].ahead):
                past = column[column <= last]
                days += [past.max().astype("datetime64[D]").item()] if len(past) else []
    return max(days, default=None)

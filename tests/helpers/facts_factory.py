"""Tables, facts, rules and laws as the engine takes them, with no sheet, pack or register behind them."""

from datetime import date

import numpy as np
import pandas as pd

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.language import Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, SheetOrigin, Source, Table, UnreadRow
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Entity, EntityField, Label, Relation, Vocabulary
from kstt_rules.pack.message import Message
from kstt_rules.pack.model import Rule
from tests.helpers.frame_columns import columns_of

AS_OF = date(2022, 3, 31)
MOST = "limits.most"
WHOLLY = ("topic", "unit", "host", "size", "cost", "note", "theme")


def _visits():
    """An entity with a field of every type, one that may be left out, and relations of every kind."""
    label = Label(vi="x", en="x")
    types = {
        "unit": "unit",
        "host": "unit",
        "topic": "text",
        "size": "integer",
        "cost": "number",
        "held_on": "date",
        "ended_on": "date",
        "open": "boolean",
        "guests": "choices",
    }
    fields = {name: EntityField(type=kind, label=label) for name, kind in types.items()}
    fields["guests"] = fields["guests"].model_copy(update={"of": "recipient"})
    fields["note"] = EntityField(type="text", label=label, optional=True)
    fields["theme"] = EntityField(type="text", label=label, reads="topic")
    relations = {
        "alike": Relation(entity="visit", match=[{"topic": "topic"}], others=True),
        "exactly": Relation(entity="visit", match=[{"topic": "topic", "size": "size"}]),
        "wholly": Relation(entity="visit", match=[{name: name for name in WHOLLY}]),
        "either": Relation(entity="visit", match=[{"topic": "topic"}, {"size": "size"}]),
        "opened": Relation(entity="visit", match=[{"topic": "topic"}], where="open"),
        "by_tier": Relation(entity="unit", match=[{"tier": "unit.tier"}]),
        "of_unit": Relation(entity="visit", match=[{"unit": "unit"}]),
        "hosted_or_of_unit": Relation(entity="visit", match=[{"host": "unit"}, {"unit": "unit"}]),
    }
    relations = {name: item.model_copy(update={"blank_keys": "nothing"}) for name, item in relations.items()}
    asked = {"near": "alike", "same": "exactly", "open_ones": "opened", "of_tier": "by_tier", "mine": "of_unit"}
    relations |= {name: relations[other].model_copy(update={"blank_keys": "unknown"}) for name, other in asked.items()}
    relations["mine_too"] = Relation(entity="visit", match=[{"unit": "unit", "size": "size"}], others=True)
    return Entity(label=label, key=["unit", "topic", "held_on"], dated="held_on", fields=fields, relations=relations)


VOCABULARY = Vocabulary(base_vocabulary().choices, {**base_vocabulary().entities, "visit": _visits()})


def table(entity, size=None, /, *, absent=None, moved=None, unread=(), **columns):
    """Return a table of these columns, typed as the reader types them; the first row stands in row 2 of its sheet."""
    count = len(next(iter(columns.values()))) if size is None else size
    frame = pd.DataFrame({name: _typed(entity, name, values) for name, values in columns.items()}, index=range(count))
    sheet = SheetOrigin("f.xlsx", entity, {name: place for place, name in enumerate(columns)}, 0)
    return Table(
        entity,
        columns_of(frame),
        (sheet,),
        np.zeros(count, int),
        np.arange(2, count + 2),
        absent={name: np.array(marks) for name, marks in (absent or {}).items()},
        moved=moved or {},
        unread=tuple(unread),
    )


def unread(*units, rows=1, cell="A9", **values):
    """Return rows that were not read: the units that they may be about, and what could be read of them."""
    return UnreadRow(Source("f.xlsx", "s", cell), units, values, rows)


def _typed(entity, name, values):
    match VOCABULARY.entity(entity).fields[name].type:
        case "integer" | "number":
            return pd.Series(values, dtype="float64")
        case "date":
            return pd.Series(pd.to_datetime(values), dtype="datetime64[us]")
        case _:
            return pd.Series(values, dtype=object)


def facts(*tables, part=None):
    """Return the facts of these tables."""
    return Facts(Dossier({table.entity: table for table in tables}), VOCABULARY, part)


def setting(most=None):
    """Return a setting whose one parameter is ``limits.most``."""
    return Setting(AS_OF, {MOST: most}, lambda start, end: (end - start).days)


def law(*, changes=(), mosts=(None,), effective_from=None, as_of=AS_OF, addressees_until=None):
    """Return a law under which ``limits.most`` is one of these values, the next from each change on."""
    return Law(as_of, tuple(changes), tuple(map(setting, mosts)), effective_from, addressees_until)


def rule(name, subject, breach, *, applies=None, start=None, until=None, provision=None, dated=None):
    """Return a rule of these conditions, without words."""
    scope = Scope(VOCABULARY, subject, {MOST: NUMBER})
    text = Message(("",), ("",))
    return Rule(
        id=name,
        provision=provision or Provision(1),
        subject=subject,
        applies=None if applies is None else check(applies, scope),
        breach=check(breach, scope),
        severities={None: Severity.VIOLATION},
        reading=None,
        local=False,
        title=Bilingual("", ""),
        message=text,
        undetermined=None,
        remedy=text,
        note=None,
        start=start,
        until=until,
        applies_text=applies,
        breach_text=breach,
        parameters=frozenset(),
        file="",
        line=1,
        column=1,
        dated=dated,
        obliged=None,
    )

"""A small world of units, officers and documents, drawn and joined plainly, apart from the program's own tables."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kstt_rules.judging.facts import Facts
from kstt_rules.judging.submissions import submissions_of
from kstt_rules.language.evaluate_row import ABSENT, Related
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, ValueType
from kstt_rules.language.values import CodeTable, Setting
from kstt_rules.model.dossier import Dossier, SheetOrigin, Source, Table, UnreadRow
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import DOSSIER, Relation, Vocabulary
from tests.helpers.frame_columns import columns_of


def with_mates():
    """Return the base vocabulary with a relation more, by a key of which cells may be blank."""
    base = base_vocabulary()
    officer = base.entity("officer")
    mates = Relation(entity="officer", match=[{"role": "role", "email": "email"}], where="active", others=True)
    comrades = Relation(entity="officer", match=[{"unit": "unit", "birth_year": "birth_year"}])
    relations = {**officer.relations, "mates": mates, "comrades": comrades}
    return Vocabulary(base.choices, {**base.entities, "officer": officer.model_copy(update={"relations": relations})})


VOCABULARY = with_mates()
READINGS = ("strict", "slots", "cap")
PARAMETERS = {
    "limits.most": NUMBER,
    "limits.day": DATE,
    "limits.word": TEXT,
    "limits.switch": BOOLEAN,
    "classes.some": TEXTS,
    "lists.numbers": ValueType("list", "numbers"),
    "lists.days": ValueType("list", "dates"),
    "tables.number": ValueType("table", "number"),
    "tables.day": ValueType("table", "date"),
    "tables.text": ValueType("table", "text"),
    "readings.composition": ValueType("choice", "reading", READINGS),
}
ASKED = [
    ("officer", None),
    ("document", None),
    ("report", None),
    ("officer", "email"),
    ("officer", "concurrent"),
    ("document", "recipients"),
]
DAYS = [date(2022, 1, 1) + timedelta(days=n) for n in range(0, 12, 3)]
KINDS = ["so", "ubnd_huyen", "khac"]
ROLES = ["unit_leader", "office_leader", "specialist"]
RECIPIENTS = [("department",), ("department", "provincial_committee"), ("other",)]


# -- a plain model of rows, apart from the tables that the program itself reads


@dataclass
class World:
    """Rows by entity; a field left out of ``columns[entity]`` was not submitted.

    ``lost`` are the units, ``*`` for any, of what was not read and may be a dataset that was not submitted; ``lacking``
    the fields that a column which was not understood may hold.
    """

    rows: dict
    columns: dict
    doubtful: dict
    rejected: tuple
    lost: dict
    lacking: frozenset

    def facts(self):
        tables = {entity: self._table(entity) for entity in self.rows}
        unplaced = {
            entity: tuple(UnreadRow(Source("g.xlsx", "", ""), (unit,)) for unit in units)
            for entity, units in self.lost.items()
            if entity not in tables
        }
        dossier = Dossier(tables, unplaced=unplaced)
        submissions = submissions_of(dossier, VOCABULARY, ASKED, lacking=self.lacking)
        return Facts(dossier, VOCABULARY, submissions=submissions)

    def unread_units(self, entity):
        """Return the units of which rows were not read, those of which it is not known as None."""
        if entity not in self.rows:
            return self.lost.get(entity, ())
        return (*self.doubtful, *(None for _ in self.rejected)) if entity == "officer" else ()

    def _table(self, entity):
        fields = VOCABULARY.entity(entity).fields
        frame = pd.DataFrame(index=range(len(self.rows[entity])))
        for name in self.columns[entity]:
            values = [row[name] for row in self.rows[entity]]
            dtype = {"date": "datetime64[us]", "number": "float64", "integer": "float64"}.get(fields[name].type, object)
            frame[name] = pd.Series(pd.to_datetime(values) if "datetime" in str(dtype) else values, dtype=dtype)
        size = len(frame)
        sheet = SheetOrigin("f.xlsx", entity, {}, 0)
        unread = self._unread() if entity == "officer" else ()
        return Table(entity, columns_of(frame), (sheet,), np.zeros(size, int), np.arange(2, size + 2), unread=unread)

    def _unread(self):
        cell = Source("f.xlsx", "officer", "A99")
        of_units = (UnreadRow(cell, (unit,), rows=count) for unit, count in self.doubtful.items())
        return (*of_units, *(UnreadRow(cell, values=values) for values in self.rejected))


def near_misses(entity, path, world):
    """Tell whether a dataset on the way was not submitted."""
    steps = VOCABULARY.on_the_way(entity, path)
    return any(relation is not None and relation.entity not in world.rows for _, _, relation in steps)


class PlainRow:
    """A row of the plain model, joined by looping over everything."""

    def __init__(self, world, entity, index):
        self.world, self.entity, self.index = world, entity, index

    def value(self, name):
        if self.entity == DOSSIER:
            return DOSSIER
        if name not in self.world.columns[self.entity]:
            return None if VOCABULARY.entity(self.entity).fields[name].optional else ABSENT
        return self.world.rows[self.entity][self.index][name]

    def follow(self, name):
        value = self.value(name)
        if value is ABSENT or "unit" not in self.world.rows:
            return ABSENT
        for index, row in enumerate(self.world.rows["unit"]):
            if row["id"] == value:
                return PlainRow(self.world, "unit", index)
        return None

    def submitted(self, entity, name):
        """Tell whether a dataset or a column of it was submitted, by looking at all rows."""
        unread = self.world.unread_units(entity)
        is_open = f"{entity}.{name}" in self.world.lacking
        at_all = entity in self.world.rows and name in (None, *self.world.columns[entity])
        unit = None if self.entity == DOSSIER else self.value("id" if self.entity == "unit" else "unit")
        if unit is not None and at_all and any(row["unit"] == unit for row in self.world.rows[entity]):
            return TRUE
        if unit is None and at_all:
            return TRUE if self.entity == DOSSIER else UNKNOWN
        may_be = bool(unread) if unit is None else any(one in (unit, "*") for one in unread)
        return UNKNOWN if is_open or may_be else FALSE

    def related(self, path):
        """Return the rows that a path leads to, going on from each row that it leads over."""
        name, _, rest = path.partition(".")
        if not rest:
            return self._own(name)
        if name not in VOCABULARY.entity(self.entity).relations:
            leads = self.follow(name)
            if leads is None or leads is ABSENT:
                return None if self._misses(rest) else Related(doubtful=float("inf"))
            return leads.related(rest)
        near = self._own(name)
        if near is None:
            return None
        found, doubtful = {}, float("inf") if near.doubtful else 0
        for place, row in enumerate(near.rows):
            far = row.related(rest)
            if far is None:
                return None
            doubtful += far.doubtful
            for at, other in enumerate(far.rows):
                is_open = place in near.unsure or at in far.unsure
                known = found.setdefault((other.entity, other.index), [other, is_open])
                known[1] = known[1] and is_open
        unsure = (at for at, (_, is_open) in enumerate(found.values()) if is_open)
        missing = not near.rows and near_misses(VOCABULARY.relation(self.entity, name).entity, rest, self.world)
        return None if missing else Related(tuple(row for row, _ in found.values()), doubtful, frozenset(unsure))

    def _misses(self, rest):
        return near_misses("unit", rest, self.world)

    def _own(self, name):
        relation = VOCABULARY.entity(self.entity).relations[name]
        if relation.entity not in self.world.rows:
            return None
        found, unsure = [], set()
        for index in range(len(self.world.rows[relation.entity])):
            other = PlainRow(self.world, relation.entity, index)
            itself = relation.entity == self.entity and index == self.index
            taken = True if relation.where is None else other.value(relation.where)
            matches = any(self._same(other, alternative) for alternative in relation.match or [{}])
            if taken is not False and matches and not (relation.others and itself):
                unsure |= set() if taken else {len(found)}
                found.append(other)
        doubtful = sum(self._doubts(relation, alternative) for alternative in relation.match)
        if self.entity == DOSSIER and relation.entity == "officer":
            doubtful = sum(self.world.doubtful.values()) + len(self.world.rejected)
        return Related(tuple(found), doubtful, frozenset(unsure))

    def _doubts(self, relation, alternative):
        rejected = 0
        if relation.entity == "officer" and "unit" in alternative:
            rejected = self.world.doubtful.get(self.value(alternative["unit"]), 0)
        elif relation.entity == "officer":
            rows = [*self.world.rejected, *({} for count in self.world.doubtful.values() for _ in range(count))]
            rejected = sum(self._may_match(row, relation, alternative) for row in rows)
        others = [PlainRow(self.world, relation.entity, n) for n in range(len(self.world.rows[relation.entity]))]
        if any(self.value(ours) is ABSENT for ours in alternative.values()):
            return rejected + len(others)
        if relation.blank_keys == "unknown" and self._lacks_all_units(alternative):
            return rejected + len(others) + self._unasked(others, alternative)
        return (
            rejected
            + self._unasked(others, alternative)
            + sum(self._by_blanks(other, relation, alternative) for other in others)
        )

    def _unasked(self, others, alternative):
        return sum(any(other.value(theirs) is ABSENT for theirs in alternative) for other in others)

    def _lacks_all_units(self, alternative):
        """Tell whether a cell of the key is blank here, and no unit tells in which rows to look."""
        blank = {theirs for theirs, ours in alternative.items() if self.value(ours) is None}
        return bool(blank) and ("unit" not in alternative or "unit" in blank)

    def _by_blanks(self, other, relation, alternative):
        itself = relation.others and (other.entity, other.index) == (self.entity, self.index)
        taken = True if relation.where is None else other.value(relation.where)
        pairs = [(other.value(theirs), self.value(ours)) for theirs, ours in alternative.items()]
        if relation.blank_keys == "nothing" or itself or taken is False or any(ABSENT in pair for pair in pairs):
            return False
        if "unit" in alternative and other.value("unit") is None:
            return False  # an officer's unit is blank where it was written and not known
        return any(None in pair for pair in pairs) and all(None in pair or pair[0] == pair[1] for pair in pairs)

    def _may_match(self, row, relation, alternative):
        ours = {theirs: self.value(name) for theirs, name in alternative.items()}
        of_blank = relation.blank_keys == "unknown"
        return all(of_blank if value is None else row.get(theirs, value) == value for theirs, value in ours.items())

    def _same(self, other, alternative):
        pairs = [(other.value(theirs), self.value(ours)) for theirs, ours in alternative.items()]
        return all(a == b and a is not None and a is not ABSENT for a, b in pairs)


@st.composite
def worlds(draw):
    ids = ["u1", "u2", "u3"][: draw(st.integers(1, 3))]
    maybe = lambda values: st.one_of(st.none(), st.sampled_from(values))  # noqa: E731
    unit = st.fixed_dictionaries(
        {"kind": maybe(KINDS), "parent": maybe(ids), "name": st.just("x"), "tier": maybe(["tinh", "xa"])}
    )
    units = [{"id": unit_id, **draw(unit)} for unit_id in ids]
    officer = st.fixed_dictionaries(
        {
            "unit": maybe(ids),
            "unit_name": st.just("U"),
            "name": st.just("A"),
            "person": st.sampled_from(["a", "b"]),
            "role": maybe(ROLES),
            "email": maybe(["m", "M", "m\u00f4"]),
            "birth_year": maybe([1, 2, 3]),
            "concurrent": st.sampled_from([True, False, None]),
            "active": st.sampled_from([True, True, False, None]),
            "from_date": maybe(DAYS),
            "to_date": maybe(DAYS),
        }
    )
    document = st.fixed_dictionaries(
        {"unit": st.sampled_from(ids), "recipients": maybe(RECIPIENTS), "duty": st.just("5.3.b")}
    )
    rows = {
        "unit": units,
        "officer": draw(st.lists(officer, max_size=6)),
        "document": draw(st.lists(document, max_size=2)),
    }
    rows = {entity: rows[entity] for entity in rows if draw(st.integers(0, 11 if entity == "unit" else 5))}
    optional = {"email", "birth_year", "concurrent", "to_date", "kind", "parent", "recipients"}
    columns = {
        entity: [name for name in names if name not in optional or draw(st.integers(0, 5))]
        for entity, names in {
            "unit": ["id", "name", "kind", "parent", "tier"],
            "officer": [
                "unit",
                "unit_name",
                "name",
                "person",
                "role",
                "email",
                "birth_year",
                "concurrent",
                "active",
                "from_date",
                "to_date",
            ],
            "document": ["unit", "recipients", "duty"],
        }.items()
    }
    doubtful = draw(st.dictionaries(st.sampled_from(ids), st.integers(1, 2), max_size=1))
    rejected = draw(st.lists(st.sampled_from([{}, {"person": "a"}, {"person": "b"}, {"person": None}]), max_size=2))
    lost = draw(st.dictionaries(st.sampled_from(["officer", "document"]), st.sampled_from([(), ("u1",), ("*",)])))
    lacking = draw(st.sampled_from([frozenset(), frozenset({"officer.email", "document.recipients"})]))
    return World(rows, columns, doubtful, tuple(rejected), lost, lacking)


@st.composite
def settings_(draw):
    values = {
        "limits.most": draw(st.sampled_from([None, 0, 1, 2])),
        "limits.day": draw(st.sampled_from([None, *DAYS])),
        "limits.word": draw(st.sampled_from([None, "so", "m"])),
        "limits.switch": draw(st.sampled_from([None, True, False])),
        "classes.some": draw(st.sampled_from([None, (), ("so", "khac")])),
        "lists.numbers": draw(st.sampled_from([None, (), (1, 2.0)])),
        "lists.days": draw(st.sampled_from([None, (), (DAYS[0], DAYS[2])])),
        "tables.number": draw(st.sampled_from([None, CodeTable(), CodeTable(unit_leader=1, specialist=2.5)])),
        "tables.day": draw(st.sampled_from([None, CodeTable(unit_leader=DAYS[1])])),
        "tables.text": draw(st.sampled_from([None, CodeTable(unit_leader="m", specialist="M")])),
        "readings.composition": draw(st.sampled_from(READINGS)),
    }
    return Setting(draw(st.sampled_from(DAYS)), values, lambda a, b: np.busday_count(a, b).item())

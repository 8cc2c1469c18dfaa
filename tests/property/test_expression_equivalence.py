"""The interpreter, the masks and the rule engine give one truth for every condition on every row."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kstt_rules.engine.answers import answers
from kstt_rules.engine.compile import Conditions
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.verdict_codes import BREACH, COMPLIANT, NOT_APPLICABLE, UNDETERMINED
from kstt_rules.language import Scope, check
from kstt_rules.language.columns import Frame
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.evaluate_row import ABSENT, Related, Scene, truth
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Counting, Distinct
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, ValueType
from kstt_rules.language.values import CodeTable, Setting
from kstt_rules.model.dossier import Dossier, SheetOrigin, Source, Table, UnreadRow
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Relation, Vocabulary

EXAMPLES = min(3 * settings().max_examples, 20_000)


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
DAYS = [date(2022, 1, 1) + timedelta(days=n) for n in range(0, 12, 3)]
KINDS = ["so", "ubnd_huyen", "khac"]
ROLES = ["unit_leader", "office_leader", "specialist"]
RECIPIENTS = [("department",), ("department", "provincial_committee"), ("other",)]


# -- a plain model of rows, apart from the tables that the program itself reads


@dataclass
class World:
    """Rows by entity; a field left out of ``columns[entity]`` was not submitted."""

    rows: dict
    columns: dict
    doubtful: dict
    rejected: tuple

    def facts(self):
        return Facts(Dossier({entity: self._table(entity) for entity in self.rows}), VOCABULARY)

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
        return Table(entity, frame, (sheet,), np.zeros(size, int), np.arange(2, size + 2), unread=unread)

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
            matches = any(self._same(other, alternative) for alternative in relation.match)
            if taken is not False and matches and not (relation.others and itself):
                unsure |= set() if taken else {len(found)}
                found.append(other)
        doubtful = sum(self._doubts(relation, alternative) for alternative in relation.match)
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
    return World(rows, columns, doubtful, tuple(rejected))


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


# -- conditions as text

OPERATORS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
EQUALITY = st.sampled_from(["==", "!="])
DATE_LITERALS = st.sampled_from([f"date({day.year}, {day.month}, {day.day})" for day in DAYS] + ["as_of", "limits.day"])
NUMBERS = st.sampled_from(["0", "1", "2", "-1", "1.5", "limits.most"])


def comparison(left, operators, right):
    return st.tuples(left, operators, right).map(" ".join)


def takes_of(name, kind):
    """Return the kinds of a function's arguments, where it gives a kind of value; nothing where it does not."""
    function = FUNCTIONS[name]
    if function.gives is None:
        return [kind] * len(function.takes) if kind in function.takes[0] else []
    if function.of_blanks or callable(function.gives) or function.gives.kind != kind:
        return []
    return [next(iter(kinds)) for kinds in function.takes]


GIVING = {kind: [name for name in FUNCTIONS if takes_of(name, kind)] for kind in ("number", "date", "text", "boolean")}


@st.composite
def calls(draw, kind, prefix, depth):
    """Calls of every function of the table that gives a kind of value."""
    name = draw(st.sampled_from(GIVING[kind]))
    arguments = [draw(values_of(own, prefix, depth - 1)) for own in takes_of(name, kind)]
    if FUNCTIONS[name].last_written:
        arguments[-1] = draw(PATTERNS)
    if name == "date":
        arguments[0] += " + 0"  # a written day must be one of the calendar
    return f"{name}({', '.join(arguments)})"


@st.composite
def values_of(draw, kind, prefix, depth=2):
    """Numbers, days and texts of an officer, worked out by calls and arithmetic too."""
    if depth and draw(st.booleans()):
        if kind == "number" and draw(st.booleans()):
            sides = [draw(values_of(kind, prefix, depth - 1)) for _ in range(2)]
            return f"({draw(st.sampled_from('+-*/')).join(sides)})"
        return draw(calls(kind, prefix, depth))
    if depth and not draw(st.integers(0, 3)):
        table = {"number": "tables.number", "date": "tables.day", "text": "tables.text"}[kind]
        return f"lookup({table}, {prefix}role)"
    names = {"number": ["birth_year"], "date": ["from_date", "to_date"], "text": ["email"]}[kind]
    constants = {"number": NUMBERS, "date": DATE_LITERALS, "text": WORDS}[kind]
    return draw(st.one_of(st.sampled_from([f"{prefix}{name}" for name in names]), constants))


WORDS = st.sampled_from(["'m'", "'M\u00f4'", "limits.word"])
PATTERNS = st.sampled_from(["'m'", "'[^a-l]+'", "'(m|M)?.{1,2}'", "'(m+)+\u00f4*'"])


@st.composite
def value_atoms(draw, prefix):
    """Conditions on values that are worked out."""
    kind = draw(st.sampled_from([*GIVING]))
    if kind == "boolean":
        return draw(calls(kind, prefix, 2))
    operator = draw(EQUALITY if kind == "text" else OPERATORS)
    return f"{draw(values_of(kind, prefix))} {operator} {draw(values_of(kind, prefix))}"


def officer_atoms(prefix):
    """Conditions on an officer's own fields, bare inside a relation and dotted outside."""
    number = st.just(f"{prefix}birth_year")
    day = st.sampled_from([f"{prefix}from_date", f"{prefix}to_date"])
    return st.one_of(
        comparison(st.just(f"{prefix}role"), EQUALITY, st.sampled_from([f'"{role}"' for role in ROLES])),
        comparison(
            st.just(f"{prefix}role"), st.sampled_from(["in", "not in"]), st.just('("unit_leader", "specialist")')
        ),
        st.just(f"{prefix}concurrent"),
        comparison(number, OPERATORS, NUMBERS),
        comparison(NUMBERS, OPERATORS, number),
        st.just(f"1 < {prefix}birth_year <= 2"),
        st.just(f"{prefix}birth_year in (1, 3)"),
        st.just(f"{prefix}birth_year + 1 in lists.numbers"),
        st.just(f"{prefix}from_date in lists.days"),
        st.just(f"{prefix}role in tables.number"),
        comparison(day, OPERATORS, DATE_LITERALS),
        st.just(f"{prefix}from_date + 3 < {prefix}to_date"),
        value_atoms(prefix),
        st.just(f"{prefix}email == limits.word"),
        st.sampled_from(["email", "birth_year", "concurrent", "to_date", "role"]).map(
            lambda name: f"missing({prefix}{name})"
        ),
    )


def combined(atoms):
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + ") and (".join(parts) + ")"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + ") or (".join(parts) + ")"),
        ),
        max_leaves=4,
    )


def relation_atoms(relation, extra=()):
    inner = combined(st.one_of(officer_atoms(""), *map(st.just, extra)))
    condition = st.one_of(st.just(""), inner)
    chosen = st.one_of(st.just(""), inner.map(lambda text: f", {text}"))
    return st.one_of(
        st.sampled_from([*AGGREGATES]).flatmap(lambda name: aggregate_atoms(relation, name, condition, inner, chosen)),
        chosen.map(lambda text: f'{relation}.first(role{text}) != "specialist"'),
        st.just(f"missing({relation}.count())"),
    )


def aggregate_atoms(relation, name, condition, inner, chosen):
    """Return conditions on one aggregate of the table: of rows, of numbers, of dates where it takes them."""
    entry = AGGREGATES[name]
    if isinstance(entry, Counting):
        call = (inner if entry.needs_condition else condition).map(lambda text: f"{relation}.{name}({text})")
        return call if entry.gives == BOOLEAN else comparison(call, OPERATORS, NUMBERS)
    if isinstance(entry, Distinct):
        value = st.sampled_from(["birth_year", "from_date", "role", "person", "lower(email)", "birth_year * 2"])
        call = st.tuples(value, chosen).map(lambda parts: f"{relation}.{name}({''.join(parts)})")
        return st.one_of(comparison(call, OPERATORS, NUMBERS), call.map(lambda text: f"missing({text})"))
    call = chosen.map(lambda text: f"{relation}.{name}(birth_year{text})")
    atoms = [comparison(call, OPERATORS, NUMBERS), call.map(lambda text: f"missing({text})")]
    if "date" in entry.takes:
        days = chosen.map(lambda text: f"{relation}.{name}(from_date{text})")
        atoms.append(comparison(days, OPERATORS, DATE_LITERALS))
    return st.one_of(atoms)


CONSTANTS = st.sampled_from(
    [
        'readings.composition == "strict"',
        "limits.switch",
        "limits.most > 1",
        "limits.day < as_of",
        "missing(limits.word)",
    ]
)
UNIT_ATOMS = st.one_of(
    CONSTANTS,
    comparison(st.just("unit.kind"), EQUALITY, st.sampled_from(['"so"', '"khac"', "unit.parent.kind"])),
    st.sampled_from(
        ["unit.kind in classes.some", "unit.parent.kind == 'so'", "missing(unit.parent.kind)", "missing(unit.kind)"]
    ),
    st.sampled_from(["unit.parent != unit.id", "unit.parent.parent == unit.id", "unit.tier == unit.parent.tier"]),
    st.sampled_from(
        [
            'documents.any("department" in recipients)',
            "documents.count(duty == '5.3.b') > 0",
            "subunits.any(kind == 'so')",
        ]
    ),
    relation_atoms("unit.parent.officers", extra=("unit.kind == 'so'",)),
    relation_atoms("subunits.officers", extra=("from_date >= limits.day",)),
    relation_atoms("officers", extra=("unit.kind == 'so'", "from_date >= limits.day")),
)
OFFICER_ATOMS = st.one_of(
    CONSTANTS,
    officer_atoms("officer."),
    relation_atoms(
        "namesakes", extra=("unit != officer.unit", "from_date > officer.from_date", "role == officer.role")
    ),
    relation_atoms("unit.parent.roster", extra=("role == officer.role",)),
    relation_atoms("namesakes.unit.officers", extra=("from_date > officer.from_date",)),
    relation_atoms("mates.comrades"),
    relation_atoms("mates", extra=("from_date > officer.from_date",)),
    relation_atoms("comrades", extra=("role == officer.role",)),
    st.sampled_from(
        ["unit.kind == 'so'", "officer.unit.parent.kind in classes.some", "missing(unit.name)", "missing(officer.unit)"]
    ),
)


def verdict(applies, breach):
    if FALSE in (applies, breach) and applies != TRUE:
        return NOT_APPLICABLE
    if UNKNOWN in (applies, breach):
        return UNDETERMINED
    return BREACH if breach == TRUE else COMPLIANT


def agree(world, setting, subject, applies_text, breach_text):
    if subject not in world.rows:
        return
    scope = Scope(VOCABULARY, subject, PARAMETERS)
    applies, breach = check(applies_text, scope), check(breach_text, scope)
    size = len(world.rows[subject])
    frame = Frame(world.facts(), subject, setting)
    expected = []
    for index in range(size):
        scene = Scene(PlainRow(world, subject, index), setting)
        expected.append((truth(applies, scene), truth(breach, scene)))
    masks = list(zip(evaluate(applies, frame).tolist(), evaluate(breach, frame).tolist(), strict=True))
    assert masks == expected
    own = [Scene(frame.data.row(subject, index), setting) for index in range(size)]
    assert [(truth(applies, scene), truth(breach, scene)) for scene in own] == expected
    ((_, answer),) = answers({"R": Conditions(applies, breach)}, frame, np.arange(size))
    held = list(zip(answer.breach.tolist(), answer.undetermined.tolist(), strict=True))
    wanted = [(verdict(*pair) == BREACH, verdict(*pair) == UNDETERMINED) for pair in expected]
    assert held == wanted


@settings(max_examples=EXAMPLES)
@given(worlds(), settings_(), combined(UNIT_ATOMS), combined(UNIT_ATOMS))
def test_interpreter_masks_and_engine_agree_on_units(world, setting, applies, breach):
    """Any two conditions on units give the same verdict three ways, whatever is missing."""
    agree(world, setting, "unit", applies, breach)


@settings(max_examples=EXAMPLES)
@given(worlds(), settings_(), combined(OFFICER_ATOMS), combined(OFFICER_ATOMS))
def test_interpreter_masks_and_engine_agree_on_officers(world, setting, applies, breach):
    """Any two conditions on officers give the same verdict three ways, whatever is missing."""
    agree(world, setting, "officer", applies, breach)

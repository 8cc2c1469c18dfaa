"""A solution written as the case of a pack: small tables, and the verdicts that the audit itself comes to on them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge
from kstt_rules.judging.steps import AuditRun, new_run, with_dossier
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.vocabulary import FINDING, UNIT, UNIT_KIND, EntityField
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.case_tables import case_dossier, case_faults
from kstt_rules.pack.strata import asked, strata_of
from kstt_rules.proof.derived import Derivation, written
from kstt_rules.proof.names import word
from kstt_rules.proof.solve import Solution
from kstt_rules.proof.symbols import Number, Text, Truth
from kstt_rules.proof.world import Cell, Row

_FIRST_ROW: Final = 2
_FILE: Final = "witness"

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Witness:
    """A dossier by its small tables, the day and choices of its audit, and what rules say of their subjects in it.

    ``subject`` is the id of the subject that it was sought for. ``expect`` holds the verdicts of some rules on all of
    their subjects to which they apply, as the audit came to them.
    """

    as_of: date
    readings: Mapping[str, str]
    settings: Mapping[str, Any]
    data: Mapping[str, Rows]
    subject: str
    expect: Mapping[str, Mapping[str, Verdict]]


@dataclass(frozen=True)
class Audited:
    """A witness judged by the program: every rule, on every subject; and the row that it was sought for."""

    judgement: Judgement
    law: Law
    row: int

    def verdict(self, rule: Rule) -> Verdict:
        """Return the verdict of a rule on the subject."""
        return [*self.judgement.verdicts(rule).values()][self.row]


class Writer:
    """Writes a solution as tables."""

    def __init__(self, solution: Solution) -> None:
        self._question = solution.question
        self._world = solution.question.world
        self._model = solution.model
        self._vocabulary = self._world.vocabulary
        self._literals = self._world.codes.texts()
        self._words: dict[int, str] = {}

    def whole(self, formula: Any) -> Any:
        """Return the value of an unknown."""
        found = self._model.eval(formula, model_completion=True)
        if z3.is_bool(found):
            return z3.is_true(found)
        if z3.is_int_value(found):
            return found.as_long()
        return float(found.as_fraction())

    def text(self, code: int, entity: str, name: str, field: EntityField) -> str:
        """Return the text that a code stands for."""
        if code in self._literals:
            return self._literals[code]
        if code not in self._words:
            self._words[code] = word(entity, name, field, len(self._words))
        return self._words[code]

    def tables(self) -> dict[str, Rows]:
        """Return the rows of all datasets that were submitted."""
        sent = [entity for entity, is_sent in self._world.sent.items() if self.whole(is_sent) and entity != FINDING]
        return {entity: [*(self._units() if entity == UNIT else self._rows(entity))] for entity in sent}

    def place(self, row: Row) -> int:
        """Return the place of a row among those of its dataset that are written."""
        return sum(self._is_written(other) for other in self._world.rows(row.entity)[: row.place])

    def is_listed(self, row: Row) -> bool:
        """Say whether a row was submitted, and is not one that the program adds."""
        cell = self._world.cells.get((row.key, "listed"))
        return cell is None or self.whole(cell.absent) or self.whole(cell.value.true)

    def key_of(self, row: Row, names: list[str]) -> dict[str, Any]:
        """Return the fields of a key of a row; of a person the name."""
        fields = self._vocabulary.entity(row.entity).fields
        own = self._row(row)
        return {name: own[name] for name in names if name in own and not fields[name].derived}

    def _is_written(self, row: Row) -> bool:
        return self.whole(row.exists) and self.is_listed(row)

    def _rows(self, entity: str) -> Iterator[dict[str, Any]]:
        for row in self._world.rows(entity):
            if self._is_written(row):
                yield self._row(row)

    def _units(self) -> Iterator[dict[str, Any]]:
        of_code: dict[int, list[Row]] = defaultdict(list)
        for row in self._world.units.values():
            if self.whole(row.exists):
                of_code[self.whole(row.code)].append(row)
        fields = self._vocabulary.entity(UNIT).fields
        for number, (code, rows) in enumerate(sorted(of_code.items()), 1):
            own = {"id": self.text(code, UNIT, "id", fields["id"]), "name": f"Đơn vị {number}"}
            for row in rows:
                own |= self._cells(row)
            if (kind := own.get("kind")) is not None:
                own["name"] = f"{self._vocabulary.label(UNIT_KIND, kind).vi} {number}"
            yield own

    def _row(self, row: Row) -> dict[str, Any]:
        own = self._cells(row)
        for name, field in self._vocabulary.entity(row.entity).fields.items():
            if field.required and not field.derived and name not in own:
                own[name] = self._needed(row, name, field)
        return own

    def _cells(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in self._vocabulary.entity(row.entity).fields.items():
            cell = self._world.cells.get((row.key, name))
            if cell is None or field.derived or (row.entity == UNIT and name == "id") or self.whole(cell.absent):
                continue
            known = self.whole(cell.known)
            if known or not field.optional:
                found[name] = self._value(cell, row.entity, name, field) if known else None
        return found

    def _needed(self, row: Row, name: str, field: EntityField) -> Any:
        """Return a value for a field that every row has and that no condition asks for."""
        person = self._world.cells.get((row.key, "person")) if field.person else None
        if person is not None:
            return self.text(self.whole(person.value.code), row.entity, name, field)
        year = self._question.pack.regulation.year
        match field.type:
            case "period":
                return written(Derivation(self._world, self._question.pack))[0].id
            case "provision":
                return self._question.pack.provisions[0].provision.key
            case "choice":
                return next(iter(self._vocabulary.choices[str(field.of)]))
            case "date":
                return date(year, 1, 1)
            case "integer" | "number":
                return year
            case "text" | "unit":
                return word(row.entity, name, field, len(self._words) + (row.place or 0))
            case _:
                return None

    def _value(self, cell: Cell, entity: str, name: str, field: EntityField) -> Any:
        match cell.value:
            case Truth(true=true):
                return self.whole(true)
            case Number(low=low):
                number = self.whole(low)
                return date.fromordinal(number) if field.type == "date" else number
            case Text(code=code):
                return self.text(self.whole(code), entity, name, field)
            case choices:
                return [option for option, is_named in choices.named.items() if self.whole(is_named)]


def write(solution: Solution, subject: Row, rules: tuple[Rule, ...]) -> tuple[Witness, Audited] | None:
    """Return a solution as a witness with what the audit says of it; None where the audit does not take it."""
    question, writer = solution.question, Writer(solution)
    pack, data = question.pack, writer.tables()
    as_of = date.fromordinal(writer.whole(question.world.as_of))
    readings, settings = _choices(solution, writer)
    if [*case_faults(data, pack.vocabulary)]:
        return None
    stated = {**settings, **{f"readings.{name}": option for name, option in readings.items()}}
    try:
        run = with_dossier(new_run(pack, as_of=as_of, settings=stated), case_dossier(data, pack.vocabulary, file=_FILE))
        judgement = _judged(run, rules)
    except KsttError:
        return None
    place = _place_of(subject, writer, judgement.facts)
    if place is None:
        return None
    expect = {rule.id: _applying(judgement.verdicts(rule)) for rule in rules}
    shown = {rule: verdicts for rule, verdicts in expect.items() if verdicts}
    witness = Witness(as_of, readings, settings, data, judgement.facts.ids(subject.entity)[place], shown)
    return witness, Audited(judgement, run.law, place)


def _judged(run: AuditRun, rules: tuple[Rule, ...]) -> Judgement:
    """Judge some rules, and those whose findings they ask about."""
    wanted = {rule.id for rule in rules} | {other.id for rule in rules for other in asked(rule, run.pack.rules)}
    strata = [[rule for rule in stratum if rule.id in wanted] for stratum in strata_of(run.pack)]
    facts, readings = Facts(run.dossier, run.pack.vocabulary), run.choices.readings
    severities = {rule.id: rule.severity_in(readings) for rule in run.pack.rules}
    return judge([stratum for stratum in strata if stratum], facts, run.law, severities, verify=True)


def _applying(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    return {subject: verdict for subject, verdict in verdicts.items() if verdict is not Verdict.NOT_APPLICABLE}


def _choices(solution: Solution, writer: Writer) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the readings and parameters that are not the pack's own."""
    pack, texts = solution.question.pack, solution.question.world.codes.texts()
    readings, settings = dict[str, str](), dict[str, Any]()
    for key, unknown in solution.question.choices.items():
        name = key.removeprefix("readings.")
        match unknown:
            case Text(code=code):
                option = texts[writer.whole(code)]
                readings |= {} if option == pack.readings[name].default else {name: option}
            case Truth(true=true, false=false):
                settings |= _set(key, writer.whole(true), writer.whole(true) or writer.whole(false), pack)
            case Number(low=low, has_low=has):
                value = writer.whole(low)
                is_day = pack.parameters[key].type == "date"
                settings |= _set(key, date.fromordinal(max(1, value)) if is_day else value, writer.whole(has), pack)
    return readings, settings


def _set(key: str, value: Any, is_set: bool, pack: Pack) -> dict[str, Any]:  # noqa: FBT001 - a value and its flag
    return {key: value} if is_set and value != pack.parameters[key].values[-1].value else {}


def _place_of(subject: Row, writer: Writer, facts: Facts) -> int | None:
    """Return the place of the subject's row among those that the audit judges."""
    if subject.entity == UNIT:
        fields = facts.vocabulary.entity(UNIT).fields
        return facts.unit_row(writer.text(writer.whole(subject.code), UNIT, "id", fields["id"]))
    table = facts.tables[subject.entity]
    if writer.is_listed(subject):
        row = _FIRST_ROW + writer.place(subject)
        sheets = [table.sheets[origin].sheet for origin in table.origin]
        places = [at for at, sheet in enumerate(sheets) if sheet == subject.entity and table.row[at] == row]
        return places[0] if places else None
    keys = [name for name in facts.vocabulary.entity(subject.entity).key if name in table.columns]
    own = writer.key_of(subject, keys)
    cells = {name: table.cells(name) for name in own}
    places = [at for at in range(len(table)) if all(cells[name][at] == value for name, value in own.items())]
    return places[0] if places else None

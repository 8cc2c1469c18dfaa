"""The verdict of a rule on a subject as formulas: what ``judging`` does with its conditions, in force or not."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.settings import changes_of
from kstt_rules.language import Expr, follows_findings
from kstt_rules.language.values import Setting
from kstt_rules.model.findings import finding_place
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.vocabulary import FINDING, UNIT
from kstt_rules.pack import Pack, Parameter, Rule
from kstt_rules.pack.model import LAST_YEAR
from kstt_rules.pack.strata import asked
from kstt_rules.proof import derived, due
from kstt_rules.proof.derived import Derivation, plain_value
from kstt_rules.proof.evaluate import Scene, plain, truth
from kstt_rules.proof.functions import Functions
from kstt_rules.proof.symbols import NO, YES, Bool, Formula, Number, Text, Truth, both_of, implies, no, one_of
from kstt_rules.proof.world import Cell, Codes, NotEncodedError, Row, World

_FREE: Final = {"integer": z3.Int, "number": z3.Real, "boolean": z3.Bool, "date": z3.Int}
_WINDOW: Final = 181
_LAST_YEAR_END: Final = "last day of the last year"


@dataclass(frozen=True, slots=True)
class Judged:
    """Where a rule comes to each verdict on a subject, and where it is in force and applies."""

    verdicts: Mapping[Verdict, Bool]
    applies: Bool


class Question:
    """A world and the verdicts of rules in it.

    In a world that is ``made`` all is as a witness may have it; in another, all is possible that is not known to be
    impossible. What the user may choose is not known: the option of each reading, the value of a local parameter.
    """

    def __init__(self, pack: Pack, sizes: Mapping[str, int], *, made: bool) -> None:
        self.pack = pack
        self.made = made
        options = [option for reading in pack.readings.values() for option in reading.options]
        self.world = World(pack.vocabulary, sizes, options)
        self.functions = Functions(calendar=pack.calendar, window=_window(pack) if made else None)
        self.choices: dict[str, Any] = {}
        self.usual: list[Bool] = []
        self._judged: dict[tuple[str, str], Judged] = {}
        self._derived: set[tuple[str, str]] = set()
        for name, reading in pack.readings.items():
            self._choose_reading(name, reading.default, tuple(reading.options))
        for key, parameter in pack.parameters.items():
            if all(item.local for item in parameter.values) and parameter.type in _FREE:
                self._choose_value(key, parameter)

    def _choose_reading(self, name: str, default: str, options: tuple[str, ...]) -> None:
        code, codes = z3.Int(f"readings.{name}"), self.world.codes
        self.world.rules.append(one_of(code == codes.of(option) for option in options))
        self.usual.append(code == codes.of(default))
        self.choices[f"readings.{name}"] = Text(code, YES)

    def _choose_value(self, key: str, parameter: Parameter) -> None:
        value, own = _FREE[parameter.type](key), parameter.values[-1].value
        has = z3.Bool(f"{key} set")
        if parameter.type == "boolean":
            self.choices[key] = Truth(both_of([has, value]), both_of([has, no(value)]))
            self.usual += [has == (own is not None)] + ([] if own is None else [value == own])
        else:
            self.choices[key] = Number.of(value, has)
            self.usual += [has == (own is not None)] + ([] if own is None else [value == _number(own)])
            self.world.rules.append(both_of([value >= 0, value <= 10_000_000]))
        if any(item.value is not None for item in parameter.values):
            self.world.rules.append(has)

    @property
    def setting(self) -> Setting:
        """What the program's functions are given beside their arguments."""
        return Setting(date.min, {}, self.pack.calendar.working_days_between)

    def judged(self, rule: Rule, row: Row) -> Judged:
        """Return the verdicts of a rule on a row. Raises NotEncodedError for what formulas do not express."""
        key = (rule.id, row.key)
        if key not in self._judged:
            self._judged[key] = self._judge(rule, row)
        return self._judged[key]

    def _judge(self, rule: Rule, row: Row) -> Judged:
        if any(follows_findings(part) for part in (rule.applies, rule.breach) if part is not None):
            self._fill_findings(rule, row)
        in_force = self.in_force(rule, row)
        applies = Truth(in_force, NO) if rule.applies is None else self.where(rule, row, rule.applies)
        breach = self.where(rule, row, rule.breach)
        may_apply = both_of([in_force, applies.unknown])
        told = {
            Verdict.BREACH: both_of([applies.true, breach.true]),
            Verdict.COMPLIANT: both_of([applies.true, breach.false]),
            Verdict.UNDETERMINED: one_of(
                [both_of([applies.true, breach.unknown]), both_of([may_apply, no(breach.false)])]
            ),
        }
        told[Verdict.NOT_APPLICABLE] = both_of(no(item) for item in told.values())
        return Judged(told, applies.true)

    def where(self, rule: Rule, row: Row, condition: Expr) -> Truth:
        """Return the truth of a condition of a rule on a row, unknown where the rule is not in force."""
        found = []
        for there, parameters in self._stretches_at(rule, row):
            held = truth(condition, Scene(self.world, self.functions, parameters, row))
            found.append((both_of([there, held.true]), both_of([there, held.false])))
        return Truth(one_of(true for true, _ in found), one_of(false for _, false in found))

    def in_force(self, rule: Rule, row: Row) -> Bool:
        """Say where a rule is in force for a row."""
        return one_of(there for there, _ in self._stretches_at(rule, row))

    def _stretches_at(self, rule: Rule, row: Row) -> Iterator[tuple[Bool, Mapping[str, Any]]]:
        """Yield the parameters of each stretch of time, and where a row is of it and its unit exists."""
        day = self.day(rule, row)
        exists = self._unit_exists(row, day)
        for start, end, parameters in self._stretches(rule):
            bounds = [bound for bound in (_from(day, start), _to(day, end)) if bound is not None]
            yield both_of([*bounds, exists]), parameters

    def day(self, rule: Rule, row: Row) -> Formula:
        """Return the day by which a rule judges a row."""
        if rule.dated == LAST_YEAR:
            day, year = z3.Int(_LAST_YEAR_END), self.functions.year
            this_year, last = year(Number.of(self.world.as_of)).low, year(Number.of(day)).low
            next_day = year(Number.of(day + 1)).low
            self.world.rules.append(both_of([last == this_year - 1, next_day == this_year, day < self.world.as_of]))
            return day
        name = rule.dated or self.pack.vocabulary.entity(rule.subject).dated
        if name is None:
            return self.world.as_of
        cell = self.world.cell(row, name)
        return z3.If(cell.known, cell.value.low, self.world.as_of)

    def _stretches(self, rule: Rule) -> Iterator[tuple[date | None, date | None, Mapping[str, Any]]]:
        """Yield the stretches of time in which a rule is in force and no parameter changes, with the parameters."""
        regulation = self.pack.regulation
        first = max(filter(None, (rule.start, regulation.effective_from)), default=None)
        last = min(filter(None, (rule.until, regulation.addressees_until)), default=None)
        starts = [None, *changes_of(self.pack)]
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            low = max(filter(None, (start, first)), default=None)
            end = None if following is None else date.fromordinal(following.toordinal() - 1)
            high = min(filter(None, (end, last)), default=None)
            if low is not None and high is not None and low > high:
                continue
            dated = {key: item.at(start or date.min) for key, item in self.pack.parameters.items()}
            yield low, high, {key: item and item.value for key, item in dated.items()} | self.choices

    def _unit_exists(self, row: Row, day: Formula) -> Bool:
        world, owner = self.world, self.pack.vocabulary.owner_of(row.entity)
        if owner is None:
            return YES
        _, leads, unit = (NO, YES, row) if row.entity == UNIT else world.step(row, owner)
        begun, ended = (world.cell(unit, name) for name in ("valid_from", "valid_to"))
        alive = [implies(begun.known, begun.value.low <= day), implies(ended.known, ended.value.low >= day)]
        return implies(leads, both_of(alive))

    # -- findings of other rules

    def _fill_findings(self, rule: Rule, row: Row) -> None:
        """Lay out what the rules that a rule asks about may have found: in a world that is made what they do find."""
        self.world.rules.append(self.world.submitted(FINDING))
        places = self.world.fill(FINDING, [*self._possible_findings(rule, row)])
        self._derived |= {(place.key, name) for place in places for name in self.pack.vocabulary.entity(FINDING).fields}

    def _possible_findings(self, rule: Rule, row: Row) -> Iterator[tuple[Bool, dict[str, Cell]]]:
        codes, readings = self.world.codes, self.choices
        for other in asked(rule, self.pack.rules):
            for subject in self._subjects(other, row):
                label = f"{other.id} on {subject.key if subject is not None else 'any'}"
                is_breach, is_open = z3.Bool(f"{label} breach"), z3.Bool(f"{label} open")
                exists = YES if subject is None else subject.exists
                unit = Cell(NO, YES, Text(row.code, YES))
                if subject is not None:
                    told = self.judged(other, subject).verdicts
                    is_breach, is_open = told[Verdict.BREACH], told[Verdict.UNDETERMINED]
                    owner = self.pack.vocabulary.owner_of(other.subject)
                    unit = self.world.cell(subject, owner) if owner is not None else unit
                code = z3.If(is_breach, codes.of(Verdict.BREACH.value), codes.of(Verdict.UNDETERMINED.value))
                place = {name: _written(value, self.world) for name, value in finding_place(other.provision).items()}
                yield (
                    both_of([exists, one_of([is_breach, is_open])]),
                    {
                        **place,
                        "unit": unit,
                        "rule": _written(other.id, self.world),
                        "verdict": Cell(NO, YES, Text(code, YES)),
                        "severity": Cell(NO, YES, Text(_severity(other, readings, codes), YES)),
                    },
                )

    def _subjects(self, rule: Rule, row: Row) -> Iterator[Row | None]:
        """Yield whom a rule may have found something about; None for anybody, where no witness is sought."""
        if not self.made:
            yield None
        elif rule.subject == UNIT:
            yield row
        else:
            yield from (each for each in self.world.rows(rule.subject))

    # -- what holds of the world

    def given(self) -> list[Bool]:
        """Return all that holds of the world as far as its formulas go."""
        source = Derivation(self.world, self.pack)
        tables = [derived.ALWAYS, due.ALWAYS, *([derived.MADE, due.MADE] if self.made else [])]
        while fresh := [key for key in self.world.cells if key not in self._derived]:
            for key in fresh:
                self._derived.add(key)
                row, name = self._row_of(key[0]), key[1]
                rules = [table[row.entity, name] for table in tables if (row.entity, name) in table]
                if self.made and not rules and self.pack.vocabulary.entity(row.entity).fields[name].derived:
                    raise NotEncodedError(f"{row.entity}.{name}")
                if self.made:
                    rules.append(partial(plain_value, name=name))
                for rule in rules:
                    there = both_of([row.exists, self.world.column(row.entity, name)])
                    self.world.rules += [implies(there, held) for held in rule(source, row)]
        return [*self.world.rules, *self.functions.rules]

    def _row_of(self, key: str) -> Row:
        if key in self.world.units:
            return self.world.units[key]
        entity = key.partition("[")[0]
        return next(row for row in self.world.rows(entity) if row.key == key)


def _window(pack: Pack) -> list[date]:
    """Return the days between which a witness counts working days: half a year in the second of the regulation."""
    regulation = pack.regulation
    year = 1 + max(regulation.year, regulation.effective_from.year if regulation.effective_from is not None else 0)
    first = date(year, 1, 1).toordinal()
    return [date.fromordinal(first + number) for number in range(_WINDOW)]


def _written(value: Any, world: World) -> Cell:
    """Return the cell of a value that is known."""
    return Cell(NO, NO, Text(z3.IntVal(0), NO)) if value is None else Cell(NO, YES, plain(value, world))


def _severity(rule: Rule, choices: Mapping[str, Any], codes: Codes) -> Formula:
    """Return the code of the severity of a rule's breach, by the option of its reading."""
    found: Formula = z3.IntVal(codes.of(next(iter(rule.severities.values())).value))
    for option, severity in rule.severities.items():
        if option is not None:
            chosen = choices[f"readings.{rule.reading}"].code == codes.of(option)
            found = z3.If(chosen, codes.of(severity.value), found)
    return found


def _number(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value


def _from(day: Formula, start: date | None) -> Bool | None:
    return None if start is None else day >= start.toordinal()


def _to(day: Formula, end: date | None) -> Bool | None:
    return None if end is None else day <= end.toordinal()

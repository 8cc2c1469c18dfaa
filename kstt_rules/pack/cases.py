"""The cases that stand beside a pack's rules: small dossiers, and the verdicts that rules must come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import PackError, Problem
from kstt_rules.base.strict_yaml import Document, Location, read_yaml, validate
from kstt_rules.base.suggestion import unknown
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.findings import Verdict
from kstt_rules.pack.case_tables import case_dossier, case_faults
from kstt_rules.pack.files import CasePart, CasesFile
from kstt_rules.pack.folder import case_files, message_name
from kstt_rules.pack.model import Pack, ParameterValue
from kstt_rules.pack.parameters import value_fault


@dataclass(frozen=True)
class Case:
    """A small dossier and what the rules named in ``expect`` must say: rule id → subject id → verdict.

    ``settings`` holds parameters set for the case, by dotted key; ``previous`` an earlier roster, if any. ``file`` and
    ``line`` say where it stands.
    """

    name: str
    file: str
    line: int
    as_of: date
    readings: Mapping[str, str]
    settings: Mapping[str, ParameterValue]
    effective_from: date | None
    dossier: Dossier
    previous: Dossier | None
    expect: Mapping[str, Mapping[str, Verdict]]


def load_cases(pack: Pack) -> tuple[Case, ...]:
    """Read all cases of a pack, in the order of their files; raises PackError with every problem."""
    problems: list[Problem] = []
    cases: list[Case] = []
    for path in case_files(pack.folder):
        try:
            cases += _file_cases(path, pack)
        except PackError as error:
            problems += error.problems
    if problems:
        raise PackError(problems)
    return tuple(cases)


def _file_cases(path: Path, pack: Pack) -> list[Case]:
    document = read_yaml(path, name=message_name(pack.folder, path))
    file = validate(CasesFile, document)
    problems = [document.problem(location, message) for location, message in _faults(file, pack)]
    if problems:
        raise PackError(problems)
    return [_case(part, document, index, pack) for index, part in enumerate(file.cases)]


def _case(part: CasePart, document: Document, index: int, pack: Pack) -> Case:
    return Case(
        name=part.name,
        file=document.name,
        line=document.position(("cases", index))[0],
        as_of=part.as_of,
        readings=part.readings,
        settings={key: tuple(value) if isinstance(value, list) else value for key, value in part.settings.items()},
        effective_from=part.effective_from,
        dossier=case_dossier(part.data, pack.vocabulary, file=document.name),
        previous=None if part.previous is None else case_dossier(part.previous, pack.vocabulary, file=document.name),
        expect={
            rule: {subject: Verdict(verdict) for subject, verdict in verdicts.items()}
            for rule, verdicts in part.expect.items()
        },
    )


def _faults(file: CasesFile, pack: Pack) -> Iterator[tuple[Location, Bilingual]]:
    seen: set[str] = set()
    for index, part in enumerate(file.cases):
        if part.name in seen:
            yield ("cases", index, "name"), both("there are two cases {name!r}").format(name=part.name)
        seen.add(part.name)
        for location, message in _name_faults(part, pack):
            yield ("cases", index, *location), message
        for key, tables in (("data", part.data), ("previous", part.previous or {})):
            for location, message in case_faults(tables, pack.vocabulary):
                yield ("cases", index, key, *location), message


def _name_faults(part: CasePart, pack: Pack) -> Iterator[tuple[Location, Bilingual]]:
    """Find readings, parameters and rules that the pack does not have."""
    for name, option in part.readings.items():
        reading = pack.readings.get(name)
        if reading is None:
            yield ("readings", name), unknown(both("reading"), name, pack.readings)
        elif option not in reading.options:
            yield ("readings", name), unknown(both("option"), option, reading.options)
    for key, value in part.settings.items():
        parameter = pack.parameters.get(key)
        if parameter is None:
            yield ("set", key), unknown(both("parameter"), key, pack.parameters)
        elif fault := value_fault(parameter.type, value):
            yield ("set", key), fault
    rules = {rule.id for rule in pack.rules}
    for rule in part.expect:
        if rule not in rules:
            yield ("expect", rule), unknown(both("rule"), rule, sorted(rules))

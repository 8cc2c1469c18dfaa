"""The cases that stand beside a pack's rules: small dossiers, and the verdicts that rules must come to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import PackError, Problem
from kstt_rules.base.strict_yaml import Document, Location, read_yaml, validate
from kstt_rules.base.suggestion import unknown
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack.case_tables import case_dossier, case_faults
from kstt_rules.pack.files import CasePart, CasesFile, SheetPart
from kstt_rules.pack.folder import case_files, message_name
from kstt_rules.pack.model import Pack, ParameterValue
from kstt_rules.pack.parameter_values import value_fault


@dataclass(frozen=True)
class CaseSheet:
    """A table as an office would send it: its cells by row, or the path of a file.

    ``places`` are the line and column of each cell in the file of the case.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    places: Sequence[Sequence[tuple[int, int]]]
    path: Path | None = None


@dataclass(frozen=True)
class Case:
    """A small dossier and what the rules named in ``expect`` must say: rule id → subject id → verdict.

    ``names_day`` says whether the case itself names ``as_of``. ``settings`` holds parameters set for the case, by
    dotted key; ``previous`` an earlier roster, if any. ``sheets`` are read by intake besides the ``dossier``; it must
    refuse ``rejects`` things in them. ``file`` and ``line`` say where the case stands.
    """

    name: str
    file: str
    line: int
    as_of: date
    names_day: bool
    readings: Mapping[str, str]
    settings: Mapping[str, ParameterValue]
    effective_from: date | None
    dossier: Dossier
    previous: Dossier | None
    expect: Mapping[str, Mapping[str, Verdict]]
    sheets: Sequence[CaseSheet] = ()
    rejects: int = 0


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
        names_day="as_of" in part.model_fields_set,
        readings=part.readings,
        settings={key: tuple(value) if isinstance(value, list) else value for key, value in part.settings.items()},
        effective_from=part.effective_from,
        dossier=case_dossier(part.data, pack.vocabulary, file=document.name),
        previous=None if part.previous is None else case_dossier(part.previous, pack.vocabulary, file=document.name),
        expect={
            rule: {subject: Verdict(verdict) for subject, verdict in verdicts.items()}
            for rule, verdicts in part.expect.items()
        },
        sheets=tuple(_sheet(sheet, document, (index, "sheets", at), pack) for at, sheet in enumerate(part.sheets)),
        rejects=part.rejects,
    )


def _sheet(part: SheetPart, document: Document, location: Location, pack: Pack) -> CaseSheet:
    here = ("cases", *location, "rows")
    places = tuple(
        tuple(document.position((*here, row, column)) for column in range(len(cells)))
        for row, cells in enumerate(part.rows)
    )
    return CaseSheet(
        _tab(part, location[-1]), part.rows, places, None if part.file is None else _beside(part.file, pack)
    )


def _tab(part: SheetPart, at: int) -> str:
    return part.sheet or f"Sheet{at + 1}"


def _beside(name: str, pack: Pack) -> Path:
    return pack.folder / "cases" / name


def _faults(file: CasesFile, pack: Pack) -> Iterator[tuple[Location, Bilingual]]:
    seen: set[str] = set()
    for index, part in enumerate(file.cases):
        if part.name in seen:
            yield ("cases", index, "name"), both("there are two cases {name!r}").format(name=part.name)
        seen.add(part.name)
        for location, message in (*_name_faults(part, pack), *_sheet_faults(part, pack)):
            yield ("cases", index, *location), message
        for key, tables in (("data", part.data), ("previous", part.previous or {})):
            for location, message in case_faults(tables, pack.vocabulary):
                yield ("cases", index, key, *location), message


def _sheet_faults(part: CasePart, pack: Pack) -> Iterator[tuple[Location, Bilingual]]:
    """Find sheets without content, and files that are not there."""
    if not part.data and not part.sheets:
        yield (), both("a case needs `data` or `sheets`")
    if part.rejects and not part.sheets:
        yield ("rejects",), both("only of `sheets` anything is refused")
    tabs = [_tab(sheet, index) for index, sheet in enumerate(part.sheets)]
    for index, sheet in enumerate(part.sheets):
        if tabs[index] in tabs[:index]:
            yield ("sheets", index), both("there are two sheets {name!r}").format(name=tabs[index])
        if bool(sheet.rows) == (sheet.file is not None):
            yield ("sheets", index), both("a sheet has either `rows` or a `file`")
        elif sheet.file is not None and Path(sheet.file).name != sheet.file:
            yield ("sheets", index, "file"), both("name a file that lies beside this one")
        elif sheet.file is not None and not _beside(sheet.file, pack).is_file():
            yield ("sheets", index, "file"), both("there is no file {name!r} beside this one").format(name=sheet.file)


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

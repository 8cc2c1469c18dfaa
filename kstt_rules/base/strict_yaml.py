"""YAML as rule files may use it: 1.2 core scalars, no aliases, no key twice, bounded, every value placed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import PackError, Problem, reason
from kstt_rules.base.suggestion import hint
from kstt_rules.base.yaml_faults import shape_fault, syntax_fault

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_INTEGER = 2**53

_TOO_DEEP = both("nested deeper than {most} levels").format(most=MAX_DEPTH)
_TOO_BIG = both("the file is larger than {most:,} bytes").format(most=MAX_BYTES)
_ANCHOR = both("anchors and tags are not allowed")
_TWICE = both("the key {key!r} stands twice, first at {line}:{column}")
_TOO_LARGE = both("a number lies between -{most:,} and {most:,}").format(most=MAX_INTEGER)
_UNKNOWN_KEY = both("unknown key{hint}")

Location = tuple[Any, ...]
Model = TypeVar("Model", bound=BaseModel)

# Where libyaml is built in, its parser is some ten times faster and speaks the same events.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_WRITTEN = {
    '"': re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\S", re.DOTALL),
    "'": re.compile(r"''|\S"),
}
_WRITTEN_PLAIN = re.compile(r"\S")
_ESCAPED_SPACE = re.compile(r"\\[ \t\n\r_NLPentvr]")


@dataclass(frozen=True)
class Document:
    """Plain data (dict, list, str, int, float, bool, date, None) and where each value is written.

    ``places`` holds 1-based lines and columns by path of mapping keys and list indexes; the place of a
    mapping's value is its key's. ``spans`` says from where to where of ``text`` each scalar is written.
    """

    name: str
    data: Any
    places: dict[Location, tuple[int, int]] = field(repr=False)
    text: str = field(repr=False)
    spans: dict[Location, tuple[int, int]] = field(repr=False)

    def position(self, location: Location) -> tuple[int, int]:
        """Return the place of a value, or of the nearest enclosing one that stands in the file."""
        while location and location not in self.places:
            location = location[:-1]
        return self.places.get(location, (1, 1))

    def place(self, location: Location) -> tuple[str, int, int]:
        """Return the file, line and column of a value."""
        return self.name, *self.position(location)

    def problem(self, location: Location, message: Bilingual) -> Problem:
        """Describe a fault at a value of this document."""
        return Problem(*self.place(location), message)

    def problem_within(self, location: Location, offset: int, message: Bilingual) -> Problem:
        """Describe a fault at a 0-based offset within the text that is the value at ``location``."""
        start, end = self.spans[location]
        index = start + _written_offset(self.text[start:end], self.value(location), offset)
        return _problem_at(self.name, self.text, index, message)

    def value(self, location: Location) -> Any:
        """Return the value at a path; KeyError or IndexError when there is none."""
        value = self.data
        for part in location:
            value = value[part]
        return value


def _problem_at(name: str, text: str, index: int, message: Bilingual) -> Problem:
    lines = _LINE_BREAK.split(text[:index])
    return Problem(name, len(lines), len(lines[-1]) + 1, message)


def _written_offset(written: str, value: str, offset: int) -> int:
    """Find where in the YAML source of a scalar the character at an offset of its value is written.

    Folding, indentation and line ends change only white space, so the other characters are counted.
    """
    before = sum(not character.isspace() for character in value[:offset])
    begin = 1 if written[0] in "\"'" else len(_block_header(written))
    for found in _WRITTEN.get(written[0], _WRITTEN_PLAIN).finditer(written, begin):
        if _ESCAPED_SPACE.fullmatch(found[0]):
            continue
        if before == 0:
            return found.start()
        before -= 1
    return len(written.rstrip())


def _block_header(written: str) -> str:
    return _LINE_BREAK.split(written)[0] if written[0] in "|>" else ""


def read_yaml(path: Path, *, name: str) -> Document:
    """Read and parse one file; ``name`` is how messages call it.

    Raises PackError as ``parse_yaml`` does, and for a file that is too large, unreadable or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PackError([Problem(name, 1, 1, _TOO_BIG)])
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError([Problem(name, 1, 1, both("the file is not UTF-8 text"))]) from error
    except OSError as error:
        raise PackError([Problem(name, 1, 1, both("cannot be read: {reason}").format(reason=reason(error)))]) from error
    return parse_yaml(text, name=name)


def parse_yaml(text: str, *, name: str) -> Document:
    """Parse YAML text into NFC data. Raises PackError with all faults of content, or the first of syntax."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    if found := _FORBIDDEN.search(text):
        raise PackError([_problem_at(name, text, found.start(), both("this character is not allowed in YAML"))])
    composer = _Composer(name)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        sign = text[mark.index : mark.index + 1] if mark else ""
        composer.problems.append(Problem(name, line, column, _syntax_fault(str(error.problem), sign)))
    except _TooFar:
        pass
    if composer.problems:
        raise PackError(composer.problems)
    return Document(name, composer.root, composer.places, text, composer.spans)


def _syntax_fault(problem: str, sign: str) -> Bilingual:
    # A newer libyaml reads ahead, and gives up at a thousand levels before it tells of the first.
    return _TOO_DEEP if "nesting depth" in problem else syntax_fault(problem, sign)


def validate(model: type[Model], document: Document, *, within: Location = (), context: Any = None) -> Model:
    """Check a document, or the value ``within`` it, against a pydantic model whose validators take the ``context``.

    Raises PackError with every fault and its place.
    """
    try:
        return model.model_validate(document.value(within), context=context)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise PackError([_describe(document, model, within, fault) for fault in faults]) from error


def _describe(document: Document, model: type[BaseModel], within: Location, fault: Any) -> Problem:
    location = (*within, *_real_parts(document.value(within), fault["loc"]))
    message = shape_fault(fault)
    if fault["type"] == "extra_forbidden":
        message = _UNKNOWN_KEY.format(hint=hint(str(location[-1]), _keys(model, location[len(within) :])))
    path = ".".join(map(str, location))
    return document.problem(location, joined(": ", [path, message]) if path else message)


def _real_parts(value: Any, location: Location) -> Iterator[Any]:
    """Leave out the parts of a fault's path that name a step of the check and no place of the data."""
    for place, part in enumerate(location, 1):
        inside = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if part in inside:
            value = value[part]
            yield part
        elif isinstance(value, dict) and place == len(location) and part != "[key]":
            yield part


def _keys(model: type[BaseModel], location: Location) -> list[str]:
    """List the keys that a model allows beside the last part of a path."""
    types: list[Any] = [model]
    for part in location[:-1]:
        types = [inner for outer in types for inner in _inner_types(outer, part)]
    return [
        info.alias or key
        for kind in types
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for key, info in kind.model_fields.items()
    ]


def _inner_types(outer: Any, part: Any) -> Iterator[Any]:
    if isinstance(outer, type) and issubclass(outer, BaseModel):
        fields = {info.alias or key: info for key, info in outer.model_fields.items()}
        if part in fields:
            yield from _alternatives(fields[part].annotation)
    elif get_origin(outer) in (list, dict):
        yield from _alternatives(get_args(outer)[-1])


def _alternatives(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (list, dict) or not get_args(annotation):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _alternatives(part)


class _TooFar(Exception):  # noqa: N818 - not an error of its own: the problem is already noted
    """What is written cannot be followed any further."""


class _Composer:
    """Builds plain data from parser events, keeping the place of every value."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.places: dict[Location, tuple[int, int]] = {}
        self.spans: dict[Location, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._documents = 0
        self._path: list[Any] = []
        self._open: list[dict[Any, Any] | list[Any]] = []
        self._pending: list[Any] = []

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._add(event, self._scalar(event))
            case yaml.MappingStartEvent():
                self._begin(event, {})
            case yaml.SequenceStartEvent():
                self._begin(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._pending.pop()
                if self._path:
                    self._path.pop()
            case yaml.AliasEvent():
                self._fault(event, both("aliases (*name) are not allowed"))
                self._add(event, event.anchor)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._fault(event, both("a file holds one document"))
            case _:
                pass

    def _begin(self, event: Any, container: dict[Any, Any] | list[Any]) -> None:
        if event.anchor or event.tag:
            self._fault(event, _ANCHOR)
        if len(self._open) >= MAX_DEPTH:
            self._fault(event, _TOO_DEEP)
            raise _TooFar
        self._add(event, container)
        self._open.append(container)
        self._pending.append(_NOTHING)

    def _add(self, event: Any, value: Any) -> None:
        if not self._open:
            self.root = value
            self.places[()] = _place(event)
            self._enter((), event, value)
            return
        container = self._open[-1]
        if isinstance(container, list):
            key: Any = len(container)
            self.places[(*self._path, key)] = _place(event)
            container.append(value)
        elif self._pending[-1] is _NOTHING:
            self._key(event, value)
            return
        else:
            key, self._pending[-1] = self._pending[-1], _NOTHING
            container[key] = value
        self._enter((key,), event, value)

    def _enter(self, step: Location, event: Any, value: Any) -> None:
        if isinstance(value, (dict, list)):
            self._path.extend(step)
        else:
            self.spans[(*self._path, *step)] = event.start_mark.index, event.end_mark.index

    def _key(self, event: Any, value: Any) -> None:
        if isinstance(value, (dict, list)) or value is None:
            self._fault(event, both("a key must be a text or a number"))
            raise _TooFar
        location = (*self._path, value)
        if value in self._open[-1]:
            line, column = self.places[location]
            self._fault(event, _TWICE.format(key=value, line=line, column=column))
        self._pending[-1] = value
        self.places.setdefault(location, _place(event))

    def _scalar(self, event: Any) -> Any:
        if event.anchor or event.tag:
            self._fault(event, _ANCHOR)
        text: str = event.value
        if event.implicit[0]:
            return self._plain(event, text)
        if event.style == '"':  # only here can escapes bring in what the file itself may not hold
            text = unicodedata.normalize("NFC", text)
            if _FORBIDDEN.search(text):
                self._fault(event, both("control characters are not allowed in a text"))
        return text

    def _plain(self, event: Any, text: str) -> Any:
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "+-.0123456789":
            return text
        if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
            return self._number(event, text)
        return self._date(event, text) if _DATE.fullmatch(text) else text

    def _number(self, event: Any, text: str) -> float | None:
        number = float(text)
        if abs(number) > MAX_INTEGER:
            self._fault(event, _TOO_LARGE)
            return None
        return int(text) if _INTEGER.fullmatch(text) else number

    def _date(self, event: Any, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._fault(event, both("{text} is not a day of the calendar").format(text=text))
            return None

    def _fault(self, event: Any, message: Bilingual) -> None:
        self.problems.append(Problem(self.name, *_place(event), message))


_NOTHING = object()


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1

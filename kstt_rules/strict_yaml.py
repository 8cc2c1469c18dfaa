"""YAML as rule files may use it: 1.2 core scalars, no aliases, no duplicate keys, bounded, every value with its place."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kstt_rules.errors import PackError, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 20

Location = tuple[Any, ...]
Model = TypeVar("Model", bound=BaseModel)

# Where libyaml is built in, its parser is some ten times faster and speaks the same events.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Document:
    """Plain data (dict, list, str, int, float, bool, date, None) and the 1-based line and column of each value.

    ``places`` is keyed by the path of mapping keys and list indexes; the place of a mapping's value is its key's.
    """

    name: str
    data: Any
    places: dict[Location, tuple[int, int]] = field(repr=False)

    def position(self, location: Location) -> tuple[int, int]:
        """Return the place of a value, or of the nearest enclosing one that stands in the file."""
        while location and location not in self.places:
            location = location[:-1]
        return self.places.get(location, (1, 1))

    def problem(self, location: Location, message: str) -> Problem:
        """Describe a fault at a value of this document."""
        return Problem(self.name, *self.position(location), message)


def read_yaml(path: Path, *, name: str) -> Document:
    """Read one file; ``name`` is how messages call it. Raises PackError when it is not the YAML described above."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PackError([Problem(name, 1, 1, f"the file is larger than {MAX_BYTES:,} bytes")])
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError([Problem(name, 1, 1, "the file is not UTF-8 text")]) from error
    except OSError as error:
        raise PackError([Problem(name, 1, 1, f"cannot be read: {error.strerror}")]) from error
    return parse_yaml(text, name=name)


def parse_yaml(text: str, *, name: str) -> Document:
    """Parse YAML text. Raises PackError with all faults of content, or the first fault of syntax."""
    composer = _Composer(name)
    try:
        for event in yaml.parse(unicodedata.normalize("NFC", text), Loader=_PARSER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise PackError([Problem(name, line, column, f"not valid YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise PackError([Problem(name, 1, 1, f"not valid YAML: {error}")]) from error
    if composer.problems:
        raise PackError(composer.problems)
    return Document(name, composer.root, composer.places)


def validate(model: type[Model], document: Document) -> Model:
    """Check a document against a pydantic model; raises PackError with every fault and its place."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise PackError([_describe(document, fault) for fault in error.errors(include_url=False)]) from error


def _describe(document: Document, fault: Any) -> Problem:
    location = tuple(fault["loc"])
    path = ".".join(str(part) for part in location if not str(part).startswith("function-"))
    message = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        message = "unknown key"
    elif fault["type"] == "missing":
        message = "this key is required"
    return document.problem(location, f"{path}: {message}" if path else message)


class _Composer:
    """Builds plain data from parser events, keeping the place of every value."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.places: dict[Location, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._documents = 0
        self._path: list[Any] = []
        self._open: list[dict[Any, Any] | list[Any]] = []
        self._pending: list[Any] = []

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._fault(event, "a file holds one document")
            case yaml.AliasEvent():
                self._fault(event, "aliases (*name) are not allowed")
                self._add(event, None)
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
            case _:
                pass

    def _begin(self, event: Any, container: dict[Any, Any] | list[Any]) -> None:
        if event.anchor or event.tag:
            self._fault(event, "anchors and tags are not allowed")
        if len(self._open) >= MAX_DEPTH:
            raise PackError([self._problem(event, f"nested deeper than {MAX_DEPTH} levels")])
        self._add(event, container, opens=True)
        self._open.append(container)
        self._pending.append(_NOTHING)

    def _add(self, event: Any, value: Any, *, opens: bool = False) -> None:
        if not self._open:
            self.root = value
            self.places[()] = _place(event)
            return
        container = self._open[-1]
        if isinstance(container, list):
            container.append(value)
            self._enter(len(container) - 1, event, opens=opens)
            return
        if self._pending[-1] is _NOTHING:
            self._key(event, value)
            return
        key = self._pending[-1]
        self._pending[-1] = _NOTHING
        container[key] = value
        if opens:
            self._path.append(key)

    def _key(self, event: Any, value: Any) -> None:
        container = self._open[-1]
        if isinstance(value, (dict, list)) or value is None:
            raise PackError([self._problem(event, "a key must be a text or a number")])
        if value in container:
            self._fault(event, f"the key {value!r} stands twice")
        self._pending[-1] = value
        self.places.setdefault((*self._path, value), _place(event))

    def _enter(self, key: Any, event: Any, *, opens: bool) -> None:
        self.places[(*self._path, key)] = _place(event)
        if opens:
            self._path.append(key)

    def _scalar(self, event: Any) -> Any:
        if event.anchor or event.tag:
            self._fault(event, "anchors and tags are not allowed")
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _DATE.fullmatch(text):
            return self._date(event, text)
        return text

    def _date(self, event: Any, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._fault(event, f"{text} is no day of the calendar")
            return None

    def _fault(self, event: Any, message: str) -> None:
        self.problems.append(self._problem(event, message))

    def _problem(self, event: Any, message: str) -> Problem:
        return Problem(self.name, *_place(event), message)


_NOTHING = object()


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1

"""The letterhead of a workspace: the YAML that ``kstt letters --letterhead`` reads, shown and filled in as a form."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import clean
from kstt_rules.base.write_yaml import yaml_text
from kstt_rules.letters.letterhead import read_letterhead
from kstt_rules.model.letter import Letterhead
from kstt_rules.outputs.target import atomic_file
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import day_of, text_of
from kstt_rules.web.texts import letters as words

NAME: Final = "letterhead.yaml"


def letterhead_path(desk: Desk) -> Path:
    """Return where the letterhead lies, if there is one."""
    return desk.workspace.folder / "letterhead" / NAME


def letterhead_of(desk: Desk) -> Letterhead:
    """Return the letterhead; one without anything where none is kept."""
    path = letterhead_path(desk)
    return read_letterhead(path) if path.exists() else Letterhead()


def shown(letterhead: Letterhead) -> dict[str, str]:
    """Return what stands in each field of the form."""
    return {name: _text(_value(letterhead, name)) for name in words.FIELDS}


def keep(desk: Desk, content: str) -> None:
    """Keep a letterhead; raises InputError, and keeps the one before, where it is not allowed."""
    path = letterhead_path(desk)
    with desk.tried(path):
        with atomic_file(path) as stream:
            stream.write(content.encode())
        read_letterhead(path)


def filled_in(form: Mapping[str, object]) -> str:
    """Return the file that a form makes. Raises UsageError for a number or a day that is none."""
    document: dict[str, Any] = {}
    for name, (kind, _) in words.FIELDS.items():
        value = _typed(form, name, kind)
        if value not in (None, "", []):
            group, _, own = name.rpartition(".")
            place = document.setdefault(group, {}) if group else document
            place[own] = value
    return yaml_text(document)


def _typed(form: Mapping[str, object], name: str, kind: str) -> Any:
    text = text_of(form, name)
    match kind:
        case "date":
            return day_of(form, name)
        case "number":
            if text and not (text.isascii() and text.isdecimal()):
                raise UsageError(words.NOT_A_NUMBER.format(field=words.FIELDS[name][1], text=text))
            return int(text) if text else None
        case "lines":
            return [clean(line) for line in text.splitlines() if clean(line)]
        case _:
            return clean(text)


def _value(letterhead: Letterhead, name: str) -> Any:
    value: Any = letterhead
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)

"""A filled-in form as what ``kstt_rules.audit`` is asked: paths, a day, choices."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData, UploadFile

from kstt_rules.base.bilingual import Language
from kstt_rules.base.errors import UsageError
from kstt_rules.judging.settings import read_settings
from kstt_rules.web import words
from kstt_rules.web.upload import save


@dataclass(frozen=True)
class AuditRequest:
    """What is to be audited, how, and in which format and language the result is wanted."""

    paths: list[Path]
    previous: list[Path]
    units: Path | None
    as_of: dt.date
    effective_from: dt.date | None
    pack: str
    settings: Mapping[str, str]
    format_name: str
    language: Language


def audit_request(form: FormData, folder: Path, *, packs: tuple[str, ...], formats: tuple[str, ...]) -> AuditRequest:
    """Save the files of a form into a folder and read its other fields. Raises UsageError for what is not allowed."""
    paths = save(_files(form, "files"), folder / "files")
    units = save(_files(form, "units"), folder / "units")
    previous = save(_files(form, "previous"), folder / "previous")
    as_of = _day(form, "as_of")
    if not paths:
        raise UsageError(words.NO_FILE)
    if as_of is None:
        raise UsageError(words.NO_DAY)
    return AuditRequest(
        paths,
        previous,
        units[0] if units else None,
        as_of,
        _day(form, "effective_from"),
        _one_of(_text(form, "pack") or packs[0], packs),
        read_settings(line for line in _text(form, "settings").splitlines() if line.strip()),
        _one_of(_text(form, "format") or formats[0], formats),
        language_of(form),
    )


def language_of(form: Mapping[str, object]) -> Language:
    """Return the language that a form or an address asks for; Vietnamese where it asks for none."""
    return "en" if form.get("lang") == "en" else "vi"


def _files(form: FormData, name: str) -> list[UploadFile]:
    return [part for part in form.getlist(name) if isinstance(part, UploadFile)]


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _day(form: FormData, name: str) -> dt.date | None:
    text = _text(form, name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(words.BAD_DAY.format(text=text)) from None


def _one_of(name: str, allowed: tuple[str, ...]) -> str:
    if name not in allowed:
        raise UsageError(words.NOT_ALLOWED.format(name=name, allowed=", ".join(allowed)))
    return name

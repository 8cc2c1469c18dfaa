"""A filled-in form as what ``kstt_rules.audit`` is asked: paths, a day, choices."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from starlette.datastructures import FormData

from kstt_rules.base.bilingual import Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.web.fields import audit_day_of, day_of, language_of, one_of, setting_lines, text_of
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.uploads import save, uploads_of


@dataclass(frozen=True)
class AuditRequest:
    """What is to be audited, how, and in which format and language the result is wanted."""

    paths: list[Path]
    previous: list[Path]
    units: Path | None
    as_of: dt.date
    effective_from: dt.date | None
    pack: str
    settings: tuple[str, ...]
    format_name: str
    language: Language
    engine_absent: Literal["stop", "masks"] = "stop"


def audit_request(form: FormData, folder: Path, *, packs: Sequence[str], formats: Sequence[str]) -> AuditRequest:
    """Save the files of a form into a folder and read its other fields. Raises UsageError for what is not allowed."""
    paths = save(uploads_of(form, "files"), folder / "files")
    units = save(uploads_of(form, "units"), folder / "units")
    previous = save(uploads_of(form, "previous"), folder / "previous")
    if not paths:
        raise UsageError(words.NO_FILE)
    return AuditRequest(
        paths,
        previous,
        units[0] if units else None,
        audit_day_of(form),
        day_of(form, "effective_from"),
        one_of(text_of(form, "pack"), packs),
        setting_lines(form),
        one_of(text_of(form, "format"), formats),
        language_of(form),
    )

"""A submitted file marked in place, by what its bytes are; runs in the process that opens foreign parts."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.annotated import xlsx
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet
from kstt_rules.outputs.annotated.marks import FileMarks

_ODS: Final = ".ods"


@dataclass(frozen=True, slots=True)
class Job:
    """A file, what is to be marked in it, and the day of the notes."""

    path: Path
    marks: FileMarks
    sheet: FindingsSheet
    day: date


def mark_in_place(job: Job) -> tuple[str, bytes] | None:
    """Return the suffix that a file has and its bytes with marks; None for a format that cannot be marked in place.

    Raises Unmarkable where the file is not built as the standard says.
    """
    stream = BytesIO()
    if xlsx.is_package(job.path):
        xlsx.annotate(job.path, stream, job.marks, job.sheet)
        return ".xlsm" if xlsx.holds_macros(job.path) else ".xlsx", stream.getvalue()
    if "content.xml" in xlsx.members(job.path):
        from kstt_rules.outputs.annotated import ods  # noqa: PLC0415 - loads lxml, seldom needed

        ods.annotate(job.path, stream, job.marks, job.sheet, day=job.day)
        return _ODS, stream.getvalue()
    return None

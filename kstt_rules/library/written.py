"""Writing a result from the library: the format by the name of the file, and never over what was read."""

import os
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

from kstt_rules.base.bilingual import Language
from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.library.given import PathGiven, path_given
from kstt_rules.library.inputs import check_output, files_of
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs import ANNOTATED, choose_format, write
from kstt_rules.outputs.annotated import annotate
from kstt_rules.outputs.annotated.targets import check_place, is_single
from kstt_rules.outputs.target import would_overwrite


def write_result(
    result: AuditResult,
    place: PathGiven,
    name: str | None,
    *,
    language: Language,
    submitted: Sequence[Path],
    others: Sequence[Path],
) -> None:
    """Write a result in the format of this name, or of the place's suffix; a folder is for the submitted files, marked.

    ``submitted`` are the files and folders that were audited, ``others`` what else was read; none is written over.
    """
    path = path_given(place)
    is_folder = path.is_dir() or not path.suffix or os.fspath(place).endswith(("/", os.sep))
    if name == ANNOTATED or (name is None and is_folder):
        _hand_back(result, path, language, submitted, others, is_folder=is_folder)
        return
    check_output(path, *submitted, *others)
    _check_content(result, path)
    write(result, choose_format(name, path), path, language=language)


def _check_content(result: AuditResult, path: Path) -> None:
    """Raise UsageError where a file that was audited stands, though nobody said where those files are."""
    if path.is_file():
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        if digest in {item.sha256 for item in result.inputs}:
            raise would_overwrite(path)


def _hand_back(
    result: AuditResult,
    path: Path,
    language: Language,
    submitted: Sequence[Path],
    others: Sequence[Path],
    *,
    is_folder: bool,
) -> None:
    if not submitted:
        raise UsageError(f"{path}: name the submitted files, which are to be marked: write(…, files=[…])")
    check_place(path, submitted, others=[*others, *files_of([*submitted, *others])], is_folder=is_folder)
    single = is_single(submitted) and not is_folder
    outcomes = annotate(result, submitted_files(submitted), path, language=language, single=single)
    left = [
        f"{outcome.label}: {outcome.remark[language]}"
        for outcome in outcomes
        if outcome.written is None and outcome.remark
    ]
    if left:
        raise InputError(f"{path}: the other files were written, but not {'; '.join(left)}")

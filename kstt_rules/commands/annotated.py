"""Handing the submitted files back with marks, and saying what became of each."""

from collections.abc import Sequence
from pathlib import Path

import click

from kstt_rules.base.bilingual import Language
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs.annotated import annotate
from kstt_rules.outputs.annotated.targets import is_single
from kstt_rules.outputs.visible import visible


def hand_back(
    result: AuditResult, given: Sequence[Path], place: Path, language: Language, *, is_folder: bool = False
) -> bool:
    """Write the files with marks, and tell of each that was copied or left out; say whether none was left out.

    They go to a folder where several were submitted, or where the place ``is_folder``.
    """
    outcomes = annotate(
        result, submitted_files(given), place, language=language, single=is_single(given) and not is_folder
    )
    unread = {reject.file for reject in result.unreadable}
    for outcome in outcomes:
        if outcome.remark is not None and outcome.label not in unread:
            click.echo(f"kstt: {visible(outcome.label)}: {visible(outcome.remark[language])}", err=True)
    return all(outcome.written is not None for outcome in outcomes)

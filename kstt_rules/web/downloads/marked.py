"""The submitted files with marks in their cells, and an index of them, in one .zip."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.outputs.annotated import annotate
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.fields import language_of
from kstt_rules.web.zipped import zip_folder


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write them; the index says which could not be marked, and why."""
    given = [*desk.workspace.sent("files"), *desk.workspace.sent("units")]
    place = desk.workspace.free_out()
    with TemporaryDirectory(dir=desk.workspace.temporary) as name:
        folder = Path(name, "marked")
        annotate(desk.session.result, submitted_files(given), folder, language=language_of(query), single=False)
        zip_folder(folder, place)
    return Download(place, f"danh-dau-{desk.state.as_of}.zip", "application/zip")

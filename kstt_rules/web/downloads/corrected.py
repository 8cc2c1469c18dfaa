"""The submitted workbooks with the corrected cells changed, in one .zip."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.zipped import zip_folder


def write(desk: Desk, query: Mapping[str, str]) -> Download:  # noqa: ARG001 - as all downloads
    """Write all files of the dossier as they stand now."""
    place = desk.workspace.free_out()
    with TemporaryDirectory(dir=desk.workspace.temporary) as name:
        desk.session.write_files(Path(name, "files"))
        zip_folder(Path(name, "files"), place)
    return Download(place, f"tep-da-sua-{desk.state.as_of}.zip", "application/zip")

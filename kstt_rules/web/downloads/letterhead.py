"""The letterhead of the workspace, to be kept for the next time."""

import shutil
from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.kept.letterhead import letterhead_path
from kstt_rules.web.texts import letters as words


def write(desk: Desk, query: Mapping[str, str]) -> Download:  # noqa: ARG001 - as all downloads
    """Copy the file. Raises UsageError where there is none."""
    path, place = letterhead_path(desk), desk.workspace.free_out()
    if not path.exists():
        raise UsageError(words.NO_LETTERHEAD)
    shutil.copyfile(path, place)
    return Download(place, "mau-cong-van.yaml", "application/yaml")

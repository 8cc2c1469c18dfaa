"""The due days of the workspace, to be kept for the next time."""

import shutil
from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.kept.due_days import due_days_path
from kstt_rules.web.texts import due_days as words


def write(desk: Desk, query: Mapping[str, str]) -> Download:  # noqa: ARG001 - as all downloads
    """Copy the file. Raises UsageError where there is none."""
    path, place = due_days_path(desk), desk.workspace.free_out()
    if not path.exists():
        raise UsageError(words.NONE_KEPT)
    shutil.copyfile(path, place)
    return Download(place, "han-gui.yaml", "application/yaml")

"""The waivers of the workspace, as ``kstt audit --waivers`` reads them."""

import shutil
from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.texts import waivers as words


def write(desk: Desk, query: Mapping[str, str]) -> Download:  # noqa: ARG001 - as all downloads
    """Copy the file. Raises UsageError where there is none."""
    path, place = desk.workspace.waivers, desk.workspace.free_out()
    if not path.exists():
        raise UsageError(words.NONE)
    shutil.copyfile(path, place)
    return Download(place, "mien-tru.yaml", "application/yaml")

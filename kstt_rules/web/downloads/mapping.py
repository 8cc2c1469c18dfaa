"""The mapping file of a workspace: what was corrected of how its files are understood."""

from collections.abc import Mapping
from shutil import copyfile

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.texts import understood as words


def write(desk: Desk, _query: Mapping[str, str]) -> Download:
    """Copy it. Raises UsageError where nothing was corrected."""
    if not desk.workspace.mapping.exists():
        raise UsageError(words.NO_MAPPING)
    path = desk.workspace.free_out()
    copyfile(desk.workspace.mapping, path)
    return Download(path, "kstt-mapping.yaml", "application/yaml")

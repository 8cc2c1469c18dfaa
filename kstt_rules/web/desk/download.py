"""A file that a desk wrote for its visitor."""

from pathlib import Path

from kstt_rules.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file in the folder ``out`` of the workspace, the name under which it is saved, and its type."""

    path: Path
    name: str
    media: str = "application/octet-stream"

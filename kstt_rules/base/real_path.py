"""Where a path leads."""

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Return the absolute path with all links followed; those that lead in a circle stay as they are."""
    return Path(os.path.realpath(path))

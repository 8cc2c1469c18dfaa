"""Files that are put back as they were where what changes them fails."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex


@contextmanager
def unchanged_if_raised(files: Iterable[Path], folder: Path) -> Iterator[None]:
    """Put files back as they were if anything is raised within, where each may only be removed, or replaced by another.

    Meanwhile each has a second name in ``folder``, so that even on a full disk there is room for it.
    """
    kept = {path: folder / token_hex(8) for path in dict.fromkeys(files)}
    try:
        for path, second in kept.items():
            if path.exists():
                second.hardlink_to(path)
        try:
            yield
        except BaseException:
            for path, second in kept.items():
                if second.exists():
                    second.replace(path)
                else:
                    path.unlink(missing_ok=True)
            raise
    finally:
        for second in kept.values():
            second.unlink(missing_ok=True)

"""What takes long to make and comes out the same each time, kept from one start to the next.

It lies beside the compiled modules, which Python keeps for the same reason, and is trusted as they are: whoever may
write there may change the program. Nothing is kept where they are not.
"""

import os
import pickle
import sys
from collections.abc import Callable, Mapping
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import mkstemp
from time import time_ns
from typing import Any, Final, TypeVar

Made = TypeVar("Made")

_Stamp = tuple[int, int, int, int]
_PACKAGE: Final = Path(__file__).parents[1]
_BEGAN: Final = time_ns()
_JUST_BEFORE: Final = 2_000_000_000
"""Nanoseconds in which a file may be changed twice and bear one time."""
_DIGEST: Final = blake2b().digest_size
_BESIDE: Final = sys.stdlib_module_names | {"__main__"}
"""What is of the version of Python, and the script that asks."""


def ready_made(name: str, key: str, make: Callable[[], Made]) -> Made:
    """Return what ``make`` gives, or what it gave an earlier start: of the same ``key`` and by the same program.

    ``key`` tells apart all that it is made of, such as a digest of the files. The program is the same where no module
    of it and no library that was loaded to make it has changed since, by the marks by which git sees that files have.
    """
    try:
        place = Path(cache_from_source(str(_PACKAGE / f"{name}.py"))).with_suffix(".made")
    except NotImplementedError:  # this Python compiles nothing
        return make()
    found = _kept(place, key)
    if found is not None:
        return pickle.loads(found)  # type: ignore[no-any-return]  # noqa: S301 - as trusted as the program
    made = make()
    _keep(place, key, made)
    return made


def _kept(place: Path, key: str) -> bytes | None:
    """Return what is kept for a key, unless the program or the file itself has changed."""
    try:
        whole = place.read_bytes()
        if blake2b(whole[_DIGEST:]).digest() != whole[:_DIGEST]:
            return None
        known, stamps, made = pickle.loads(whole[_DIGEST:])  # noqa: S301 - as above
        return made if known == (sys.version, key) and stamps == _stamps(stamps) else None
    except OSError:
        return None


def _keep(place: Path, key: str, made: Any) -> None:
    """Write whole or not at all, for others may read; what cannot be kept is made again next time."""
    if sys.dont_write_bytecode:
        return
    try:
        stamps = _stamps(_loaded())
        if any(max(times) > _BEGAN - _JUST_BEFORE for *times, _, _ in stamps.values()):
            return  # of what has changed since this process began, it may run what was there before
        whole = pickle.dumps(((sys.version, key), stamps, pickle.dumps(made)))
        place.parent.mkdir(exist_ok=True)
        handle, name = mkstemp(prefix=place.name, dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(whole).digest() + whole)
            Path(name).chmod(0o644)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return


def _loaded() -> dict[str, None]:
    """Return the files of the modules of this program that are loaded, its texts, and of each library the first one."""
    found = {str(path): None for path in (_PACKAGE / "locale").rglob("*.mo")}
    for name, module in tuple(sys.modules.items()):
        top, _, below = name.partition(".")
        file = getattr(module, "__file__", None)
        if file and top not in _BESIDE and (not below or top == _PACKAGE.name):
            found[file] = None
    return found


def _stamps(files: Mapping[str, Any]) -> dict[str, _Stamp]:
    """Return by what it shows that a file is another one: its times, size and number. Raises OSError for no file."""
    told = ((file, os.stat(file)) for file in files)  # noqa: PTH116 - of hundreds, quicker
    return {file: (it.st_mtime_ns, it.st_ctime_ns, it.st_size, it.st_ino) for file, it in told}

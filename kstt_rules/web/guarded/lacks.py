"""What the machine lacked when something failed: room on the disk, or memory."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.texts import common as words

_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_MEMORY: Final = frozenset({errno.ENOMEM, errno.EMFILE, errno.ENFILE})
"""Files that are open take memory too."""


@contextmanager
def lacks_told() -> Iterator[None]:
    """Raise Refused in place of an error that comes of a full disk or of a lack of memory."""
    try:
        yield
    except Exception as error:
        refused = lack_of(error)
        if refused:
            raise refused from error
        raise


def lack_of(error: BaseException | None) -> Refused | None:
    """Return how a lack is told, None where the error, and what it was raised from, has another cause."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _DISK:
            return Refused(words.DISK_FULL, 507)
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _MEMORY):
            return Refused(words.NO_MEMORY, 503, SOON)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None

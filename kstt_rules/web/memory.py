"""Memory of the server that is given back to the system, where its C library can do so."""

import ctypes
import gc
from typing import Final

from anyio.to_thread import current_default_thread_limiter

_ARENAS: Final = -8
"""How mallopt calls the number of heaps that threads share."""
_THREADS: Final = 8


def hold_together() -> None:
    """Let threads be few and share one heap: each heap keeps what it once held, in pieces that nobody else can use."""
    current_default_thread_limiter().total_tokens = _THREADS
    _call("mallopt", _ARENAS, 1)


def give_back() -> None:
    """Let go of what nobody needs, and of the room where it lay."""
    gc.collect()
    _call("malloc_trim", 0)


def _call(name: str, *given: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*given)

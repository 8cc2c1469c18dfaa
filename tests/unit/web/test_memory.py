"""The server gives memory back where the system's library can, and goes on where it cannot."""

import asyncio

import pytest
from anyio.to_thread import current_default_thread_limiter

from kstt_rules.web import memory


class Library:
    """A C library that notes what it is asked."""

    def __init__(self):
        self.asked = []

    def mallopt(self, *given):
        self.asked.append(("mallopt", *given))

    def malloc_trim(self, *given):
        self.asked.append(("malloc_trim", *given))


@pytest.mark.parametrize(
    ("library", "asked"), [(Library(), [("mallopt", -8, 1), ("malloc_trim", 0)]), (object(), None)]
)
def test_threads_are_few_and_heaps_are_trimmed(monkeypatch, library, asked):
    """Another library than that of GNU has no such functions: then nothing is done, and nothing fails."""
    monkeypatch.setattr("ctypes.CDLL", lambda _: library)

    async def threads():
        memory.hold_together()
        return current_default_thread_limiter().total_tokens

    assert asyncio.run(threads()) == 8
    memory.give_back()
    assert getattr(library, "asked", None) == asked

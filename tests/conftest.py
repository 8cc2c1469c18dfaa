"""Hypothesis profiles: ``ci`` by default, ``nightly`` and ``mutation`` by the variable HYPOTHESIS_PROFILE.

And what makes the whole run shorter: what is collected is no garbage, and what is imported is compiled once.
"""

import gc
import os
import sys
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each process that a test starts would compile the package anew

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("ci", max_examples=50, derandomize=True, database=None, **_COMMON)
settings.register_profile("nightly", max_examples=20_000, print_blob=True, **_COMMON)
settings.register_profile(
    "mutation", max_examples=20, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], **_COMMON
)
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(_PROFILE)


def pytest_make_parametrize_id(config: Any, val: object, argname: str) -> str | None:
    """Number the cases of a test while mutants are run: a command line cannot name some of the values."""
    return argname if _PROFILE == "mutation" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the laws, which take longest, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: "property" not in item.path.parts)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the tests, which live to the end, out of searches for garbage; search as seldom as the command does."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(100_000)


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_kept_of_changed_code() -> Generator[None]:
    """Keep no pack from one process to the next that was read while a test had something else in the code's place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kstt_rules.base.ready_made._keep", lambda *_: None)
        yield


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files without a process for each reading, which takes four times as long; the same bytes are read."""
    from reading_here import ReadHere  # noqa: PLC0415 - few tests read files

    monkeypatch.setattr("kstt_rules.intake.files.reader.subprocess", ReadHere)

"""Hypothesis profiles: ``ci`` by default, ``nightly`` and ``mutation`` by the variable HYPOTHESIS_PROFILE."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("ci", max_examples=100, derandomize=True, database=None, **_COMMON)
settings.register_profile("nightly", max_examples=20_000, print_blob=True, **_COMMON)
settings.register_profile(
    "mutation", max_examples=20, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], **_COMMON
)
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(_PROFILE)


def pytest_make_parametrize_id(config: Any, val: object, argname: str) -> str | None:
    """Number the cases of a test while mutants are run: a command line cannot name some of the values."""
    return argname if _PROFILE == "mutation" else None

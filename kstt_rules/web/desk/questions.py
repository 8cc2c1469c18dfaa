"""What a desk is asked, and where the answer is found: pages, deeds and downloads are modules, found by their names."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Final, Literal

Kind = Literal["views", "acts", "downloads", "texts"]


@cache
def names(kind: Kind) -> frozenset[str]:
    """Return the names of the modules of a kind, without loading any."""
    found = (files("kstt_rules.web") / kind).iterdir()
    return frozenset(path.name.removesuffix(".py") for path in found if path.name.endswith(".py")) - {"__init__"}


def module(kind: Kind, name: str) -> Any:
    """Load a module of a kind."""
    assert name in names(kind)
    return import_module(f"kstt_rules.web.{kind}.{name}")


UNOPENED: Final = frozenset({"files"})
"""Views that are answered also where the audit cannot be opened, so that what is at fault can be taken out there."""

Form = Mapping[str, str | list[str]]

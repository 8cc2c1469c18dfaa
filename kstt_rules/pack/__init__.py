"""Rule packs: one regulation each, read from YAML and checked as a whole."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kstt_rules.pack.folder import list_packs, packs_folder
from kstt_rules.pack.load import load_pack
from kstt_rules.pack.message import Lacking, Message, Template, parse_template
from kstt_rules.pack.model import (
    Calendar,
    DatedValue,
    Expectation,
    Pack,
    Parameter,
    ProvisionEntry,
    Reading,
    Regulation,
    Rule,
)

if TYPE_CHECKING:
    from kstt_rules.pack.cases import Case, load_cases

__all__ = [
    "Calendar",
    "Case",
    "DatedValue",
    "Expectation",
    "Lacking",
    "Message",
    "Pack",
    "Parameter",
    "ProvisionEntry",
    "Reading",
    "Regulation",
    "Rule",
    "Template",
    "list_packs",
    "load_cases",
    "load_pack",
    "packs_folder",
    "parse_template",
]


def __getattr__(name: str) -> Any:
    """Load on first use what reads cases, which an audit does not."""
    if name not in ("Case", "load_cases"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.cases"), name)

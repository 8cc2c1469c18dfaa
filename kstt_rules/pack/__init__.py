"""Rule packs: one regulation each, read from YAML and checked as a whole."""

from kstt_rules.pack.cases import Case, load_cases
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
from kstt_rules.pack.parameters import value_fault

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
    "value_fault",
]

"""Options that several commands share."""

import inspect

from repository import ROOT

import kstt_rules
from kstt_rules.commands.options import DEFAULT_PACK


def test_the_default_pack_is_the_audit_s():
    """The command line promises the pack that the audit itself takes."""
    assert inspect.signature(kstt_rules.audit).parameters["pack"].default == DEFAULT_PACK
    assert (ROOT / "rules" / DEFAULT_PACK / "pack.yaml").is_file()

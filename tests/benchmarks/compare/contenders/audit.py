"""Ours: the judging room, from a dossier's encoded columns to the verdict of every rule on every fact."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import judge, judge_by_masks
from kstt_rules.judging.verdict_codes import BREACH, UNDETERMINED, Codes
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.outcomes import Severity
from tests.benchmarks.compare.base import Findings, Work
from tests.benchmarks.compare.offices import ENTITY, FIELDS, vocabulary
from tests.benchmarks.compare.rules import AS_OF, rules, setting
from tests.helpers.frame_columns import columns_of

LAW = Law(AS_OF, (), (setting(),))


def screened(offices: pd.DataFrame) -> Work:
    """Masks on every fact; the engine on what they let through and on a sample of the rest."""
    return partial(_judge, prepared(offices), verify=False)


def verified(offices: pd.DataFrame) -> Work:
    """Masks and engine on every fact."""
    return partial(_judge, prepared(offices), verify=True)


def masks(offices: pd.DataFrame) -> Work:
    """Masks alone, which are no audit: what the engine would say is not asked."""
    facts = prepared(offices)
    return lambda: _findings(judge_by_masks(rules(), facts, LAW))


def prepared(offices: pd.DataFrame) -> Facts:
    """Lay the facts out as one sheet of a dossier, with its columns encoded."""
    sheet = SheetOrigin("offices.xlsx", ENTITY, {}, 0)
    origin, rows = np.zeros(len(offices), int), np.arange(len(offices))
    facts = Facts(Dossier({ENTITY: Table(ENTITY, columns_of(offices), (sheet,), origin, rows)}), vocabulary())
    for name in FIELDS:
        facts.column(ENTITY, name)
    return facts


def codes(facts: Facts, *, verify: bool = False) -> Mapping[str, Codes]:
    """Judge: the verdict codes of every rule."""
    own = rules()
    return judge([own], facts, LAW, {rule.id: Severity.VIOLATION for rule in own}, verify=verify).codes


def _judge(facts: Facts, *, verify: bool) -> Findings:
    return _findings(codes(facts, verify=verify))


def _findings(judged: Mapping[str, Codes]) -> Findings:
    breaches, undetermined = (
        frozenset((rule, row) for rule, own in judged.items() for row in np.flatnonzero(own == code).tolist())
        for code in (BREACH, UNDETERMINED)
    )
    return Findings(breaches, undetermined)

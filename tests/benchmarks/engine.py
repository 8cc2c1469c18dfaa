"""How many subjects a second the engine room judges: 100,000 units, 30 rules, about 2 % breaches.

Run ``python -m tests.benchmarks.engine``; prints the median, least and most of five rounds, with and without screen.
"""

import random
from datetime import date
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import judge
from kstt_rules.judging.verdict_codes import BREACH
from kstt_rules.language import Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import Message, Rule
from tests.helpers.frame_columns import columns_of

AS_OF = date(2022, 3, 31)
UNITS, OFFICERS_A_UNIT, ROUNDS, RULES = 100_000, 2, 5, 30
ROLES = ("unit_leader", "office_leader", "specialist")
CONDITIONS = (
    "officers.count() > limits.most",
    'officers.count(role == "unit_leader") > 1',
    'officers.any(role == "outside")',
    "officers.any(not concurrent)",
    "officers.none(active)",
    "missing(unit.parent)",
)


def facts() -> Facts:
    """Make units and officers of whom about 2 % are out of order."""
    rng = random.Random(7)
    ids = [f"u{number}" for number in range(UNITS)]
    kinds = [("so", "ubnd_huyen", "ubnd_xa")[number % 3] for number in range(UNITS)]
    units = {"id": ids, "name": ids, "kind": kinds, "tier": kinds, "parent": ids}
    crowded = {unit: rng.random() < 0.02 for unit in ids}
    officers = [
        {"unit": unit, "name": "A", "role": ROLES[place % 3], "concurrent": True, "active": True}
        for unit in ids
        for place in range(4 if crowded[unit] else OFFICERS_A_UNIT)
    ]
    tables = {"unit": pd.DataFrame(units, dtype=object), "officer": pd.DataFrame(officers, dtype=object)}
    return Facts(Dossier({entity: table(entity, frame) for entity, frame in tables.items()}), base_vocabulary())


def table(entity: str, frame: pd.DataFrame) -> Table:
    """Place every row on a sheet of its own name."""
    sheet = SheetOrigin("bench.xlsx", entity, {}, 0)
    return Table(entity, columns_of(frame), (sheet,), np.zeros(len(frame), int), np.arange(len(frame)))


def rules() -> list[Rule]:
    """Make thirty rules of the shapes that packs hold."""
    scope = Scope(base_vocabulary(), "unit", {"limits.most": NUMBER})
    text = Message(("",), ("",))
    return [
        Rule(
            id=f"R{number}",
            provision=Provision(5),
            subject="unit",
            applies=check('unit.kind in ("so", "ubnd_huyen")', scope),
            breach=check(CONDITIONS[number % len(CONDITIONS)], scope),
            severities={None: Severity.VIOLATION},
            reading=None,
            local=False,
            title=Bilingual("", ""),
            message=text,
            undetermined=None,
            remedy=text,
            note=None,
            start=None,
            until=None,
            applies_text=None,
            breach_text="",
            parameters=frozenset(),
            file="",
            line=1,
            column=1,
        )
        for number in range(RULES)
    ]


def rate(*, verify: bool) -> tuple[float, int]:
    """Judge all units once, from prepared tables to verdicts; return subjects a second and breaches."""
    data, own = facts(), rules()
    setting = Setting(AS_OF, {"limits.most": 3}, lambda _start, _end: 0)
    start = perf_counter()
    judgement = judge(
        [own], data, Law(AS_OF, (), (setting,)), {rule.id: Severity.VIOLATION for rule in own}, verify=verify
    )
    seconds = perf_counter() - start
    return UNITS / seconds, int((judgement.codes["R0"] == BREACH).sum())


def main() -> None:
    """Print the table."""
    print(f"{UNITS:,} units, {RULES} rules, {ROUNDS} rounds")
    for name, verify in (("screen and engine", False), ("engine on every subject", True)):
        rates, breaches = zip(*(rate(verify=verify) for _ in range(ROUNDS)), strict=True)
        spread = f"{min(rates):,.0f} to {max(rates):,.0f}"
        print(f"{name:24} median {median(rates):>9,.0f} subjects/s  ({spread}); R0: {breaches[0]:,} breaches")


if __name__ == "__main__":
    main()

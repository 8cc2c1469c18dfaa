"""What a rule is said to look at is held against the province, judged again with one field after another exchanged."""

import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kstt_rules import read_dossier
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.steps import concluder_of, judge_run, new_run, with_dossier
from kstt_rules.model.dossier import Dossier
from kstt_rules.open_audit.asked_fields import AskedFields
from kstt_rules.pack import load_pack
from kstt_rules.pack.digests import datasets_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "bac-giang-2022"
PACK = load_pack("bac-giang-2021")


@cache
def run():
    """The province, complete; columns judge it alone, for the rule engine would say the same."""
    begun = new_run(PACK, as_of=date(2022, 3, 31))
    return replace(with_dossier(begun, read_dossier([EXAMPLE], PACK.vocabulary)), by_columns=True)


def told(dossier):
    """Return what is told by each rule: its verdicts and its findings."""
    own = replace(run(), dossier=dossier)
    judgement = judge_run(own)
    found = {rule.id: [judgement.codes[rule.id].tobytes()] for rule in PACK.rules}
    for finding in concluder_of(own, judgement, {}).findings():
        found[finding.rule].append(finding)
    return found


@cache
def told_first():
    """Return what is told of the province as it is."""
    return told(run().dossier)


@cache
def fields():
    """Return the columns of the province, those of the register left out, in an order of chance."""
    tables = run().dossier.tables.items()
    found = [(entity, name) for entity, table in tables if entity != "unit" for name in table.columns]
    random.Random(8).shuffle(found)
    return found


def exchanged(table, name, draw):
    """Give a third of the rows the value that another row has in a field."""
    values = table.columns[name].copy()
    rows = np.array([row for row in range(len(table)) if draw.random() < 0.3], dtype=np.int64)
    values[rows] = values[draw.choices(range(len(table)), k=len(rows))]
    return table.with_columns(**{name: values})


@pytest.mark.parametrize(
    ("first", "last"), [(0, 6), pytest.param(6, None, marks=pytest.mark.nightly)], ids=["some", "all others"]
)
def test_what_a_rule_does_not_look_at_turns_nothing_that_it_tells(first, last):
    """Its verdicts, messages, evidence and cells stay as they are."""
    before, turned = told_first(), 0
    for entity, name in fields()[first:last]:
        tables = run().dossier.tables
        table = exchanged(tables[entity], name, random.Random(f"{entity}.{name}"))
        after = told(Dossier({**tables, entity: table}))
        for rule in PACK.rules:
            if before[rule.id] != after[rule.id]:
                turned += 1
                assert "finding" in datasets_of(rule) or AskedFields(rule, PACK.vocabulary).may_turn(entity, {name}), (
                    rule.id,
                    entity,
                    name,
                )
    assert turned, "some field must turn something, or nothing was tried"


def test_most_rules_look_at_few_fields_of_a_dataset():
    """Else nothing would be won by telling them apart."""
    asked = [AskedFields(rule, PACK.vocabulary) for rule in PACK.rules]
    turned = sum(item.may_turn(entity, {name}) for entity, name in fields() for item in asked)
    assert turned < 0.15 * len(fields()) * len(asked)


def test_columns_of_some_rows_are_those_of_a_table_of_these_rows():
    """However they were prepared: as their table holds them, as conditions and as messages take them."""
    whole, draw = run().dossier.tables, random.Random(2)
    rows = {name: np.array(sorted(draw.sample(range(len(table)), len(table) // 3))) for name, table in whole.items()}
    cut = Facts(run().dossier, PACK.vocabulary).cut(rows, None, {})
    taken = Facts(Dossier({name: table.take(rows[name]) for name, table in whole.items()}), PACK.vocabulary)
    for entity, table in whole.items():
        for name in map(str, table.frame):
            assert cut.values(entity, name).tolist() == taken.values(entity, name).tolist()
            ours, theirs = (facts.column(entity, name) for facts in (cut, taken))
            assert np.array_equal(ours.blank, theirs.blank)
            assert np.array_equal(ours.absent, theirs.absent)
        assert [cut.row(entity, 0).source(), *cut.row(entity, 0).places] == [
            taken.row(entity, 0).source(),
            *taken.row(entity, 0).places,
        ]

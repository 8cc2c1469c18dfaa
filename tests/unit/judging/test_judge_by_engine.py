"""Which subjects the engine is given, and what happens where it and the masks disagree."""

import numpy as np
import pandas as pd
import pytest
from one_unit import AS_OF, audited, roster

from kstt_rules.base.errors import EngineError
from kstt_rules.engine.adapter import Matcher
from kstt_rules.intake import from_frames
from kstt_rules.judging import judge as judging
from kstt_rules.judging.steps import new_run, with_dossier
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.pack import load_pack

FOUR = roster("unit_leader", "office_leader", "specialist", "specialist")


def test_disagreement_of_engine_and_masks_stops_the_audit(monkeypatch):
    """A mask that errs is an internal error, never a finding."""
    real = judging._mask_codes
    monkeypatch.setattr(judging, "_mask_codes", lambda rule, frame: real(rule, frame) * 0 + judging.COMPLIANT)
    with pytest.raises(EngineError, match="the engine says undetermined, the masks say compliant"):
        audited(FOUR)


def test_large_audits_send_only_what_can_fire_and_a_sample(monkeypatch):
    """From the screen's size on, the engine sees the firing subjects and some of the others."""
    units = pd.DataFrame([{"id": f"so-{n}", "name": f"Sở {n}", "tier": "tinh", "kind": "so"} for n in range(50)])
    officers = roster("unit_leader", "office_leader", "specialist")
    everyone = pd.concat([officers.assign(unit=unit) for unit in units["id"]], ignore_index=True)
    everyone["name"] = [f"Người {n}" for n in range(len(everyone))]
    seen = []
    real = judging.answers
    monkeypatch.setattr(judging, "SCREEN_FROM", 10)
    monkeypatch.setattr(judging, "SAMPLE_LEAST", 5)
    monkeypatch.setattr(judging, "answers", lambda *args: seen.append(len(args[2])) or real(*args))
    pack = load_pack("bac-giang-2021")
    rules = [rule for rule in pack.rules if rule.id in ("D5.1.a.max", "D5.1.a.twice")]
    run = with_dossier(new_run(pack, as_of=AS_OF), from_frames({"unit": units, "officer": everyone}, pack.vocabulary))
    severities = {rule.id: Severity.VIOLATION for rule in rules}
    judging.judge([rules], judging.Facts(run.dossier, pack.vocabulary), run.law, severities)
    assert seen == [5]


def test_the_sample_of_the_screen_is_drawn_by_what_is_judged():
    """The same subjects with the same hits give the same sample; other subjects or hits give another."""
    codes, rows = np.zeros(5000, np.int8), np.ones(5000, bool)
    ids = [f"u{number}" for number in range(5000)]
    chosen = judging._screen([codes], rows, ids)
    assert len(chosen) == judging.SAMPLE_LEAST
    assert np.array_equal(chosen, judging._screen([codes.copy()], rows, [*ids]))
    assert not np.array_equal(chosen, judging._screen([codes], rows, [*ids[:-1], "x"]))
    codes[chosen[0]] = judging.BREACH
    assert not np.array_equal(chosen, judging._screen([codes], rows, ids))


def test_a_wrong_mask_is_found_by_the_sample(monkeypatch):
    """One subject of the sample on which the engine fires though the masks let it pass fails the audit."""
    units = pd.DataFrame([{"id": f"so-{n}", "name": f"Sở {n}", "tier": "tinh", "kind": "so"} for n in range(50)])
    pack = load_pack("bac-giang-2021")
    rules = [rule for rule in pack.rules if rule.id == "D5.1.a.nobody"]
    run = with_dossier(new_run(pack, as_of=AS_OF), from_frames({"unit": units, "officer": FOUR[:0]}, pack.vocabulary))
    facts, severities = judging.Facts(run.dossier, pack.vocabulary), {rules[0].id: Severity.REVIEW}
    monkeypatch.setattr(judging, "SCREEN_FROM", 10)
    monkeypatch.setattr(judging, "SAMPLE_LEAST", 5)
    monkeypatch.setattr(judging, "_mask_codes", lambda *_: np.full(50, judging.COMPLIANT, np.int8))
    with pytest.raises(EngineError, match=r"D5\.1\.a\.nobody on row \d+ of unit: the engine says breach"):
        judging.judge([rules], facts, run.law, severities)


def test_subjects_that_make_the_same_fact_are_judged_once(monkeypatch):
    """The engine is given one fact for all units alike, and each of them gets its verdict."""
    units = pd.DataFrame([{"id": f"so-{n}", "name": f"Sở {n}", "tier": "tinh", "kind": "so"} for n in range(6)])
    officers = pd.concat(
        [(FOUR if n % 2 else roster("unit_leader")).assign(unit=f"so-{n}") for n in range(6)], ignore_index=True
    )
    sent = []
    real = Matcher.match
    monkeypatch.setattr(Matcher, "match", lambda self, rows: sent.append(held := list(rows)) or real(self, held))
    pack = load_pack("bac-giang-2021")
    rules = [rule for rule in pack.rules if rule.id == "D5.1.a.max"]
    run = with_dossier(new_run(pack, as_of=AS_OF), from_frames({"unit": units, "officer": officers}, pack.vocabulary))
    facts = judging.Facts(run.dossier, pack.vocabulary)
    judgement = judging.judge([rules], facts, run.law, {"D5.1.a.max": Severity.VIOLATION}, verify=True)
    assert [len(rows) for rows in sent] == [2]
    assert list(judgement.verdicts(rules[0]).values()) == [Verdict.COMPLIANT, Verdict.BREACH] * 3

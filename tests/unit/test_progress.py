"""Whoever watches an audit is told how far it has come, stage by stage, the same each time."""

import pytest
from repository import EXAMPLES

import kstt_rules
from kstt_rules import Progress

TWO_TIERS = {"source": EXAMPLES / "two-tier-2026", "as_of": "2026-06-30", "pack": "example-two-tier"}


def seen(**options):
    """Audit, and return what was told of it."""
    told = []
    kstt_rules.audit(**TWO_TIERS | options, progress=told.append)
    return told


def stages(told):
    """Return the stages in which something was told, each once for each time that it began."""
    return [item.stage for item in told if item.done == 0]


def test_each_stage_goes_from_nothing_to_all():
    """Files, rules, words."""
    told = seen()
    assert stages(told) == ["read", "judge", "word"]
    for stage, total in (("read", 9), ("judge", len(kstt_rules.load_pack("example-two-tier").rules)), ("word", 1)):
        own = [item for item in told if item.stage == stage]
        assert (own[0], own[-1]) == (Progress(stage, 0, total), Progress(stage, total, total))
        assert [item.done for item in own] == sorted({item.done for item in own})


def test_an_audit_in_parts_tells_of_its_files_and_parts():
    """An earlier roster is read after the dossier."""
    told = seen(in_parts=True, previous=TWO_TIERS["source"] / "cong-chuc-dau-moi-cap-tinh.xlsx")
    assert stages(told) == ["read", "read", "judge", "word"]
    assert [item.total for item in told if item.stage == "read" and item.done == item.total] == [9, 1]


def test_rows_count_by_dataset():
    """There are no files to count; the same is told on every run."""
    rows = {"unit": [{"id": "a", "name": "Sở A"}], "officer": [{"unit": "a", "name": "An"}]}
    told = seen(source=rows)
    assert told[1] == Progress("read", 2, 2)
    assert told == seen(source=rows)


def test_who_watches_may_end_the_audit():
    """What is raised there is raised to the caller."""

    def stop(progress):
        if progress.stage == "judge":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kstt_rules.audit({"unit": [{"id": "a", "name": "Sở A"}]}, as_of="2022-03-31", progress=stop)

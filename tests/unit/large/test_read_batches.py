"""Units are given to parts, and those stay together whose rows could get one id."""

from kstt_rules.large.read_batches import plan_parts
from kstt_rules.pack import load_pack


def test_units_whose_ids_nest_stay_together():
    """An id that begins as another might give two rows one id, so such units are judged with the rest."""
    plan = plan_parts(["a", "b", "a/b", "c", "tinh"], 1, load_pack("bac-giang-2021").vocabulary)
    assert plan == {"b": 1, "c": 2}

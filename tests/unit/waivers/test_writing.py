"""Waivers that are written are read again as they were."""

import datetime as dt
from dataclasses import replace

from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver
from kstt_rules.waivers.files import read_waivers
from kstt_rules.waivers.writing import waivers_text

BY_RULE = Waiver("so-a", "D5.1.a.max", None, 'Lý do: "đặc thù"', "CT, số 12/QĐ", dt.date(2022, 1, 1), None, "")
BY_PROVISION = Waiver("Sở B", None, Provision.parse("6.10.a"), "2022", "yes", None, dt.date(2022, 12, 31), "")


def test_waivers_are_read_again_as_they_were_written(tmp_path):
    """All but the place where they stand, which is that of the file."""
    path = tmp_path / "w.yaml"
    path.write_text(waivers_text([BY_RULE, BY_PROVISION]), encoding="utf-8")
    found = read_waivers(path)
    assert [replace(item, place="") for item in found] == [BY_RULE, BY_PROVISION]
    assert [item.place for item in found] == ["w.yaml:2", "w.yaml:7"]


def test_a_file_without_waivers_can_be_read(tmp_path):
    """When the last waiver was taken back, the file is still one."""
    path = tmp_path / "w.yaml"
    path.write_text(waivers_text([]), encoding="utf-8")
    assert read_waivers(path) == ()

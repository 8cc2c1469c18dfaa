"""Waivers written as the YAML file that ``read_waivers`` reads."""

from collections.abc import Iterable
from typing import Any

from kstt_rules.base.write_yaml import yaml_text
from kstt_rules.waivers.apply import Waiver


def waivers_text(waivers: Iterable[Waiver]) -> str:
    """Return the file; what is blank is left out."""
    return yaml_text({"waivers": [_item(waiver) for waiver in waivers]})


def _item(waiver: Waiver) -> dict[str, Any]:
    item = {
        "unit": waiver.unit,
        "rule": waiver.rule,
        "provision": None if waiver.provision is None else waiver.provision.vi,
        "reason": waiver.reason,
        "granted_by": waiver.granted_by,
        "from": waiver.start,
        "until": waiver.until,
    }
    return {name: value for name, value in item.items() if value is not None}

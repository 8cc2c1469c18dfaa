"""A pack cut down to what was submitted: the rules that rest on some datasets, every other provision not checked."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kstt_rules.base.strict_yaml import read_yaml
from kstt_rules.language import Expr
from kstt_rules.language.nodes import datasets_used, parameters_used
from kstt_rules.model.citation import Provision
from kstt_rules.pack import Rule, load_pack
from kstt_rules.pack.folder import find_pack, rule_files

_REASON = {"vi": "Dữ liệu không được thu thập trong đợt này.", "en": "Its data were not collected this time."}


def write_partial_pack(folder: Path, name: str, datasets: Collection[str]) -> None:
    """Write the part of a pack that rests on some datasets as a pack of its own."""
    source = find_pack(name)
    rules = [rule for rule in load_pack(name).rules if _uses(rule) <= {*datasets, "finding"}]
    kept = {rule.id for rule in rules}
    for path in rule_files(source):
        content = _read(path)
        content["rules"] = [rule for rule in content["rules"] if rule["id"] in kept]
        if content["rules"]:
            _write(folder / path.name, content)
    cited = {rule.provision for rule in rules}
    provisions, header = _read(source / "provisions.yaml"), _read(source / "pack.yaml")
    for entry in (header, *provisions["provisions"]):
        entry.pop("claims", None)  # they are of the whole set of rules
    for entry in provisions["provisions"]:
        if Provision.parse(entry["provision"]) not in cited:
            entry.setdefault("not_checked", dict(_REASON))
    _write(folder / "provisions.yaml", provisions)
    _write(folder / "pack.yaml", _with_used_names(header, rules))


def _with_used_names(header: dict[str, Any], rules: Collection[Rule]) -> dict[str, Any]:
    used = frozenset().union(*(parameters_used(expr) for rule in rules for expr in _expressions(rule)))
    readings = {rule.reading for rule in rules}
    groups = {
        group: {name: value for name, value in parts.items() if f"{group}.{name}" in used}
        for group, parts in header["parameters"].items()
    }
    return header | {
        "id": "partial",
        "parameters": {group: parts for group, parts in groups.items() if parts},
        "readings": {name: value for name, value in header["readings"].items() if name in readings},
    }


def _uses(rule: Rule) -> frozenset[str]:
    return frozenset([rule.subject]).union(*map(datasets_used, _conditions(rule)))


def _conditions(rule: Rule) -> Iterator[Expr]:
    yield rule.breach
    if rule.applies is not None:
        yield rule.applies


def _expressions(rule: Rule) -> Iterator[Expr]:
    yield from _conditions(rule)
    for message in (rule.message, rule.undetermined, rule.remedy):
        if message is not None:
            yield from message.expressions


def _read(path: Path) -> dict[str, Any]:
    return read_yaml(path, name=path.name).data


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False), encoding="utf-8")

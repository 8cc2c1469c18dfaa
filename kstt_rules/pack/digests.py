"""Which rules another version of a pack changed: a digest of all that decides a rule's verdicts."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language import Expr, datasets_used, follows_findings
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack.model import Parameter, Rule


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What the vocabulary of a pack says beside labels: for all rules, and of each dataset that the pack adds.

    A label decides no verdict: a cell that is no longer understood for want of it leaves its rule undetermined. Nor
    does a dataset, with the closed sets that it alone has, where a rule does not look at it: what it takes from a sheet
    that another dataset was read from before, that dataset lacks.
    """

    shared: Any = None
    datasets: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: Mapping[str, Any] | None) -> "ReadBy":
        """Take them from the plain data of a vocabulary, which a pack need not have."""
        words = _unlabelled(vocabulary or {})
        datasets, choices = words.pop("entities", {}), words.get("choices", {})
        owners: dict[str, set[str]] = {}
        for name, content in datasets.items():
            for closed_set in _sets_of(content):
                owners.setdefault(closed_set, set()).add(name)
        for content in words.get("additions", {}).values():
            for closed_set in _sets_of(content):
                owners.pop(closed_set, None)
        alone = {name for name in owners if name in choices and name not in base_vocabulary().choices}
        words["choices"] = {name: values for name, values in choices.items() if name not in alone}
        return cls(
            words,
            {
                name: [content, {closed_set: choices[closed_set] for closed_set in sorted(_sets_of(content) & alone)}]
                for name, content in datasets.items()
            },
        )

    def by(self, rule: Rule) -> list[Any]:
        """Return what counts for one rule."""
        return [self.shared, *(self.datasets[name] for name in datasets_of(rule) if name in self.datasets)]


def with_digests(
    rules: Sequence[Rule], parameters: Mapping[str, Parameter], shared: Any, read_by: ReadBy
) -> list[Rule]:
    """Return the rules, each with the SHA-256 of what decides its verdicts.

    Those are its conditions and their time, the severities, the parameters that it depends on, what its datasets are
    ``read_by``, and what all rules share, as plain data: report calendar, last day of the addressees. A rule that
    follows from the findings of others changes with any of them.
    """
    own = {rule.id: _digest([_own(rule, parameters), shared, read_by.by(rule)]) for rule in rules}
    every = sorted(own.items())
    return [replace(rule, sha256=_digest(every) if _follows(rule) else own[rule.id]) for rule in rules]


def datasets_of(rule: Rule) -> tuple[str, ...]:
    """Return the datasets that a rule looks at, ``finding`` where it follows from the findings of others."""
    return tuple(sorted({rule.subject}.union(*map(datasets_used, _conditions(rule)))))


def _conditions(rule: Rule) -> Iterable[Expr]:
    return (rule.breach,) if rule.applies is None else (rule.applies, rule.breach)


def _follows(rule: Rule) -> bool:
    return any(map(follows_findings, _conditions(rule)))


def _own(rule: Rule, parameters: Mapping[str, Parameter]) -> list[Any]:
    return [
        rule.id,
        rule.provision.id,
        rule.subject,
        *(None if text is None else " ".join(text.split()) for text in (rule.applies_text, rule.breach_text)),
        [rule.dated, rule.start, rule.until],
        sorted((option or "", severity.value) for option, severity in rule.severities.items()),
        rule.reading,
        [
            [key, [[value.start, value.until, value.value] for value in parameters[key].values]]
            for key in sorted(rule.parameters)
        ],
    ]


def _sets_of(content: Mapping[str, Any]) -> set[str]:
    """Return the closed sets that the fields of a dataset name."""
    fields = content.get("fields", {}).values()
    return {item[key] for item in fields for key in ("of", "beside", "behind") if item.get(key)}


def _unlabelled(content: Any) -> Any:
    """Return plain data without what it is called in the two languages."""
    match content:
        case dict():
            return {name: _unlabelled(part) for name, part in content.items() if not _is_label(name, part)}
        case list():
            return [_unlabelled(part) for part in content]
        case _:
            return content


def _is_label(name: str, content: Any) -> bool:
    match content:
        case {"vi": str(), "en": str(), **others}:
            return name == "label" and not others
        case list():
            return name == "called" and all(_is_label("label", item) for item in content)
        case _:
            return False


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(_listed(content), ensure_ascii=False).encode()).hexdigest()


def _listed(content: Any) -> Any:
    """Return plain data without mappings and days, which JSON has no one form for."""
    match content:
        case dict():
            return [[str(key), _listed(content[key])] for key in sorted(content, key=str)]
        case list() | tuple():
            return [_listed(item) for item in content]
        case dt.date():
            return content.isoformat()
        case _:
            return content

"""Which rules another version of a pack changed: a digest of all that decides a rule's verdicts."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kstt_rules.language import Expr, datasets_used, follows_findings
from kstt_rules.pack.model import Parameter, Rule


def with_digests(rules: Sequence[Rule], parameters: Mapping[str, Parameter], shared: Any) -> list[Rule]:
    """Return the rules, each with the SHA-256 of what decides its verdicts.

    Those are its conditions and their time, the severities, the parameters that it depends on, and what all rules
    share, as plain data: vocabulary, report calendar, last day of the addressees. A rule that follows from the findings
    of others changes with any of them.
    """
    own = {rule.id: _digest([_own(rule, parameters), shared]) for rule in rules}
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

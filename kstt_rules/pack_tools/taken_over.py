"""What a pack takes over from the one it builds on: rules as they are, and rules for which it sets other values."""

from kstt_rules.pack import Pack, Rule


def taken_over(pack: Pack, rule: Rule) -> bool:
    """Say whether a rule's conditions are those of the pack below, so that the cases there show what it does."""
    below = _below(pack, rule)
    return below is not None and _stated(below) == _stated(rule)


def set_anew(pack: Pack, rule: Rule) -> tuple[str, ...]:
    """Return the keys of those parameters of a rule that have other values than in the pack below, where they have."""
    assert pack.base is not None
    own, below = pack.parameters, pack.base.parameters
    changed = (key for key in sorted(rule.parameters) if own[key].values != below[key].values)
    return tuple(key for key in changed if any(dated.value is not None for dated in below[key].values))


def _below(pack: Pack, rule: Rule) -> Rule | None:
    return None if pack.base is None else next((other for other in pack.base.rules if other.id == rule.id), None)


def _stated(rule: Rule) -> tuple[object, ...]:
    return (
        *(rule.provision, rule.subject, rule.dated, rule.applies, rule.breach, rule.reading, rule.start, rule.until),
        *sorted((option or "", severity) for option, severity in rule.severities.items()),
    )

"""How much durable-rules is trusted with, and what of a rule lies beyond it; docs/engine.md says what was measured."""

from collections.abc import Collection, Iterator
from math import isfinite
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.engine.chains import Chain

MAX_CHAINS: Final = 60
"""Chains a ruleset, and a rule: a fact on which more than 64 hold is not judged at all."""
MAX_COLUMNS: Final = 200
"""Columns a fact: the engine takes 255 properties, and adds its own."""
MAX_TEXT: Final = 4096
"""Characters a text: the engine's lengths wrap at 65,536 bytes, and JSON may take six bytes a character."""
MAX_INT: Final = 2**53
"""Largest magnitude of an integer: up to here integers and floats compare alike."""
_TOO_MANY_CHAINS: Final = both(
    "the conditions come to {count} chains of comparisons; the engine takes at most {most} a rule. "
    "Split the rule, or ask of fewer fields whether they are missing"
)
_TOO_LONG: Final = both("a text has {length} characters; the engine takes at most {most}")
_TOO_LARGE: Final = both("the number {number:g} is too large; the engine takes numbers up to 2^53")
INFINITE: Final = MAX_INT
"""Stands for infinity: no date, count or amount reaches it."""


def beyond(chains: Collection[Chain]) -> Iterator[Bilingual]:
    """Say of a rule's chains what is more than the engine takes."""
    if len(chains) > MAX_CHAINS:
        yield _TOO_MANY_CHAINS.format(count=len(chains), most=MAX_CHAINS)
    for literal in dict.fromkeys(test.literal for chain in chains for test in chain):
        if isinstance(literal, str):
            if len(literal) > MAX_TEXT:
                yield _TOO_LONG.format(length=len(literal), most=MAX_TEXT)
        elif not isfinite(literal) or abs(literal) > MAX_INT:
            yield _TOO_LARGE.format(number=literal)

"""What is asked of a contender: make ready, do the work, and hand back what it found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from typing import Any, Protocol

Pairs = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Findings:
    """Which rule is breached, and which undetermined, on which fact: pairs of its id and the fact's row number."""

    breaches: Pairs
    undetermined: Pairs

    def within(self, facts: int) -> "Findings":
        """Keep what was found on the first so many facts."""
        breaches, undetermined = (
            frozenset(pair for pair in pairs if pair[1] < facts) for pairs in (self.breaches, self.undetermined)
        )
        return Findings(breaches, undetermined)


def found(hits: Iterable[tuple[str, int]]) -> Findings:
    """Sort hits of conditions by the names that ``plain.tagged`` gives them."""
    pairs: dict[str, set[tuple[str, int]]] = {"breach": set(), "undetermined": set()}
    for name, fact in hits:
        verdict, _, rule = name.partition(" ")
        pairs[verdict].add((rule, fact))
    return Findings(frozenset(pairs["breach"]), frozenset(pairs["undetermined"]))


def difference(result: Any, expected: Any) -> str | None:
    """Say what was found too much and too little; None where both are the same."""
    if result == expected:
        return None
    if not isinstance(result, Findings):
        return f"{result} instead of {expected}"
    pairs = {
        "more breaches": result.breaches - expected.breaches,
        "fewer breaches": expected.breaches - result.breaches,
        "more undetermined": result.undetermined - expected.undetermined,
        "fewer undetermined": expected.undetermined - result.undetermined,
    }
    return "; ".join(f"{len(held)} {word}, such as {min(held)}" for word, held in pairs.items() if held)


Work = Callable[[], Any]
"""What is timed: from what the library holds to the result."""


class Prepare(Protocol):
    """What a contender does before the clock starts, given the facts (a frame) or the workbook (a path)."""

    def __call__(self, subject: Any, /) -> Work:
        """Return the work."""


@dataclass(frozen=True)
class Contender:
    """One way to do the work: a ``function`` of a ``module`` of the contenders, standing on a library.

    ``share`` is how much of the facts it is given: the slow ones get a part, and all figures are for each fact.
    """

    name: str
    module: str
    function: str = "prepare"
    library: str = "kstt_rules"
    share: float = 1.0

    @property
    def installed(self) -> bool:
        """Whether its library is at hand."""
        return find_spec(self.library) is not None

    @property
    def release(self) -> str:
        """The name and version of what installs its library."""
        distribution = next(iter(packages_distributions().get(self.library, ())), self.library)
        return f"{distribution} {version(distribution)}"

    def load(self) -> Prepare:
        """Import its module, and with it its library."""
        prepare: Prepare = getattr(import_module(f"tests.benchmarks.compare.contenders.{self.module}"), self.function)
        return prepare

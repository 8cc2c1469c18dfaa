"""The comparison as a page for the terminal, as Markdown, and as JSON."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.compare.base import Findings
from tests.benchmarks.compare.rounds import Measured


@dataclass(frozen=True)
class Contest:
    """One table: what was measured, the unit that its seconds are for, and how many facts that unit has."""

    title: str
    unit: str
    scale: int
    measured: Sequence[Measured]

    @property
    def yardstick(self) -> Measured:
        """What all others are divided by."""
        return self.measured[0]


@dataclass(frozen=True)
class Target:
    """What the project holds itself to: a ratio of two contenders, and its bound."""

    text: str
    ratio: float
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether the ratio is within its bound."""
        return (self.least is None or self.ratio >= self.least) and (self.most is None or self.ratio <= self.most)


HEADER = ("", "s", "ratio", "least–most", "CPU s", "ready s", "peak MB", "+MB")


def rows(contest: Contest) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each contender."""
    for item in contest.measured:
        ratio, least, most = item.ratios(contest.yardstick)
        star = "" if item.contender.share == 1 else " *"
        yield (
            item.contender.name + star,
            _figure(item.seconds * contest.scale),
            _figure(ratio),
            f"{_figure(least)}–{_figure(most)}",
            _figure(item.processor * contest.scale),
            _figure(item.ready * contest.scale / item.size),
            f"{item.peak:.0f}",
            f"{item.growth:.0f}",
        )


def targets(contest: Contest) -> tuple[Target, ...]:
    """Return what the project holds itself to, of the contenders that took part."""
    by_name = {item.contender.name: item for item in contest.measured}
    wanted: tuple[tuple[str, str, str, Mapping[str, float]], ...] = (
        ("screen and engine beside pandas masks", "kstt: screen and engine", "pandas, masks by hand", {"most": 1.5}),
        ("Host beside screen and engine", "durable-rules by its Host", "kstt: screen and engine", {"least": 20}),
        ("Host beside engine on every fact", "durable-rules by its Host", "kstt: engine on every fact", {"least": 3}),
        ("clipspy beside engine on every fact", "clipspy", "kstt: engine on every fact", {"least": 1}),
    )
    return tuple(
        Target(text, by_name[one].ratios(by_name[other])[0], **bound)
        for text, one, other, bound in wanted
        if one in by_name and other in by_name
    )


def to_terminal(contests: Sequence[Contest], held: Sequence[Target]) -> None:
    """Print the tables."""
    console = Console(width=None if Console().is_terminal else 96, highlight=False)
    console.print(machine())
    for contest in contests:
        table = Table(*HEADER, title=f"{contest.title}: seconds for {contest.unit}", title_justify="left", box=None)
        for column in table.columns[1:]:
            column.justify, column.no_wrap = "right", True
        for cells in rows(contest):
            table.add_row(*cells)
        console.print(table)
    for target in held:
        console.print(_said(target))


def to_markdown(contests: Sequence[Contest], held: Sequence[Target]) -> Iterator[str]:
    """Yield the lines of the tables as they stand in docs/performance.md."""
    yield machine()
    for contest in contests:
        yield ""
        yield f"**{contest.title}**, seconds for {contest.unit}:"
        yield ""
        yield f"| {' | '.join(HEADER)} |"
        yield "|---|" + "--:|" * (len(HEADER) - 1)
        yield from (f"| {' | '.join(cells)} |" for cells in rows(contest))
    if held:
        yield ""
        yield from (f"- {_said(target)}" for target in held)


def to_json(contests: Sequence[Contest], held: Sequence[Target]) -> dict[str, Any]:
    """Return everything that was measured."""
    return {
        "machine": machine(),
        "contests": [
            {
                "title": contest.title,
                "unit": contest.unit,
                "contenders": [_contender(item, contest.yardstick) for item in contest.measured],
            }
            for contest in contests
        ],
        "targets": [
            {"text": item.text, "ratio": item.ratio, "least": item.least, "most": item.most, "met": item.met}
            for item in held
        ],
    }


def machine() -> str:
    """Say what it ran on, and how busy that was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load:.1f} at the end"


def _contender(item: Measured, yardstick: Measured) -> dict[str, Any]:
    ratio, least, most = item.ratios(yardstick)
    result = item.result
    return {
        "name": item.contender.name,
        "library": item.contender.release,
        "facts": item.size,
        "found": {"breach": len(result.breaches), "undetermined": len(result.undetermined)}
        if isinstance(result, Findings)
        else result,
        "ready_seconds": item.ready,
        "seconds": [one.seconds for one in item.rounds],
        "processor_seconds": [one.processor for one in item.rounds],
        "memory_before_mb": [one.before for one in item.rounds],
        "memory_peak_mb": [one.peak for one in item.rounds],
        "seconds_per_fact": item.seconds,
        "ratio": {"median": ratio, "least": least, "most": most},
    }


def _said(target: Target) -> str:
    bound = f"at most {target.most}" if target.most is not None else f"at least {target.least}"
    return f"{target.text}: {_figure(target.ratio)}, wanted {bound}: {'met' if target.met else 'NOT MET'}"


def _figure(value: float) -> str:
    """Show three digits that count, and no more than stand before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"

"""Run ``python -m tests.benchmarks.compare``: all contenders in turn, equal findings asserted, as a table or JSON."""

import json
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from tests.benchmarks import intake
from tests.benchmarks.compare.base import Contender, difference
from tests.benchmarks.compare.offices import make
from tests.benchmarks.compare.registry import JUDGING, READING
from tests.benchmarks.compare.report import Contest, targets, to_json, to_markdown, to_terminal
from tests.benchmarks.compare.rounds import Measured, measure


@click.command()
@click.option("--facts", default=100_000, show_default=True, help="How many facts are judged.")
@click.option("--rounds", default=5, show_default=True, help="How often each contender works.")
@click.option("--only", multiple=True, metavar="WORD", help="Contenders whose name has this word; again for more.")
@click.option("--contest", type=click.Choice(["judging", "reading", "both"]), default="both", show_default=True)
@click.option("--markdown", is_flag=True, help="Print the tables as they stand in docs/performance.md.")
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="FILE", help="Write all figures as JSON.")
def main(*, facts: int, rounds: int, only: tuple[str, ...], contest: str, markdown: bool, output: Path | None) -> None:
    """Compare our audit with what a user might pick instead."""
    contests: list[Contest] = []
    if contest != "reading":
        contests.append(judging(_chosen(JUDGING, only), facts, rounds))
    if contest != "judging":
        contests.append(reading(_chosen(READING, only), rounds))
    held = [target for item in contests for target in targets(item)]
    if markdown:
        click.echo("\n".join(to_markdown(contests, held)))
    else:
        to_terminal(contests, held)
    if output is not None:
        output.write_text(json.dumps(to_json(contests, held), indent=1) + "\n", encoding="utf-8")


def judging(contenders: Sequence[Contender], facts: int, rounds: int) -> Contest:
    """Judge offices by thirty rules. Raises SystemExit where findings differ from the yardstick's."""
    sizes = [max(1, int(facts * contender.share)) for contender in contenders]
    given = [(item, size, partial(make, facts, first=size)) for item, size in zip(contenders, sizes, strict=True)]
    measured = measure(given, rounds)
    for item in measured:
        _agree(item, measured[0].result.within(item.size))
    return Contest(f"Judging {facts:,} facts by 30 rules", f"{facts:,} facts", facts, measured)


def reading(contenders: Sequence[Contender], rounds: int) -> Contest:
    """Read the national workbook. Raises SystemExit where one finds other rows than the yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "national.xlsx")
        intake.write(path, intake.units(None))
        measured = measure([(contender, 1, partial(Path, path)) for contender in contenders], rounds)
    for item in measured:
        _agree(item, measured[0].result)
    return Contest("Reading a national workbook, 27,000 x 10 and 63,500 x 12 cells", "the file", 1, measured)


def _chosen(contenders: Sequence[Contender], only: Sequence[str]) -> list[Contender]:
    """Return the yardstick and the contenders that are asked for and installed; name the others."""
    asked = [
        item
        for item in contenders
        if item is contenders[0] or not only or any(word.casefold() in item.name.casefold() for word in only)
    ]
    for item in asked:
        if not item.installed:
            click.echo(f"{item.name} is left out: {item.library} is not installed.", err=True)
    return [item for item in asked if item.installed]


def _agree(measured: Measured, expected: Any) -> None:
    if problem := difference(measured.result, expected):
        sys.exit(f"{measured.contender.name} found something else than the yardstick: {problem}")


if __name__ == "__main__":
    main()

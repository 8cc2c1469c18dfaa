"""``kstt diff``: say what has changed from one result to another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import (
    BY_SUFFIX_OR_TERMINAL,
    FailOn,
    GivenPath,
    fail_on_option,
    format_option,
    language_option,
    output_option,
    reaches,
)
from kstt_rules.library.inputs import check_output
from kstt_rules.outputs import choose_format, outputs_of, write

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("diff", short_help="Compare two results. / So sánh hai kết quả.")
@click.argument("before", type=GivenPath(), metavar="OLD.json")
@click.argument("after", type=GivenPath(), metavar="NEW.json")
@format_option(outputs_of("comparison"), BY_SUFFIX_OR_TERMINAL)
@output_option
@language_option
@fail_on_option
def command(
    *, before: Path, after: Path, format_name: str | None, output: Path | None, language: "Language", fail_on: FailOn
) -> Exit:
    """Compare two results of kstt audit in JSON: what is new, changed, still open, gone or not comparable.

    The exit code is 1 if NEW.json has new breaches at or above --fail-on.

    So sánh hai kết quả rà soát dạng JSON: mới, thay đổi, chưa khắc phục, không còn, không so sánh được.
    """
    check_output(output, before, after)
    chosen_format = choose_format(format_name, output, "comparison")
    from kstt_rules.compare.diff import compare  # noqa: PLC0415 - takes long to load
    from kstt_rules.compare.saved_results import read_result  # noqa: PLC0415 - takes long to load

    diff = compare(read_result(before), read_result(after))
    write(diff, chosen_format, output, language=language, shows="comparison")
    if output is not None:
        from kstt_rules.outputs.comparison.wording import counts_text  # noqa: PLC0415 - loads the result's values

        click.echo(counts_text(diff, language))
    return Exit.FINDINGS if reaches(diff.fresh, fail_on) else Exit.CLEAN

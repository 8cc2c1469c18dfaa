"""``kstt explain``: show what a rule asks, or why the rules came to their verdicts on a unit."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import (
    day_of,
    dossier_options,
    format_option,
    language_option,
    pack_option,
    tell_unread,
    today,
)

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.model.explanation import UnitExplanation

_JSON: Final = "json"


@click.command("explain", short_help="Explain a rule or verdicts. / Giải thích quy tắc, kết luận.")
@click.argument("arguments", nargs=-1, required=True, metavar="RULE | --unit UNIT PATH...")
@click.option("--unit", metavar="UNIT", help="Id or name of a unit in the dossier. / Mã hoặc tên đơn vị.")
@click.option("--rule", metavar="RULE", help="Only this rule. / Chỉ một quy tắc.")
@pack_option
@dossier_options
@format_option(["terminal", "json"], "terminal by default; json holds both languages.")
@language_option
def command(
    *,
    arguments: tuple[str, ...],
    unit: str | None,
    rule: str | None,
    pack: str,
    format_name: str | None,
    language: "Language",
    **dossier_choices: Any,
) -> Exit:
    """Explain a RULE: its provision, conditions, parameters, messages and cases.

    With --unit, explain the verdicts on that unit in the dossier at PATH...: each part of each condition, whether
    it is true, its value and its cells.

    Trình bày nội dung một quy tắc; hoặc với --unit, giải thích từng kết luận về một đơn vị trong hồ sơ đã nộp.
    """
    if unit is not None:
        paths, as_json = [Path(path) for path in arguments], format_name == _JSON
        return _explain_unit(paths, unit, rule, pack, language, as_json=as_json, **dossier_choices)
    if len(arguments) != 1 or rule is not None or any(dossier_choices.values()):
        raise UsageError(both("give one rule, or a unit with --unit and the paths of its dossier"))
    if format_name == _JSON:
        from kstt_rules.commands.rule_document import print_document  # noqa: PLC0415 - loads packs

        print_document(arguments[0], pack)
        return Exit.CLEAN
    from kstt_rules.commands.pages import print_rule  # noqa: PLC0415 - loads packs and rich

    print_rule(arguments[0], pack, language)
    return Exit.CLEAN


def _explain_unit(  # noqa: PLR0913 - one parameter an option
    paths: list[Path],
    unit: str,
    rule: str | None,
    pack: str,
    language: "Language",
    *,
    as_json: bool,
    as_of: datetime | None,
    effective_from: datetime | None,
    settings: tuple[str, ...],
    previous: tuple[Path, ...],
    units: Path | None,
    mapping: Path | None,
) -> Exit:
    from kstt_rules.auditing import read_into  # noqa: PLC0415 - takes long to load
    from kstt_rules.judging.settings import read_settings  # noqa: PLC0415 - loads packs
    from kstt_rules.judging.steps import new_run  # noqa: PLC0415 - takes long to load
    from kstt_rules.outputs.target import standard_output  # noqa: PLC0415 - goes with it
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack_tools.explanation import explain_unit  # noqa: PLC0415 - takes long to load

    run = new_run(
        load_pack(pack),
        as_of=day_of(as_of) or today(),
        effective_from=day_of(effective_from),
        settings=read_settings(settings),
    )
    run = read_into(run, paths, units=units, mapping=mapping, previous=previous or None)
    explanation = explain_unit(run, unit, rule=rule)
    with standard_output() as stream:
        _render(explanation, stream, language, as_json=as_json, in_full=rule is not None)
    unreadable = [reject for reject in run.dossier.rejects if reject.is_unreadable]
    tell_unread([*unreadable, *(reject for reject in run.dossier.rejects if reject.is_passed_over)], language)
    return Exit.UNREADABLE if unreadable else Exit.CLEAN


def _render(
    explanation: "UnitExplanation", stream: BinaryIO, language: "Language", *, as_json: bool, in_full: bool
) -> None:
    if as_json:
        from kstt_rules.outputs.exchange import explanation as document  # noqa: PLC0415 - loads orjson

        document.render(explanation, stream)
    else:
        from kstt_rules.outputs.explanation import render  # noqa: PLC0415 - loads rich

        render(explanation, stream, language=language, in_full=in_full)

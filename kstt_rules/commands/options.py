"""Options that several commands share, and what their values mean."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.model.dossier import Reject
    from kstt_rules.model.findings import Finding

_MOST_TOLD: Final = 10
_MORE: Final = both("and {count} more that were not read")

_Command = TypeVar("_Command", bound=Callable[..., Any])

FailOn = Literal["violation", "review", "info", "never"]


class GivenPath(click.Path):
    """A path on the command line; an empty one, which would be the folder that one is in, is wrong usage."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or say that there is none."""
        if not os.fspath(value).strip():
            self.fail("no path is given", param, ctx)
        return super().convert(value, param, ctx)


def path_option(*names: str, metavar: str, help: str, **more: Any) -> Callable[[_Command], _Command]:  # noqa: A002
    """Return an option that names a file or folder."""
    return click.option(*names, type=GivenPath(), metavar=metavar, help=help, **more)


engine_absent_option: Final = click.option(
    "--engine-absent",
    type=click.Choice(["stop", "masks"]),
    default="stop",
    show_default=True,
    help="Where the rule engine is not on this machine: stop, or let columns judge alone, which every output says. "
    "/ Khi máy không có bộ máy quy tắc: dừng, hay vẫn rà soát theo cột.",
)


def format_option(formats: Iterable[str], otherwise: str) -> Callable[[_Command], _Command]:
    """Return the option that names the format of what is written, and say what holds without it."""
    names = list(formats)
    shown = f"{', '.join(names)}; {otherwise} / Định dạng."
    return click.option("--format", "format_name", type=click.Choice(names), metavar="FORMAT", help=shown)


BY_SUFFIX: Final = "by default, from the file name"
BY_SUFFIX_OR_TERMINAL: Final = f"{BY_SUFFIX}, else terminal."
output_option = path_option("-o", "output", metavar="OUT", help="File to write. / Tệp kết quả.")

pack_option = click.option(
    "--pack",
    default=DEFAULT_PACK,
    show_default=True,
    metavar="PACK",
    help="Name or folder of the rule pack. / Gói quy tắc.",
)
units_option = path_option("--units", metavar="PATH", help="Register of units. / Danh mục đơn vị.")
mapping_option = path_option(
    "--mapping", metavar="FILE", help="YAML that says what the columns hold. / Tệp ánh xạ cột."
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Language of the output. / Ngôn ngữ.",
)

_COUNTED: Final[Mapping[FailOn, tuple[str, ...]]] = {
    "violation": ("violation",),
    "review": ("violation", "review"),
    "info": ("violation", "review", "info"),
    "never": (),
}
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(list(_COUNTED)),
    metavar="LEVEL",
    default="violation",
    show_default=True,
    help="Exit with code 1 from this severity on: violation, review, info or never. / Mức độ trả về mã 1.",
)

_DAY: Final = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
_DOSSIER_OPTIONS: Final = (
    click.option(
        "--as-of",
        type=_DAY,
        metavar="DATE",
        help="Audit date, 2022-03-31 or 31/03/2022; today by default. / Tính đến ngày.",
    ),
    click.option(
        "--effective-from", type=_DAY, metavar="DATE", help="Day the regulation took effect. / Ngày có hiệu lực."
    ),
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        help="Set a parameter or reading of the pack; may be repeated. / Đặt tham số, cách hiểu.",
    ),
    path_option(
        "--previous",
        multiple=True,
        metavar="PATH",
        help="Earlier roster to compare with; may be repeated. / Danh sách kỳ trước.",
    ),
    units_option,
    mapping_option,
)


_SELECTING_OPTIONS: Final = tuple(
    click.option(f"--{kind}", f"only_{kind}s", multiple=True, metavar=kind.upper(), help=told)
    for kind, told in (
        ("rule", "Tell only of this rule, by its id; may be repeated. / Chỉ xét quy tắc này."),
        (
            "provision",
            "Tell only of this provision, as 5.1 or Điều 5 khoản 1; may be repeated. / Chỉ xét điều khoản này.",
        ),
        ("unit", "Tell only of this unit, by its id or name; may be repeated. / Chỉ xét đơn vị này."),
        ("tier", "Tell only of units of this tier; may be repeated. / Chỉ xét cấp này."),
    )
)


def selecting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what alone to tell of: ``only_`` rules, provisions, units and tiers."""
    for option in reversed(_SELECTING_OPTIONS):
        command = option(command)
    return command


def dossier_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a dossier is judged: as_of, effective_from, settings, previous, units, mapping."""
    for option in reversed(_DOSSIER_OPTIONS):
        command = option(command)
    return command


def day_of(moment: datetime | None) -> date | None:
    """Return the day that an option names, or None where it was left out."""
    return None if moment is None else moment.date()


def today() -> date:
    """Return the day by the clock and time zone of this machine; nothing but the commands may ask."""
    return datetime.now().astimezone().date()


def reaches(findings: "Iterable[Finding]", fail_on: FailOn) -> bool:
    """Tell whether some breach among the findings is at or above a severity."""
    counted = _COUNTED[fail_on]
    return any(finding.verdict == "breach" and finding.severity in counted for finding in findings)


def tell_unread(rejects: "Sequence[Reject]", language: Language) -> None:
    """Say on standard error what was not read, and why."""
    for reject in rejects[:_MOST_TOLD]:
        click.echo(f"kstt: {visible(reject.told[language])}", err=True)
    if len(rejects) > _MOST_TOLD:
        click.echo(f"kstt: {_MORE.format(count=len(rejects) - _MOST_TOLD)[language]}", err=True)

"""What is wrong with a command line in Vietnamese: the English is told by click."""

from typing import Final

import click

MISSING: Final = "thiếu {name}"
NO_OPTION: Final = "không có tùy chọn {name}"
MISUSED: Final = "tùy chọn {name} thiếu giá trị, hoặc không nhận giá trị"
NO_COMMAND: Final = "không có lệnh này; các lệnh: {names}"
BAD_VALUE: Final = "giá trị của {name} không hợp lệ"
ALLOWED: Final = "{fault}; giá trị được nhận: {values}"
OTHER: Final = "câu lệnh không đúng; xem {command} --help"


def in_vietnamese(error: click.ClickException) -> str:
    """Say what click found wrong."""
    match error:
        case click.NoSuchOption():
            return NO_OPTION.format(name=error.option_name)
        case click.BadOptionUsage():
            return MISUSED.format(name=error.option_name)
        case click.MissingParameter():
            return _allowed(error.param, MISSING.format(name=_name(error)))
        case click.BadParameter():
            return _allowed(error.param, BAD_VALUE.format(name=_name(error)))
        case click.UsageError(ctx=click.Context(command=click.Group() as group) as context):
            return NO_COMMAND.format(names=", ".join(group.list_commands(context)))
        case _:
            return OTHER.format(command=_command(error))


def _command(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return context.command_path if context else "kstt"


def _name(error: click.BadParameter) -> str:
    """Name the option or argument as it is written on the command line."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)


def _allowed(param: click.Parameter | None, fault: str) -> str:
    if param is not None and isinstance(param.type, click.Choice):
        return ALLOWED.format(fault=fault, values=", ".join(map(str, param.type.choices)))
    return fault

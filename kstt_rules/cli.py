"""The command line: finds the command, and turns every way it can end into one exit code."""

import atexit
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import NoReturn

import click

from kstt_rules import __version__
from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import KsttError, UsageError, reason
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.wrong_use import in_vietnamese
from kstt_rules.outputs.visible import visible

COMMANDS = (
    "audit",
    "calendar",
    "case",
    "check",
    "coverage",
    "diff",
    "docs",
    "explain",
    "inspect",
    "letters",
    "new-pack",
    "packs",
    "serve",
    "template",
)

_ALLOCATIONS_A_COLLECTION = 500_000  # one command makes much that stays and hardly any cycles to look for
_UNUSED = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}  # what libraries would start with
_COMPLETE = "_KSTT_COMPLETE"
_NO_MEMORY = both("there is not enough memory; close other programs, or audit in parts: --run parts")
_NO_SHELL = both("{variable}={value}: choose from {values}")
_EXIT_CODES = """\b
Exit codes / Mã kết thúc:
  0  nothing found from --fail-on on / không có phát hiện từ mức --fail-on
  1  findings, or faults in a pack / có phát hiện hoặc gói quy tắc có lỗi
  2  wrong usage / sai cách dùng
  3  an input, pack or rule could not be read / không đọc được đầu vào
"""


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kstt_rules.commands.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_LazyGroup, epilog=_EXIT_CODES)
@click.version_option(__version__, prog_name="kstt", message="%(prog)s %(version)s")
def kstt() -> None:
    """Audit how public bodies keep the rules on focal officers.

    Rà soát việc chấp hành quy định về công chức đầu mối kiểm soát thủ tục hành chính.
    """


class _Ended(BaseException):
    """The process is asked to end by a signal of this number: what was begun is undone on the way out."""


_asked_to_end: list[int] = []  # the signals; what is cut short, such as loading a library, may raise another error


def run() -> NoReturn:
    """Be the process ``kstt``, and end it without taking apart all that it made: the system frees that at once."""
    codes: list[int] = []
    atexit.register(_leave, codes)  # what is registered first comes last
    codes.append(main())
    sys.exit(codes[0])


def _leave(codes: Sequence[int]) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    if codes:
        os._exit(codes[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``kstt`` with these arguments, or those of the process, and return its exit code."""
    _open_closed_streams()
    _write_utf8()
    if arguments is None:  # the process is ours
        _end_by_signals()
        for name, value in _UNUSED.items():
            os.environ.setdefault(name, value)
    try:
        with _collecting_seldom(to_the_end=arguments is None):
            code = _run(arguments)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt, _Ended) as error:  # noqa: BLE001 - nothing may end with the code for findings
        return _end(_Ended(_asked_to_end[0]) if _asked_to_end else error)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    """Run the command that is asked for, or write what a shell needs to complete command lines."""
    instruction = os.environ.get(_COMPLETE) if arguments is None else None
    if instruction:
        return _complete(instruction)
    with kstt.make_context("kstt", sys.argv[1:] if arguments is None else list(arguments)) as context:
        code: int = kstt.invoke(context)
    return code


def _complete(instruction: str) -> int:
    """Write the completion script of a shell, or answer what that script asks. Raises UsageError for another shell."""
    from click.shell_completion import shell_complete  # noqa: PLC0415 - seldom needed

    if shell_complete(kstt, {}, "kstt", _COMPLETE, instruction):
        scripts = "bash_source, fish_source, zsh_source"
        raise UsageError(_NO_SHELL.format(variable=_COMPLETE, value=instruction, values=scripts))
    return Exit.CLEAN


@contextmanager
def _collecting_seldom(*, to_the_end: bool) -> Iterator[None]:
    """Look for cycles less often while a command runs; to go back to the usual would look at all that was made."""
    usual = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION)
    try:
        yield
    finally:
        if not to_the_end:
            gc.set_threshold(*usual)


def _end(error: BaseException) -> int:
    """Tell the user what is wrong, by a traceback only what is the program's fault; return the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return Exit.USAGE
        case click.ClickException():
            error.show()
            click.echo(f"Lỗi: {visible(in_vietnamese(error))}", err=True)
            return Exit.USAGE
        case click.Abort() | KeyboardInterrupt():
            return Exit.INTERRUPTED
        case _Ended():
            return Exit(128 + error.args[0])
        case ExceptionGroup():
            return max(map(_end, error.exceptions))
        case BrokenPipeError():
            _stop_writing()
            return Exit.BROKEN_PIPE
        case KsttError():
            _tell(error.message)
            return Exit.USAGE if isinstance(error, UsageError) else Exit.UNREADABLE
        case MemoryError():
            _tell(_NO_MEMORY)
            return Exit.UNREADABLE
        case OSError():
            _tell(both("{place}: {message}").format(place=error.filename or "kstt", message=reason(error)))
            return Exit.UNREADABLE
        case _:
            sys.excepthook(type(error), error, error.__traceback__)
            return Exit.UNREADABLE


def _tell(message: Bilingual) -> None:
    """Say what is wrong in Vietnamese, then in English."""
    for line in dict.fromkeys([*message.vi.split("\n"), *message.en.split("\n")]):
        click.echo(f"kstt: {visible(line)}", err=True)


def _end_by_signals() -> None:
    """End by Ctrl-C and by a request to end alike, unless the caller lets a signal be ignored.

    By Python's own way with Ctrl-C a process may end itself by the signal though the exception was caught.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _ended)


def _ended(number: int, _frame: object) -> None:
    _asked_to_end.append(number)
    raise _Ended(number)


def _open_closed_streams() -> None:
    """Put the null device where the caller closed a standard stream, or the next file opened would be taken for it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop_writing() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain about the broken pipe."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""How an audit runs: in one piece, in parts one after the other, or in parts by the workers of Dask."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import EngineError, InputError, UsageError
from kstt_rules.base.own_limits import processors

WHOLE: Final = "whole"
PARTS: Final = "parts"
PARTS_FROM: Final = 64_000_000
"""An audit of at least this many bytes of files runs in parts unless told otherwise."""

_DASK: Final = "dask"
_DASK_AT: Final = "dask://"
_SECONDS_TO_CONNECT: Final = 10
_SPLIT_BY_ITSELF: Final = both("a large dossier is audited in parts; --run whole audits it in one piece")
_NONE: Final = both("unknown way to run {name!r}; choose from whole, parts, dask, dask://HOST:PORT")
_NOT_INSTALLED: Final = both("--run {run} needs Dask: pip install {extra}")
_NO_SCHEDULER: Final = both("{run}: no scheduler with workers was found ({error})")
_DEADLY: Final = both("one part of the audit kept crashing its workers: {error}")


def named_run(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return the way to run that an option names; raises UsageError with what is allowed."""
    at = (value or "").removeprefix(_DASK_AT)
    if value in (None, WHOLE, PARTS, _DASK) or (at != value and ":" in at):
        return value
    raise UsageError(_NONE.format(name=value))


def chosen_run(name: str | None, paths: Sequence[Path]) -> str:
    """Return the way that was named, else the one that fits the size of the files, and say so where it is parts."""
    if name is not None:
        return name
    if _size(paths) < PARTS_FROM:
        return WHOLE
    click.echo(f"kstt: {_SPLIT_BY_ITSELF}", err=True)
    return PARTS


@contextmanager
def executor_of(run: str) -> Iterator[Executor | None]:
    """Give the workers of an audit in parts; None: this process does them.

    Raises UsageError if Dask is not installed or there is no scheduler, EngineError if one part keeps crashing workers.
    """
    if run == PARTS:
        yield None
        return
    try:
        from distributed import Client, KilledWorker, LocalCluster  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise UsageError(_NOT_INSTALLED.format(run=run, extra='"kstt-rules[dask]"')) from error
    with ExitStack() as stack:
        if run == _DASK:
            workers = {"n_workers": processors(), "threads_per_worker": 1}
            at = stack.enter_context(LocalCluster(**workers, dashboard_address=None, silence_logs=logging.CRITICAL))
        else:
            at = f"tcp://{run.removeprefix(_DASK_AT)}"
        try:
            client = stack.enter_context(Client(at, timeout=_SECONDS_TO_CONNECT))
            client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
        except (OSError, TimeoutError) as error:
            raise UsageError(_NO_SCHEDULER.format(run=run, error=error)) from error
        try:
            yield client.get_executor()
        except KilledWorker as error:
            raise EngineError(_DEADLY.format(error=error)) from error


def _size(paths: Sequence[Path]) -> int:
    from kstt_rules.intake.files.listing import list_files  # noqa: PLC0415 - loads orjson

    total = 0
    with suppress(InputError, OSError):  # what cannot be read is told where it is read
        total = sum(file.path.stat().st_size for file in list_files(paths).files)
    return total

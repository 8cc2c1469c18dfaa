"""Where an audit is worked on: in one piece, in parts one after the other, or in parts by the workers of Dask."""

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import EngineError, InputError, UsageError

WHOLE: Final = "whole"
PARTS: Final = "parts"
PARTS_FROM: Final = 64_000_000
"""Bytes of files from which on an audit goes in parts of its own accord."""

_DASK: Final = "dask"
_DASK_AT: Final = "dask://"
_SECONDS_TO_CONNECT: Final = 10
_SPLIT_BY_ITSELF: Final = both("a large dossier is audited in parts; --engine whole audits it in one piece")
_NONE: Final = both("{name!r} is no engine; choose whole, parts, dask or dask://HOST:PORT")
_NOT_INSTALLED: Final = both("{engine} needs Dask: pip install {extra}")
_NO_SCHEDULER: Final = both("{engine}: there is no scheduler with workers ({error})")
_DEADLY: Final = both("workers died again and again of one part of the audit: {error}")


def named_engine(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return the engine that an option names, or fail with what is allowed."""
    at = (value or "").removeprefix(_DASK_AT)
    if value in (None, WHOLE, PARTS, _DASK) or (at != value and ":" in at):
        return value
    raise UsageError(_NONE.format(name=value))


def chosen_engine(name: str | None, paths: Sequence[Path]) -> str:
    """Return the engine that was named, else the one that fits the size of the files, saying so where it is parts."""
    if name is not None:
        return name
    if _size(paths) < PARTS_FROM:
        return WHOLE
    click.echo(f"kstt: {_SPLIT_BY_ITSELF}", err=True)
    return PARTS


@contextmanager
def executor_of(engine: str) -> Iterator[Executor | None]:
    """Give the workers of an engine that goes in parts; None: this process.

    Raises UsageError where Dask is not installed or there is no scheduler, EngineError where workers die again and
    again of one part.
    """
    if engine == PARTS:
        yield None
        return
    try:
        from distributed import Client, KilledWorker, LocalCluster  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise UsageError(_NOT_INSTALLED.format(engine=engine, extra='"kstt-rules[dask]"')) from error
    with ExitStack() as stack:
        if engine == _DASK:
            workers = {"n_workers": len(os.sched_getaffinity(0)), "threads_per_worker": 1}
            at = stack.enter_context(LocalCluster(**workers, dashboard_address=None, silence_logs=logging.CRITICAL))
        else:
            at = f"tcp://{engine.removeprefix(_DASK_AT)}"
        try:
            client = stack.enter_context(Client(at, timeout=_SECONDS_TO_CONNECT))
            client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
        except (OSError, TimeoutError) as error:
            raise UsageError(_NO_SCHEDULER.format(engine=engine, error=error)) from error
        try:
            yield client.get_executor()
        except KilledWorker as error:
            raise EngineError(_DEADLY.format(error=error)) from error


def _size(paths: Sequence[Path]) -> int:
    from kstt_rules.intake.files.inputs import list_inputs  # noqa: PLC0415 - loads orjson

    total = 0
    with suppress(InputError, OSError):  # what cannot be read is told where it is read
        total = sum(file.path.stat().st_size for file in list_inputs(paths).files)
    return total

"""Do the steps of an audit in parts: in this process, or by the workers of an executor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from kstt_rules.large.workspace import Workspace

Arguments = ParamSpec("Arguments")
Outcome = TypeVar("Outcome")


class Here(Executor):
    """An executor that does the work at once, in this process and thread."""

    def submit(
        self, fn: Callable[Arguments, Outcome], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Outcome]:
        """Do the work; what it raises is raised here and now."""
        future: Future[Outcome] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def each(
    executor: Executor, step: Callable[..., Outcome], workspace: Workspace, arguments: Iterable[tuple[Any, ...]]
) -> Iterator[Outcome]:
    """Do a step with each of some arguments and yield the outcomes in their order.

    If the executor breaks, the rest is done here; a step may be repeated. Any other error cancels what still waits.
    """
    work = list(arguments)
    futures = _handed_in(executor, step, workspace, work)
    try:
        for place, item in enumerate(work):
            try:
                yield futures[place].result() if place < len(futures) else step(workspace, *item)
            except BrokenExecutor:
                yield step(workspace, *item)
    finally:
        for future in futures:
            future.cancel()


def _handed_in(
    executor: Executor, step: Callable[..., Outcome], workspace: Workspace, work: Iterable[tuple[Any, ...]]
) -> list[Future[Outcome]]:
    futures: list[Future[Outcome]] = []
    with suppress(BrokenExecutor):
        futures.extend(executor.submit(step, workspace, *item) for item in work)
    return futures

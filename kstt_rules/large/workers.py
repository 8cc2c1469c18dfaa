"""Who does the steps of an audit in parts: this process one after the other, or the workers of an executor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from kstt_rules.large.workspace import Workspace

Arguments = ParamSpec("Arguments")
Outcome = TypeVar("Outcome")


class Here(Executor):
    """Does each piece of work at once, in the process and thread that hands it in."""

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
    """Do a step with each of some arguments and yield what comes of it, in their order.

    A step may be done again: what a broken executor has lost is done here. Other errors end what is still waiting.
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

"""Work that ends when nobody waits for it any more."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from starlette.requests import ClientDisconnect, Request


async def while_waited_for(request: Request, work: Coroutine[Any, Any, bytes]) -> bytes:
    """Return what the work returns; end it, and raise ClientDisconnect, when the visitor leaves.

    The body of the request must have been read.
    """
    done, left = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait([done, left], return_when=asyncio.FIRST_COMPLETED)
        if not done.done():
            raise ClientDisconnect
        return done.result()
    finally:
        done.cancel()
        left.cancel()
        await asyncio.gather(done, left, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass

"""Messages between the server and a desk: JSON, with its length before it."""

import asyncio
import socket
from typing import Any, Final

import orjson

_HEAD: Final = 8
_LARGEST: Final = 200_000_000
"""Bytes of a message; a view shows a page of things, not all of them."""


def packed(message: Any) -> bytes:
    """Return a message as bytes."""
    body = orjson.dumps(message, default=_plain, option=orjson.OPT_NON_STR_KEYS)
    return len(body).to_bytes(_HEAD) + body


def receive(channel: socket.socket) -> Any:
    """Wait for a message; None where the other side has closed."""
    head = _exactly(channel, _HEAD)
    body = _exactly(channel, int.from_bytes(head)) if head else None
    return orjson.loads(body) if body else None


async def read(stream: asyncio.StreamReader) -> Any:
    """Wait for a message. Raises EOFError where the other side has closed."""
    size = int.from_bytes(await stream.readexactly(_HEAD))
    if size > _LARGEST:
        raise EOFError(f"a message of {size} bytes")
    return orjson.loads(await stream.readexactly(size))


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < size:
        piece = channel.recv(min(size - len(pieces), 1 << 20))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)

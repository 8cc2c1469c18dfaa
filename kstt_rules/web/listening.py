"""Where the server listens, and under which addresses it is reached there."""

import errno
import ipaddress
import os
import socket
from contextlib import suppress
from typing import Final

import uvicorn

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError, reason

_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
_WAITING: Final = 4096
"""Connections that the system holds until they are accepted; the next one is tried again by its own system, after
seconds that double each time."""
ACCEPTED_AT_ONCE: Final = 20
"""Connections that are accepted before room is made for them; each is an open file."""
_TAKEN: Final = both("port {port} of {host} is taken by another program; choose another with --port")
_NOT_OURS: Final = both("--host {host}: this machine has no such address")
_UNKNOWN: Final = both("--host {host}: no such address or name is known")
_NOT_ALLOWED: Final = both("port {port} may not be used by this user; choose one above 1023 with --port")
_OTHER: Final = both("cannot listen on {host}, port {port}: {reason}")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises UsageError, with what to do, where it cannot."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.create_server(address[:2], family=family, backlog=_WAITING)
    except (socket.gaierror, UnicodeError):
        raise UsageError(_UNKNOWN.format(host=host)) from None
    except OSError as error:
        told = {errno.EADDRINUSE: _TAKEN, errno.EADDRNOTAVAIL: _NOT_OURS, errno.EACCES: _NOT_ALLOWED}
        said = told.get(error.errno or 0, _OTHER)
        raise UsageError(said.format(host=host, port=port, reason=reason(_plain(error)))) from None
    # What is accepted has it too; else the end of an answer waits until its beginning is acknowledged, some 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


class ServerWithQueue(uvicorn.Server):
    """A server whose sockets keep the queue of ``listen``; uvicorn lets it hold no more than are accepted at once."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept."""
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(_WAITING)


def is_local(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    parsed = _parsed(host)
    return parsed.is_loopback if parsed else host == "localhost"


def hosts_of(host: str) -> tuple[str, ...]:
    """Return the hosts by which a server that listens there is called: on all addresses, those of this machine."""
    parsed = _parsed(host)
    own = _own_addresses() if parsed and parsed.is_unspecified else (host,)
    return tuple(dict.fromkeys(_in_address(one) for one in (*_LOCAL, *own)))


def address_of(host: str, port: int) -> str:
    """Return the address of the start page, to be opened by who uses it."""
    parsed = _parsed(host)
    shown = _own_addresses()[0] if parsed and parsed.is_unspecified else host
    return f"http://{_in_address(shown)}:{port}/"


def _own_addresses() -> tuple[str, ...]:
    """Return the address that the machine has in its network, if any, and its name."""
    found = []
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((elsewhere, 9))  # which sends nothing: it chooses the way
            found.append(asking.getsockname()[0])
    return (*found, socket.gethostname())


def _parsed(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _plain(error: OSError) -> OSError:
    """Return an error without the words that ``create_server`` adds."""
    return OSError(error.errno, os.strerror(error.errno or 0))

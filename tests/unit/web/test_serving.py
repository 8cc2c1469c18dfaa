"""The server listens, tells where, and is light."""

import asyncio
import socket
import subprocess
import sys

import uvicorn

from kstt_rules.web.listening import ACCEPTED_AT_ONCE, ServerWithQueue, listen

MANY, SECONDS = 300, 5


def all_reach(listening):
    """Tell whether many visitors come through to a server that accepts none of them yet."""
    there = [socket.create_connection(listening.getsockname(), timeout=SECONDS) for _ in range(MANY)]
    for visitor in there:
        visitor.close()
    return True


def test_visitors_wait_in_a_queue_while_the_server_starts():
    """The system holds them; one that finds no place there is tried again only after seconds."""
    with listen("127.0.0.1", 0) as listening:
        assert all_reach(listening)


def test_the_end_of_an_answer_does_not_wait_until_its_beginning_is_acknowledged():
    """Who is let in is sent each piece at once."""
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_visitors_wait_in_the_same_queue_while_the_server_is_busy():
    """However few it accepts at once."""

    async def looked_at(listening):
        async def app(_scope, _receive, _send):
            """Serve nobody."""

        server = ServerWithQueue(uvicorn.Config(app, backlog=ACCEPTED_AT_ONCE, lifespan="off"))
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        await server.startup(sockets=[listening])
        assert all_reach(listening)  # the loop does not turn meanwhile
        await server.shutdown(sockets=[listening])

    with listen("127.0.0.1", 0) as listening:
        asyncio.run(looked_at(listening))


def test_the_server_itself_loads_nothing_of_the_audit():
    """What reads and judges is loaded where processes are copied from; the server stays small."""
    look = "import sys, kstt_rules.web.serving; print({'pandas', 'numpy', 'kstt_rules.auditing'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "set()"

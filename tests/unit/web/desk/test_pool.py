"""Few desks are open at a time; one that is ended is opened again, and nobody waits for ever."""

import asyncio
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from kstt_rules.web.desk import open_desk, pool
from kstt_rules.web.desk.pool import Desks
from kstt_rules.web.guarded.line import Line
from kstt_rules.web.guarded.named import Named
from kstt_rules.web.guarded.processes import make_ready
from kstt_rules.web.refusal import Refused
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State

SECONDS = 20


@pytest.fixture(autouse=True)
def _fakes(monkeypatch):
    make_ready()
    monkeypatch.setattr(open_desk, "_SERVE", Named("web_desks", "serve_anything"))


@pytest.fixture
def workspaces(tmp_path):
    """Return three workspaces."""
    return [Workspace.make(tmp_path / name, State(as_of="2022-03-31", pack="x")) for name in "abc"]


def run(visit, *, most=2, seconds=SECONDS):
    """Let a visit meet a pool of desks; all are closed at the end, and no process is left."""

    async def visited():
        desks = Desks(most=most, line=Line(running=2, waiting=0), seconds=seconds)
        try:
            return await asyncio.wait_for(visit(desks), SECONDS)
        finally:
            desks.close_all()

    return asyncio.run(visited())


def is_there(process):
    """Tell whether a process runs."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def ends_soon(process):
    """Tell whether a process ends within seconds; of one that is killed the system disposes, which takes a moment."""
    latest = time.monotonic() + SECONDS / 2
    while is_there(process) and time.monotonic() < latest:
        time.sleep(0.01)
    return not is_there(process)


def test_the_desk_that_was_asked_least_lately_gives_room(workspaces):
    """It is opened again when it is asked; the others stay."""
    a, b, c = workspaces

    async def visit(desks):
        return [await desks.ask(one, "views", "who", {}) for one in (a, b, a, c, a, b)]

    first_a, first_b, *others = run(visit)
    assert others[0] == first_a
    assert others[2] == first_a
    assert others[3] not in {first_a, first_b, others[1]}
    assert not any(map(is_there, {first_a, first_b, *others}))


def test_a_desk_that_was_killed_is_opened_again(workspaces):
    """Who asks next notices nothing."""

    async def visit(desks):
        first = await desks.ask(workspaces[0], "views", "who", {})
        os.kill(first, signal.SIGKILL)
        await asyncio.sleep(0.3)
        return first, await desks.ask(workspaces[0], "views", "who", {})

    first, second = run(visit)
    assert first != second


@pytest.mark.parametrize(("question", "said"), [("die", "không đủ bộ nhớ"), ("hang", "hơn 2 giây")])
def test_a_question_that_ends_its_desk_is_told(workspaces, question, said):
    """The cause is told, nothing is left of the desk, and the next question is answered by a new one."""

    async def visit(desks):
        before = await desks.ask(workspaces[0], "views", "who", {})
        with pytest.raises(Refused) as refused:
            await desks.ask(workspaces[0], "views", question, {})
        assert not is_there(before)
        return refused.value, await desks.ask(workspaces[0], "views", "who", {})

    refused, _ = run(visit, seconds=2)
    assert refused.status == 503
    assert said in refused.message.vi


def test_an_audit_that_takes_too_long_to_open_is_ended(workspaces, monkeypatch):
    """With all that it started; whoever waits is told, and may try again."""
    monkeypatch.setattr(open_desk, "_SERVE", Named("web_desks", "serve_never"))

    async def visit(desks):
        with pytest.raises(Refused) as refused:
            await desks.ask(workspaces[0], "views", "who", {})
        return refused.value

    assert "hơn 2 giây" in run(visit, seconds=2).message.vi
    desk, started = (workspaces[0].folder / "processes").read_text().split()
    assert not is_there(desk)
    assert ends_soon(started)


def test_questions_to_one_desk_are_answered_one_after_the_other(workspaces):
    """Those to others are not held up."""

    async def visit(desks):
        for one in workspaces[:2]:
            await desks.ask(one, "views", "who", {})
        asked = [desks.ask(one, "views", "sleep", {}) for one in (*workspaces[:1] * 3, workspaces[1])]
        return await asyncio.gather(*asked)

    *own, other = run(visit)
    own.sort()
    assert own[0][1] <= own[1][0]
    assert own[1][1] <= own[2][0]
    assert other[0] < own[2][0]


def test_a_desk_waits_for_who_had_it_opened(workspaces, monkeypatch):
    """It is not closed for another before it was asked once, or its visitor has stayed away."""
    monkeypatch.setattr(pool, "_FRESH", 0.5)
    a, b, _ = workspaces

    async def visit(desks):
        await desks.standing(a, wait=SECONDS)
        began = asyncio.get_running_loop().time()
        await desks.ask(b, "views", "who", {})
        return asyncio.get_running_loop().time() - began

    assert run(visit, most=1) > 0.4


def test_an_error_of_the_program_is_told_without_its_inside(workspaces, caplog):
    """The log has it; the desk goes on."""

    async def visit(desks):
        with pytest.raises(Refused) as refused:
            await desks.ask(workspaces[0], "acts", "fail", {})
        return refused.value, await desks.ask(workspaces[0], "views", "who", {})

    refused, _ = run(visit)
    assert refused.status == 500
    assert "inside" not in refused.message.en
    assert "the inside of a fault" in caplog.text


def test_nothing_is_opened_of_a_workspace_that_was_deleted(workspaces):
    """Who waited for it is told that it is gone."""

    async def visit(desks):
        asked = asyncio.ensure_future(desks.ask(workspaces[0], "views", "who", {}))
        await asyncio.sleep(0)
        shutil.rmtree(workspaces[0].folder)
        desks.close(workspaces[0].id)
        with pytest.raises(Refused) as refused:
            await asked
        return refused.value

    assert run(visit).status == 404

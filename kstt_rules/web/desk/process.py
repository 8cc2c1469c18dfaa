"""The process of a desk: opens the audit of a workspace, then answers one question after the other."""

import gc
import shutil
import socket
import traceback
from pathlib import Path
from typing import Any

from kstt_rules.base.own_limits import end_after, end_never
from kstt_rules.base.progress import Progress
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.desk.counts import counts_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.desk.messages import packed, receive
from kstt_rules.web.desk.questions import module, names
from kstt_rules.web.guarded.done import refusal_of
from kstt_rules.web.guarded.processes import GRACE, bound_this


def serve_desk(channel: socket.socket, folder: Path, seconds: int) -> None:
    """Open the workspace, tell how far it has come, and answer until the server closes the channel."""
    bound_this(_emptied(folder / "temporary"))
    end_after(seconds + GRACE)
    desk = Desk(folder)

    def tell(progress: Progress) -> None:
        channel.sendall(packed({"progress": progress}))

    channel.sendall(packed({"opened": True} | _answer(desk, lambda: desk.open(tell))))
    end_never()
    gc.freeze()  # what was opened stays: an answer need not wait until it was searched for circles
    while (question := receive(channel)) is not None:
        end_after(seconds + GRACE)
        channel.sendall(packed(_answer(desk, lambda: _answered(desk, question))))
        end_never()
        if question["kind"] == "acts":
            gc.collect()  # while nobody waits


def _emptied(folder: Path) -> Path:
    """Take away what a desk that was killed left."""
    shutil.rmtree(folder)
    folder.mkdir()
    return folder


def _answer(desk: Desk, work: Any) -> dict[str, Any]:
    try:
        return {"answer": work(), "is_open": desk.is_open}
    except Exception as error:  # noqa: BLE001 - whatever it is, the server tells it
        refused = refusal_of(error)
        return (
            {"refused": refused.without(desk.workspace.folder).as_data()}
            if refused
            else {"failed": traceback.format_exc()}
        )


def _answered(desk: Desk, question: dict[str, Any]) -> Any:
    kind, name, given = question["kind"], question["name"], question["given"]
    if kind == "views":
        return {"counts": counts_of(desk) if desk.is_open else {}} | module("views", name).view(desk, given)
    if kind == "acts":
        return module("acts", name).act(desk, given)
    return written(desk, name, given)


def written(desk: Desk, name: str, query: dict[str, str]) -> dict[str, str]:
    """Write a download: that of a module, or the result in a format of the registry."""
    if name in names("downloads"):
        download: Download = module("downloads", name).write(desk, query)
    else:
        output = outputs_of("audit")[name]
        download = Download(desk.workspace.free_out(), f"kstt-{desk.state.as_of}{output.suffix}", output.media)
        with download.path.open("xb") as stream:
            output.render(desk.session.result, stream, language="en" if query.get("lang") == "en" else "vi")
    return {"file": download.path.name, "name": download.name, "media": download.media}

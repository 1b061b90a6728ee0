"""`memory`: what the server holds after its start, after the first reader and after many.

A reader is a websocket of Streamlit's own kind that asks for the page and stays, as an open tab does; then it changes the
window once. Charts are drawn only in a browser that scrolls to them and are not in these figures.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.benchmarks import server
from tests.benchmarks.figures import Table

SESSIONS = 50
PATHS = ("scene=kazakhstan", "v=1&scene=kazakhstan&from=2022-01-05T00:00&to=2022-01-06T00:00")
LARGEST = 64 * 2**20
"""Bytes that one message may have."""


def run(quick: bool) -> dict[str, Any]:
    """Measure; quick is five sessions."""
    sessions = 5 if quick else SESSIONS
    with server.started(server.ours()) as ours, ExitStack() as stack:
        held = [ours.memory()]
        for _ in range(sessions):
            stack.enter_context(_reader(ours.address))
            held.append(ours.memory())
        stack.close()
        return {"sessions": sessions, "held": held, "left": ours.memory()}


def _reader(address: str) -> ClientConnection:
    """A session that has seen two windows."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    socket = connect(url, origin=address, subprotocols=["streamlit"], max_size=LARGEST, proxy=None)  # type: ignore[arg-type,list-item]
    for path in PATHS:
        wish = BackMsg()
        wish.rerun_script.query_string = path
        socket.send(wish.SerializeToString())
        _finished(socket)
    return socket


def _finished(socket: ClientConnection) -> None:
    """Read until the page has been sent."""
    while True:
        message = ForwardMsg()
        message.ParseFromString(socket.recv(timeout=60))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise AssertionError(f"the page did not finish: {message}")
            return


def table(result: dict[str, Any]) -> Table:
    """One line."""
    held, sessions = result["held"], result["sessions"]
    mb = [f"{b / 2**20:.1f}" for b in (held[0], held[1], held[-1], result["left"])]
    each = (held[-1] - held[1]) / (sessions - 1) / 1024
    after = ("after start", "after the first session", f"after {sessions}", "after all have left")
    head = ("server", *after, "KiB a further session")
    note = "Resident set of the one process. A session is one page and one filter change."
    return Table("memory: MiB held by the server", head, [("ours", *mb, f"{each:,.0f}")], note)

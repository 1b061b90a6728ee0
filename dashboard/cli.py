"""The command line: ``qantar serve``, ``check``, ``import``, ``export`` and ``seed add``."""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path

from dashboard import __version__
from dashboard.brief.command import add_parser as add_brief
from dashboard.brief.command import brief
from dashboard.exchange.drafting.command import add_parser as add_seed_parser
from dashboard.exchange.drafting.command import add_seed
from dashboard.exchange.exporting.command import add_parser as add_export
from dashboard.exchange.exporting.command import export
from dashboard.exchange.importing.command import add_parser as add_import
from dashboard.exchange.importing.command import import_file
from dashboard.layer import home
from dashboard.publish.command import add_parser as add_publish
from dashboard.publish.command import address, publish
from dashboard.publish.headers import ancestors

PORT = 8622
"""Where `qantar serve` listens unless told otherwise. Fixed, so that bookmarks last."""

_ABOUT = """\
qantar shows the January 2022 unrest in Kazakhstan on a map, on a clock and in lists,
with the source of every claim. It works without the internet.

  qantar serve     open the dashboard in your web browser
  qantar check     look for mistakes in the data
  qantar import    bring in a file of events: ACLED, KML, a spreadsheet ...
  qantar publish   write embeds for newsroom pages
  qantar brief     draw a picture for a slide or a page
  qantar export    write the data in another form
  qantar seed add  draft the annotation of another text

Add --help after a command to read more about it, for example: qantar serve --help
"""

_SERVE = """\
Start the dashboard on this computer and print its address; open that address in a
web browser. Nobody else can reach it unless you give another --address.
To stop it, press Ctrl and C together.
"""

_CHECK = """\
Check the event layer, or a data package of your own with the same tables.
Every mistake is listed with its file and line, all at once. The command ends with
status 0 if there is none and 1 if there is one or more.
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, for parsing and for the documentation's test."""
    plain = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(prog="qantar", description=_ABOUT, formatter_class=plain, usage="qantar COMMAND [options]")
    top.add_argument("--version", action="version", version=f"qantar {__version__}", help="print the version and stop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    serve = commands.add_parser("serve", help="open the dashboard", description=_SERVE, formatter_class=plain)
    serve.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"the port to listen on (normally {PORT})")
    serve.add_argument(
        "--address",
        default="127.0.0.1",
        metavar="A",
        help="the network address to listen on (normally 127.0.0.1: this computer only)",
    )
    serve.add_argument(
        "--frame-ancestors",
        default="self",
        metavar="WHO",
        help="who may show the pages in a frame: self, none, * or hosts, separated by spaces (normally self)",
    )
    serve.add_argument(
        "--public-url", default="", metavar="URL", help="the address at which readers find it, if another stands in front"
    )
    serve.add_argument("--open", action="store_true", help="open the web browser as well")

    check = commands.add_parser("check", help="check the data", description=_CHECK, formatter_class=plain)
    check.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="a folder or zip file with a datapackage.json (normally the event layer itself)",
    )

    add_import(commands)
    add_publish(commands)
    add_brief(commands)
    add_export(commands)
    add_seed_parser(commands)
    return top


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'port' must be a number from 1 to 65535 (got {text!r})")
    return int(text)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    top = parser()
    given = top.parse_args(arguments)
    if given.command is None:
        top.print_help()
        return 0
    try:
        run = {
            "serve": _serve,
            "check": _check,
            "import": import_file,
            "publish": publish,
            "brief": brief,
            "export": export,
            "seed": add_seed,
        }
        return run[given.command](given)
    except KeyboardInterrupt:
        return 130


def _serve(given: argparse.Namespace) -> int:
    try:
        settings = (ancestors(given.frame_ancestors), address("public-url", given.public_url))
    except ValueError as error:
        print(f"qantar: {error}", file=sys.stderr)
        return 1
    taken = _unavailable(given.address, given.port)
    if taken:
        print(f"qantar: 'port' must be free at {given.address} (got {given.port}: {taken})", file=sys.stderr)
        print(f"qantar: try another one: qantar serve --port {min(given.port + 1, 65535)}", file=sys.stderr)
        return 1
    from dashboard.app.server import Settings, serve  # Streamlit takes a second to import; `qantar --help` must not wait for it

    shown = f"[{given.address}]" if ":" in given.address else given.address
    print(f"The dashboard is at http://{shown}:{given.port}  (stop it with Ctrl-C)", flush=True)
    serve(given.port, given.address, given.open, Settings(*settings))
    return 0


def _unavailable(address: str, port: int) -> str:
    """Why the port cannot be listened on; empty if it can."""
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _check(given: argparse.Namespace) -> int:
    from dashboard.layer.check import check

    path = given.path or home.DATA
    seeds = home.SEEDS if given.path is None or path.resolve() == home.DATA.resolve() else None
    report = check(path, seeds)
    for fault in report.faults:
        print(fault)
    if report.ok:
        print(f"No faults: {report.summary()}.")
        return 0
    print(f"qantar: {len(report.faults)} fault{'s' if len(report.faults) != 1 else ''} in {path}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

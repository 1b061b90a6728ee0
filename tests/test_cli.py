"""The command line: help for people who do not program, clear words for mistakes, never a traceback."""

import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main, parser

ROOT = Path(__file__).parents[1]
COMMANDS = ("serve", "check", "export", "seed")


def _help(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        main([*arguments, "--help"])
    assert stop.value.code == 0
    return capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """In words, with what each is for."""
    text = _help(capsys=capsys)
    for command in COMMANDS:
        assert f"qantar {command}" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_plain(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every option is explained, and no word of the machine room is used."""
    text = _help(command, capsys=capsys)

    assert not re.search(r"\b(argv|stdout|ASGI|uvicorn|boolean|regex|None)\b", text)
    assert len(text.splitlines()) > 8


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Typing the name alone is a way to ask what there is."""
    assert main([]) == 0
    assert "qantar serve" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8.5"])
def test_a_port_that_is_none_is_refused_in_words(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the value that was given."""
    with pytest.raises(SystemExit) as stop:
        main(["serve", f"--port={port}"])
    assert stop.value.code == 2
    assert f"'port' must be a number from 1 to 65535 (got '{port}')" in capsys.readouterr().err


def test_a_port_in_use_is_told_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of a traceback from the server."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert f"'port' must be free at 127.0.0.1 (got {port}" in told
    assert "qantar serve --port" in told


def test_check_of_the_shipped_data_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the counts, status 0."""
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert re.fullmatch(r"No faults: \d+ events, \d+ places, .*37 statements\.\n", out)


def test_check_in_a_process_of_its_own_leaves_the_status_to_the_shell(tmp_path: Path) -> None:
    """Status 1 and one line for a folder without a package."""
    done = subprocess.run([sys.executable, "-m", "dashboard", "check", str(tmp_path)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "datapackage.json:1: 'path' must be a data package" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_readme_shows_only_commands_that_exist() -> None:
    """Every `qantar ...` line of the README parses."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"(?:^|/)qantar ((?:serve|check|publish|brief|import|export|seed)[^\n`#&]*)", readme, re.MULTILINE)

    assert lines
    for line in lines:
        parser().parse_args(shlex.split(line))


def test_the_ci_script_runs_the_readmes_own_test_command() -> None:
    """The line it looks for is there, and it is the one that runs the tests."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = re.search(r"^<!-- the test command.*?\n\n {4}(.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)

    assert "<!-- the test command" in script
    assert "--require-browser" in script
    assert found
    assert "pytest" in found[1].splitlines()[0]

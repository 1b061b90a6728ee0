"""Servers as their users start them, each in a process of its own on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIVALS = Path(__file__).with_name("rivals")
STARTS_WITHIN = 120
"""Seconds until a server must answer."""


@dataclass(frozen=True)
class Server:
    """A server that answers at `address`, and its process."""

    address: str
    pid: int

    def memory(self) -> int:
        """Bytes of memory that it holds (resident set)."""
        answer = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], check=True, capture_output=True, text=True)
        return int(answer.stdout) * 1024


def ours() -> list[str]:
    """``qantar serve``."""
    return [sys.executable, "-m", "dashboard", "serve", "--port", "{port}"]


def stock(name: str) -> list[str]:
    """``streamlit run`` of one of the rivals, with nothing set but what keeps it quiet on a machine without a screen."""
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    return [sys.executable, "-m", "streamlit", "run", str(RIVALS / name), "--server.port", "{port}", *quiet]


@contextmanager
def started(command: list[str]) -> Iterator[Server]:
    """Start `command`, wait until it answers, and stop it in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {"PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        line = [part.format(port=port) for part in command]
        process = subprocess.Popen(line, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment)
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            _wait(server, process, Path(folder) / "log")
            yield server
        finally:
            process.terminate()
            process.wait(20)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(STARTS_WITHIN * 10):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {' '.join(map(str, process.args))}: {log.read_text(encoding='utf-8')}")  # type: ignore[arg-type]

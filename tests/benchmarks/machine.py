"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

LIBRARIES = ("streamlit", "streamlit-folium", "folium", "plotly", "pydeck", "pandas", "playwright")


def described() -> dict[str, Any]:
    """Machine, versions, hour and load."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": load(),
        "versions": {name: version(name) for name in LIBRARIES},
    }


def load() -> list[float]:
    """Load average over 1, 5 and 15 minutes: above the number of cores wall times say little."""
    return [round(x, 2) for x in os.getloadavg()]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor())

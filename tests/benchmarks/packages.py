"""Files of npm packages that the rivals need, fetched once with the ordinary client into this user's cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

CLUSTERS = "leaflet.markercluster@1.5.3"
CLUSTER_STYLES = ("MarkerCluster", "MarkerCluster.Default")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qantar-benchmarks"


def folder(package: str) -> Path:
    """Where the files of `package` (``name@version``) lie once they are there."""
    return CACHE / package.replace("/", "+") / "package"


def has(package: str) -> bool:
    """Whether the files are there. Asks nobody."""
    return folder(package).is_dir()


def fetch(package: str) -> bool:
    """Get `package` if it is not there; whether it is there now. Without npm or a registry it is not."""
    npm = shutil.which("npm")
    if has(package) or not npm:
        return has(package)
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as there:
        try:
            subprocess.run([npm, "pack", package, "--silent"], cwd=there, check=True, capture_output=True, timeout=120)
            with tarfile.open(next(Path(there).glob("*.tgz"))) as archive:
                archive.extractall(Path(there) / "out", filter="data")
        except (subprocess.SubprocessError, OSError, StopIteration, tarfile.TarError):
            return False
        Path(there, "out").replace(folder(package).parent)
    return True

"""The wheel carries data and seeds and works outside a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this tree, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("qantar-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_holds_the_data_the_article_and_the_front_end(unpacked: Path) -> None:
    """Under the package, so that nothing is written elsewhere."""
    for name in (
        "data/datapackage.json",
        "data/events.csv",
        "data/basemap/almaty.geojson",
        "seeds/000_e1ede2459915ac02.txt",
        "seeds/statements.csv",
        "web/eventlayer.js",
        "web/vendor/leaflet/leaflet.js",
        "web/vendor/leaflet/LICENSE",
        "locale/el.po",
    ):
        assert (unpacked / "dashboard" / name).is_file(), name


def test_the_check_passes_from_an_installed_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Run from an empty folder with only the wheel on the path."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    script = "import dashboard, sys; from dashboard.cli import main; print(dashboard.__file__); sys.exit(main(['check']))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert str(unpacked) in done.stdout
    assert "No faults" in done.stdout

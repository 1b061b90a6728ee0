"""The rooms of the package and who may know whom (arrows run downwards only)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dashboard"

MAY_KNOW = {
    "layer": set(),
    "locale": {"layer"},
    "web": set(),
    "views": {"layer", "locale"},
    "exchange": {"layer", "locale", "views", "output", "progress"},
    "brief": {"layer", "locale", "views", "web", "output", "progress"},
    "publish": {"layer", "locale", "views", "web", "brief", "exchange", "output", "progress"},
    "output": set(),
    "progress": set(),
    "app": {"layer", "locale", "views", "brief", "publish", "web"},
    "cli": {"layer", "exchange", "brief", "publish", "app"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Each room of the package, and the rooms that it may import besides itself."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_arrows_run_downwards_only(path: Path) -> None:
    """No room imports one above it or beside it that it may not know."""
    room = _room(path)
    known = {name.split(".")[1] for name in _imports(path) if name.startswith("dashboard.")} - {room, "__version__"}
    assert known <= MAY_KNOW[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_app_imports_streamlit(path: Path) -> None:
    """Everything else can be tested and used without it."""
    if _room(path) != "app":
        assert not {i for i in _imports(path) if i.split(".")[0] in {"streamlit", "streamlit_folium"}}

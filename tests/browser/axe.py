"""Accessibility of what a browser shows, as axe-core judges it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

_OPTIONS = {"resultTypes": ["violations"], "iframes": False}
"""Every rule that axe-core runs by default, best practices too; frames are judged one by one, sandboxed ones do not answer."""


def violations(page: Page | Frame, within: str | None = None) -> list[str]:
    """What axe-core finds against a page and each frame that has loaded in it; nothing found is an empty list.

    `within` is a CSS selector: only that part of the page is judged, and the frames inside it. A frame given as `page` is
    judged with the frames inside it. Each line names rule, impact, place and reason: ``image-alt (critical) at img: Fix ...``.
    A document that may run no script (sandboxed without ``allow-scripts``) cannot be judged.
    """
    frame = page.main_frame if isinstance(page, Page) else page
    found = _judge(frame, within)
    for child in frame.child_frames:
        if child.url in ("", "about:blank") or not _lies_within(child, within):
            continue
        found += [f"{child.url}: {line}" for line in violations(child)]
    return found


def _judge(frame: Frame, within: str | None) -> list[str]:
    answer = Axe().run(frame, context=within, options=_OPTIONS).response
    return [
        f"{rule['id']} ({rule['impact']}) at {_place(node['target'])}: {' '.join(node['failureSummary'].split())}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def _place(target: list[str | list[str]]) -> str:
    """A selector; inside a shadow root axe-core names the host first."""
    return " > ".join(part if isinstance(part, str) else " >> ".join(part) for part in target)


def _lies_within(child: Frame, within: str | None) -> bool:
    if within is None:
        return True
    inside = """(node, selector) => {
        while (node && !node.closest(selector)) node = node.getRootNode().host;
        return Boolean(node);
    }"""
    return bool(child.frame_element().evaluate(inside, within))

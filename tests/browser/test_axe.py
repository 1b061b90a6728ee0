"""The accessibility check itself: it finds what is wrong, where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations

SOUND = '<html lang="en"><title>A page</title><main><h1>A page</h1>{}</main>'
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a server."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_sound_page_has_no_violation(page: Page) -> None:
    """So that an empty list means something."""
    page.set_content(SOUND.format('<img alt="A square" src="data:,">'))
    assert violations(page) == []


def test_a_policy_does_not_hide_a_violation(page: Page) -> None:
    """A page that forbids every script is judged too."""
    page.set_content(SOUND.format(POLICY + '<img src="data:,">'))
    (line,) = violations(page)
    assert line.startswith("image-alt (critical) at img: ")


def test_what_is_wrong_in_a_frame_is_found_there(page: Page) -> None:
    """A frame with an opaque origin, inside the part that is asked for and outside it."""
    inner = SOUND.format("<button></button>").replace('"', "&quot;")
    page.set_content(
        SOUND.format(
            f'<p>Text</p><div id="here"><iframe sandbox="allow-scripts" title="Inner" srcdoc="{inner}"></iframe></div>'
        )
    )
    page.frames[1].wait_for_load_state()
    (line,) = violations(page)
    assert line.startswith("about:srcdoc: button-name (critical) at button: ")
    assert violations(page, within="#here") == [line]
    assert violations(page, within="p") == []

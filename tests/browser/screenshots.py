"""Pictures of every scene, language, theme and size, to be looked at: ``python -m tests.browser.screenshots DIR``.

It starts a server of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.views.scenes import SCENES
from tests.browser.conftest import FLAGS, PATIENCE, _wait_for
from tests.conftest import chromium_path

ADDRESS = "http://127.0.0.1:8699"
SIZES = {"desk": (1440, 900), "wall": (1920, 1080), "phone": (390, 844)}
ALMATY = "v=1&scene=almaty&area=KZ-ALA"


def main(arguments: list[str]) -> None:
    """Make the pictures."""
    jobs = [
        (f"{scene}-{lang}", size, scheme, f"?scene={scene}&lang={lang}")
        for scene in SCENES
        for lang in ("en", "el")
        for size in ("desk", "phone")
        for scheme in ("light", "dark")
    ]
    jobs += [
        (f"almaty-{lang}", "wall", "light", f"?scene=almaty&lang={lang}&event=almaty-akimat-stormed") for lang in ("ru", "kk")
    ]
    jobs += [
        (f"5-january-{hour}", "desk", "light", f"?{ALMATY}&from=2022-01-05T{hour}:00&to=2022-01-05T{hour + 1}:00")
        for hour in (12, 16, 22)
    ]
    log = Path(arguments[0] if arguments and not arguments[0].startswith("-") else "/tmp") / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", "8699"], stdout=out, stderr=out)
    try:
        _wait_for(f"{ADDRESS}/_stcore/health", server, log)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            for name, size, scheme, query in jobs:
                width, height = SIZES[size]
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB")
                page.goto(f"{ADDRESS}/{query}")
                page.frame_locator("iframe").locator('html[data-qantar="ready"]').wait_for(state="attached", timeout=PATIENCE)
                page.locator(".list li").first.wait_for(timeout=PATIENCE)
                page.wait_for_timeout(800)
                page.screenshot(path=log.parent / f"{name}-{size}-{scheme}.png")
                page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 1e6)")
                page.locator(".main-svg").first.wait_for(timeout=PATIENCE)
                page.wait_for_timeout(1200)
                page.locator('[class*="st-key-chart_"]').first.evaluate("n => n.scrollIntoView()")
                page.wait_for_timeout(800)
                page.screenshot(path=log.parent / f"{name}-{size}-{scheme}-charts.png")
                page.close()
            browser.close()
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main(sys.argv[1:])

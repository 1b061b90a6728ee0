"""What an editor copies into a page: the same embed in the forms that newsrooms' systems take."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import Final

SANDBOX: Final = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""All that an embed needs: no cookies, no storage, no access to the page around it."""


@dataclass(frozen=True, slots=True)
class Target:
    """An embed to be copied: absolute addresses of page, host script and picture, title and alt text, and
    the height in CSS pixels that holds it."""

    src: str
    host: str
    picture: str
    title: str
    alt: str
    lang: str
    name: str
    height: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A form of the embed: for whom, the text, how many requests besides the embed's own, and what a policy must allow."""

    form: str
    text: str
    requests: int
    policy: tuple[str, ...]


def iframe(target: Target, height: int | None = None, width: str = "100%", marked: bool = False) -> str:
    """A frame that needs no script; `marked` for ``host.js`` to find."""
    style = f"width:{width};height:{height or target.height}px;border:0;color-scheme:light dark"
    mark = " data-qantar" if marked else ""
    return (
        f'<iframe src="{_a(target.src)}" title="{_a(target.title)}" lang="{_a(target.lang)}" loading="lazy" '
        f'sandbox="{SANDBOX}" referrerpolicy="strict-origin-when-cross-origin"{mark} style="{style}"></iframe>'
    )


def snippets(target: Target) -> list[Snippet]:
    """Every form, the simplest first."""
    origin = "/".join(target.src.split("/")[:3])
    frame, picture = f"frame-src {origin}", f"img-src {origin}"
    script = f"script-src {origin}"
    figure = (
        f'<figure><img src="{_a(target.picture)}" width="1200" height="630" alt="{_a(target.alt)}">'
        f"<figcaption>{html.escape(target.title)}</figcaption></figure>"
    )
    component = (
        f'<qantar-embed src="{_a(target.src)}" title="{_a(target.title)}" theme="auto" '
        f'style="display:block;min-height:{target.height}px">{figure}</qantar-embed>\n'
        f'<script src="{_a(target.host)}" async></script>'
    )
    pym = (
        f'<div id="{_a(target.name)}"></div>\n<script src="PYM.JS OF YOUR SITE"></script>\n'
        f"<script>new pym.Parent({_j(target.name)}, {_j(target.src)}, {{title: {_j(target.title)}}})</script>"
    )
    amp = (
        f'<amp-iframe src="{_a(target.src)}" title="{_a(target.title)}" layout="responsive" width="600" '
        f'height="{target.height}" '
        f'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" frameborder="0" resizable>'
        f'<amp-img placeholder layout="fill" src="{_a(target.picture)}" alt="{_a(target.alt)}"></amp-img>'
        f'<div overflow tabindex="0" role="button" aria-label="+">+</div></amp-iframe>'
    )
    apple = _j({"role": "photo", "URL": target.picture, "caption": target.title, "accessibilityCaption": target.alt})
    return [
        Snippet("iframe", iframe(target), 0, (frame,)),
        Snippet(
            "iframe + script",
            f'{iframe(target, marked=True)}\n<script src="{_a(target.host)}" async></script>',
            1,
            (frame, script),
        ),
        Snippet("web component", component, 2, (frame, script, picture)),
        Snippet("pym.js", pym, 1, (frame, "script-src 'self' and the line itself")),
        Snippet("AMP", amp, 1, ()),
        Snippet("WordPress, oEmbed", target.src, 0, (frame,)),
        Snippet("Apple News", apple, 1, ()),
        Snippet("picture", figure, 1, (picture,)),
        Snippet("Markdown", f"[![{_m(target.alt)}]({target.picture})]({target.src})", 1, (picture,)),
    ]


def _a(text: str) -> str:
    return html.escape(text, quote=True)


def _j(value: object) -> str:
    """JSON that may stand in a script element or anywhere else in a page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _m(text: str) -> str:
    return "".join(f"\\{c}" if c in "[]()\\*_`" else c for c in html.escape(text, quote=False))

"""Security headers on every answer; who may put our pages into a frame is one setting."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PUBLIC: Final = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
"""For our own public pages: nothing inline, nothing evaluated, nothing from elsewhere."""

APP: Final = "object-src 'none'; base-uri 'self'; frame-ancestors {ancestors}"
"""For Streamlit's pages, whose front end brings inline styles and scripts of its own."""

PUBLIC_PATHS: Final = ("/embed/", "/share/", "/oembed", "/card/", "/api/", "/healthz")

_SOURCE: Final = re.compile(r"'self'|'none'|\*|(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")


def ancestors(text: str) -> str:
    """The value of ``frame-ancestors`` in `text`: ``'self'``, ``'none'``, ``*`` or hosts, separated by spaces.

    Quotation marks may be left out. Raises ``ValueError`` for anything else, so that no setting can add a directive.
    """
    parts = [f"'{p}'" if p in {"self", "none"} else p for p in text.split()]
    wrong = [p for p in parts if not _SOURCE.fullmatch(p)]
    if wrong or not parts:
        raise ValueError(
            f"'frame-ancestors' must be self, none, * or hosts such as https://*.example.org (got {' '.join(wrong)[:80]!r})"
        )
    return " ".join(parts)


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, prefix: str = "") -> None:
        self._app = app
        self._paths = tuple(prefix + path for path in PUBLIC_PATHS)
        self._public, self._own = (text.format(ancestors=frame_ancestors) for text in (PUBLIC, APP))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers on the way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = self._public if scope["path"].startswith(self._paths) else self._own

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
            await send(message)

        await self._app(scope, receive, answer)

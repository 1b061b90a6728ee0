"""The gallery: every embed to be looked at and copied, with what it costs a reader and what a site's policy must allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.layer.load import Layer
from dashboard.locale import Words
from dashboard.locale import words as words_of
from dashboard.locale.labels import LABELS
from dashboard.publish.embed import Embed
from dashboard.publish.pages import render
from dashboard.publish.snippets import SANDBOX, Target, snippets
from dashboard.views import captions


@dataclass(frozen=True, slots=True)
class Entry:
    """An embed in one language, where its files are, and the cost of its first view (bytes as gzip sends them)."""

    embed: Embed
    target: Target
    page: str
    latest: str
    zip: str
    zip_bytes: int
    requests: int
    bytes: int
    host_bytes: int

    def plain(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {
            "name": self.embed.name,
            "kind": self.embed.kind,
            "lang": self.target.lang,
            "title": self.target.title,
            "view": self.embed.query(),
            "page": self.page,
            "latest": self.latest,
            "zip": self.zip,
            "first_view": {"requests": self.requests, "gzip_bytes": self.bytes},
        }


def gallery(entries: Sequence[Entry], layer: Layer, build: str, lang: str, langs: Sequence[str]) -> str:
    """The gallery page in `lang`."""
    words = words_of(lang)
    shown = [_block(e, words) for e in entries]
    return render(
        "gallery.html",
        lang=lang,
        languages=[(tag, LABELS["language"][tag]) for tag in langs if tag != lang],
        root=f"v/{build}/",
        sandbox=SANDBOX,
        sections=[
            (words("Maps"), [b for b in shown if b["kind"] == "map"], True),
            (words("Charts"), [b for b in shown if b["kind"] == "chart"], True),
            (words("Statements of the article, checked"), [b for b in shown if b["kind"] == "statement"], False),
        ],
        as_of=captions.as_of(layer, words),
        ui={
            "title": words("Embeds: the unrest of January 2022 for your pages"),
            "intro": words(
                "Each is static: no server, no cookie, no storage, no third party. What you copy is pinned to this version of"
                " the data and never changes; the address of the newest is beside it."
            ),
            "take": words("Copy"),
            "copied": words("Copied"),
            "policy": words("Your site's Content-Security-Policy must allow"),
            "newest": words("Always the newest"),
            "page": words("Page of its own"),
            "zip": words("Zip for your own server"),
            "data": words("Data"),
            "languages": words("Language"),
            "code": words("Code for your page"),
        },
    )


def _block(entry: Entry, words: Words) -> dict[str, Any]:
    """One embed as the template shows it."""
    forms = [
        {
            "form": s.form,
            "text": s.text,
            "policy": "; ".join(s.policy),
            "cost": _cost(entry, s.requests, words),
        }
        for s in snippets(entry.target)
    ]
    return {
        "kind": entry.embed.kind,
        "id": entry.target.name,
        "title": entry.target.title,
        "src": entry.page,
        "latest": entry.latest,
        "zip": entry.zip,
        "zip_size": words("{n} KB", n=words.number(round(entry.zip_bytes / 1000))),
        "cost": _cost(entry, 0, words),
        "forms": forms,
    }


def _cost(entry: Entry, more: int, words: Words) -> str:
    """What a reader loads: the embed's first view, and what the form adds to it."""
    count = entry.requests + more
    size = words.number(round(entry.bytes / 1000))
    requests = words.plural("{n} request", "{n} requests", count)
    return words("{size} KB, {requests}", size=size, requests=requests)

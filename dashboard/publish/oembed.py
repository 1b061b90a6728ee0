"""oEmbed 1.0 answers for embeds: https://oembed.com/"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.publish.snippets import Target, iframe

WIDTH: Final = 600
"""Width that an answer offers, CSS pixels, if the consumer allows it."""

NARROWEST: Final = 280
"""Below this width an embed cannot be read."""

TYPES: Final = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
"""Media types of the discovery links, by format."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An oEmbed answer of the type "rich"; sizes in CSS pixels."""

    version: str
    type: str
    provider_name: str
    provider_url: str
    title: str
    html: str
    width: int
    height: int
    thumbnail_url: str
    thumbnail_width: int
    thumbnail_height: int
    cache_age: int

    def json(self) -> str:
        """The answer as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    def xml(self) -> str:
        """The answer as XML."""
        top = Element("oembed")
        for key, value in asdict(self).items():
            SubElement(top, key).text = str(value)
        text: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
        return text.decode()


def answer(target: Target, site: str, max_width: int | None = None, max_height: int | None = None) -> Answer:
    """The answer for `target`, within the consumer's largest width and height. `site` is the address of the provider."""
    width = max(NARROWEST, min(WIDTH, max_width or WIDTH))
    height = min(target.height, max_height or target.height)
    return Answer(
        version="1.0",
        type="rich",
        provider_name="qantar",
        provider_url=site,
        title=target.title,
        html=iframe(target, height, f"{width}px"),
        width=width,
        height=height,
        thumbnail_url=target.picture,
        thumbnail_width=1200,
        thumbnail_height=630,
        cache_age=3600,
    )

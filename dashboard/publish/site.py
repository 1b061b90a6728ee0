"""The static kit as files: pages, scripts, pictures, data, oEmbed answers, gallery and manifest."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard import __version__, web
from dashboard.exchange.exporting import write
from dashboard.layer import home
from dashboard.layer.load import Layer
from dashboard.locale import words
from dashboard.publish import bundle, ground, oembed, pages
from dashboard.publish.embed import Embed
from dashboard.publish.firstlook import reachable
from dashboard.publish.gallery import Entry, gallery
from dashboard.publish.pages import Links
from dashboard.publish.pictures import pictures
from dashboard.publish.snippets import Target
from dashboard.views.basemap import ZOOMS

Files = dict[str, bytes]

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the earliest that there is, so that the same files give the same bytes."""


@dataclass(frozen=True)
class Site:
    """What is published: `embeds` of `layer` in `langs`; `base_url` is where it will be found, `dashboard_url` the live app.

    Both end in a slash or are empty: without a base there are no oEmbed answers, which need absolute addresses.
    """

    layer: Layer
    embeds: Sequence[Embed]
    langs: tuple[str, ...]
    base_url: str = ""
    dashboard_url: str = ""

    def files(self, step: Callable[[str], None] = lambda _: None) -> Files:
        """Every file of the site by path. `step` is called with the name of each part before it is made."""
        pinned = self._shared(step)
        zips: Files = {}
        for embed in self._each():
            step(f"{embed.name} {embed.view.lang}")
            own = self._own(embed)
            pinned |= {f"{embed.name}/{embed.view.lang}/{path}": content for path, content in own.items()}
        build = f"{self.layer.version}-{_digest(pinned)}"
        for embed in self._each():
            zips[f"zip/{embed.name}.{embed.view.lang}.zip"] = self._zip(embed, pinned)
        found = {f"v/{build}/{path}": content for path, content in pinned.items()}
        found |= zips | self._data() | self._latest(build) | self._answers(build)
        found["host.js"] = pinned["host.js"]
        entries = [self._entry(embed, build, pinned, zips) for embed in self._each()]
        for lang in reversed(self.langs):  # the first language also stands where everybody looks first
            page = gallery([e for e in entries if e.target.lang == lang], self.layer, build, lang, self.langs).encode()
            found |= {f"index.{lang}.html": page, "index.html": page}
        found["manifest.json"] = self._manifest(build, entries, found)
        return found

    def parts(self) -> int:
        """How often :meth:`files` calls `step`."""
        return len(self.embeds) * len(self.langs) + 1

    def _each(self) -> Iterator[Embed]:
        for embed in self.embeds:
            for lang in self.langs:
                yield embed.in_language(lang)

    # --- pinned files -------------------------------------------------------------------------------------------------

    def _shared(self, step: Callable[[str], None]) -> Files:
        step("scripts and cards")
        found = _encoded(bundle.scripts() | bundle.styles())
        if any(e.kind == "chart" for e in self.embeds):
            found["plotly.js"] = web.read(web.PLOTLY)
        maps = [e for e in self.embeds if e.kind == "map"]
        if not maps:
            return found
        for name in ZOOMS:
            found[f"ground/{name}.js"] = pages.script(f"ground/{name}", ground.whole(home.DATA / "basemap", name)).encode()
        shown = {e.event_id for m in maps for e in reachable(m.view, self.layer)}
        for lang in self.langs:
            found |= {f"cards/{lang}/{e}.js": pages.card_script(self.layer, e, lang).encode() for e in sorted(shown)}
        return found

    def _own(self, embed: Embed) -> Files:
        found = {"index.html": pages.page(embed, self.layer, self._links(embed)).encode()}
        if embed.kind == "map":
            found |= _encoded(pages.map_scripts(embed, self.layer))
            found["table.html"] = pages.table(embed, self.layer).encode()
        elif embed.kind == "chart":
            found |= _encoded(pages.chart_scripts(embed, self.layer))
        return found | pictures(embed, self.layer)

    def _links(self, embed: Embed, shared: str = "../../", own: str = "", sibling: str = "../") -> Links:
        discovery = [
            (kind, f"{self.base_url}oembed/{embed.name}.{embed.view.lang}.{form}")
            for form, kind in oembed.TYPES.items()
            if self.base_url
        ]
        live = f"{self.dashboard_url}?{embed.query()}" if self.dashboard_url else ""
        return Links(shared, own, sibling, self.langs, live, tuple(discovery))

    # --- what points to them ------------------------------------------------------------------------------------------

    def _latest(self, build: str) -> Files:
        """Pages under an address that stays, for who wants the newest; they use the files of this build."""
        found = {}
        for embed in self._each():
            lang = embed.view.lang
            pinned = f"../../../v/{build}/"
            links = self._links(embed, shared=pinned, own=f"{pinned}{embed.name}/{lang}/")
            found[f"latest/{embed.name}/{lang}/index.html"] = pages.page(embed, self.layer, links).encode()
        return found

    def _zip(self, embed: Embed, pinned: Files) -> bytes:
        """One embed in one language, to be unpacked anywhere and opened from the disk."""
        lang, own = embed.view.lang, f"{embed.name}/{embed.view.lang}/"
        kept = {path.removeprefix(own): content for path, content in pinned.items() if path.startswith(own)}
        links = self._links(embed, shared="", sibling="")
        kept["index.html"] = pages.page(embed, self.layer, Links("", "", "", (lang,), links.dashboard)).encode()
        if embed.kind == "map":
            kept["table.html"] = pages.table(embed, self.layer, shared="").encode()
            kept |= {path: pinned[path] for path in pinned if path.startswith("ground/")}
            ids = {e.event_id for e in reachable(embed.view, self.layer)}
            kept |= {path: pinned[path] for path in (f"cards/{lang}/{e}.js" for e in sorted(ids))}
        shells = {
            "map": ("map.js", "map.css", "page.css", "card.js"),
            "chart": ("page.js", "page.css", "plotly.js"),
            "statement": ("page.js", "page.css"),
        }
        kept |= {path: pinned[path] for path in shells[embed.kind]}
        return zipped(kept)

    def _data(self) -> Files:
        lang = self.langs[0]
        formats = (("events.geojson", "geojson"), ("events.csv", "csv"), ("figures.csv", "figures-csv"))
        return {f"data/{name}": write(self.layer, None, form, lang) for name, form in formats}

    def target(self, embed: Embed, build: str) -> Target:
        """`embed` as it is copied into a page: the pinned one. Addresses are relative to the site if it has no base."""
        path = f"{self.base_url}v/{build}/{embed.name}/{embed.view.lang}/"
        said = words(embed.view.lang)
        return Target(
            src=f"{path}index.html",
            host=f"{self.base_url}v/{build}/host.js",
            picture=f"{path}card.png",
            title=embed.heading(self.layer, said),
            alt=pages.alt(embed, self.layer),
            lang=embed.view.lang,
            name=f"{embed.name}-{embed.view.lang}",
            height=pages.height(embed, self.layer),
        )

    def _answers(self, build: str) -> Files:
        found: Files = {}
        if self.base_url:
            for embed in self._each():
                answer = oembed.answer(self.target(embed, build), self.base_url)
                stem = f"oembed/{embed.name}.{embed.view.lang}"
                found |= {f"{stem}.json": answer.json().encode(), f"{stem}.xml": answer.xml().encode()}
        return found

    def _entry(self, embed: Embed, build: str, pinned: Files, zips: Files) -> Entry:
        """The embed in the gallery, with what its first view costs a reader."""
        own = f"{embed.name}/{embed.view.lang}/"
        style, code = pages.SHELLS[embed.kind]
        first = {"map": [f"{own}first.js"], "chart": [f"{own}wide-light.svg"], "statement": []}[embed.kind]
        asked = [f"{own}index.html", style, code, *first]
        return Entry(
            embed=embed,
            target=self.target(embed, build),
            page=f"v/{build}/{own}index.html",
            latest=f"latest/{own}index.html",
            zip=f"zip/{embed.name}.{embed.view.lang}.zip",
            zip_bytes=len(zips[f"zip/{embed.name}.{embed.view.lang}.zip"]),
            requests=len(asked),
            bytes=sum(len(gzip.compress(pinned[path], 9, mtime=0)) for path in asked),
            host_bytes=len(gzip.compress(pinned["host.js"], 9, mtime=0)),
        )

    def _manifest(self, build: str, entries: Sequence[Entry], files: Files) -> bytes:
        content = {
            "generator": f"qantar {__version__}",
            "data": {"version": self.layer.version, "created": self.layer.created.isoformat(), "sha256": self.layer.digest},
            "build": build,
            "base_url": self.base_url,
            "embeds": [entry.plain() for entry in entries],
            "files": {
                path: {"bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()} for path in sorted(files)
            },
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _encoded(texts: Mapping[str, str]) -> Files:
    return {name: text.encode() for name, text in texts.items()}


def _digest(files: Files) -> str:
    known = hashlib.sha256()
    for path in sorted(files):
        known.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return known.hexdigest()[:10]


def zipped(files: Files) -> bytes:
    """A zip of `files`, the same bytes whenever it is made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.external_attr = 0o644 << 16  # readable for who unpacks it
            packed.writestr(entry, files[path], zipfile.ZIP_DEFLATED)
    return target.getvalue()

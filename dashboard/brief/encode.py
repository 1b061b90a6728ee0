"""A drawn page as the bytes of a PNG, an SVG or a PDF: always the same for the same page, and able to say what it is."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import Name, PdfFile, PdfPages
from matplotlib.figure import Figure

from dashboard.brief.plotted.svg import for_pages

FORMATS: Final = ("png", "svg", "pdf")

RC: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "qantar",
    "pdf.fonttype": 42,
    "text.hinting": "no_hinting",
    "text.usetex": False,
    "path.simplify": False,
    "font.family": "DejaVu Sans",
}
"""Settings under which a page is written, so that nothing of a machine's own gets into it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a picture says of itself: `description` is its alt text, `keywords` are joined by commas, `lang` is BCP 47."""

    title: str
    description: str
    source: str
    version: str
    keywords: str
    lang: str


def encode(figure: Figure, format_: str, about: About) -> bytes:
    """`figure` as "png", "svg" or "pdf". Raises ``ValueError`` for any other format."""
    writers = {"png": _png, "svg": _svg, "pdf": _pdf}
    if format_ not in writers:
        raise ValueError(f"'format' must be one of {', '.join(FORMATS)} (got {format_!r})")
    with rc_context(RC):
        return writers[format_](figure, about)


def _png(figure: Figure, about: About) -> bytes:
    told = {
        "Title": about.title,
        "Description": about.description,
        "Source": about.source,
        "Keywords": about.keywords,
        "Language": about.lang,
        "Data version": about.version,
        "Software": None,
    }
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata=told)
    return out.getvalue()


def _svg(figure: Figure, about: About) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return for_pages(out.getvalue(), "qantar-map", about.title, about.description, about.lang)


def _pdf(figure: Figure, about: About) -> bytes:
    out = io.BytesIO()
    told = {"Title": about.title, "Subject": about.description, "Keywords": about.keywords, "Author": about.source}
    with _Pages(out, {**told, "CreationDate": None, "Creator": None, "Producer": None}, about.lang) as pages:
        pages.savefig(figure)
    return out.getvalue()


class _Pages(PdfPages):
    """A PDF that names its language, which matplotlib has no setting for; a reader shows its title, not the file's name."""

    def __init__(self, out: io.BytesIO, metadata: dict[str, str | None], lang: str) -> None:
        super().__init__(out, metadata=metadata)
        self._lang = lang

    def _ensure_file(self) -> PdfFile:
        if self._file is None:
            self._file = _File(self._filename, self._metadata, self._lang)
        return self._file


class _File(PdfFile):
    def __init__(self, out: io.BytesIO, metadata: dict[str, str | None], lang: str) -> None:
        self._lang = lang
        super().__init__(out, metadata=metadata)  # type: ignore[no-untyped-call]

    def writeObject(self, object: Any, contents: Any) -> None:  # noqa: N802, A002 - matplotlib's own names
        if isinstance(contents, dict) and contents.get("Type") == Name("Catalog"):  # type: ignore[no-untyped-call]
            contents = {**contents, "Lang": self._lang, "ViewerPreferences": {"DisplayDocTitle": True}}
        super().writeObject(object, contents)  # type: ignore[no-untyped-call]

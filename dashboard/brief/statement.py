"""A checked statement of the seed article as a picture: the words, the verdict on them, and what it rests on."""

from __future__ import annotations

import re
from typing import Final

from matplotlib import rc_context

from dashboard.brief.encode import RC, About, encode
from dashboard.brief.furniture import paragraph
from dashboard.brief.paint import THEMES
from dashboard.brief.sheet import Sheet, Style
from dashboard.brief.sizes import Size, parse
from dashboard.layer.load import Layer
from dashboard.layer.records import Statement
from dashboard.locale import words as words_of
from dashboard.views.captions import as_of, sourced
from dashboard.views.style import VERDICTS

BAR: Final = 8.0
"""Units of the stripe in the colour of the verdict."""

CARD: Final = (600.0, 315.0)
"""Width and height in units of the smallest page on which a statement is laid out; on larger ones all of it is larger."""

QUOTED: Final = "el"
"""The language of the article."""

CUT: Final = "[…]"
"""In the place of sentences that had no room."""

_SENTENCE: Final = re.compile(r"(?<=[^\W\d]{3}[.!?])\s+(?=[^a-zα-ωа-я])")
"""Between two sentences: after a word of three letters or more, so that an abbreviation ends none."""


def statement_picture(
    layer: Layer,
    statement: Statement,
    lang: str,
    *,
    size: str | Size = "card",
    theme: str = "light",
    format: str = "png",  # noqa: A002 - as the formats of a picture are called everywhere
) -> bytes:
    """The picture of `statement` in `lang` as the bytes of a PNG, SVG or PDF; the quotation stays in its own language.

    Raises ``ValueError`` for a format, size or theme that there is not.
    """
    sheet, about = draw(layer, statement, lang, size=size, theme=theme)
    return encode(sheet.figure, format, about)


def draw(
    layer: Layer, statement: Statement, lang: str, *, size: str | Size = "card", theme: str = "light"
) -> tuple[Sheet, About]:
    """Draw `statement`; see :func:`statement_picture`."""
    if theme not in THEMES:
        raise ValueError(f"'theme' must be one of {', '.join(THEMES)} (got {theme[:40]!r})")
    words, paint = words_of(lang), THEMES[theme]
    sheet = Sheet(parse(size) if isinstance(size, str) else size, paint.page)
    look = VERDICTS[statement.verdict]
    colour = look[paint.scheme]
    verdict, help_ = words.label("verdict", statement.verdict), words.label("verdict_help", statement.verdict)
    gloss = "" if lang == QUOTED else words.name(statement.glosses)
    evidence = words.name(statement.evidences)
    checked = words("Statement of the article, checked")
    foot = f"{sourced(len(statement.source_ids), words)} · {as_of(layer, words)}"
    k = max(1.0, min(sheet.width / CARD[0], sheet.height / CARD[1]))
    with rc_context(RC):
        m = 22.0 * k
        x, room = m + BAR * k, sheet.width - 2 * m - BAR * k
        sheet.box((0, 0, BAR * k, sheet.height), fill=colour)
        y = paragraph(sheet, x, m - 6 * k, checked, Style(10 * k, paint.muted), room, "kind") + 3 * k
        head = Style(17 * k, colour, bold=True)
        y = paragraph(sheet, x, y, f"{look['sign']} {verdict}", head, room, "verdict")
        y = paragraph(sheet, x, y, help_, Style(10 * k, paint.muted), room, "verdict") + 9 * k
        y = paragraph(sheet, x, y, f"«{statement.span}»", Style(15 * k, paint.ink, bold=True), room, "quotation") + 3 * k
        if gloss:
            y = paragraph(sheet, x, y, gloss, Style(11.5 * k, paint.muted, italic=True), room, "gloss") + 3 * k
        y += 7 * k
        style = Style(11 * k, paint.ink)
        bottom = sheet.height - m + 6 * k - paragraph(None, x, 0, foot, Style(9.5 * k, paint.muted), room, "as of")
        told = _SENTENCE.split(evidence)
        while told and paragraph(None, x, y, " ".join(told), style, room, "evidence") > bottom - 8 * k:
            told = [*told[:-2], CUT] if told[-1] == CUT else [*told[:-1], CUT]
            told = [] if told == [CUT] else told
        paragraph(sheet, x, y, " ".join(told), style, room, "evidence")
        paragraph(sheet, x, bottom, foot, Style(9.5 * k, paint.muted), room, "as of")
    about = About(
        title=f"«{statement.span}»: {verdict}",
        description=f"{checked}: «{statement.span}» {gloss} – {verdict}, {help_}. {evidence}",
        source=sourced(len(statement.source_ids), words),
        version=layer.version,
        keywords=verdict,
        lang=lang,
    )
    return sheet, about

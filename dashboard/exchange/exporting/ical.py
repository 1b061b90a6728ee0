"""iCalendar after RFC 5545: the events as entries of a calendar.

An entry has hours only where the event is known to the minute or the hour. Everything else is an entry of whole local days,
whose text says in words when it was: a calendar must not show "evening" as 18:00. The fields of the event are carried as
properties ``X-QANTAR-...``. Control characters, which the format forbids, become U+FFFD; a line end is one newline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from dashboard.exchange.exporting.cells import text
from dashboard.exchange.exporting.rows import Row
from dashboard.exchange.exporting.selection import Selection
from dashboard.layer.times import MINUTE, zone
from dashboard.locale import Words

OCTETS = 75
"""How long a line may be, without its end (RFC 5545, 3.1)."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(selection: Selection) -> bytes:
    """A calendar with one VEVENT for each event; nobody's time is marked as taken."""
    stamp = f"{selection.layer.created:%Y%m%d}T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//qantar//event layer {selection.layer.version}//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(selection.title)}",  # RFC 7986; older programs read the next
        f"X-WR-CALNAME:{_text(selection.title)}",
        f"DESCRIPTION:{_text(selection.description)}",
        f"X-WR-CALDESC:{_text(selection.description)}",
        *(f"X-QANTAR-{_name(key)};VALUE=TEXT:{_text(value)}" for key, value in selection.about().items()),
    ]
    for row in selection.rows:
        lines += _entry(row, stamp, selection.words)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _entry(row: Row, stamp: str, words: Words) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{row.event_id}@qantar"
    yield f"DTSTAMP:{stamp}"
    yield from _times(row)
    yield f"SUMMARY;LANGUAGE={row.lang}:{_text(row.title)}"
    status = words.label("status", row.status)
    told = [row.when, status, row.summary, row.note, "\n".join(row.source_urls)]
    yield f"DESCRIPTION;LANGUAGE={row.lang}:{_text(chr(10).join(part for part in told if part))}"
    yield f"LOCATION;LANGUAGE={row.lang}:{_text(row.place)}"
    yield f"GEO:{row.lat};{row.lon}"
    yield f"CATEGORIES:{_text(words.label('category', row.category))}"
    if row.source_urls:
        yield f"URL:{row.source_urls[0]}"
    yield "TRANSP:TRANSPARENT"
    for name, value in row.cells().items():
        yield f"X-QANTAR-{_name(name)};VALUE=TEXT:{_text(text(value))}"
    yield "END:VEVENT"


def _times(row: Row) -> Iterator[str]:
    start, end = datetime.fromisoformat(row.start_utc), datetime.fromisoformat(row.end_utc)
    if row.time_precision in {"minute", "hour"}:
        yield f"DTSTART:{start:%Y%m%dT%H%M%SZ}"
        yield f"DTEND:{end:%Y%m%dT%H%M%SZ}"
        return
    first = start.astimezone(zone(row.tz)).date()
    last = (end - MINUTE).astimezone(zone(row.tz)).date()
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the day after, which is not included


def _name(field: str) -> str:
    return field.upper().replace("_", "-")


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    value = _FORBIDDEN.sub("\ufffd", re.sub(r"\r\n?", "\n", value))
    return re.sub(r"[\\;,]", r"\\\g<0>", value).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line in pieces of at most :data:`OCTETS` octets, never cut within a character (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # the space that marks the next piece counts
        piece += character
        size += octets
    return "\r\n ".join([*pieces, piece])

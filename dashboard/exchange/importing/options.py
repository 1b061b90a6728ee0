"""What a person says about a file, and how the reader asks for what neither the file nor the person has said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.layer.faults import Fault

FIELDS: Final = (
    *(
        "id",
        "title",
        "summary",
        "start",
        "year",
        "month",
        "day",
        "end",
        "clock",
        "tz",
        "category",
        "kind",
        "lat",
        "lon",
        "point",
        "uncertainty_m",
    ),
    *("geo_precision", "country", "admin1", "place", "actors", "fatalities_low", "fatalities_best", "fatalities_high"),
    *("time_precision", "status", "source", "source_url", "extra"),
)
"""What a column can be mapped to. `clock` is a time of day beside the date in `start`, which may also stand in three columns,
`year`, `month` and `day`; `point` is a pair of coordinates, or
WKT; `country` is only held against the coordinates; `time_precision` and `extra` are those of the schema, where a file that was
written from it comes back. The others are columns of the schema, too."""

DATES: Final = ("day-first", "month-first")
AXES: Final = ("lat-lon", "lon-lat")
BY_PLACE: Final = "place"
"""As a zone: that of the place where each event happened."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is known of a file besides the file.

    `format` is one of :data:`dashboard.exchange.importing.detect.FORMATS` or empty. `columns` maps fields to columns; an empty
    column says that the field has none. `zone` is an IANA name or :data:`BY_PLACE`. `axes` is the order in which the file
    gives its coordinates. `part` names a sheet, a layer or a file of an archive. `when` (``2022-01-05``, ``2022-01``,
    ``2022``) is the time of every row, for files without any.
    """

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    axes: str = ""
    zone: str = ""
    crs: str = ""
    encoding: str = ""
    part: str = ""
    when: str = ""


class Question(Exception):  # noqa: N818 - it asks
    """The file can be read in more than one way. `field` is the field of :class:`Options` that settles it, `flag` the option of
    the command line, `choices` the answers if they are a closed list, `asked` what is open.
    """

    def __init__(self, file: str, field: str, flag: str, asked: str, choices: tuple[str, ...] = (), hint: str = "") -> None:
        self.file, self.field, self.flag, self.asked, self.choices = printable(file), field, flag, printable(asked), choices
        answers = " or ".join(f"{flag} {c}" for c in choices) or flag
        super().__init__(f"{self.file}: {self.asked}: say {answers}{printable(hint)}")


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """The file cannot be used at all; the message has the form ``file:line: 'field' must be X (got Y)``."""

    def __init__(self, file: str, field: str, must_be: str, got: str, line: int = 1) -> None:
        super().__init__(str(Fault(printable(file), line, field, must_be, printable(got))))


def printable(text: str) -> str:
    """`text` on one line, without the characters that would steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)

"""The one shape that events of other people take here, as an Arrow schema: the seam between reading and storing.

`start` and `end` bound a half-open interval in UTC; `tz` is the IANA zone in which `time_precision` is meant (a day is that
zone's day). `category` is one of :data:`dashboard.layer.vocabulary.CATEGORIES`, or null where the words of the file do not
say; those words stand in `kind`. `lat` and `lon` are WGS 84 degrees, of a point inside or on the `geometry` (WKB). Whatever
the file has besides is kept in `extra`, a JSON object of texts by column name. `row` is the line or record of the file.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        ("title", pa.string()),
        ("summary", pa.string()),
        pa.field("start", pa.timestamp("us", "UTC"), nullable=False),
        pa.field("end", pa.timestamp("us", "UTC"), nullable=False),
        pa.field("tz", pa.string(), nullable=False),
        pa.field("time_precision", pa.string(), nullable=False),
        ("category", pa.string()),
        ("kind", pa.string()),
        pa.field("lat", pa.float64(), nullable=False),
        pa.field("lon", pa.float64(), nullable=False),
        ("uncertainty_m", pa.float64()),
        ("geo_precision", pa.string()),
        ("admin1", pa.string()),
        ("place", pa.string()),
        ("actors", pa.list_(pa.string())),
        ("fatalities_low", pa.int32()),
        ("fatalities_best", pa.int32()),
        ("fatalities_high", pa.int32()),
        pa.field("status", pa.string(), nullable=False),
        ("source", pa.string()),
        ("source_url", pa.string()),
        pa.field("geometry", pa.binary(), nullable=False),
        ("extra", pa.string()),
        pa.field("row", pa.int64(), nullable=False),
    ]
)

PRECISIONS: Final = ("minute", "hour", "day", "month", "year")
"""Values of `time_precision`, from fine to coarse: the unit in which `start` and `end` are known."""

OUR_PRECISIONS: Final = {"part_of_day": "hour", "range": "day"}
"""What the event layer says beyond that (:data:`dashboard.layer.vocabulary.TIME_PRECISIONS`): the unit of its ends."""

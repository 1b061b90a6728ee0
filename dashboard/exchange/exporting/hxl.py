"""CSV tagged with the Humanitarian Exchange Language, version 1.1: the same table with a line of hashtags under its header."""

from __future__ import annotations

from typing import Final

from dashboard.exchange.exporting.rows import FIELDS
from dashboard.exchange.exporting.selection import Selection
from dashboard.exchange.exporting.tables import STATED, table

TAGS: Final = {
    "event_id": "#event+id",
    "former_ids": "#event+former+id+list",
    "lang": "#meta+lang",
    "title": "#event+name",
    "summary": "#description+summary",
    "note": "#description+note",
    "when": "#date+occurred+text",
    "start_utc": "#date+start+utc",
    "end_utc": "#date+end+utc",
    "start_local": "#date+start+local",
    "end_local": "#date+end+local",
    "tz": "#date+timezone",
    "time_precision": "#date+precision",
    "part_of_day": "#date+occurred+part",
    "not_later_than": "#date+end+limit+local",
    "time_basis": "#date+basis",
    "known_from_utc": "#date+reported+start+utc",
    "known_by_utc": "#date+reported+end+utc",
    "category": "#event+category",
    "event_type": "#event+type+v_acled",
    "sub_event_type": "#event+subtype+v_acled",
    "status": "#status",
    "basis": "#meta+basis",
    "occupied": "#event+occupied+bool",
    "place_id": "#loc+id",
    "place": "#loc+name",
    "place_kind": "#loc+type",
    "place_address": "#loc+address",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "uncertainty_m": "#geo+precision+m+num",
    "place_precision": "#geo+precision+type",
    "coord_basis": "#geo+source",
    "place_note": "#loc+note",
    "admin1": "#adm1+code+v_iso_3166_2",
    "country": "#country+code+v_iso2",
    "other_place_ids": "#loc+other+id+list",
    "other_places": "#loc+other+name+list",
    "occupation_id": "#event+occupation+id",
    "actor_ids": "#group+id+list",
    "actors": "#group+name+list",
    "source_ids": "#meta+source+id+list",
    "source_publishers": "#meta+source+name+list",
    "source_titles": "#meta+source+title+list",
    "source_urls": "#meta+source+url+list",
    "source_dates": "#meta+source+date+list",
    "source_kinds": "#meta+source+type+list",
    "source_languages": "#meta+source+lang+list",
    "source_origins": "#meta+source+origin+list",
    "figure_ids": "#indicator+id+list",
    "relations": "#event+related+list",
    "statement_ids": "#meta+statement+id+list",
    "checked": "#meta+check+date",
    "check_result": "#meta+check+status",
    "check_note": "#meta+check+description",
    STATED: "#meta+selection",
}
"""The hashtag of each column; the language of the texts is added as ``+i_..``."""

_SPOKEN: Final = ("title", "summary", "note", "when", "place", "other_places", "actors")


def hxl_csv(selection: Selection) -> bytes:
    """One line for each event, as :func:`~dashboard.exchange.exporting.tables.events_csv` writes it, with hashtags."""
    stated = selection.description
    columns = (*FIELDS, STATED)
    tags = [TAGS[c] + (f"+i_{selection.lang}" if c in _SPOKEN else "") for c in columns]
    return table(columns, ({**r.cells(), STATED: stated} for r in selection.rows), tags)

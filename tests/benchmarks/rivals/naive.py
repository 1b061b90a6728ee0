"""The dashboard as a tutorial would build it: every run filters a table and makes map, charts and list anew.

The same events as our scene `kazakhstan`. ``?map=markers``, ``?map=cluster`` or ``?map=deck`` says how they are drawn. The
map hands nothing back (`returned_objects`), which spares it a run after each of its own moves, and its markers have tooltips
but no popups, which spares it jQuery.
"""

from __future__ import annotations

from datetime import timedelta

import folium
import pandas as pd
import plotly.express as px
import pydeck
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

from dashboard.layer import the_layer
from dashboard.layer.filters import Filter
from dashboard.layer.times import ALMATY
from dashboard.views.scenes import SCENES

HEIGHT = 480


@st.cache_data
def events() -> pd.DataFrame:
    """The events as a table, in civil time of Almaty."""
    layer = the_layer()
    rows = [
        {
            "start": e.interval.start,
            "end": e.interval.end,
            "title": e.titles["en"],
            "category": e.category,
            "status": e.status,
            "place": layer.places[e.place_id].names["en"],
            "lat": layer.places[e.place_id].lat,
            "lon": layer.places[e.place_id].lon,
        }
        for e in layer.select(Filter(areas=SCENES["kazakhstan"].filter.areas))
    ]
    table = pd.DataFrame(rows)
    for column in ("start", "end"):
        table[column] = pd.to_datetime(table[column], utc=True).dt.tz_convert(ALMATY)
    return table


def folium_map(shown: pd.DataFrame, cluster: bool) -> None:
    """A new map with a marker for each event."""
    m = folium.Map(location=(48, 67), zoom_start=5)
    target = MarkerCluster().add_to(m) if cluster else m
    for row in shown.itertuples():
        folium.CircleMarker((row.lat, row.lon), radius=6, tooltip=row.title, fill=True).add_to(target)
    st_folium(m, height=HEIGHT, use_container_width=True, returned_objects=[])


def deck_map(shown: pd.DataFrame) -> None:
    """A new deck with a scatter layer."""
    layer = pydeck.Layer(
        "ScatterplotLayer",
        shown[["lon", "lat", "title"]],
        get_position="[lon, lat]",
        get_radius=15_000,
        get_fill_color=[200, 70, 0, 160],
        pickable=True,
    )
    view = pydeck.ViewState(latitude=48, longitude=67, zoom=3.5)
    st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_style=None), height=HEIGHT)


st.set_page_config(layout="wide")
st.title("Kazakhstan, January 2022")
window = SCENES["kazakhstan"].filter
begin = pd.Timestamp(window.start).tz_convert(ALMATY)
hours = [begin + timedelta(hours=6 * k) for k in range(41)]
left, right = st.columns([2, 1])
with left:
    start, end = st.select_slider("Time", hours, (hours[0], hours[-1]), format_func=lambda t: f"{t:%d %b %H:%M}")
    table = events()
    shown = table[(table.start < end) & (table.end > start)]
    kind = st.query_params.get("map", "markers")
    if kind == "deck":
        deck_map(shown)
    else:
        folium_map(shown, kind == "cluster")
with right:
    st.write(f"{len(shown)} events")
    st.dataframe(shown[["start", "title", "place", "status"]], height=560, hide_index=True)
one, two = st.columns(2)
by_category = shown.groupby("category").size().reset_index(name="events")
one.plotly_chart(px.bar(by_category, x="category", y="events"))
by_day = shown.assign(day=shown.start.dt.date).groupby(["day", "status"]).size().reset_index(name="events")
two.plotly_chart(px.bar(by_day, x="day", y="events", color="status"))

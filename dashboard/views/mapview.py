"""The map as folium sees it: an empty offline base map that never changes, and a tiny layer that carries each message.

streamlit-folium keeps its frame as long as the base map's script stays the same, so everything that can change (filter,
selection, language, theme, scene) travels in a feature group of a few hundred bytes to ``web/eventlayer.js``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

SCRIPTS = ("symbols", "canvas", "basemap", "filter", "marks", "footprints", "legend", "paint", "eventlayer")
"""The scripts of the event layer, in the order in which they are loaded."""


class OfflineMap(folium.Map):
    """A folium map that loads Leaflet from this server and nothing from elsewhere, without a tile layer."""

    def __init__(self, base: str) -> None:
        super().__init__(
            location=(43.2502, 76.92),
            zoom_start=12,
            tiles=None,
            zoom_control=False,
            control_scale=False,
            min_zoom=2,
            max_zoom=18,
            zoom_snap=0.25,
            wheel_px_per_zoom_level=90,
        )
        self.default_js = [("leaflet", f"{base}web/vendor/leaflet/leaflet.js")]
        self.default_css = [("leaflet", f"{base}web/vendor/leaflet/leaflet.css"), ("qantar", f"{base}web/map.css")]


class EventLayer(JSCSSMixin, folium.MacroElement):
    """The event layer of ``web/eventlayer.js`` as a folium plugin; `base` is the address of its files, ending in a slash."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var told = 0; // a value must differ from the one before to be told
            function tell(id) { window.Streamlit.setComponentValue({ event: id, n: ++told }); }
            window.qantar = new L.QantarEvents({
                base: {{ this.base|tojson }},
                onSelect: function (id) { tell(id); },
                onClose: function () { tell(null); }
            }).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, base: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.base = base
        self.default_js = [(name, f"{base}web/{name}.js") for name in SCRIPTS]


class Message(folium.MacroElement):
    """What the event layer shall show now. Holds ids and numbers only; texts reach the layer by their own address."""

    _template = Template("{% macro script(this, kwargs) %}window.qantar.apply({{ this.json }});{% endmacro %}")

    def __init__(self, message: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Message"
        text = json.dumps(message, separators=(",", ":"), sort_keys=True)
        self.json = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def base_map(base: str) -> folium.Map:
    """The base map with its event layer: the same for every filter, language and theme."""
    m = OfflineMap(base)
    EventLayer(base).add_to(m)
    return m


def message_group(message: Mapping[str, object]) -> folium.FeatureGroup:
    """A feature group whose only content is `message`."""
    group = folium.FeatureGroup()
    Message(message).add_to(group)
    return group

"""The colours of a picture: those of the screen in its light and dark theme, and a third for white paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dashboard.views.style import FORCES, INK, MUTED, OCCUPATION_COLOURS, SURFACE, Family


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours of the basemap (hex); the same values as ``PAINT`` of ``web/basemap.js``, held by a test."""

    sea: str
    land: str
    csto: str
    host: str
    border: str
    region: str
    urban: str
    lake: str
    river: str
    city: str
    built: str
    park: str
    apron: str
    runway: str
    terminal: str
    rail: str
    road: tuple[str, str, str, str]
    casing: str
    label: str
    soft: str
    water: str
    halo: str


@dataclass(frozen=True, slots=True)
class Paint:
    """A theme: `scheme` is the one of the screen ("light" or "dark") that its symbols have."""

    scheme: str
    page: str
    surface: str
    ink: str
    muted: str
    line: str
    on_colour: str
    veil: str
    veil_alpha: float
    ground: Ground

    def of(self, family: Family) -> str:
        """The colour of a family of categories."""
        return family.dark if self.scheme == "dark" else family.light

    @property
    def of_forces(self) -> str:
        """The colour of troops, and of their way."""
        return self.of(FORCES)

    def occupation(self, state: str) -> str:
        """The colour of what happened to a building."""
        return OCCUPATION_COLOURS[state][self.scheme]


LIGHT: Final = Paint(
    scheme="light",
    page="#FFFFFF",
    surface=SURFACE["light"],
    ink=INK["light"],
    muted=MUTED["light"],
    line="#D4D9DF",
    on_colour="#FFFFFF",
    veil="#1E2832",
    veil_alpha=0.045,
    ground=Ground(
        sea="#DDE5EA",
        land="#F6F4EF",
        csto="#E9EEDF",
        host="#FBF9F3",
        border="#9AA3AD",
        region="#C3C8CE",
        urban="#E4DED3",
        lake="#C6D8E3",
        river="#B4CBDA",
        city="#F1EEE6",
        built="#E9E4D9",
        park="#DDE8D2",
        apron="#DAD8D3",
        runway="#A9ADB3",
        terminal="#BDB6AA",
        rail="#B3ADA4",
        road=("#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
        casing="#CFCAC0",
        label="#3B434C",
        soft="#6B737C",
        water="#4E7A94",
        halo="#FFFFFF",
    ),
)

DARK: Final = Paint(
    scheme="dark",
    page="#171B21",
    surface=SURFACE["dark"],
    ink=INK["dark"],
    muted=MUTED["dark"],
    line="#38414B",
    on_colour="#10141A",
    veil="#FFFFFF",
    veil_alpha=0.05,
    ground=Ground(
        sea="#0D1116",
        land="#1A1F26",
        csto="#212B26",
        host="#20262E",
        border="#5C6773",
        region="#3A434D",
        urban="#2B323B",
        lake="#13242F",
        river="#1E3644",
        city="#1D232A",
        built="#252C34",
        park="#1F2D25",
        apron="#2C333B",
        runway="#59626C",
        terminal="#4A525C",
        rail="#454D56",
        road=("#4A535E", "#3F4852", "#38404A", "#333A43"),
        casing="#15191E",
        label="#D5DAE0",
        soft="#98A2AE",
        water="#7FB0CC",
        halo="#0D1116",
    ),
)

PRINT: Final = replace(
    LIGHT,
    muted="#4A525C",
    line="#B9C0C7",
    ground=replace(
        LIGHT.ground,
        sea="#EDF2F5",
        land="#FFFFFF",
        csto="#EEF3E6",
        host="#FFFFFF",
        border="#7D868F",
        region="#ABB2B9",
        urban="#EDE9E2",
        city="#FBFAF7",
        built="#F4F1EB",
        casing="#B4AFA6",
        label="#20262C",
        soft="#555D66",
    ),
)
"""White ground that takes little ink, with darker lines."""

THEMES: Final = {"light": LIGHT, "dark": DARK, "print": PRINT}

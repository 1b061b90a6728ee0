"""The closed word lists of the event layer, each in the order in which a reader meets them.

The same lists stand as ``enum`` constraints in ``data/datapackage.json``; a test holds the two together. Labels in the
four languages are in :mod:`dashboard.locale.labels`.
"""

from typing import Final

LANGUAGES: Final = ("en", "el", "ru", "kk")
"""BCP 47 tags of the languages that every public text has."""

CATEGORIES: Final = (
    "protest",
    "clash",
    "shooting",
    "building_seizure",
    "arson",
    "looting",
    "security_operation",
    "detention",
    "deployment",
    "withdrawal",
    "communications_blackout",
    "decree",
    "political",
    "international",
    "economic",
    "humanitarian",
)

STATUSES: Final = ("confirmed", "claimed", "disputed", "unverified")

TIME_PRECISIONS: Final = ("minute", "hour", "part_of_day", "day", "range")

PARTS_OF_DAY: Final = ("early_hours", "morning", "daytime", "afternoon", "evening", "night")

PLACE_PRECISIONS: Final = ("building", "street", "neighbourhood", "city", "region", "country")

SOURCE_KINDS: Final = ("official", "agency", "state_media", "independent", "ngo", "reference", "academic")

FIGURE_STATUSES: Final = ("standing", "revised", "retracted", "contradicted", "unverified")

OCCUPATION_STATES: Final = ("entered", "attacked_held", "unclear")

RELATIONS: Final = ("part_of", "follows", "contradicts")

TIME_BASES: Final = ("observed", "stated", "published_stamp", "inferred")

CHECK_RESULTS: Final = ("supported", "supported_in_part", "not_visible", "changed")

CORRECTION_KINDS: Final = ("error", "wording", "completed")

VERDICTS: Final = ("corroborated", "partly", "contradicted", "unverified", "opinion")

CITIES_OF_RANK: Final = {"KZ-ALA": "KZ-ALM", "KZ-AST": "KZ-AKM", "KZ-SHY": "KZ-YUZ"}
"""The three cities of republican rank in January 2022 (ISO 3166-2), each with the region that surrounds it. Their outlines
of that time are not to be had, so they are drawn as points."""

CSTO_MEMBERS: Final = ("AM", "BY", "KZ", "KG", "RU", "TJ")
"""Members on 6 January 2022, ISO 3166-1 alpha-2 (Uzbekistan had left in 2012)."""

"""English labels of the closed word lists, as message ids for the catalogues. `N_` marks a text for translation."""

from typing import Final


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Mark `text` for the catalogues and return it as it is."""
    return text


LABELS: Final[dict[str, dict[str, str]]] = {
    "category": {
        "protest": N_("Protest"),
        "clash": N_("Clash"),
        "shooting": N_("Shooting"),
        "building_seizure": N_("Building seizure"),
        "arson": N_("Arson"),
        "looting": N_("Looting"),
        "security_operation": N_("Security operation"),
        "detention": N_("Detention"),
        "deployment": N_("Deployment"),
        "withdrawal": N_("Withdrawal"),
        "communications_blackout": N_("Communications blackout"),
        "decree": N_("Decree"),
        "political": N_("Politics"),
        "international": N_("International"),
        "economic": N_("Economy"),
        "humanitarian": N_("Humanitarian"),
    },
    "family": {
        "street": N_("Protest and violence"),
        "property": N_("Buildings and property"),
        "forces": N_("Security forces"),
        "state": N_("State and communications"),
        "world": N_("World, economy, people"),
    },
    "status": {
        "confirmed": N_("Confirmed"),
        "claimed": N_("Claimed"),
        "disputed": N_("Disputed"),
        "unverified": N_("Unverified"),
    },
    "status_help": {
        "confirmed": N_("more than one source, undisputed"),
        "claimed": N_("said by one side or one source"),
        "disputed": N_("sources tell it incompatibly"),
        "unverified": N_("not verified by any source found"),
    },
    "source_kind": {
        "official": N_("Official source"),
        "agency": N_("News agency"),
        "state_media": N_("State media"),
        "independent": N_("Independent media"),
        "ngo": N_("NGO"),
        "reference": N_("Reference work"),
        "academic": N_("Academic work"),
    },
    "figure_status": {
        "standing": N_("stands"),
        "revised": N_("revised later"),
        "retracted": N_("withdrawn"),
        "contradicted": N_("contradicted"),
        "unverified": N_("unverified"),
    },
    "occupation": {
        "entered": N_("Entered or held"),
        "attacked_held": N_("Attacked but held by its guards"),
        "unclear": N_("Unclear"),
    },
    "relation": {
        "part_of": N_("Part of"),
        "has_part": N_("Includes"),
        "follows": N_("Follows"),
        "followed_by": N_("Followed by"),
        "contradicts": N_("Told differently in"),
    },
    "part_of_day": {
        "early_hours": N_("early hours"),
        "morning": N_("morning"),
        "daytime": N_("daytime"),
        "afternoon": N_("afternoon"),
        "evening": N_("evening"),
        "night": N_("night"),
    },
    "time_precision": {
        "minute": N_("to the minute"),
        "hour": N_("to the hour"),
        "part_of_day": N_("known to the part of the day only"),
        "day": N_("known to the day only"),
        "range": N_("over a period"),
    },
    "place_precision": {
        "building": N_("exact building or site"),
        "street": N_("street or block"),
        "neighbourhood": N_("neighbourhood, not an exact point"),
        "city": N_("town level, not an exact point"),
        "region": N_("region level, not an exact point"),
        "country": N_("country level, not an exact point"),
    },
    "scene": {
        "csto": N_("CSTO"),
        "kazakhstan": N_("Kazakhstan"),
        "almaty": N_("Almaty"),
        "airport": N_("Airport"),
        "occupied": N_("Occupied buildings"),
    },
    "qualifier": {
        "exact": "{value}",
        "about": N_("about {value}"),
        "at_least": N_("at least {value}"),
        "at_most": N_("at most {value}"),
        "dozens": N_("dozens"),
        "hundreds": N_("hundreds"),
        "unknown": N_("number not known"),
    },
    "best_basis": {
        "official": N_("published number"),
        "assumption": N_("assumption, no number published"),
        "remainder": N_("remainder of the official total, not published"),
    },
    "language": {"en": "English", "el": "Ελληνικά", "ru": "Русский", "kk": "Қазақша"},
}

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
    "picture_size": {
        "slide": N_("Slide, 16:9"),
        "slide-4x3": N_("Slide, 4:3"),
        "a4": N_("A4, upright"),
        "a4-landscape": N_("A4, across"),
        "letter": N_("Letter"),
        "square": N_("Square"),
        "story": N_("Story, 9:16"),
        "card": N_("Link preview"),
    },
    "picture_theme": {
        "light": N_("Light"),
        "dark": N_("Dark"),
        "print": N_("Print"),
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
    "time_basis": {
        "observed": N_("observed on the spot"),
        "stated": N_("stated by a source"),
        "published_stamp": N_("bounded by the hour of a report only"),
        "inferred": N_("inferred from other facts"),
    },
    "time_basis_help": {
        "observed": N_("a reporter, a witness or a camera on the spot gives the time"),
        "stated": N_("a source says when it happened"),
        "published_stamp": N_("only the hour of a report is known: the event is not later than that"),
        "inferred": N_("worked out by us from other facts, and said so"),
    },
    "check_result": {
        "supported": N_("supported by a source that was read"),
        "supported_in_part": N_("supported in part"),
        "not_visible": N_("nothing was seen for or against it"),
        "changed": N_("corrected"),
    },
    "correction_kind": {
        "error": N_("Error"),
        "wording": N_("Wording"),
        "completed": N_("Completed"),
    },
    "table": {
        "events": N_("Events"),
        "figures": N_("Figures"),
        "occupations": N_("Occupied buildings"),
        "statements": N_("Statements of the article"),
        "contingents": N_("Contingents"),
        "sorties": N_("Sorties"),
        "guarded_objects": N_("Guarded objects"),
        "memberships": N_("CSTO memberships"),
        "connectivity": N_("Internet shutdown"),
        "emergencies": N_("States of emergency"),
        "lpg_prices": N_("Gas prices"),
        "places": N_("Places"),
        "actors": N_("Actors"),
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
    "band": {
        "emergency": N_("State of emergency"),
        "internet": N_("Internet cut"),
        "csto": N_("CSTO troops in the country"),
        "article": N_("The article is written"),
    },
    "preset": {
        "all": N_("All"),
        "week": N_("2–11 January"),
        "deployment": N_("CSTO deployment, 6–19 January"),
        "january": N_("January 2022"),
        "hourly": N_("5 January hour by hour"),
    },
    "occupation": {
        "entered": N_("Entered or held"),
        "attacked_held": N_("Attacked but held by its guards"),
        "unclear": N_("Unclear"),
    },
    "building_state": {
        "entered": N_("Entered or held"),
        "attacked": N_("Attacked, not entered by then"),
        "ended": N_("Given up or retaken"),
        "attacked_held": N_("Attacked but held by its guards"),
        "unclear": N_("Unclear"),
    },
    "chart": {
        "toll": N_("The toll as it was told"),
        "occupations": N_("Who held what"),
        "deployment": N_("Troops of the CSTO"),
        "sorties": N_("The air bridge"),
        "shutdown": N_("Internet shutdown"),
        "spark": N_("The price of gas"),
        "matrix": N_("Regions by day"),
        "detentions": N_("Detentions as they were told"),
        "emergencies": N_("States of emergency"),
        "places": N_("Events by place"),
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
        "figures": N_("Figures"),
        "article": N_("The article"),
    },
    "verdict": {
        "corroborated": N_("Corroborated"),
        "partly": N_("Partly right"),
        "contradicted": N_("Contradicted"),
        "unverified": N_("Unverified"),
        "opinion": N_("Opinion"),
    },
    "verdict_help": {
        "corroborated": N_("sources bear it out"),
        "partly": N_("right in part; the note says what is not"),
        "contradicted": N_("sources say otherwise; the note says what is right"),
        "unverified": N_("nothing was found for or against it"),
        "opinion": N_("the author's judgement"),
    },
    "scene_intro": {
        "csto": N_(
            "On 5 January 2022 President Tokayev asked the Collective Security Treaty Organisation for help; its troops came "
            "from 6 January on and had left by the 19th. Arcs show where the contingents came from, dashed ones where no "
            "size was published."
        ),
        "kazakhstan": N_(
            "Protests over the price of gas began in Zhanaozen in the first days of January 2022 and had reached most "
            "regions by the 5th. Map and charts follow them from region to region, with the states of emergency and the "
            "internet shutdown."
        ),
        "almaty": N_(
            "On 5 January 2022 crowds entered the city hall and other buildings of Almaty, and people were shot in the streets "
            "that night and in the days after. Drag the handles under the map to follow the hours."
        ),
        "airport": N_(
            "Almaty's airport was entered in the evening of 5 January 2022; who was there, and for how long, is told "
            "differently by those who speak of it. Here are all events at the airport, with who reported them."
        ),
        "occupied": N_(
            "Which buildings were attacked, which were entered and which were held by their guards, and until when, as "
            "far as sources say. Where an hour is not known the drawing leaves it open."
        ),
        "figures": N_(
            "Every number here was claimed by somebody at some moment; some were revised, withdrawn or contradicted later. "
            "The charts show what was said when and by whom, and add nothing up."
        ),
        "article": N_(
            "The Greek article from which this dashboard starts, as it was published, with each of its statements held against "
            "what is known today. Choose a marked passage: map and time axis go to what it speaks of."
        ),
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

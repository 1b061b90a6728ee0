"""Cutting a text into the spans that may be checked: sentences, and in them the clauses that carry a claim.

Offsets count characters of the text as Python counts them (code points), as in ``seeds/statements.csv``; every span slices the
text exactly. A sentence ends at a full stop, a question mark or the end of a line (of a paragraph, where lines are wrapped).
A clause ends at a comma, a conjunction, a relative pronoun or a quotation mark, if what stands on *both* sides says
something: a verb by its ending, or a word of an event (:mod:`dashboard.exchange.drafting.categories`). So a list of names
stays whole and "18 were killed and a thousand injured" becomes two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.exchange.drafting.categories import named
from dashboard.exchange.drafting.words import Token, begin, line, listed, tokens

LONGEST = 80
"""Words after which a sentence without an end is cut: a table or a list is no sentence."""

_SHORT = frozenset(
    listed(
        "υπ π.χ πχ κ.ά κ.λπ αρ δισ εκατ χιλ π.μ μ.μ ιαν φεβ σελ βλ τ.μ "
        "т.е т.д т.п г гг ул им тыс млн млрд см пр стр др руб "
        "mr mrs dr lt col gen no st jan feb a.m p.m vs etc approx inc capt sgt maj rep sen "
        "ж т.б қ"
    )
)
"""Words after which a full stop ends no sentence."""

_END = re.compile(r"[.!?;…]+[»”\"')\]]*(?=\s)|[·](?=\s)")
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{12,})[»”\"]")

_JOINTS = {
    "el": "=και =κι =αλλα =ενω =ωστοσο =αφου =καθωσ =οτι =πωσ =οποιοσ =οποια =οποιο =οποιοι =οποιεσ =οποιων =οποιου =οποιασ "
    "=οταν =διοτι =επειδη =μιασ =ωστε =εφοσον",
    "en": "=and =but =while =whereas =that =which =who =whose =when =where =because =as =after =before =although =though",
    "ru": "=и =а =но =однако =что =которыи =которая =которое =которые =которых =которого =которои =когда "
    "=пока =где =после =чтобы "
    "=поскольку =хотя",
    "kk": "=және =ал =бірақ =алаида =ол =сондаи-ақ =деп =себебі =өиткені",
}
"""Words before which a clause may begin, folded (the letter й folds to и)."""

_STRONG = {
    "el": ("αλλα", "ενω", "ωστοσο"),
    "en": ("but", "while", "whereas"),
    "ru": ("но", "а", "однако"),
    "kk": ("ал", "бірақ", "алаида"),
}
"""Conjunctions that part what is said as a comma does; the others need a verb on both sides."""

_BEFORE = {
    "el": listed("ο η το οι τα την τη τον του τησ των τουσ τισ μετα απο με σε προσ"),
    "en": (),
    "ru": (),
    "kk": (),
}

_OPENERS = {lang: frozenset(table.split()) for lang, table in _JOINTS.items()}

_LIGHT = {
    "el": listed("και κι αλλα ενω ωστοσο οτι πωσ οτι μετα ομωσ επισησ δηλαδη αφου διοτι ωστε μιασ"),
    "en": listed("and but while whereas that so also however then after before because as although though"),
    "ru": listed("и а но однако что также зато же поскольку хотя после чтобы"),
    "kk": listed("және ал бірақ алаида сондаи сонымен"),
}
"""Words that are left off the beginning and the end of a span, as are the words of `_JOINTS` and `_BEFORE` off the end."""

_VERBS = {
    "el": re.compile(r".{2,}(?:ηκε|[^τι]αν|ξε|ψε|σε|ουν|ουνε|ουσε|ται|ει|ουμε|γγειλε|φερε|μεινε|πεσε|δειξε|βαλε)"),
    "en": re.compile(r".{2,}(?:ed)"),
    "ru": re.compile(
        r".{2,}(?:[аеиоуыя]л|[аеиоуыя]ла|[аеиоуыя]ло|[аеиоуыя]ли|лся|лась|лось|лись|ет|ют|ит|ят|"
        r"ется|ются|ится|ятся|[ае]н|[ае]ны|[ае]на|[ае]но|ерты|ыты|бит|биты)"
    ),
    "kk": re.compile(r".{2,}(?:[дт][ыі]|[ғг][ае]н|[қк][ае]н|йды|йді|иды|иді|мақ|мек|[ыі]лып|луда|уда|уде)"),
}
"""Endings by which a word may be a finite verb. They are coarse on purpose: a joint needs one on both sides."""

_VERB_WORDS = {
    "el": "=ειναι =ηταν =εχει =εχουν =ειχε =ειχαν =θα =ζητα =λεει =λενε =υπαρχει =εγινε =εγιναν",
    "en": "=is =are =was =were =has =have =had =will =would =said =says =took =held =shot =broke =burnt "
    "=began =begun =fell =left "
    "=told =set =went =came =made =found =lost =led =cut =hurt =fought =stood =rose =became "
    "=withdrew =gave =did =can =could =fled "
    "=sent =put =saw =threw =drove =ran =got =kept =met =spoke =wrote =flew =struck",
    "ru": "=есть =был =была =было =были =будет =будут =нет =идет =идут =сообщает",
    "kk": "=бар =жоқ =еді =екен =болды =деді",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text, `start` to `end`, with its words."""

    start: int
    end: int
    words: tuple[Token, ...]
    quoted: bool = False

    def of(self, text: str) -> str:
        """The span's own characters."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; `paragraph` counts from 0."""

    span: Span
    paragraph: int
    clauses: tuple[Span, ...]


def sentences(text: str, lang: str) -> list[Sentence]:
    """The sentences of `text` in order, each with its clauses. Clauses that say nothing are joined to their neighbour."""
    found = []
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _sentences(text, start, end):
            words = tokens(text[first:last], lang, first)
            for chunk in (words[i : i + LONGEST] for i in range(0, len(words), LONGEST)):
                span = Span(chunk[0].start, chunk[-1].end, tuple(chunk))
                found.append(Sentence(span, paragraph, tuple(_clauses(text, chunk, lang))))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs are lines, or blocks between empty lines where lines are wrapped (none is longer than 120 characters)."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if not m[0].isspace()]
    if max((b - a for a, b in lines), default=0) > 120:
        return lines
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if found and text.count("\n", found[-1][1], start) == 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    first = start
    for m in _END.finditer(text, start, end):
        if _ends(text, m.start(), m.end(), end):
            found.append((first, m.end()))
            first = m.end()
    found.append((first, end))
    return [(a, b) for a, b in found if text[a:b].strip()]


def _ends(text: str, stop: int, after: int, end: int) -> bool:
    if text[stop] != ".":
        return True
    word = re.search(r"[\w.]*$", text[max(0, stop - 15) : stop])
    said = (word[0] if word else "").casefold().strip(".")
    if said in _SHORT or (len(said) == 1 and said.isalpha()):
        return False
    following = re.compile(r"\s*(\S)").match(text, after, end)
    return following is None or not following[1].islower()


# --- clauses --------------------------------------------------------------------------------------------------------


def _clauses(text: str, words: list[Token], lang: str) -> list[Span]:
    quotes = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(text, max(0, words[0].start - 2), words[-1].end + 2)]
    quotes = [q for q in quotes if sum(1 for t in words if q[0] <= t.start < q[1]) >= 4]
    joined: list[list[Token]] = []
    for piece, weak in _pieces(text, words, lang, quotes):
        said = _verbs if weak else says
        if not joined or (said(piece, lang) and said(joined[-1], lang)) or _parted(joined[-1], piece, quotes):
            joined.append(piece)
        else:
            joined[-1] = joined[-1] + piece
    spans = [_span(text, piece, lang, quotes) for piece in joined]
    return [s for s in spans if s.words]


def _parted(left: list[Token], right: list[Token], quotes: list[tuple[int, int]]) -> bool:
    """Whether a quotation begins or ends between two pieces: it stays by itself, whatever it says."""
    return any((a <= left[-1].start < b) != (a <= right[0].start < b) for a, b in quotes)


def _pieces(text: str, words: list[Token], lang: str, quotes: list[tuple[int, int]]) -> list[tuple[list[Token], bool]]:
    """The words cut wherever a clause might end; each piece with whether its joint is weak: a conjunction without a comma."""
    joints = {first for first, _ in begin(line(words), _JOINTS[lang])}
    pieces: list[tuple[list[Token], bool]] = [([words[0]], False)]
    for i in range(1, len(words)):
        between = text[words[i - 1].end : words[i].start]
        cut = bool(re.search(r"[,;:·](?=\s)|[—–()]|\s-\s", between)) or any(
            words[i - 1].start < e <= words[i].start for q in quotes for e in q
        )
        strong = cut or words[i].folded in _STRONG[lang]
        cut = cut or i in joints or (i + 1 in joints and words[i].folded in _BEFORE[lang])
        last = pieces[-1][0]
        opened = len(last) == 1 and i > 1 and (i - 1 in joints or words[i - 1].folded in _BEFORE[lang])
        if cut and not (i in joints and opened):  # "αλλά και", "η οποία": one joint of two words
            pieces.append(([words[i]], not strong))
        else:
            last.append(words[i])
    return pieces


def _span(text: str, words: list[Token], lang: str, quotes: list[tuple[int, int]]) -> Span:
    kept = list(words)
    while len(kept) > 2 and kept[0].folded in _LIGHT[lang]:
        kept = kept[1:]
    while len(kept) > 2 and (kept[-1].folded in (*_LIGHT[lang], *_BEFORE[lang]) or "=" + kept[-1].folded in _OPENERS[lang]):
        kept = kept[:-1]
    start, end = kept[0].start, kept[-1].end
    quoted = any(a <= start and end <= b for a, b in quotes)
    if quoted and start and text[start - 1] in '«“„"':
        start -= 1
        end += 1 if end < len(text) and text[end] in '»”"' else 0
    return Span(start, end, tuple(kept), quoted)


def says(words: list[Token], lang: str) -> bool:
    """Whether words may say something by themselves: a verb by its ending or its form, or a word of an event."""
    if len(words) < 2:
        return False
    folded = line(words)
    return has_verb(words, lang, folded) or bool(named(folded, lang))


def _verbs(words: list[Token], lang: str) -> bool:
    return len(words) > 2 and has_verb(words, lang, line(words))


def has_verb(words: list[Token], lang: str, folded: str) -> bool:
    """Whether a word of `words` (whose line is `folded`) looks like a finite verb."""
    if begin(folded, _VERB_WORDS[lang]):
        return True
    return any(not (t.capital and i) and len(t.folded) >= 4 and _VERBS[lang].fullmatch(t.folded) for i, t in enumerate(words))

"""What kind a recogniser's name is: by how it is written, by what stands beside it, and by what is known."""

import re
from functools import cache

from watchwire.entities.mention import Mention
from watchwire.entities.shape import is_known_place, kind_by_head, person_within
from watchwire.geography import country_of, find_city
from watchwire.model import EntityKind, Span
from watchwire.names.classes import common_english, organisation_forms
from watchwire.names.tokens import tokenize
from watchwire.tables import read_table

_LONGEST_WORD = 24
_SHORT_FORM = 2
_STATE = re.compile(
    r"(?:Federal |Democratic |Islamic |People[’']s |Co-?operative |Bolivarian |Plurinational )*"
    r"(?:Republic|Kingdom|Commonwealth|State|Federation|Principality|Sultanate|Grand Duchy|Dominion)"
    r" of (?:[Tt]he )?(.+)"
)
_NAMED_AFTER = re.compile(
    r"(?: [A-Z][\w’'-]+){0,2} (?:((?:Air (?:Force )?|Naval |Military )?Base|(?:International )?Airport|Stadium"
    r"|Arena|Bridge|Park|Square|Street|Boulevard|Dam|Station|Ranch|Tower|Cemetery|Memorial)|[Hh]ospital|[Aa]irport|School"
    r"|University|College|Foundation"
    r"|Cent(?:er|re)|Institut(?:e|ion)|Museum|Library|Theat(?:er|re)|Academy)\b"
)
_SITE = re.compile(r"[A-Z][\w-]+\.(?:com|org|net|info|[a-z]{2})")
_STATE_CODE = re.compile(
    r"A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC"
)
_SHIP = re.compile(r"(?:USS|USNS|USCGC|HMS|HMCS|HMAS|INS|MV|M/V|MT|M/T|SS|RV) [A-Z]")
_ABOARD = re.compile(r"\b(?:USS|USNS|USCGC|HMS|HMCS|HMAS|INS|MV|M/V|MT|M/T|SS|RV) (?:[A-Z]\w+ )?$")
_A_BODY = re.compile(
    r"\b(?:law firm|firm|company|retailer|manufacturer|automaker|carmaker|airline|bank|brand|start-?up|newspaper"
    r"|magazine|website|broadcaster|publisher|supermarket|studio|think tank|charity|nonprofit"
    r"|conglomerate|giant|contractor|label) $"
)
_OFFICE = re.compile(
    r", (?:(?:an?|the|its|chief|executive|deputy|senior|vice|managing|former|general) )*"
    r"(?:director|president|chairman|chairwoman|spokes(?:man|woman|person)|analyst|manager|economist|officer|professor)\b"
)
_PRESS = re.compile(r"(.+) (?:Sun|Star|Globe|Post|Times|Journal)")
_FORM = re.compile(r" (?:Corp|Inc|Ltd|PLC|LLC)\b\.?| Co\.(?= |$|[,’'])")
_CO = re.compile(r"[\w’'-]+(?: [\w’'&.-]+)* Co\.?")
_IN_PLACE = re.compile(r"\b(?:in|at|near|from|to|of|outside|around) (?:the )?$")


@cache
def known_names() -> dict[str, str]:
    """Return names in small letters that a small recogniser calls now one thing, now another, with what they are."""
    return {row["name"]: row["kind"] for row in read_table("watchwire.entities", "known_names.tsv")}


def is_known(written: str) -> bool:
    """Say whether a name is known, and of somebody or something that has one."""
    return known_names().get(written.lower(), "none") != "none"


def is_known_body(name: str) -> bool:
    """Say whether a name is that of a well-known body, firm or paper."""
    return known_names().get(name.lower()) == "organization"


def by_shape(text: str, mention: Mention) -> None:
    """Correct the kind that a recogniser gave where the name's own words, or the gazetteer, say otherwise."""
    if is_known(mention.span.of(text)) or _by_writing(text, mention) or _by_neighbours(text, mention):
        return
    person = person_within(text, mention.span)
    by_head = kind_by_head(list(mention.words))
    if person is not None:
        _set(text, mention, person, EntityKind.PERSON)
    elif by_head in {"place", "organization"}:
        mention.kind = EntityKind(by_head)
    elif mention.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION} and is_known_place(text, mention.span):
        placed = _IN_PLACE.search(_before(text, mention))
        if placed and not mention.span.of(text).isupper():
            mention.kind = EntityKind.PLACE


def _before(text: str, mention: Mention) -> str:
    return text[max(0, mention.span.start - _LONGEST_WORD) : mention.span.start]


def _set(text: str, mention: Mention, span: Span, kind: EntityKind) -> None:
    mention.span, mention.kind = span, kind
    mention.words = tuple(token.norm for token in tokenize(span.of(text)))


def _by_writing(text: str, mention: Mention) -> bool:
    """Say whether a name is written as only one kind is, and set that: a ship, a site, a state, a legal form."""
    written = mention.span.of(text)
    form = mention.words[-1]
    state = _STATE.fullmatch(written)
    if _STATE_CODE.fullmatch(written) and text[: mention.span.start].endswith(", "):
        mention.kind = EntityKind.PLACE  # “Skokie, IL”
    elif _SHIP.match(written) is not None:
        mention.kind = EntityKind.VESSEL
    elif _SITE.fullmatch(written) is not None:
        mention.kind = EntityKind.ORGANIZATION  # “Nordnytt.no”
    elif state is not None and (code := country_of(state[1])) is not None:
        # “the Commonwealth of The Bahamas”
        mention.kind, mention.country, mention.country_role = EntityKind.PLACE, code, "name"
    elif (paper := _PRESS.fullmatch(written)) is not None and find_city(paper[1]) is not None:
        mention.kind = EntityKind.ORGANIZATION  # “Edmonton Sun”
    elif len(mention.words) > 1 and (
        (len(form) > _SHORT_FORM and _is_form(form))
        or (_CO.fullmatch(written) and text.startswith(".", mention.span.start + written.rindex("Co") + 2))
    ):
        mention.kind = EntityKind.ORGANIZATION
    else:
        return False
    return True


def _by_neighbours(text: str, mention: Mention) -> bool:
    """Say whether what stands beside a name shows its kind, and set that (“MV”, “law firm”, “… Hospital”)."""
    person = mention.kind is EntityKind.PERSON
    aboard = _ABOARD.search(_before(text, mention)) if person else None
    named = _NAMED_AFTER.match(text, mention.span.end) if person else None
    if aboard is not None:  # “MV Professor *Albrecht Lund*”
        _set(text, mention, Span(mention.span.start - len(aboard[0]), mention.span.end), EntityKind.VESSEL)
    elif named is not None:  # “the *Anton Berg Bridge*”
        kind = EntityKind.PLACE if named[1] else EntityKind.ORGANIZATION
        _set(text, mention, Span(mention.span.start, named.end()), kind)
    elif mention.kind is not EntityKind.ORGANIZATION and not mention.country and _A_BODY.search(_before(text, mention)):
        mention.kind = EntityKind.ORGANIZATION  # “the law firm *Sidney Aust*”
    elif _is_person_by_office(text, mention):  # “*Boon Heng Lau*, executive director of …”
        mention.kind = EntityKind.PERSON
    elif person and (form := _FORM.match(text, mention.span.end)) is not None:  # “*Anton Berg* Corp.”
        _set(text, mention, Span(mention.span.start, form.end()), EntityKind.ORGANIZATION)
    else:
        return False
    return True


def _is_person_by_office(text: str, mention: Mention) -> bool:
    """Say whether a recogniser's unknown place is told to hold an office right behind its name."""
    unknown = mention.kind is EntityKind.PLACE and 1 < len(mention.words) <= _SHORT_FORM + 1
    return (
        unknown
        and _OFFICE.match(text, mention.span.end) is not None
        and not is_known_place(text, mention.span)
        and kind_by_head(list(mention.words)) is None
    )


def _is_form(word: str) -> bool:
    return word in organisation_forms() and word not in common_english()

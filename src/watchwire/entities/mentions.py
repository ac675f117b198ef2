"""Mentions: every place where a person, body or place is named, with the witnesses that say so."""

import re
from functools import lru_cache

from watchwire.entities.abroad import countries_abroad
from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.recognised import expanded_names, likely_names
from watchwire.entities.shape import is_known_place, kind_by_head
from watchwire.entities.titled import titled_names
from watchwire.entities.words import words_of
from watchwire.geography import Place, country_words, find_city, places
from watchwire.geography.landforms import state_of_town
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.model import Band, EntityKind, Match, PartyKind, Span
from watchwire.names.tokens import Token, tokenize

_KINDS = {
    PartyKind.PERSON: EntityKind.PERSON,
    PartyKind.ORGANIZATION: EntityKind.ORGANIZATION,
    PartyKind.VESSEL: EntityKind.VESSEL,
    PartyKind.AIRCRAFT: EntityKind.AIRCRAFT,
    PartyKind.OTHER: EntityKind.ORGANIZATION,
}
_LONGEST_PLACE = 5
_PAIR = 2
_WIDE = frozenset({"region", "area", "district", "province", "county"})
_REACH = 30
_AFTER_TOWN = re.compile(r"\b([A-Z][\w.]+(?: [A-Z]\w+)?), $")
_AFTER_TOWNS = re.compile(r"(?<!, )\b([A-Z]\w+) and [A-Z]\w+, $")
_TREATY = (
    r"Agreement|Accords?|Treaty|Protocol|Declaration|Conventions?|Mechanism|Process|Consensus|Charter|Pact|Compact"
)
_GOES_ON = re.compile(
    rf" (?:[A-Z]\w+ )?(?:{_TREATY}|Conference"
    r"|Summit|Forum|Strait|Street|Road|Avenue|Sea|Marathon|Open|Games|Olympics|Festival|Biennale"
    r"|Reporter|Times|Post|Journal|Herald|Tribune)\b"
)
_PAPER = re.compile(
    r" (?:Star|Sun|Globe|Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Inquirer|Telegraph)\b(?! [A-Z])"
)
_YEAR = r"\((?:18|19|20)\d\d\)"
_LINE = 60
"""How long a line is at most that is a title with its year."""
_FIRM = re.compile(r"(?: (?!and\b)[A-Z&][\w&-]*){0,3} (?:Inc|Corp|Ltd|PLC|LLC|Co)\b")
_NAMED_AFTER = re.compile(rf" (?:(?:{_TREATY})\b|(?:[A-Z]\w+ ){{0,2}}Awards?\b)")
_CALIPHATE = re.compile(r"\bIslamic State (?:of|in) (?:Iraq )?(?:and )?(?:the )?$")
_LIST_BEFORE = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?),? (?:and )?$")
_LIST_AFTER = re.compile(r",? (?:and )?([A-Z]\w+(?: [A-Z]\w+)?)\b")
_MAGAZINE = re.compile(r"(?<![.!?“\"] )(?<!\n)\bThe $")
_NEW = re.compile(r"\b(?:New|North|South|Central|Latin) $")
_FIRST_OF = re.compile(r"\bFirst of $")
_SHIP = re.compile(r"\b(?:USS|USNS|USCGC|HMS|HMCS|HMAS|HMNZS|INS|MV|M/V|MT|M/T|SS|RV|RMS) $")
_CLASS = re.compile(r"-(?:class|style|type)\b")
_IN_COMPOUND = re.compile(r"\b[A-Z][a-z]+-$")
_ONE_LETTER = re.compile(r"\b[A-Z]-$")
_CAPITAL = re.compile(r"\w[,;]? (?!The )[A-Z][a-z]+ $")
_STATE = re.compile(r", (?=[A-Z])")
_FURTHER = re.compile(r" (?:Islands?|Bay Area|Bay|Peninsula|Valley|Strait|City)\b(?! [A-Z])")
_STATES_TOO = {"Georgia": "US"}
"""Countries of whose name there is a state in a federation."""
_VICTORIAS = (("British Columbia", "CA"), ("Australia", "AU"), ("New South Wales", "AU"), ("Melbourne", "AU"))
"""Of which country the state or town of Victoria is in a text that names what lies beside it."""
_DISTRICT = ", D.C."


def find_mentions(analysis: Analysis, matches: list[Match]) -> list[Mention]:
    """Merge what the lists, the gazetteer and the recogniser found. Neither swallows the other.

    A listed name keeps its span and kind; a recogniser's name that overlaps it only adds its witness. Weak matches
    attach to a mention that somebody else found and make none of their own.
    """
    article = analysis.article
    found: dict[Span, Mention] = {}
    for match in matches:
        if match.span is None or match.band is Band.WEAK:
            continue
        mention = found.get(match.span) or new_mention(article.text, match.span, _KINDS[match.party.kind], "list")
        mention.matches.append(match)
        found[match.span] = mention
    kept = _without_overlaps(list(found.values()))
    _add_all(kept, [*_gazetteer(article.text, analysis), *countries_abroad(analysis)], replace_labels=False)
    _add_all(kept, expanded_names(analysis), replace_labels=True)
    likely = [
        m for m in likely_names(analysis) if m.kind is not EntityKind.PLACE or not _names_a_thing(article.text, m)
    ]
    _add_all(kept, likely, replace_labels=True)
    _add_titled(kept, titled_names(analysis))
    by_span = {mention.span: mention for mention in kept}
    for match in matches:
        if match.band is Band.WEAK and match.span in by_span:
            by_span[match.span].matches.append(match)
    return sorted(kept, key=lambda mention: mention.span)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    near: Places[Mention] = Places()
    ranked = sorted(mentions, key=lambda m: (-max((x.score for x in m.matches), default=0), -len(m.span)))
    for mention in ranked:
        if not near.over(mention.span):
            kept.append(mention)
            near.add(mention.span, mention)
    return kept


def _add_all(kept: list[Mention], more: list[Mention], replace_labels: bool) -> None:
    """Add mentions that overlap none; where one overlaps, it becomes a further witness of the one there."""
    near = Places((mention.span, mention) for mention in kept)
    gone: set[int] = set()
    for mention in more:
        rivals = near.over(mention.span)
        if not rivals:
            kept.append(mention)
            near.add(mention.span, mention)
            continue
        inside = all(mention.span.contains(other.span) for other in rivals)
        places_only = all(other.by == {"gazetteer"} for other in rivals)
        longer = len(mention.span) > max(len(other.span) for other in rivals)
        whole = mention.kind is not EntityKind.PLACE or (
            len(mention.words) > _PAIR
            and mention.words[-1] not in _WIDE
            and kind_by_head(list(mention.words[-_PAIR:])) == "place"
        )
        if replace_labels and inside and places_only and longer and whole:
            # "Bank of Russia": the recogniser's body holds the gazetteer's country.
            gone.update(map(id, rivals))
            for other in rivals:
                near.remove(other.span, other)
            kept.append(mention)
            near.add(mention.span, mention)
            continue
        for other in rivals:
            if other.span.contains(mention.span) or mention.span.contains(other.span):
                other.by |= mention.by
                if other.span == mention.span and mention.base:
                    other.words = mention.words
    kept[:] = [mention for mention in kept if id(mention) not in gone]


def _add_titled(kept: list[Mention], titled: list[Mention]) -> None:
    """Add the people whom only their title shows; where a name was cut it shows the whole (“Pham Minh *Lan*”)."""
    held = Places((mention.span, mention) for mention in kept)
    for mention in titled:
        rivals = held.over(mention.span)
        if not rivals:
            kept.append(mention)
        elif len(rivals) == 1 and rivals[0].kind is EntityKind.PERSON and _is_longer(mention.span, rivals[0]):
            rivals[0].span, rivals[0].words = mention.span, mention.words


def _is_longer(whole: Span, part: Mention) -> bool:
    return part.by == {"recogniser"} and whole.contains(part.span) and whole != part.span


def _names_a_thing(text: str, mention: Mention) -> bool:
    """Say whether a recogniser's place only names a treaty, a prize or a paper (“the *Moscow* Mechanism”)."""
    if _NAMED_AFTER.match(text, mention.span.end) is not None or _is_magazine(text, mention.span):
        return True
    if _PAPER.match(text, mention.span.end) is not None:
        return True  # “*Calgary* Sun”
    if _is_of_a_year(text, mention.span) or (f"{mention.span.of(text)} (" in text and _is_titled(text, mention)):
        return True
    return _is_of_a_thing(text, mention.span, country_words())


def _is_titled(text: str, mention: Mention) -> bool:
    """Say whether a recogniser's place is a film's or a book's title, told anywhere with its year."""
    written = mention.span.of(text)
    return not is_known_place(text, mention.span) and re.search(rf"{re.escape(written)} {_YEAR}", text) is not None


def _is_of_a_year(text: str, span: Span) -> bool:
    """Say whether a name stands in a line that is a title and its year (“The Road to *Lisbon* (1951)”)."""
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[begin : end if end >= 0 else len(text)].strip()
    return len(line) <= _LINE and re.fullmatch(rf"[^()]+ {_YEAR}", line) is not None


def _is_magazine(text: str, span: Span) -> bool:
    """“Told The Atlantic”: with its article in the title, and not where a sentence begins."""
    return span.of(text) == "Atlantic" and _MAGAZINE.search(text[max(0, span.start - _REACH) : span.start]) is not None


def _is_in_a_name(text: str, span: Span) -> bool:
    """Say whether a place is only part of another name (“the *Paris* Climate Accord”, “*Grenada* Street”)."""
    before = text[max(0, span.start - _REACH) : span.start]
    if span.of(text) in {"England", "America", "Jersey", "Mexico"} and _NEW.search(before):
        return True  # “New England”
    if (
        _is_magazine(text, span)
        or _is_of_a_year(text, span)
        or (span.of(text) == "America" and _FIRST_OF.search(before))
    ):
        return True
    if any(further.match(text, span.end) is not None for further in (_NAMED_AFTER, _PAPER, _FIRM)):
        return True
    return _GOES_ON.match(text, span.end) is not None or _CALIPHATE.search(before) is not None


def _is_of_a_thing(text: str, span: Span, table: dict[str, tuple[str, str]]) -> bool:
    """Say whether a place is only in a ship's or a thing's name (“USS *Maine*”, “*Ohio*-class”, “Trans-*Pacific*”)."""
    before = text[max(0, span.start - _REACH) : span.start]
    joined = _IN_COMPOUND.search(before)
    if joined is not None and joined[0][:-1] not in table and joined[0][:-1] not in places():
        return table.get(span.of(text), ("", ""))[1] != "name"
    if _ONE_LETTER.search(before) is not None:
        return True  # “K-*Pole*”
    return _SHIP.search(before) is not None or _CLASS.match(text, span.end) is not None


@lru_cache(maxsize=4)
def _speaks_of_states(text: str) -> bool:
    """Say whether a text names a state of the US, so that Georgia is likelier the state than the country."""
    named = any(place.country == "US" and name in text for name, place in places().items() if len(name) > 3)  # noqa: PLR2004
    return named and "Tbilisi" not in text and "Georgian" not in text


def _among_countries(text: str, span: Span) -> bool:
    """Say whether a name stands in a list of countries (“Croatia, *Georgia*, Hungary”)."""
    before = _LIST_BEFORE.search(text[max(0, span.start - _REACH) : span.start])
    after = _LIST_AFTER.match(text, span.end)
    beside = [country_words().get(found[1], ("", ""))[1] == "name" for found in (before, after) if found is not None]
    return len(beside) == 2 and all(beside)  # noqa: PLR2004


def _gazetteer(text: str, analysis: Analysis) -> list[Mention]:
    """Find countries, their people and capitals, and known places, longest first."""
    table = country_words()
    known = places()
    found: list[Mention] = []
    tokens = words_of(text)
    position = 0
    while position < len(tokens):
        step = 1
        if tokens[position].capital:
            for length in range(min(_LONGEST_PLACE, len(tokens) - position), 0, -1):
                mention = _place_at(text, tokens, position, length, table, known)
                if mention is not None:
                    if not analysis.article.in_furniture(mention.span):
                        found.append(mention)
                    step = length
                    break
        position += step
    return found


def _place_at(
    text: str,
    tokens: tuple[Token, ...],
    position: int,
    length: int,
    table: dict[str, tuple[str, str]],
    known: dict[str, Place],
) -> Mention | None:
    start, end = tokens[position].start, tokens[position + length - 1].end
    phrase, dotted = text[start:end], text[start : end + 1]
    if not (phrase in table or phrase in known or dotted in table or dotted in known or phrase == "Washington"):
        return None
    span = Span(start, end)
    if (dotted in table or dotted in known) and dotted.endswith("."):
        span, phrase = Span(span.start, span.end + 1), dotted
    words = tuple(token.norm for token in tokens[position : position + length])
    if phrase == "Washington" and text.startswith(_DISTRICT, span.end):
        span = Span(span.start, span.end + len(_DISTRICT))
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, *table["Washington"])
    if phrase in table and table[phrase][1] != "demonym" and _is_in_a_name(text, span):
        return None
    if (phrase in table or phrase in known) and _is_of_a_thing(text, span, table):
        return None
    if phrase in table:
        return _country_at(text, span, words, table)
    place = known.get(phrase)
    return _known_at(text, span, words, place) if place is not None and not _is_in_a_name(text, span) else None


def _country_at(text: str, span: Span, words: tuple[str, ...], table: dict[str, tuple[str, str]]) -> Mention:
    phrase = span.of(text)
    if table[phrase][1] == "metonym" and (further := _FURTHER.match(text, span.end)) is not None:
        span = Span(span.start, further.end())  # “Victoria Island” is not the capital of the Seychelles
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, _norms(span.of(text)))
    if (
        table[phrase][1] == "metonym"
        and _STATE.match(text, span.end)
        and (state := state_of_town(text[span.end + 2 :]))
    ):
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, state, "place")
    if phrase == "Victoria" and "Seychell" not in text:
        country = next((code for land, code in _VICTORIAS if land in text), None)
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, country, "place")
    if phrase in _STATES_TOO and _speaks_of_states(text) and not _among_countries(text, span):
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, _STATES_TOO[phrase], "place")
    code, role = table[phrase]
    before = text[max(0, span.start - _REACH) : span.start]
    town = _AFTER_TOWNS.search(before) or _AFTER_TOWN.search(before)
    # “Luxembourg, Georgia” are two of a list, and “Atlanta, Georgia” a town and where it is. Of other countries the
    # towns are not all known: “Surigao del Sur, Philippines” is no Sur in Oman.
    named = town is not None and phrase in _STATES_TOO and table.get(town[1], ("", ""))[1] != "name"
    city = find_city(town[1]) if town is not None and named else None
    if city is not None and city.country != code:
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, city.country, "place")
    kind = EntityKind.GROUP if role == "demonym" else EntityKind.PLACE
    return Mention(span, kind, {"gazetteer"}, words, code, role)


def _known_at(text: str, span: Span, words: tuple[str, ...], place: Place) -> Mention | None:
    further = _FURTHER.match(text, span.end)
    if further is not None and _CAPITAL.search(text[max(0, span.start - _REACH) : span.start]) is not None:
        return None  # “Eko Atlantic City”
    if further is not None:  # “the Victoria *Islands*”
        span = Span(span.start, further.end())
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, _norms(span.of(text)), place.country, "place")
    if (
        place.country not in {"US", "CA"}
        and _STATE.match(text, span.end)
        and (state := state_of_town(text[span.end + 2 :]))
    ):
        return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, state, "place")
    words = _norms(place.name) if span.of(text).endswith(".") else words  # “Mich.” is Michigan
    return Mention(span, EntityKind.PLACE, {"gazetteer"}, words, place.country, "place")


@lru_cache(maxsize=1 << 10)
def _norms(name: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(name))

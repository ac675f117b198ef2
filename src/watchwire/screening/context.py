"""What the text around a name says for or against a match, each as a named reason."""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from watchwire.geography import country_words
from watchwire.model import Article, Band, Comparison, Match, Party, Reason
from watchwire.screening.bands import band_of

_REACH = 160
_COUNTRY_NEAR = 0.02
_COUNTRY_IN_TEXT = 0.01
_COUNTRY_ELSEWHERE = -0.03
_POSITION = 0.03
_CO_LISTED = 0.01
_CAPITAL = re.compile(r"\b[^\W\d_a-z]\w*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    [
        "former",
        "member",
        "deputy",
        "chief",
        "head",
        "first",
        "vice",
        "director",
        "chairman",
        "general",
        "president",
        "minister",
        "secretary",
        "department",
        "committee",
        "state",
        "federation",
        "russian",
        "federal",
        "with",
        "from",
        "that",
        "this",
        "have",
        "been",
        "were",
    ]
)


def weigh_context(article: Article, matches: list[Match]) -> list[Match]:
    """Raise or lower matches by country, position and listed neighbours; where parties compete for one place,
    those that the text speaks against fall below the best.
    """  # noqa: D205
    if not matches:
        return []
    countries = _countries_of(article.text)
    programmes: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        if match.band is not Band.WEAK:
            for country in match.party.countries:
                programmes[country].add(match.party.id)
    weighed = [_weigh(article, match, countries, programmes) for match in matches]
    return _settle(weighed)


def _countries_of(text: str) -> dict[str, list[int]]:
    """Return the places where each country is named, by name, demonym or capital."""
    found: dict[str, list[int]] = defaultdict(list)
    begins = _country_begins()
    past = 0
    for word in _CAPITAL.finditer(text):
        start = word.start()
        if start < past:
            continue
        for phrase, code in begins.get(word[0], ()):
            if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
                found[code].append(start)
                past = start + len(phrase)
                break
    return found


@lru_cache(maxsize=1)
def _country_begins() -> dict[str, list[tuple[str, str]]]:
    """Return the names of countries by their first word, the longest first."""
    begins: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for phrase, (code, *_) in country_words().items():
        first = _CAPITAL.match(phrase)
        if first is not None:
            begins[first[0]].append((phrase, code))
    return {word: sorted(held, key=lambda item: -len(item[0])) for word, held in begins.items()}


def _weigh(article: Article, match: Match, countries: dict[str, list[int]], programmes: dict[str, set[str]]) -> Match:
    assert match.span is not None  # noqa: S101  (matches in text always have one)
    reasons: list[Reason] = []
    party = match.party
    if party.countries:
        near = [c for c in party.countries if any(abs(p - match.span.start) <= _REACH for p in countries.get(c, ()))]
        if near:
            reasons.append(Reason("country", _COUNTRY_NEAR, f"{', '.join(near)} is named near by"))
        elif any(c in countries for c in party.countries):
            reasons.append(Reason("country", _COUNTRY_IN_TEXT, "a country of the entry is named in the text"))
        elif countries:
            reasons.append(
                Reason("country", _COUNTRY_ELSEWHERE, f"{', '.join(party.countries)} is not named in the text")
            )
    words = _position_words(party) & _words_near(article.text, match)
    if words:
        reasons.append(Reason("position", _POSITION, f"the entry's position shares: {', '.join(sorted(words)[:4])}"))
    others = {other for c in party.countries for other in programmes.get(c, ())} - {party.id}
    if len(others) > 1:
        reasons.append(Reason("co-listed", _CO_LISTED, f"{len(others)} other listed parties of its country near by"))
    score = round(max(0.0, min(1.0, match.score + sum(reason.weight for reason in reasons))), 4)
    comparison = Comparison(score, (*match.comparison.reasons, *reasons))
    weak = match.name.quality.value == "weak"
    return replace(match, comparison=comparison, band=Band.WEAK if weak else band_of(score))


def _position_words(party: Party) -> set[str]:
    text = " ".join(party.positions) or (party.listing.reason or "")[:300]
    return {word.lower() for word in _WORD.findall(text)} - _EMPTY


def _words_near(text: str, match: Match) -> set[str]:
    assert match.span is not None  # noqa: S101
    around = text[max(0, match.span.start - _REACH) : match.span.start] + text[match.span.end : match.span.end + _REACH]
    return {word.lower() for word in _WORD.findall(around)} - _EMPTY


def _settle(matches: list[Match]) -> list[Match]:
    """Where several parties bear the name in one place, say so; nothing is dropped."""
    by_place: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in matches:
        assert match.span is not None  # noqa: S101
        by_place[(match.span.start, match.span.end)].append(match)
    settled: list[Match] = []
    for rivals in by_place.values():
        lists = {match.party.id.split(":")[0] for match in rivals}
        crowded = len(rivals) > len(lists)
        for match in rivals:
            if not crowded:
                settled.append(match)
                continue
            reason = Reason("several bearers", 0.0, f"{len(rivals)} listed parties bear a name like this")
            comparison = Comparison(match.score, (*match.comparison.reasons, reason))
            settled.append(replace(match, comparison=comparison))
    return sorted(settled, key=lambda m: (m.span.start if m.span else 0, -m.score, m.party.id))

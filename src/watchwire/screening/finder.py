"""Which listed names stand in this text? One walk over its words.

Every word is looked up among the list's words (with its spellings). Where it is an anchor of a name, the
neighbourhood is checked for the name's other words. What is found is scored like two names compared, then judged
by rules that a reader can check: capitals where the script has them, no break of sentence inside, enough words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from watchwire.model import Article, Band, Comparison, Match, PartyKind, Reason, Span
from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.classes import common_english, particles, titles
from watchwire.names.compare import Pair, score_pairs
from watchwire.names.tokens import Token, tokenize
from watchwire.screening.bands import ALERT, band_of
from watchwire.screening.index import Entry, Index

_BREAK = re.compile(r"\n\s*\n|[!?;:|•»]|\.(?=\s+[^\W\d_a-z])|\.\s*\n")
_INITIAL_STOP = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Prof|St|Sen|Rep|Gov|Jr|Sr|Co|Ltd|Inc|No)\.$")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
_SHIP = re.compile(
    r"\b(?:vessels?|tankers?|ships?|freighters?|cargo|carriers?|M/V|MV|M/T|MT|IMO|flag(?:ged)?|sail(?:ed|ing)?|"
    r"dock(?:ed)?|port|crew|captain|bulk|barge)\b",
    re.IGNORECASE,
)
_SHIP_REACH = 90
_SPARE = 2
_GAP = 2
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENDINGS = tuple(
    sorted(
        (
            "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими", "ой", "ей", "ом", "ем", "ым", "им", "ую", "юю",
            "ах", "ях", "ов", "ев", "ою", "ею", "ин", "а", "я", "у", "ю", "е", "и", "ы", "ь",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_CASE_COST = 0.03


@dataclass(frozen=True, slots=True)
class _Found:
    entry: Entry
    first: int
    last: int
    comparison: Comparison


class Finder:
    """Finds listed names in running text. Holds the index; keeps no state between texts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._endings: dict[str, dict[int, float]] = {}

    def find(self, article: Article) -> list[Match]:
        """Return all possible matches in the article outside site furniture, in order of place and score."""
        text = article.text
        tokens = [t for t in tokenize(text) if not article.in_furniture(Span(t.start, t.end))]
        found = list(self._scan(text, tokens))
        return [_match(text, tokens, item) for item in _best(found)]

    def _scan(self, text: str, tokens: list[Token]) -> Iterator[_Found]:
        near = [self._near(token) for token in tokens]
        breaks = _breaks(text, tokens)
        shouting = _shouting(tokens)
        seen: set[tuple[int, int]] = set()
        anchors = self.index.anchors
        for position, options in enumerate(near):
            if not options or not _may_be_name(tokens, position, shouting):
                continue
            for word in options:
                for number in anchors.get(word, ()):
                    entry = self.index.entries[number]
                    item = self._check(text, tokens, near, breaks, position, entry, shouting)
                    if item is None:
                        continue
                    key = (number, item.first)
                    if key not in seen:
                        seen.add(key)
                        yield item

    def _near(self, token: Token) -> dict[int, float]:
        """Look a word up; a Cyrillic one also without its case ending."""
        if not _CYRILLIC.search(token.raw):
            return self.index.near(token.norm)
        found = self._endings.get(token.raw)
        if found is not None:
            return found
        found = dict(self.index.near(token.norm))
        lower = token.raw.lower()
        for ending in _ENDINGS:
            if lower.endswith(ending) and len(lower) - len(ending) >= 2:  # noqa: PLR2004
                stem = lower[: -len(ending)]
                for form in (stem, stem + "а", stem + "й", stem + "ий", stem + "ый", stem + "я", stem + "о", stem + "ь"):
                    from watchwire.names.scripts import latin

                    for word, similarity in self.index.near(latin(form)).items():
                        if similarity > 0.9:  # noqa: PLR2004
                            found[word] = max(found.get(word, 0.0), similarity - _CASE_COST)
        self._endings[token.raw] = found
        return found

    def _check(
        self,
        text: str,
        tokens: list[Token],
        near: list[dict[int, float]],
        breaks: list[int],
        position: int,
        entry: Entry,
        shouting: bool,
    ) -> _Found | None:
        """Look for the name's words around an anchor and judge what is there."""
        count = len(entry.ids)
        low = max(breaks[position], position - count - _SPARE)
        high = position + count + _SPARE + 1
        picks = _pick(entry, near, tokens, breaks, position, low, min(high, len(tokens)))
        if not picks:
            return None
        places = sorted(place for place, _, _ in picks)
        first, last = places[0], places[-1]
        if not self._tight(tokens, places, entry):
            return None
        if not _capitals(tokens, places, entry, shouting):
            return None
        comparison = _score(entry, tokens, picks, first, last)
        if comparison.score < ALERT - 0.15 or not _enough(text, entry, tokens, picks, first, last):
            return None
        return _Found(entry, first, last, comparison)

    def _tight(self, tokens: list[Token], places: list[int], entry: Entry) -> bool:
        """Words between the name's words must be particles, initials, or one further name."""
        inside = [k for k in range(places[0], places[-1] + 1) if k not in places]
        extra = 0
        for k in inside:
            token = tokens[k]
            if token.norm in particles() or len(token.norm) == 1 or token.norm in titles():
                continue
            if entry.anatomy.korean or token.capital is False or not entry.anatomy.person:
                return False
            extra += 1
        return extra < _GAP


def _pick(
    entry: Entry,
    near: list[dict[int, float]],
    tokens: list[Token],
    breaks: list[int],
    position: int,
    low: int,
    high: int,
) -> list[tuple[int, int, float]]:
    """Choose for each word of the name the best place in the window: (place, word number, similarity)."""
    options: list[tuple[float, int, int, int]] = []
    for number, word in enumerate(entry.ids):
        norm = entry.anatomy.words[entry.order[number]].norm
        for place in range(low, high):
            if breaks[place] != breaks[position]:
                continue
            similarity = near[place].get(word, 0.0)
            if not similarity and len(tokens[place].norm) == 1 and tokens[place].norm == norm[0]:
                similarity = 0.7 if entry.anatomy.person and len(norm) > 1 else 0.0
            if similarity:
                options.append((-similarity, abs(place - position), place, number))
    options.sort()
    places: set[int] = set()
    numbers: set[int] = set()
    picks: list[tuple[int, int, float]] = []
    for negative, _, place, number in options:
        if place not in places and number not in numbers:
            places.add(place)
            numbers.add(number)
            picks.append((place, number, -negative))
    if position not in places:
        return []
    return _contiguous(sorted(picks), position)


def _contiguous(picks: list[tuple[int, int, float]], position: int) -> list[tuple[int, int, float]]:
    """Drop words that lie too far from the others."""
    at = next(k for k, pick in enumerate(picks) if pick[0] == position)
    kept = [picks[at]]
    for pick in picks[at + 1 :]:
        if pick[0] - kept[-1][0] > _GAP + 1:
            break
        kept.append(pick)
    for pick in reversed(picks[:at]):
        if kept[0][0] - pick[0] > _GAP + 1:
            break
        kept.insert(0, pick)
    return kept


def _score(
    entry: Entry, tokens: list[Token], picks: list[tuple[int, int, float]], first: int, last: int
) -> Comparison:
    """Score the found words as a name of their own against the listed one."""
    by_place = {place: (number, similarity) for place, number, similarity in picks}
    words: list[Word] = []
    pairs: list[Pair] = []
    for place in range(first, last + 1):
        norm = tokens[place].norm
        if place in by_place:
            number, similarity = by_place[place]
            listed = entry.anatomy.words[entry.order[number]]
            pairs.append((len(words), entry.order[number], similarity))
            role = Role.INITIAL if len(norm) == 1 < len(listed.norm) else listed.role
            words.append(Word(norm, role, listed.weight, tokens[place].start, tokens[place].end))
        else:
            role = Role.PARTICLE if norm in particles() or len(norm) == 1 else Role.PATRONYMIC
            words.append(Word(norm, role, 0.08 if role is Role.PARTICLE else 0.35))
    light = [k for k, word in enumerate(entry.anatomy.words) if word.light]
    listed_words = tuple(
        word if k not in light else replace(word, weight=0.0) for k, word in enumerate(entry.anatomy.words)
    )
    there = Anatomy(tuple(words), entry.anatomy.person, entry.anatomy.korean)
    listed_name = Anatomy(listed_words, entry.anatomy.person, entry.anatomy.korean)
    return score_pairs(there, listed_name, pairs)


def _enough(
    text: str, entry: Entry, tokens: list[Token], picks: list[tuple[int, int, float]], first: int, last: int
) -> bool:
    """Apply the rules on how much of a name must be there."""
    if len(picks) == 1:
        return _single_word(text, entry, tokens[picks[0][0]], picks[0][2])
    if not entry.anatomy.person:
        exact = all(similarity >= 0.9 for _, _, similarity in picks)  # noqa: PLR2004
        order = [number for _, number, _ in picks]
        in_order = order == sorted(order)
        named = any(tokens[place].norm not in common_english() for place, _, _ in picks)
        whole = len(picks) == len(entry.ids)
        if entry.party.kind is PartyKind.VESSEL:
            return whole and exact and in_order and (named or _ship_context(text, tokens[first], tokens[last]))
        return in_order and (whole or (exact and named)) and (exact or named)
    return not _other_person_continues(tokens, entry, first, last)


def _single_word(text: str, entry: Entry, token: Token, similarity: float) -> bool:
    """A name of one word: bodies only, exact, no common word; vessels and acronyms need more (see below)."""
    if len(entry.ids) > 1 or entry.anatomy.person:
        return False
    norm = token.norm
    if similarity < 0.97 or norm.isdigit() or _ORDINAL.match(norm):  # noqa: PLR2004
        return False
    if entry.party.kind is PartyKind.AIRCRAFT:
        return similarity == 1.0 and any(map(str.isdigit, norm))
    if entry.party.kind is PartyKind.VESSEL:
        return similarity == 1.0 and _ship_context(text, token, token)
    if norm in common_english() or len(norm) < 4 or norm in _country_words():  # noqa: PLR2004
        return False
    return similarity == 1.0 or len(norm) >= 6  # noqa: PLR2004


def _country_words() -> frozenset[str]:
    from watchwire.geography import country_words, places
    from watchwire.names.scripts import latin

    global _COUNTRY  # noqa: PLW0603  (computed once, on first use)
    if _COUNTRY is None:
        _COUNTRY = frozenset(latin(word) for word in (*country_words(), *places()) if " " not in word)
    return _COUNTRY


_COUNTRY: frozenset[str] | None = None


def _other_person_continues(tokens: list[Token], entry: Entry, first: int, last: int) -> bool:
    """Say whether the text's name goes on with a joined syllable ("Kim Jong Un" in "Kim Jong Un-chol")."""
    if not entry.anatomy.korean:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and after.joined and after.start == tokens[last].end + 1


def _ship_context(text: str, first: Token, last: Token) -> bool:
    around = text[max(0, first.start - _SHIP_REACH) : first.start] + " " + text[last.end : last.end + _SHIP_REACH]
    return bool(_SHIP.search(around))


def _capitals(tokens: list[Token], places: list[int], entry: Entry, shouting: bool) -> bool:
    """In a script with capitals, the words of a name have them (an East Asian name at least its first word)."""
    if all(tokens[k].capital is None for k in places):
        return True
    for order, k in enumerate(places):
        token = tokens[k]
        if token.capital is False and not token.raw[0].isdigit():
            joined_syllable = entry.anatomy.korean and order > 0 and token.joined
            if not joined_syllable and token.norm not in particles():
                return False
    return not (shouting and len(places) == 1)


def _may_be_name(tokens: list[Token], position: int, shouting: bool) -> bool:
    token = tokens[position]
    if token.capital is False and not token.joined:
        return token.raw[0].isdigit()
    return not (shouting and token.norm in common_english())


def _shouting(tokens: list[Token]) -> bool:
    """Say whether nearly all words of a text begin with capitals, so that capitals prove nothing."""
    cased = [token.capital for token in tokens if token.capital is not None and token.norm.isalpha()]
    return len(cased) > 20 and sum(cased) > 0.8 * len(cased)  # noqa: PLR2004


def _breaks(text: str, tokens: list[Token]) -> list[int]:
    """Return for each token the number of the token that begins its stretch without a break."""
    found: list[int] = []
    begin = 0
    for number, token in enumerate(tokens):
        if number:
            before = tokens[number - 1]
            gap = text[before.end : token.start]
            if _is_break(text, before, gap):
                begin = number
        found.append(begin)
    return found


def _is_break(text: str, before: Token, gap: str) -> bool:
    if not gap.strip(" -‐‑–'’"):
        return "\n\n" in gap
    if "." in gap and "\n\n" not in gap:
        head = text[max(0, before.start - 1) : before.end + 1]
        if _INITIAL_STOP.search(head) or _TITLE_STOP.search(head) or len(before.norm) == 1:
            return False
        return True
    return bool(_BREAK.search(gap)) or "\n\n" in gap or len(gap) > 12  # noqa: PLR2004


def _best(found: list[_Found]) -> list[_Found]:
    """Keep for each party and place its best name, and drop names that lie inside a better, longer one."""
    best: dict[tuple[str, int], _Found] = {}
    for item in found:
        key = (item.entry.party.id, item.first)
        held = best.get(key)
        if held is None or _rank(item) > _rank(held):
            best[key] = item
    ranked = sorted(best.values(), key=_rank, reverse=True)
    kept: list[_Found] = []
    for item in ranked:
        if not any(_hides(other, item) for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: (item.first, -item.comparison.score, item.entry.party.id))


def _rank(item: _Found) -> tuple[bool, float, int, int]:
    length = item.last - item.first
    return (not item.entry.weak, round(item.comparison.score, 2), length, -len(item.entry.ids))


def _hides(better: _Found, item: _Found) -> bool:
    """Say whether a finding is covered by another that explains more of the text at least as well."""
    overlap = better.first <= item.last and item.first <= better.last
    if not overlap:
        return False
    same_party = better.entry.party.id == item.entry.party.id
    longer = (better.last - better.first) > (item.last - item.first)
    if same_party:
        return True
    if better.comparison.score >= item.comparison.score + 0.08:  # noqa: PLR2004
        return better.first <= item.first and item.last <= better.last
    return longer and better.comparison.score >= 0.9  # noqa: PLR2004


def _match(text: str, tokens: list[Token], item: _Found) -> Match:
    span = Span(tokens[item.first].start, tokens[item.last].end)
    comparison = item.comparison
    reasons = [Reason("listed name", 0.0, f"{item.entry.name.full} ({item.entry.name.quality.value})")]
    if item.entry.weak:
        reasons.append(Reason("weak alias", 0.0, "the list calls this name weak: support, no alert by itself"))
    comparison = Comparison(comparison.score, (*reasons, *comparison.reasons))
    band = Band.WEAK if item.entry.weak else band_of(comparison.score)
    return Match(item.entry.party, item.entry.name, comparison, band, span, span.of(text))

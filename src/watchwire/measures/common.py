"""What concerns of every kind need: the words of an event, how firm it is, countries and listings of a party."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from watchwire.events import is_motive
from watchwire.events.dealing_words import dealing_words
from watchwire.language import Analysis, Word
from watchwire.measures.rules import rule_base
from watchwire.measures.schema import ISSUERS
from watchwire.model import Band, Certainty, Entity, Event, Match, Measure, Span, Status, Tense

# The issuer of a list, by the beginning of its id.
_ISSUER_OF = {"un": "UN", "us": "US", "eu": "EU", "gb": "UK"}


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures by issuer, the UN first, then by the day they began."""
    order = {issuer: number for number, issuer in enumerate(ISSUERS)}
    return tuple(sorted(measures, key=lambda m: (order.get(m.issuer, 9), m.in_force_from or date.min, m.id)))


def measures_on(activity: str, tags: set[str], day: date, issuer: str | None = None) -> tuple[Measure, ...]:
    """Return the measures on listed parties of some programmes that concern an activity.

    Args:
        activity: an activity key.
        tags: the programmes, as `ISSUER:TAG`.
        day: the day whose law is asked for.
        issuer: whose measures alone count.

    """
    return in_order(
        m
        for m in rule_base()
        if activity in m.activities
        and m.in_force_on(day)
        and issuer in {None, m.issuer}
        and tags & {f"{m.issuer}:{tag}" for tag in m.programmes}
    )


def asset_freezes(tags: set[str], day: date) -> tuple[Measure, ...]:
    """Return the freezes of assets on listed parties of some programmes, as `ISSUER:TAG`, on a day."""
    return measures_on("asset-freeze", tags, day)


def countries_of(ids: tuple[str, ...], by_id: dict[str, Entity]) -> tuple[str, ...]:
    """Return the countries of some entities: their own, else those of the listed parties they may be."""
    found: dict[str, None] = {}
    for entity_id in ids:
        entity = by_id.get(entity_id)
        if entity is None:
            continue
        codes = entity.countries or tuple(
            code for match in entity.matches if match.band is not Band.WEAK for code in match.party.countries[:1]
        )
        found.update((code, None) for code in codes[:1])
    return tuple(found)


def listing_tags(entity: Entity) -> set[str]:
    """Return the programmes under which an entity may have been listed on the day, as `ISSUER:TAG`."""
    found: set[str] = set()
    for match in entity.matches:
        if match.band is Band.WEAK:
            continue
        # Statuses answer for the listings in turn; without a day there are none.
        for listing, status in zip_longest(match.party.listings, match.statuses):
            issuer = _ISSUER_OF.get(listing.list.partition("-")[0], "")
            if status is not None and status.status in {Status.NOT_YET, Status.DELISTED}:
                continue
            # Some entries name no programme; the party is listed all the same.
            found.update(f"{issuer}:{tag.strip()}" for tag in (listing.programme or "").split(";"))
    return found


def sure_tags(entity: Entity) -> set[str]:
    """Return the tags of matches good enough to hang a hint on.

    A meeting is no offence, so a namesake's meeting is noise: the match is likelier right than not (which is what
    an alert means; other bearers of the name on the lists are weighed in it), and the text does not call the person
    another country's.
    """
    matches = tuple(match for match in entity.matches if _is_sure(match, entity))
    return listing_tags(replace(entity, matches=matches))


def _is_sure(match: Match, entity: Entity) -> bool:
    theirs = set(match.party.countries)
    apart = bool(theirs and entity.countries) and not theirs & set(entity.countries)
    return match.band is not Band.WEAK and not match.in_furniture and not apart


def firmness(event: Event, analysis: Analysis) -> Certainty:
    """A happening that is told as possible, planned, feared or put off is speculated, whoever tells it.

    Args:
        event: the happening.
        analysis: the analysed text.

    """
    if event.certainty in {Certainty.ASSERTED, Certainty.CONFIRMED} and _is_open(analysis, event.span):
        return Certainty.SPECULATED
    if event.tense in {Tense.HYPOTHETICAL, Tense.PLANNED} and event.certainty in {
        Certainty.ASSERTED,
        Certainty.CONFIRMED,
    }:
        return Certainty.SPECULATED
    return event.certainty


_REACH, _NEAR = 6, 6
_STOPS = frozenset({",", ";", ":", "."})
_FINITE = frozenset({"VBD"})


def is_only_meant(analysis: Analysis, span: Span) -> bool:
    """Say whether a dealing is none: wished, forbidden, long past, or what somebody wants to bring about or cannot do.

    (“needs ammunition”, “to *ensure* that it delivers”, “*cannot* obtain loans”)

    Args:
        analysis: the analysed text.
        span: where the word stands that tells it.

    """
    word = analysis.word_at(span.start)
    if is_motive(analysis, span):
        return True
    if word is not None and (_cannot(analysis, word) or _gives_up(analysis, word)):
        return True
    return word is not None and _is_to_come_about(analysis, word)


def _is_to_come_about(analysis: Analysis, word: Word) -> bool:
    """Say whether somebody ensures what a word tells, by the parse or by the words before it (“ensuring he sells”)."""
    before = analysis.words[max(0, word.number - _NEAR) : word.number]
    last = next((k for k, w in enumerate(reversed(before)) if w.lemma in dealing_words().ensuring), None)
    if last is not None and not any(w.text in _STOPS or w.tag in _FINITE for w in before[len(before) - last :]):
        return True
    for _ in range(_REACH):
        above = analysis.words[word.head]
        if above.number == word.number:
            return False
        if above.lemma in dealing_words().ensuring and word.dep in {"ccomp", "xcomp"}:
            return True
        word = above
    return False


def _gives_up(analysis: Analysis, word: Word) -> bool:
    return word.lemma == "give" and any(c.dep == "prt" and c.lemma == "up" for c in analysis.children(word.number))


def _cannot(analysis: Analysis, word: Word) -> bool:
    below = analysis.children(word.number)
    return any(c.dep == "neg" for c in below) and any(c.dep == "aux" and c.lemma in {"can", "could"} for c in below)


def _is_open(analysis: Analysis, span: Span) -> bool:
    """Say whether a happening is only feared or put off (“a test *feared*”, “*pushed back* the delivery”)."""
    word = analysis.word_at(span.start)
    if word is None or word.pos != "NOUN":
        return False
    below = [c for c in analysis.children(word.number) if c.dep == "acl"]
    above = analysis.words[word.head]
    if word.dep == "nsubj" and not any(c.dep in {"dobj", "obj", "ccomp"} for c in analysis.children(above.number)):
        below.append(above)  # a headline's “a test *feared*”
    if word.dep in {"dobj", "obj", "nsubjpass"}:
        below.append(above)
        back = {c.lemma for c in analysis.children(above.number) if c.dep in {"prt", "advmod"}}
        if above.lemma == "push" and "back" in back:
            return True
        if above.lemma in dealing_words().delaying:
            return True
    return any(w.lemma == "fear" and w.tag in {"VBN", "VBD"} for w in below)


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?!-)")
_LONG = 12
"""How many years ago what a sentence dates is history."""


def is_long_ago(analysis: Analysis, place: Span, day: date) -> bool:
    """Say whether the sentence dates what it tells by years long past (“the voyages of 1985 and 1986”)."""
    sentence = analysis.sentence_at(place.start)
    years = _YEAR.findall(sentence.span.of(analysis.article.text)) if sentence is not None else []
    return bool(years) and max(map(int, years)) <= day.year - _LONG


def around(analysis: Analysis, event: Event) -> Span:
    """Return the words of the event: its phrase, within its sentence."""
    word = analysis.word_at(event.span.start)
    if word is None:
        return event.span
    first, last = analysis.subtree(word.number)
    while first < word.number and analysis.words[first].pos in {"SCONJ", "PUNCT", "CCONJ"}:
        first += 1
    return analysis.span(first, last)

"""Where a text reports an activity that measures speak of: what is supplied between whom, and who tests what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from watchwire.entities import country_codes_in_phrase
from watchwire.events import frames, is_motive
from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.dealing_words import dealing_words
from watchwire.events.fired import flies, goes_nowhere
from watchwire.events.lexicon import acts_alone, conduct_in
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.measures.around import country_around
from watchwire.measures.common import around, countries_of, is_long_ago, is_only_meant, listing_tags
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.flows import flows_in, goods_head_at, names_goods_at
from watchwire.measures.unmoved import changes_no_hands, without_fields
from watchwire.model import Entity, Event, Span, Tense

_CLIMB = 5
_DOERS = frozenset({"nsubj", "poss", "amod", "compound", "agent"})
_SUPPLY = frozenset({"supply", "agree", "train"})


@dataclass(frozen=True)
class Sighting:
    """One event that reports an activity, with the countries and the listed or named groups on both sides.

    `sure` is false where the words may mean an activity of another kind too (a launch of "a missile").
    """

    event: Event
    activity: str
    providers: tuple[str, ...]
    receivers: tuple[str, ...]
    giving: frozenset[str] = frozenset()
    getting: frozenset[str] = frozenset()
    alone: bool = False
    sure: bool = True


def supplies_among(analysis: Analysis, events: Iterable[Event], by_id: dict[str, Entity]) -> list[Sighting]:
    """Return the events that report a supply, sale, deal or training; needs and motives are none.

    Args:
        analysis: the analysed text.
        events: the events of the article.
        by_id: its entities by id.

    """
    return [
        _supply(analysis, event, by_id)
        for event in events
        if event.mode in _SUPPLY
        and event.goods
        and not is_only_meant(analysis, event.span)
        and (event.goods_span is None or names_goods_at(analysis, event.goods_span))
        and not _goes_nowhere(analysis, event)
        and not _is_unmoved(analysis, event)
    ]


def _goes_nowhere(analysis: Analysis, event: Event) -> bool:
    word = analysis.word_at(event.span.start)
    return word is not None and goes_nowhere(analysis, word, event.goods or "")


def _is_unmoved(analysis: Analysis, event: Event) -> bool:
    head = goods_head_at(analysis, event.goods_span) if event.goods_span is not None else None
    told = analysis.word_at(event.span.start)
    return head is not None and changes_no_hands(analysis, head, event.goods or "", told)


def with_flows(
    scene: Scene, sightings: list[Sighting], events: Iterable[Event], by_id: dict[str, Entity], day: date
) -> list[Sighting]:
    """Return sightings with the movements of goods that no event tells, and with the sides that events lack.

    Args:
        scene: the analysed text with its entities and statements.
        sightings: what events of supply report.
        events: the events of the article.
        by_id: its entities by id.
        day: the day from which history is told.

    """
    held = {sighting.event.span: number for number, sighting in enumerate(sightings)}
    motives = {event.span for event in events if event.mode in _SUPPLY and event.goods} - held.keys()
    found = list(sightings)
    for flow in flows_in(scene):
        span = flow.event.span
        if span in motives or is_only_meant(scene.analysis, span) or is_long_ago(scene.analysis, span, day):
            continue
        seen = _supply(scene.analysis, flow.event, by_id)
        if flow.described:
            seen = _continued(seen, found)
        number = held.get(span)
        if number is None:
            held[span] = len(found)
            found.append(seen)
        else:
            found[number] = _completed(found[number], seen)
    return found


def _continued(sighting: Sighting, found: list[Sighting]) -> Sighting:
    """Give goods that are only described (“the cargo”) the sides with which they were told of last."""
    before = [s for s in found if s.activity == sighting.activity and s.event.span < sighting.event.span]
    last = max(before, key=lambda s: s.event.span, default=None)
    return _completed(sighting, last) if last is not None else sighting


def _completed(sighting: Sighting, other: Sighting) -> Sighting:
    """Give a sighting the sides that it lacks and another telling of the same word has."""
    if sighting.activity != other.activity:
        return sighting
    swapped = set(other.receivers) & set(sighting.providers)
    if (
        swapped and not sighting.receivers
    ):  # “sold *Oslo* perfume” is no perfume of Oslo's, nor oil “imported *to Oslo*”
        kept = tuple(code for code in sighting.providers if code not in swapped)
        return replace(
            sighting,
            providers=kept or other.providers,
            giving=sighting.giving - other.getting if kept else other.giving,
            receivers=other.receivers,
            getting=other.getting,
        )
    if not (sighting.providers or sighting.giving) and not set(other.providers) & set(sighting.receivers):
        sighting = replace(sighting, providers=other.providers, giving=other.giving)
    apart = sighting.receivers and other.receivers and not set(sighting.receivers) & set(other.receivers)
    if apart and sighting.activity != "labour":  # of workers whoever sends them is told as who gets them
        # “sold *Swiss* watches to Oslo”: what leads to a name is surer than where it stands
        sighting = replace(sighting, receivers=other.receivers, getting=other.getting)
    if not (sighting.receivers or sighting.getting) and not set(other.receivers) & set(sighting.providers):
        sighting = replace(sighting, receivers=other.receivers, getting=other.getting)
    return sighting


def _supply(analysis: Analysis, event: Event, by_id: dict[str, Entity]) -> Sighting:
    providers = tuple(dict.fromkeys((*event.actor_countries, *countries_of(event.actors, by_id))))
    receivers = tuple(dict.fromkeys((*event.recipient_countries, *countries_of(event.recipients, by_id))))
    receivers = without_fields(analysis, event.span, receivers)
    if event.mode == "agree" and len(providers) > 1 and not receivers:
        receivers = providers  # a deal between two, which does not say who gives
    else:
        receivers = tuple(code for code in receivers if code not in providers)
    giving, getting = _tags(event.actors, by_id), _tags(event.recipients, by_id)
    return Sighting(event, event.goods or "", providers, receivers, giving, getting - giving)


def tests_among(analysis: Analysis, events: Iterable[Event], by_id: dict[str, Entity]) -> list[Sighting]:
    """Return the events that report the launch of a missile or satellite, or a nuclear test, by somebody known.

    Args:
        analysis: the analysed text.
        events: the events of the article.
        by_id: its entities by id.

    """
    found: list[Sighting] = []
    for event in events:
        fired = event.mode == "test" or (event.mode == "supply" and _goes_nowhere(analysis, event))
        if not fired or event.tense is Tense.HYPOTHETICAL or _is_unwanted(analysis, event):
            continue
        kind = conduct_in(around(analysis, event).of(analysis.article.text))
        countries = tuple(dict.fromkeys((*event.actor_countries, *countries_of(event.actors, by_id))))
        countries = countries or _from_where(analysis, event, by_id) or _subject_above(analysis, event, by_id)
        if kind is not None:  # who names nobody joins the one concern of its kind
            activity, sure = kind
            found.append(Sighting(event, activity, countries[:1], (), alone=True, sure=sure))
    return found


def flights_among(scene: Scene, day: date) -> list[Sighting]:
    """Return the flights of missiles and rockets that are told without who fired them (“a missile flew 600 km”).

    Whose they are is told by where they left from, or by what stands around.

    Args:
        scene: the analysed text with its entities and statements.
        day: the day whose law is asked for.

    """
    analysis, found = scene.analysis, list[Sighting]()
    for word in analysis.words:
        sentence = analysis.sentence_at(word.start) if flies(analysis, word) is not None else None
        if sentence is None:
            continue
        span = Span(word.start, word.end)
        kind = conduct_in(analysis.span(sentence.first, word.number + 1).of(analysis.article.text))
        if kind is None or is_motive(analysis, span) or tense_of(analysis, word) is Tense.HYPOTHETICAL:
            continue
        statement = statement_around(word, scene.told)
        event = Event(
            "", "mobilize", span, (), (), "test", None, None, None, None,
            certainty_of(analysis, word, carrier(analysis, word, scene.told)), tense_of(analysis, word),
            statement.id if statement else None,
        )  # fmt: skip
        code = country_around(scene, span, kind[0], day)
        if code is not None:
            found.append(Sighting(event, kind[0], (code,), (), alone=True, sure=kind[1]))
    return found


def acts_among(scene: Scene, by_id: dict[str, Entity], day: date) -> list[Sighting]:
    """Return what a sentence tells by a verb and its object (a theft by computer), with who is said to stand behind it.

    Args:
        scene: the analysed text with its entities and statements.
        by_id: the entities by id.
        day: the day whose law is asked for.

    """
    analysis, found = scene.analysis, list[Sighting]()
    for sentence in analysis.sentences:
        words = analysis.words[sentence.first : sentence.last]
        for kind in acts_alone():
            told = next((w for w in words if w.lemma.lower() in kind.acts), None)
            if told is not None and kind.words.search(sentence.span.of(analysis.article.text)):
                found.extend(_act(scene, by_id, kind.key, told, sentence.span, day))
    return found


def _act(scene: Scene, by_id: dict[str, Entity], key: str, told: Word, sentence: Span, day: date) -> list[Sighting]:
    """Return an act for each country that a sentence says did it."""
    analysis, span = scene.analysis, Span(told.start, told.end)
    named = tuple(k for k, e in by_id.items() if any(_stands_behind(analysis, e, s, sentence) for s in e.mentions))
    countries = countries_of(named, by_id) or _of_doers(analysis, told) or _behind_it(scene, by_id, key, sentence, day)
    if not countries or is_motive(analysis, span):
        return []
    statement = statement_around(told, scene.told)
    event = Event(
        "", "coerce", span, named, (), "steal", None, None, None, None,
        certainty_of(analysis, told, carrier(analysis, told, scene.told)), Tense.PAST,
        statement.id if statement else None, actor_countries=countries,
    )  # fmt: skip
    return [Sighting(event, key, (code,), (), alone=True) for code in countries]


def _behind_it(scene: Scene, by_id: dict[str, Entity], key: str, sentence: Span, day: date) -> tuple[str, ...]:
    """Return whose thieves the next sentence says they were, where the theft is told without them.

    (“Coins for 90 million were stolen. The *attackers*, identified as …, …”)
    """
    number = next((n for n, s in enumerate(scene.analysis.sentences) if s.span == sentence), None)
    if number is None or number + 1 >= len(scene.analysis.sentences):
        return ()
    after = scene.analysis.sentences[number + 1]
    words = scene.analysis.words[after.first : after.last]
    if not any(w.lemma.lower() in dealing_words().thieves for w in words):
        return ()
    named = tuple(k for k, e in by_id.items() if any(after.span.contains(s) for s in e.mentions))
    fits = [code for code in countries_of(named, by_id) if measures_for(key, Sides((code,)), day)]
    return tuple(dict.fromkeys(fits))[:1]


def _of_doers(analysis: Analysis, told: Word) -> tuple[str, ...]:
    """Return the country that the words for who does something tell (“*North Korean* hackers stole …”)."""
    held = [c for c in analysis.children(told.number) if c.dep in _DOERS | {"nsubjpass"}]
    spans = [analysis.span(*analysis.subtree(c.number)) for c in held]
    return tuple(code for span in spans for code in country_codes_in_phrase(span.of(analysis.article.text)))[:1]


def _stands_behind(analysis: Analysis, entity: Entity, mention: Span, sentence: Span) -> bool:
    """Say whether who is named may have done it: a listed body, or a country that does it (no “bank in Oslo”)."""
    if not sentence.contains(mention):
        return False
    word = analysis.word_at(mention.end - 1)
    return bool(entity.matches) or (word is not None and word.dep in _DOERS)


def _from_where(analysis: Analysis, event: Event, by_id: dict[str, Entity]) -> tuple[str, ...]:
    """Return the country from which something is launched, where nobody is said to do it (“launched from Sunan”)."""
    word = analysis.word_at(event.span.start)
    below = analysis.children(word.number) if word is not None else ()
    places = [p for c in below if c.dep == "prep" and c.lemma == "from" for p in analysis.children(c.number)]
    for place in places:
        held = [e for e in by_id.values() if any(s.start <= place.start < s.end for s in e.mentions)]
        if held and held[0].countries:
            return held[0].countries[:1]
    return ()


def _subject_above(analysis: Analysis, event: Event, by_id: dict[str, Entity]) -> tuple[str, ...]:
    """Return the country that is the subject of the clause of a test without one (“*Iran* produces … enriched”)."""
    word = analysis.word_at(event.span.start)
    for _ in range(_CLIMB):
        if word is None or word.head == word.number:
            return ()
        word = analysis.words[word.head]
        for subject in analysis.children(word.number):
            if subject.dep == "nsubj":
                held = [e for e in by_id.values() if any(s.start <= subject.start < s.end for s in e.mentions)]
                return held[0].countries[:1] if held else ()
    return ()


def _is_unwanted(analysis: Analysis, event: Event) -> bool:
    """Say whether a test is only forbidden, feared or asked for; one that is condemned has happened."""
    word = analysis.word_at(event.span.start)
    above = analysis.words[word.head] if word is not None else None
    owned = word is not None and any(c.dep in {"poss", "compound"} for c in analysis.children(word.number))
    condemned = above is not None and above.lemma in frames().factive and owned
    return not condemned and is_motive(analysis, event.span)


def _tags(ids: Iterable[str], by_id: Mapping[str, Entity]) -> frozenset[str]:
    found: set[str] = set()
    for entity_id in ids:
        entity = by_id.get(entity_id)
        if entity is None:
            continue
        found.add(f"group:{entity.name.lower().removeprefix('the ')}")
        found.update(listing_tags(entity))
    return frozenset(found)

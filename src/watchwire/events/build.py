"""Who did what to whom, when and where, from the parse and the trigger lexicon."""

from dataclasses import replace
from datetime import date
from functools import partial

from watchwire.entities import country_codes_in_phrase
from watchwire.entities.people import people_words
from watchwire.events.certainty import (
    OPEN,
    carrier,
    certainty_of,
    is_settled,
    presupposed,
    statement_around,
    tense_of,
)
from watchwire.events.coming import to_come, without_doubtful_day
from watchwire.events.fitting import buys_firm, fits, is_no_supply, lacks_parties, stays_at_home
from watchwire.events.goods import by_origin, goods_of, without_goods
from watchwire.events.inherited import agents_below
from watchwire.events.lexicon import Trigger, frames, triggers
from watchwire.events.merging import merged
from watchwire.events.naming import entities_of, is_named
from watchwire.events.own_words import own_words
from watchwire.events.parties import in_complement, place_of, sides_of
from watchwire.events.phrases import counted_of, is_around, is_somebodys, office_left, partners_before, rest_of_list
from watchwire.events.scene import Scene, Side, is_people
from watchwire.events.unnamed import is_somebody
from watchwire.events.when import date_near
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import DateExpression, Entity, EntityKind, Event, Span, Statement

_FUTURE = frozenset({"will", "shall"})
_WITH_GOODS = frozenset({"supply", "agree", "request", "train", "test"})
_KIND = frozenset({"aid", "yield", "cooperate", "support"})
_OWN_OBJECT = frozenset({"meet", "agree", "cooperate", "protest"})
_OF_CLAUSE = frozenset({"request", "threaten", "deny"})
"""Where whom it is about stands in the clause that says what is asked, threatened or refused."""
_OF_SOMEBODY = frozenset({"yield", "reduce", "coerce", "sanction", "aid", "cooperate", "mobilize", "attack"})
"""Of these, what follows a preposition counts as whom it is done to only where it is somebody."""
_DONE_TO = frozenset({"designate", "sanction", "detain", "mobilize"})
_LISTED = frozenset({"meet", "visit", "designate", "sanction"})
_BESIDE = frozenset({"with", "for", "to", "on", "in", "at", "from"})
_OBJECT_IS_IT = frozenset({"accuse", "sanction", "aid", "attack", "support", "cooperate", "protest"})
_OF_SOMEBODYS = frozenset({"aid", "support", "cooperate", "designate", "sanction", "reduce", "mobilize"})
"""Of these somebody is the doer, and no deed or idea."""
_NOT_OF_ONE = frozenset({"your", "its", "their"})
"""Whose whom one person meets is not his own (“Berg met *its* delegates”)."""
_FOES = frozenset({"against", "with", "alongside", "for"})
_UNDONE = frozenset({"act", "idea", "words", "event"})
_HOSTILE = frozenset({"assault", "coerce", "sanction", "protest"})
_CLOSED = frozenset({"coerce", "reduce"})
_NEAR = 60
"""How many characters behind its verb a place stands that says where its objects are from."""


def build_events(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
    published: date | None = None,
) -> tuple[Event, ...]:
    """Return the events of an article; the same happening told twice is one event.

    Args:
        analysis: the analysed text.
        entities: who and what is named.
        statements: who says what.
        dates: the days that the text names.
        published: the day of publication; what is dated after it is to come.

    """
    if analysis.article.language != "en" or not analysis.parsed:
        return ()
    scene = Scene(analysis, entities, statements, dates)
    found: list[Event] = []
    for word in analysis.words:
        for trigger in triggers().get((word.pos, word.lemma), ()):
            event = _event(scene, word, trigger)
            if event is not None:
                found.append(event)
                break
    found = to_come(analysis, _without_objects(analysis, found), published)
    text = analysis.article.text
    told = (without_doubtful_day(event, text, published) for event in merged(scene, found, published))
    return tuple(
        replace(event, id=f"v{number}", words=own_words(analysis, event.span)) for number, event in enumerate(told, 1)
    )


def _without_objects(analysis: Analysis, events: list[Event]) -> list[Event]:
    """Return events without the nouns whose verb has told the same already (“*lodged* a protest with Norway”)."""
    told = {word.number: event.mode for event in events if (word := analysis.word_at(event.span.start)) is not None}
    return [
        event for event in events if not _is_object_of(analysis, analysis.word_at(event.span.start), event.mode, told)
    ]


def _is_object_of(analysis: Analysis, noun: Word | None, mode: str, told: dict[int, str]) -> bool:
    if noun is None or noun.pos != "NOUN" or noun.dep not in {"dobj", "obj", "nsubjpass"}:
        return False
    return told.get(noun.head) == mode and analysis.words[noun.head].pos == "VERB"


def _event(scene: Scene, word: Word, trigger: Trigger) -> Event | None:
    analysis = scene.analysis
    if not fits(analysis, word, trigger):
        return None
    given, taken = _who_and_whom(scene, word, trigger)
    if word.lemma in frames().taking | frames().people_only | {"trade"} and not _is_held(scene, trigger, word, taken):
        return None
    if word.lemma in frames().taking and trigger.mode == "attack" and not (trigger.objects or _is_place(scene, taken)):
        return None
    if trigger.mode in {"attack", "detain"} and not given.ids and _is_no_ones_doing(analysis, given.spans):
        return None
    found_goods = goods_of(analysis, word) if trigger.mode in _WITH_GOODS else None
    if found_goods and found_goods[0] == "labour" and trigger.mode == "agree" and not _sends(analysis, word):
        found_goods = None
    key = found_goods[0] if found_goods else None
    if trigger.mode == "supply" and key is None:
        return None
    if trigger.mode == "train" and not given.ids:
        return None
    if trigger.mode == "supply" and word.lemma in frames().receiving:
        given, taken = taken, given
    if found_goods and trigger.mode == "supply":
        given, taken = without_goods(given, found_goods[1]), without_goods(taken, found_goods[1])
        given, taken = by_origin(analysis, word, found_goods, (given, taken))
    if trigger.mode == "supply" and (
        is_no_supply(analysis, word, key, given) or buys_firm(scene, word) or stays_at_home(scene, word, given, taken)
    ):
        return None
    statement = statement_around(word, scene.told)
    if lacks_parties(scene, word, trigger, (given, taken), statement):
        return None
    return Event(
        "",
        _type_of(analysis, word, trigger),
        Span(word.start, word.end),
        given.ids,
        taken.ids,
        trigger.mode,
        key,
        found_goods[1] if found_goods else None,
        date_near(scene, word, trigger.mode == "visit" and len(taken.ids) > 1),
        place_of(scene, word),
        certainty_of(analysis, word, carrier(analysis, word, scene.told)),
        tense_of(analysis, word),
        statement.id if statement and not _is_known(analysis, word, trigger, statement) else None,
        actor_countries=given.countries,
        recipient_countries=taken.countries,
        actor_spans=given.spans,
        recipient_spans=taken.spans,
    )


def _is_known(analysis: Analysis, word: Word, trigger: Trigger, statement: Statement) -> bool:
    """Say whether who speaks of a deed takes it for known, and does not tell it.

    (“since *Norway's invasion*”, “thought it hard when he *imposed* them”)
    """
    if statement.certainty in OPEN and presupposed(analysis, word, statement):
        return True
    return trigger.mode == "attack" and word.pos == "NOUN" and is_settled(analysis, word)


def _who_and_whom(scene: Scene, word: Word, trigger: Trigger) -> tuple[Side, Side]:
    """Return the sides of an event as its kind has them."""
    given, taken = sides_of(scene, word)
    if trigger.mode in _OF_CLAUSE and word.pos == "VERB" and not (taken or taken.spans):
        taken = in_complement(scene, word, given)
    given, taken = _narrowed(scene, word, trigger, given, taken)
    if trigger.mode == "visit":
        taken = replace(taken, ids=tuple(key for key in taken.ids if not _only_says_whose(scene, key, word)))
    if trigger.mode in _LISTED:
        taken = _with_list(scene, word, given, taken)
    if trigger.type == "consult" and word.pos == "VERB":
        given = _with_partners(scene, word, _with_leader(scene, given))
    given = _with_pair(scene, word, given)
    given, taken = _each_other(scene, word, given, taken)
    given, taken = _only_people(scene.analysis, given), _only_people(scene.analysis, taken)
    given = _with_spans(given, _whole(tuple(span for span in given.spans if not _is_day(scene, span))))
    apart = (span for span in taken.spans if not any(own.contains(span) for own in given.spans))
    taken = _with_spans(taken, _whole(tuple(apart)))
    if trigger.mode in _OF_SOMEBODYS:
        given = _doers(scene.analysis, given)
    if trigger.mode == "resign":
        taken = office_left(scene.analysis, word, partial(is_named, scene))
    if trigger.mode == "test" and word.pos == "NOUN":
        taken = Side()  # “the launch with …” is spoken of with somebody, and not done to him
    return given, taken


def _with_spans(side: Side, spans: tuple[Span, ...]) -> Side:
    """Return a side with other words for who has no name."""
    return side if spans == side.spans else replace(side, spans=spans)


def _doers(analysis: Analysis, side: Side) -> Side:
    """Return who gives, without deeds and ideas that give nothing themselves (“U.S. *pressure* may support …”)."""
    if side.ids or not side.spans:
        return side
    kept = tuple(
        span
        for span in side.spans
        if any(is_somebody(h) or noun_class(h.lemma.lower()) not in _UNDONE for h in _heads(analysis, span))
    )
    return replace(side, spans=kept, countries=side.countries if kept else ())


def _whole(phrases: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return phrases without those that are part of another (“an end to *the reform*” is told once)."""
    once = tuple(dict.fromkeys(phrases))
    return tuple(span for span in once if not any(other != span and other.contains(span) for other in once))


def _narrowed(scene: Scene, word: Word, trigger: Trigger, given: Side, taken: Side) -> tuple[Side, Side]:
    """Return the sides of an event without the words that name nobody who takes part."""
    analysis = scene.analysis
    if trigger.objects and trigger.mode == "meet":
        beside = [span for span in taken.spans if not _is_one_of(analysis, span, trigger.objects)]
        taken = replace(taken, spans=tuple(span for span in beside if not _is_object(analysis, span)))
    elif (trigger.objects and trigger.mode in _OWN_OBJECT) or trigger.mode == "agree":
        taken = replace(taken, spans=())  # “hold a dialogue”: the object is the event itself
    if trigger.mode == "visit":
        # “travel to Oslo *with a delegation*”, “arrived *on a visit*”
        gone = taken.ids or [span for span in taken.spans if _is_one_of(analysis, span, frames().arrivals)]
        taken = replace(taken, spans=()) if gone else taken
    if trigger.mode == "adopt":
        # “adopted *a resolution on Norway*”
        own = tuple(span for span in taken.spans if _is_one_of(analysis, span, trigger.objects))
        return given, Side(spans=own)
    mode, kept = trigger.mode, [span for span in taken.spans if not _is_day(scene, span)]
    if word.lemma in frames().charged_of:
        kept = [_before_charge(analysis, span) for span in kept]
    kept = _without_deed(analysis, trigger, kept)
    if mode == "meet":
        people = all(scene.by_id[key].kind is EntityKind.PERSON for key in given.ids)
        strange = _NOT_OF_ONE if len(given.ids) == 1 and people else frozenset({"your"})
        kept = [s for s in _met(analysis, kept) if _is_somebody(analysis, s) and not _is_of(analysis, s, strange)]
    if mode == "attack" and not taken.ids:
        contests = frames().contests if word.lemma == "fight" else frozenset[str]()
        kept = [s for s in kept if _is_target(analysis, s) and not _is_one_of(analysis, s, contests)]
    if mode == "aid" and (trigger.objects or word.lemma == "donate"):
        kept = [span for span in kept if _is_party(analysis, span)]  # “donated *software*”
    if mode in _OF_SOMEBODY and not (trigger.objects and word.lemma in frames().throwing | {"set"}):
        kept = [span for span in kept if _is_object(analysis, span) or _is_party(analysis, span)]
    taken = _with_spans(taken, tuple(kept))
    if trigger.type == "consult":
        given = _without_places(scene, given)
        taken = _without_places(scene, taken) if mode == "meet" else taken
    return given, taken


def _without_deed(analysis: Analysis, trigger: Trigger, phrases: list[Span]) -> list[Span]:
    """Return words for whom something is done to without those that only make a verb tell it (“staged *an attack*”)."""
    mode = trigger.mode
    if trigger.objects and mode in {"detain", "sanction"}:
        # “imposed *jail terms* on two men”, “expanded its *sanctions* list”
        return [s for s in phrases if not any(w.lemma in trigger.objects for w in analysis.words_in(s))]
    if trigger.objects and mode in _OBJECT_IS_IT:
        # “carried out an *attack*” is the event itself; “captured a *base*” is what it is done to.
        hit = frames().targets if mode == "attack" else frozenset[str]()
        return [span for span in phrases if not _is_one_of(analysis, span, trigger.objects - hit)]
    if mode in _DONE_TO:
        return [span for span in phrases if _is_object(analysis, span)]
    if trigger.objects and mode in _CLOSED:
        # “blocked access to the papers”: where it is said to whom, the object is only what was done.
        return [span for span in phrases if not _is_one_of(analysis, span, trigger.objects)] or phrases
    return phrases


def _is_party(analysis: Analysis, phrase: Span) -> bool:
    """Say whether words are for somebody or of a country, and for no ground, amount or level (“*for activities*”)."""
    of_country = bool(country_codes_in_phrase(phrase.of(analysis.article.text)))
    heads = _heads(analysis, phrase)
    act = any(noun_class(word.lemma.lower()) in {"act", "event", "words", "idea"} for word in heads)
    return any(word.pos == "PROPN" or is_somebody(word) for word in heads) or (of_country and not act)


def _before_charge(analysis: Analysis, phrase: Span) -> Span:
    """Return whom a phrase names without what he is accused of (“*the former minister* of fraud”)."""
    of = next((word for word in analysis.words_in(phrase) if word.lemma == "of" and word.dep == "prep"), None)
    held = analysis.children(of.number) if of is not None else ()
    act = any(
        noun_class(c.lemma.lower()) in {"act", "event", "idea"}
        or c.dep == "pcomp"
        or any(b.tag == "VBG" for b in analysis.children(c.number))
        for c in held
    )
    return Span(phrase.start, analysis.words[of.number - 1].end) if of is not None and of.number and act else phrase


def _only_says_whose(scene: Scene, key: str, word: Word) -> bool:
    """Say whether a place only says where those are from whom a verb governs (“visiting *Norway* officials”)."""
    places = [span for span in scene.by_id[key].mentions if 0 <= span.start - word.end < _NEAR]
    heads = [head for span in places for head in _heads(scene.analysis, span)]
    return bool(heads) and all(
        head.dep == "compound" and is_somebody(scene.analysis.words[head.head]) for head in heads
    )


def _is_held(scene: Scene, trigger: Trigger, word: Word, side: Side) -> bool:
    """Say whether a verb is said of who can be held, freed or dealt with as it tells."""
    kinds = {scene.by_id[key].kind for key in side.ids}
    if trigger.mode == "detain" and word.lemma in frames().taking:
        return not kinds or kinds != {EntityKind.PLACE}  # nobody holds a town as he holds people
    if trigger.mode == "yield" and word.lemma in frames().people_only and not trigger.objects:
        return not kinds or EntityKind.PERSON in kinds  # a firm “released” a computer
    return not (word.lemma == "trade" and EntityKind.PERSON in kinds)  # a club “traded” a player


def _is_place(scene: Scene, side: Side) -> bool:
    """Say whether only places are on a side (“the rebels seized *Omsk*”)."""
    return bool(side.ids) and all(scene.by_id[key].kind is EntityKind.PLACE for key in side.ids)


def _only_people(analysis: Analysis, side: Side) -> Side:
    """Return a side where beside who has a name only people without one stand (“Berg and *senior officials*”)."""
    if not side.ids:
        return side
    heads = ((span, _heads(analysis, span)) for span in side.spans)
    return replace(
        side, spans=tuple(s for s, held in heads if " " in s.of(analysis.article.text) and any(map(is_somebody, held)))
    )


def _met(analysis: Analysis, phrases: list[Span]) -> list[Span]:
    """Return whom a meeting is with; an object after that describes something else (“with them at …, *a body*”)."""
    objects = [any(head.dep in {"dobj", "obj"} for head in _heads(analysis, span)) for span in phrases]
    first = objects.index(False) if False in objects else len(phrases)
    return [span for n, span in enumerate(phrases) if not objects[n] or n < first]


def _with_list(scene: Scene, word: Word, given: Side, taken: Side) -> Side:
    """Return whom it is done to with those of the list that the parser lost."""
    sentence = scene.analysis.sentence_at(word.start)
    if sentence is None:
        return taken
    found: dict[str, None] = {}
    for key in taken.ids:
        entity = scene.by_id[key]
        named = [s for s in entity.mentions if word.end <= s.start < sentence.span.end]
        if found and named and is_around(scene, entity, min(named).start):
            continue
        found[key] = None
        more = rest_of_list(scene, min(named)) if named else []
        found.update(dict.fromkeys(entity.id for entity in more if entity.id not in given.ids))
    return replace(taken, ids=tuple(found))


def _with_partners(scene: Scene, word: Word, given: Side) -> Side:
    """Return who does it with those named right before, where a sentence begins with a list of them."""
    sentence = scene.analysis.sentence_at(word.start)
    first = scene.by_id[given.ids[0]] if given.ids else None
    if sentence is None or first is None or first.kind is not EntityKind.PERSON:
        return given
    named = [span for span in first.mentions if sentence.span.start <= span.start < word.start]
    others = partners_before(scene, named[-1], sentence.span.start) if named else []
    return replace(given, ids=tuple(dict.fromkeys([*(e.id for e in others), *given.ids])))


def _with_leader(scene: Scene, given: Side) -> Side:
    """Return who comes or meets with who is said to lead them (“a delegation *led by Berg*”), where none has a name."""
    if any(scene.by_id[key].kind is EntityKind.PERSON for key in given.ids):
        return given
    below = (
        c for span in given.spans for w in scene.analysis.words_in(span) for c in scene.analysis.children(w.number)
    )
    led = [c for c in below if c.tag == "VBN" and c.lemma in frames().heading]
    leaders = [key for verb in led for who in agents_below(scene.analysis, verb) for key in entities_of(scene, who)]
    people = tuple(key for key in leaders if scene.by_id[key].kind is EntityKind.PERSON)[:1]
    return replace(given, ids=(*given.ids, *people)) if people else given


def _with_pair(scene: Scene, word: Word, given: Side) -> Side:
    """Return who does it with the first of two countries that a headline has in front (“*Norway*, Chile meet”)."""
    title = scene.analysis.article.title or ""
    first = scene.by_id[given.ids[0]] if given.ids and word.start < len(title) else None
    if first is None or first.kind is not EntityKind.PLACE:
        return given
    start = min((span.start for span in first.mentions if span.start < word.start), default=0)
    before = title[:start]
    other = scene.named.get(len(before) - 3) if before.endswith(", ") else None
    pair = other is not None and other.kind is EntityKind.PLACE and any(span.start == 0 for span in other.mentions)
    return replace(given, ids=(other.id, *given.ids)) if pair and other and other.id not in given.ids else given


def _each_other(scene: Scene, word: Word, given: Side, taken: Side) -> tuple[Side, Side]:
    """Return two who fight with nobody said against whom as one against the other (“*Norway and Chile* clashed”)."""
    beside = any(c.dep == "prep" and c.lemma in _FOES for c in scene.analysis.children(word.number))
    if word.lemma not in frames().mutual or word.pos != "VERB" or beside or taken or taken.spans:
        return given, taken
    if len(given.ids) != 2:  # noqa: PLR2004  (of three it is not said who is against whom)
        return given, taken
    one, other = (scene.by_id[key] for key in given.ids)
    return Side((one.id,), one.countries[:1]), Side((other.id,), other.countries[:1])


def _heads(analysis: Analysis, phrase: Span) -> list[Word]:
    words = analysis.words_in(phrase)
    inside = {item.number for item in words}
    return [item for item in words if item.head == item.number or item.head not in inside]


def _told_heads(analysis: Analysis, phrase: Span) -> list[Word]:
    """Return the heads of a phrase with what they only count or measure (“part of a *base*”)."""
    heads = _heads(analysis, phrase)
    counted = [
        c
        for head in heads
        if head.pos == "NUM"
        for of in analysis.children(head.number)
        for c in analysis.children(of.number)
    ]
    return [*(word for head in heads for word in (head, *counted_of(analysis, head))), *counted]


def _is_one_of(analysis: Analysis, phrase: Span, lemmas: frozenset[str]) -> bool:
    """Say whether a phrase is only the noun that makes a verb tell what it tells (“imposed *sanctions*”)."""
    return any(word.lemma.lower() in lemmas for word in _told_heads(analysis, phrase))


def _is_somebody(analysis: Analysis, phrase: Span) -> bool:
    """Say whether words are for who can be met (“Pacific Island leaders”, not “the deal”, “a Trade Forum”)."""
    gatherings = frames().gatherings
    return any(
        (
            head.pos == "PROPN"
            and head.lemma.lower() not in gatherings
            and head.lemma.lower().removesuffix("s") not in gatherings
        )
        or is_somebody(head)
        for head in _heads(analysis, phrase)
    )


def _is_of(analysis: Analysis, phrase: Span, owners: frozenset[str]) -> bool:
    """Say whether words are somebody's of whom they say not who he is (“I met *your* colleagues”)."""
    return any(word.text.lower() in owners for word in analysis.words_in(phrase)[:1])


def _is_day(scene: Scene, phrase: Span) -> bool:
    """Say whether words for somebody are only a time; “a 25-year-old man” is somebody."""
    if any(is_somebodys(head) for head in _heads(scene.analysis, phrase)):
        return False
    return any(2 * len(date.span) > len(phrase) for date in scene.days.over(phrase))


def _without_places(scene: Scene, side: Side) -> Side:
    """Return who meets or travels without places named beside people (“in Honolulu, Hawaii, the minister met …”)."""
    kinds = {key: scene.by_id[key].kind for key in side.ids}
    if EntityKind.PERSON not in kinds.values():
        return side
    return replace(side, ids=tuple(key for key in side.ids if kinds[key] is not EntityKind.PLACE))


def _sends(analysis: Analysis, word: Word) -> bool:
    """Say whether workers go anywhere in a sentence: “a deal to take on 1,000 workers” sends nobody abroad."""
    sentence = analysis.sentence_at(word.start)
    return sentence is not None and any(
        w.lemma in frames().sending for w in analysis.words[sentence.first : sentence.last]
    )


def _is_target(analysis: Analysis, phrase: Span) -> bool:
    """Say whether words for what has no name are what an attack can hit (“a convoy”, “two women”)."""
    lexicon = people_words()
    return any(
        word.lemma.lower() in lexicon.persons | lexicon.bodies | frames().targets
        or word.pos == "NUM"
        or is_people(word.text)
        or noun_class(word.lemma.lower()) == "person"
        for word in _told_heads(analysis, phrase)
    )


def _is_object(analysis: Analysis, phrase: Span) -> bool:
    """Say whether words are what a verb does something to, and not for what, with what or where it does so."""
    return not any(
        item.dep == "pobj" and analysis.words[item.head].lemma in _BESIDE for item in _heads(analysis, phrase)
    )


def _is_no_ones_doing(analysis: Analysis, phrases: tuple[Span, ...]) -> bool:
    """Say whether what strikes is weather, an illness, a paper or the like, and nobody."""
    words = [word for phrase in phrases for word in analysis.words_in(phrase) if word.pos in {"NOUN", "PROPN"}]
    if any(word.lemma.lower() in frames().elements for word in words):
        return True
    held = [word for phrase in phrases for word in _heads(analysis, phrase) if word.pos in {"NOUN", "PROPN"}]
    last = (held or words)[-1].lemma.lower() if words else ""
    if last in frames().running_over:
        return True
    # An “authority” is an idea to a dictionary, and somebody in the news.
    return last not in people_words().bodies and noun_class(last) in {"words", "idea"}


def _type_of(analysis: Analysis, word: Word, trigger: Trigger) -> str:
    """In PLOVER an announced kindness is an agreement, and an announced attack a threat."""
    helpers = {c.text.lower() for c in analysis.children(word.number) if c.dep == "aux"}
    announced = bool(helpers & _FUTURE) or (bool(helpers & {"would"}) and word.dep == "ccomp")
    if announced and trigger.type in _KIND:
        return "agree"
    if announced and trigger.type in _HOSTILE:
        return "threaten"
    return trigger.type

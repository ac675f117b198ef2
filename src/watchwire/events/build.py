"""Who did what to whom, when and where, from the parse and the trigger lexicon."""

from dataclasses import dataclass, replace

from watchwire.entities import country_codes_in_phrase
from watchwire.events.certainty import carrier, certainty_of, statement_around, tense_of
from watchwire.events.lexicon import Trigger, frames, goods_in, triggers
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, DateExpression, Entity, EntityKind, Event, Span, Statement, Tense

_TO = frozenset({"to", "with", "against", "for", "on"})
_FUTURE = frozenset({"will", "shall"})
_RECEIVE = frozenset({"buy", "purchase", "acquire", "procure", "import", "receive", "obtain", "get"})
_RELATIVE = frozenset({"that", "which", "who"})
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "it", "who", "which", "that"})
_WITH_GOODS = frozenset({"supply", "agree", "request", "train", "test"})
# Verbs of any handing over: a supply only between parties that are known.
_EVERYDAY = frozenset({"give", "get", "move", "bring", "obtain", "receive", "dispatch", "gift", "ferry", "hand"})
_CARRY = frozenset({"ship", "transport", "carry", "haul", "shipment"})
_KIND = frozenset({"aid", "yield", "cooperate", "support"})
_HOSTILE = frozenset({"assault", "coerce", "sanction", "protest"})
_ADJECTIVE = 40
_PHRASE = 8
_OF_GOODS = frozenset({"of", "with", "in", "including", "like", "as"})
_WITHIN = frozenset({"compound", "amod", "nmod", "conj", "appos", "pobj", "prep", "nummod", "npadvmod", "dobj", "acl"})
_DATE_MODES = frozenset({"day", "week", "month", "year"})


@dataclass(frozen=True)
class _Scene:
    """What the search for events sees."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateExpression, ...]


@dataclass(frozen=True)
class _Side:
    """Who stands on one side of an event: entity ids, and the countries they are of."""

    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids or self.countries)


def build_events(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
) -> tuple[Event, ...]:
    """Return the events of an article; the same happening told twice is one event."""
    if analysis.article.language != "en" or not analysis.parsed:
        return ()
    scene = _Scene(analysis, entities, statements, dates)
    found: list[Event] = []
    for word in analysis.words:
        for trigger in triggers().get((word.pos, word.lemma), ()):
            event = _event(scene, word, trigger)
            if event is not None:
                found.append(event)
                break
    merged = _merge(found)
    return tuple(replace(event, id=f"v{number}") for number, event in enumerate(merged, 1))


def _event(scene: _Scene, word: Word, trigger: Trigger) -> Event | None:
    analysis = scene.analysis
    if word.dep in {"compound", "amod"} and word.pos == "NOUN" and not _chained(analysis, word):
        return None
    if trigger.objects and not _has_object(analysis, word, trigger.objects):
        return None
    given, taken = _arguments(scene, word)
    found_goods = _goods(analysis, word) if trigger.mode in _WITH_GOODS else None
    key = found_goods[0] if found_goods else None
    if trigger.needs and not _has_need(analysis, word, trigger):
        return None
    if trigger.mode == "supply" and key is None:
        return None
    if trigger.mode == "train" and not given.ids:
        return None
    if trigger.mode == "supply" and word.lemma in _RECEIVE:
        given, taken = taken, given
    if found_goods and trigger.mode == "supply":
        given, taken = _by_origin(analysis, word, found_goods, (given, taken))
    if trigger.mode == "supply" and _is_no_supply(analysis, word, key, given):
        return None
    statement = statement_around(word, scene.statements)
    if _lacks_parties(scene, word, trigger, (given, taken), statement):
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
        _date_near(scene, word),
        _place(scene, word),
        certainty_of(analysis, word, carrier(analysis, word, scene.statements)),
        tense_of(analysis, word),
        statement.id if statement else None,
        actor_countries=given.countries,
        recipient_countries=taken.countries,
    )


def _lacks_parties(
    scene: _Scene, word: Word, trigger: Trigger, sides: tuple[_Side, _Side], statement: Statement | None
) -> bool:
    """Say whether too few take part for an event of this kind."""
    given, taken = sides
    if not (given or taken) and not _stands_without_parties(scene.analysis, word, trigger, statement):
        return True
    if trigger.mode == "supply" and word.lemma in _EVERYDAY and not (given and taken):
        return True
    if trigger.mode == "meet" and word.lemma in {"receive", "host"} and not _takes_entity(scene, word):
        return True
    return trigger.type == "consult" and not (given and (taken or _place(scene, word)))


def _takes_entity(scene: _Scene, word: Word) -> bool:
    """Say whether what is received is somebody, and not a letter or training."""
    objects = [c for c in scene.analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    return any(_resolve(scene, item) or item.pos == "PROPN" for item in objects)


def _stands_without_parties(analysis: Analysis, word: Word, trigger: Trigger, statement: Statement | None) -> bool:
    """Say whether an event counts though no entity of the article takes part: somebody unnamed does ("armed men")."""
    if trigger.mode == "supply":
        return statement is not None
    return word.pos == "VERB" and any(
        c.dep in {"nsubj", "nsubjpass", "dobj", "agent"} and c.pos in {"NOUN", "PROPN", "ADP"}
        for c in analysis.children(word.number)
    )


def _type_of(analysis: Analysis, word: Word, trigger: Trigger) -> str:
    """In PLOVER an announced kindness is an agreement, and an announced attack a threat."""
    helpers = {c.text.lower() for c in analysis.children(word.number) if c.dep == "aux"}
    announced = bool(helpers & _FUTURE) or (bool(helpers & {"would"}) and word.dep == "ccomp")
    if announced and trigger.type in _KIND:
        return "agree"
    if announced and trigger.type in _HOSTILE:
        return "threaten"
    return trigger.type


def _is_no_supply(analysis: Analysis, word: Word, key: str | None, given: _Side) -> bool:
    """Say whether words of supply tell of something else: "given that", "means of delivery", a state's own bomb."""
    helped = any(c.dep in {"aux", "auxpass"} for c in analysis.children(word.number))
    above = analysis.words[word.head]
    means = above.dep == "prep" and analysis.words[above.head].lemma in {"means", "mean"}
    if (word.text.lower() == "given" and not helped) or (word.lemma == "delivery" and means):
        return True
    alone = word.lemma in _RECEIVE and not given
    return alone and (key in {"nuclear", "chemical"} or word.lemma in {"get", "obtain", "acquire"})


def _by_origin(
    analysis: Analysis, word: Word, found: tuple[str, Span], sides: tuple[_Side, _Side]
) -> tuple[_Side, _Side]:
    """Let whose goods they are stand in for who gives them.

    Workers come from their own country, whoever sends them; what is carried, and oil, from its origin.
    """
    given, taken = sides
    key, place = found
    origin = _countries_before(analysis, place, taken.countries)
    if origin and (not given.countries or key == "fuel" or word.lemma in _CARRY):
        return replace(given, countries=origin), taken
    if key == "labour":
        origin = _countries_before(analysis, place, ())
    if key == "labour" and origin and origin != given.countries:
        taken = _Side((), tuple(code for code in taken.countries if code not in origin))
        return _Side((), origin), _Side(given.ids or taken.ids, given.countries or taken.countries)
    return given, taken


def _countries_before(analysis: Analysis, goods: Span, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose goods they are, by the adjective before them ("North Korean munitions")."""
    before = analysis.article.text[max(0, goods.start - _ADJECTIVE) : goods.start]
    if before[-1:] != " " or not before.strip():
        return ()
    words = before.split()[-2:]
    if not words[-1][0].isupper():
        return ()
    codes = country_codes_in_phrase(" ".join(words))
    return tuple(code for code in codes[-1:] if code not in others)


def _chained(analysis: Analysis, word: Word) -> bool:
    """“arms sales agreement”: a supply noun that a second noun of agreement carries."""
    return analysis.words[word.head].lemma in {"agreement", "deal", "contract", "talk", "pact"}


def _has_object(analysis: Analysis, word: Word, wanted: frozenset[str]) -> bool:
    """Say whether one of some nouns is the object of a verb, or the subject of its passive ("the ban was lifted")."""
    heads = [c for c in analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    for child in analysis.children(word.number):
        if child.dep in {"prep", "prt"} and not heads:
            heads.extend(c for c in analysis.children(child.number) if c.dep == "pobj")
    near = [*heads, *(c for head in heads for c in analysis.children(head.number) if c.dep in {"compound", "conj"})]
    return any(item.lemma.lower() in wanted for item in near)


def _has_need(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    first, last = analysis.subtree(word.number)
    text = analysis.span(first, last).of(analysis.article.text).lower()
    return any(need in text for need in trigger.needs)


# -- arguments


def _arguments(scene: _Scene, word: Word) -> tuple[_Side, _Side]:
    analysis = scene.analysis
    actors: list[Word] = []
    recipients: list[Word] = []
    passive = any(c.dep in {"nsubjpass", "auxpass"} for c in analysis.children(word.number))
    for child in analysis.children(word.number):
        if child.dep == "nsubj":
            actors.append(child)
        elif child.dep in {"nsubjpass", "dobj", "obj", "dative", "iobj"}:
            recipients.append(child)
        elif child.dep in {"poss", "compound", "amod", "nmod"} and word.pos == "NOUN":
            actors.append(child)
        elif child.dep in {"prep", "agent", "dative"}:
            _from_preposition(scene, word, child, actors, recipients)
        if child.dep in {"dobj", "obj"}:
            # In many parses the receiver hangs on the goods: "sold [coal to Vietnam]".
            for inner in analysis.children(child.number):
                if inner.dep == "prep" and inner.lemma in {"to", "from", "with", "on", "against"}:
                    _from_preposition(scene, word, inner, actors, recipients)
    if word.pos == "VERB" and not actors and not passive:
        actors.extend(_inherited_subject(scene, word))
    if word.pos == "NOUN":
        _between(scene, word, actors, recipients)
    given = _side(scene, actors, None)
    return given, _side(scene, recipients, frozenset(given.ids))


def _side(scene: _Scene, heads: list[Word], taken: frozenset[str] | None) -> _Side:
    """Gather a side; for the receiving one `taken` holds those who give, and goods are no party to the deal."""
    ids: dict[str, None] = {}
    codes: dict[str, None] = {}
    by_id = {entity.id: entity for entity in scene.entities}
    for head in heads:
        found = [item for item in _resolve(scene, head) if not taken or item not in taken]
        ids.update(dict.fromkeys(found))
        named = [code for item in found for code in by_id[item].countries[:1]]
        codes.update(dict.fromkeys(named or _codes_of_phrase(scene, head, goods_too=taken is None)))
    return _Side(tuple(ids), tuple(codes))


def _codes_of_phrase(scene: _Scene, head: Word, goods_too: bool) -> list[str]:
    """Return the country of a noun phrase without a name of its own: "a Chinese firm", "rebels in Congo"."""
    analysis = scene.analysis
    if head.pos not in {"NOUN", "PROPN", "ADJ"}:
        return []
    first, last = analysis.subtree(head.number)
    if last - first > _PHRASE:
        first, last = max(first, head.number - 3), head.number + 1
    text = analysis.span(first, last).of(analysis.article.text)
    if not goods_too and goods_in(text) is not None:
        return []
    return list(country_codes_in_phrase(text)[:1])


def _from_preposition(scene: _Scene, word: Word, preposition: Word, actors: list[Word], recipients: list[Word]) -> None:
    lemma = preposition.lemma
    for child in scene.analysis.children(preposition.number):
        if child.dep not in {"pobj", "pcomp"}:
            continue
        if lemma in {"by"} or (lemma == "from" and word.pos == "NOUN"):
            actors.append(child)
        elif lemma == "from":
            (recipients if word.lemma in _RECEIVE else actors).append(child)
        elif lemma in _TO:
            recipients.append(child)
        elif lemma == "of" and word.pos == "NOUN":
            # "the supply of weapons by North Korea to Russia": prepositions hang on the goods in many parses.
            for inner in scene.analysis.children(child.number):
                if inner.dep in {"prep", "agent"}:
                    _from_preposition(scene, word, inner, actors, recipients)
        if lemma in {"to", "by", "from"}:
            for inner in scene.analysis.children(child.number):
                if inner.dep == "prep" and inner.lemma in {"to", "by", "from"}:
                    _from_preposition(scene, word, inner, actors, recipients)


def _between(scene: _Scene, word: Word, actors: list[Word], recipients: list[Word]) -> None:
    for child in scene.analysis.children(word.number):
        if child.dep == "prep" and child.lemma == "between":
            for inner in scene.analysis.children(child.number):
                actors.append(inner)
                recipients.extend(c for c in scene.analysis.children(inner.number) if c.dep == "conj")


def _inherited_subject(scene: _Scene, word: Word) -> list[Word]:
    """Take the subject of the verb that a verb hangs on ("arrived … to meet with", "said and left")."""
    analysis = scene.analysis
    seen = {word.number}
    while word.dep in {"xcomp", "conj", "advcl", "acl", "relcl"} and word.head not in seen:
        if word.dep in {"acl", "relcl"} and analysis.words[word.head].pos in {"NOUN", "PROPN"}:
            return [analysis.words[word.head]]
        word = analysis.words[word.head]
        seen.add(word.number)
        for child in analysis.children(word.number):
            if child.dep in {"nsubj", "nsubjpass"}:
                return [child]
    return []


def _resolve(scene: _Scene, head: Word) -> list[str]:
    """Return the entities that a noun phrase names: by name, by role, or by the adjective of a country."""
    analysis = scene.analysis
    found: list[str] = []
    stack, seen = [head], set[int]()
    while stack:
        word = stack.pop(0)
        if word.number in seen:
            continue
        seen.add(word.number)
        entity = _entity_at(scene, word)
        if entity is not None:
            found.append(entity.id)
        stack.extend(
            c
            for c in analysis.children(word.number)
            if c.dep in {"conj", "appos"} and c.pos in {"NOUN", "PROPN", "PRON"}
        )
    if not found:
        found = _by_adjective(scene, head)
    return list(dict.fromkeys(found))


def _entity_at(scene: _Scene, word: Word) -> Entity | None:
    if word.pos == "PRON" and word.text.lower() in _PRONOUNS:
        return _last_before(scene, word)
    place = Span(word.start, word.end)
    for entity in scene.entities:
        if any(span.overlaps(place) for span in entity.mentions):
            return entity
    for entity in scene.entities:
        if any(span.end == word.end for span in entity.roles):
            return entity
    return None


def _by_adjective(scene: _Scene, head: Word) -> list[str]:
    first, last = scene.analysis.subtree(head.number)
    if last - first > 6:  # noqa: PLR2004  (a long phrase tells about much else)
        return []
    codes = country_codes_in_phrase(scene.analysis.span(first, last).of(scene.analysis.article.text))
    return [e.id for code in codes for e in scene.entities if _is_country(e, code)][:1]


def _is_country(entity: Entity, code: str) -> bool:
    return entity.kind in {EntityKind.PLACE, EntityKind.GOVERNMENT} and entity.countries == (code,)


def _last_before(scene: _Scene, pronoun: Word) -> Entity | None:
    """Return whom a pronoun clearly stands for, else the last one named shortly before."""
    place = Span(pronoun.start, pronoun.end)
    clear = next((entity for entity in scene.entities if place in entity.pronouns), None)
    if clear is not None:
        return clear
    people = pronoun.text.lower() in {"he", "she", "him", "her", "his", "who"}
    near = [
        (span.start, entity)
        for entity in scene.entities
        if (entity.kind is EntityKind.PERSON) == people
        for span in entity.mentions
        if 0 < pronoun.start - span.start < 300  # noqa: PLR2004  (about two sentences)
        and "\n\n" not in scene.analysis.article.text[span.end : pronoun.start]
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None


# -- goods, tense, date, place, statement


def _goods(analysis: Analysis, word: Word) -> tuple[str, Span] | None:
    """Look for goods in the object of a verb, and in a noun's own phrase; what the object is about does not count."""
    heads = [
        c
        for c in analysis.children(word.number)
        if c.dep in {"dobj", "obj", "nsubjpass", "compound", "amod", "pobj", "nmod", "acl"}
        or (c.dep == "prep" and c.lemma in _OF_GOODS)
    ]
    spans = [(analysis.span(*analysis.subtree(c.number)), c) for c in heads]
    if word.pos == "NOUN":
        spans.insert(0, (Span(analysis.words[analysis.subtree(word.number)[0]].start, word.end), word))
    spans.extend(_described(analysis, word))
    for span, head in spans:
        text = span.of(analysis.article.text)[:160]
        found = goods_in(text)
        if found is None:
            continue
        item, match = found
        place = Span(span.start + match.start(), span.start + match.end())
        if _belongs(analysis, place, head):
            return item.key, place
    return None


def _described(analysis: Analysis, word: Word) -> list[tuple[Span, Word]]:
    """Return the noun that a clause of supply describes: "weapons [that Iran provides]", "shells [sold by Iran]"."""
    above = analysis.words[word.head]
    children = analysis.children(word.number)
    has_object = any(c.dep in {"dobj", "obj"} and c.text.lower() not in _RELATIVE for c in children)
    is_subject = any(c.dep == "nsubj" and c.text.lower() in _RELATIVE for c in children)
    if word.dep not in {"relcl", "acl"} or above.pos != "NOUN" or has_object or is_subject:
        return []
    first = analysis.subtree(above.number)[0]
    return [(Span(analysis.words[first].start, above.end), above)]


def _belongs(analysis: Analysis, goods: Span, head: Word) -> bool:
    """Say whether goods are the thing itself ("shells", "millions of shells") and not what it is about."""
    if head.lemma in frames().nowhere:
        return False
    word = analysis.word_at(goods.end - 1)
    for _ in range(8):
        if word is None:
            return False
        if word.number == head.number:
            return True
        if word.dep not in _WITHIN or (word.dep == "prep" and word.lemma not in _OF_GOODS):
            return False
        word = analysis.words[word.head]
    return False


def _date_near(scene: _Scene, word: Word) -> DateExpression | None:
    sentence = scene.analysis.sentence_at(word.start)
    if sentence is None:
        return None
    low, high = scene.analysis.subtree(word.number)
    own = scene.analysis.span(low, high)
    inside = [
        d
        for d in scene.dates
        if d.kind == "date" and d.first and d.grain in _DATE_MODES and own.start <= d.span.start < own.end
    ]
    return min(inside, key=lambda d: abs(d.span.start - word.start), default=None)


def _place(scene: _Scene, word: Word) -> str | None:
    for child in scene.analysis.children(word.number):
        if child.dep == "prep" and child.lemma in {"in", "at", "to", "near", "into", "on"}:
            for inner in scene.analysis.children(child.number):
                entity = _entity_at(scene, inner)
                if entity is not None and entity.kind is EntityKind.PLACE:
                    return entity.id
    return None


# -- the same happening told twice


def _merge(events: list[Event]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        home = next((k for k, other in enumerate(kept) if _same(other, event)), None)
        if home is None:
            kept.append(event)
        else:
            kept[home] = _joined(kept[home], event)
    return kept


def _same(a: Event, b: Event) -> bool:
    if (a.type, a.mode, a.goods) != (b.type, b.mode, b.goods) or not a.actors or not b.actors:
        return False
    if a.certainty is not b.certainty and Certainty.DENIED in {a.certainty, b.certainty}:
        return False
    people = bool(set(a.actors) & set(b.actors)) and (
        a.recipients == b.recipients or not a.recipients or not b.recipients
    )
    dates = a.date is None or b.date is None or a.date.first == b.date.first
    planned = {Tense.PLANNED, Tense.HYPOTHETICAL}
    return (
        people
        and dates
        and (a.tense in planned) == (b.tense in planned)
        and a.place in {b.place, None} | ({a.place} if b.place is None else set())
    )


def _joined(a: Event, b: Event) -> Event:
    return replace(
        a,
        recipients=a.recipients or b.recipients,
        date=a.date or b.date,
        place=a.place or b.place,
        statement=a.statement or b.statement,
        also=(*a.also, b.span),
    )

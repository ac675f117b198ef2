"""Who did what to whom, when and where, from the parse and the trigger lexicon."""

from dataclasses import dataclass, replace

from watchwire.entities import country_codes_in_phrase
from watchwire.events.lexicon import Trigger, goods_in, triggers
from watchwire.language import Analysis, Word
from watchwire.model import Certainty, DateExpression, Entity, EntityKind, Event, Span, Statement, Tense

_TO = frozenset({"to", "with", "against", "for"})
_NEEDS = frozenset(
    {
        "need",
        "want",
        "lack",
        "require",
        "seek",
        "hope",
        "wish",
        "prevent",
        "stop",
        "halt",
        "deter",
        "block",
        "avoid",
        "prohibit",
        "ban",
        "forbid",
        "look",
    }
)
_HYPOTHETICAL = frozenset({"would", "could", "may", "might", "should", "if", "whether", "can"})
_FUTURE = frozenset({"will", "shall"})
_PLANS = frozenset({"plan", "prepare", "intend", "schedule", "expect", "discuss", "consider", "negotiate", "aim"})
_RECEIVE = frozenset({"buy", "purchase", "acquire", "procure", "import", "receive", "obtain"})
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "it", "who", "which", "that"})
_WITH_GOODS = frozenset({"supply", "agree", "request", "train", "test"})
_DATE_MODES = frozenset({"day", "week", "month", "year"})


@dataclass(frozen=True)
class _Scene:
    """What the search for events sees."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateExpression, ...]


def build_events(
    analysis: Analysis,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
) -> tuple[Event, ...]:
    """Return the events of an article; the same happening told twice is one event."""
    if analysis.article.language != "en" or analysis.missing:
        return ()
    scene = _Scene(analysis, entities, statements, dates)
    found: list[Event] = []
    for word in analysis.words:
        trigger = triggers().get((word.pos, word.lemma))
        if trigger is not None:
            event = _event(scene, word, trigger)
            if event is not None:
                found.append(event)
    merged = _merge(found)
    return tuple(replace(event, id=f"v{number}") for number, event in enumerate(merged, 1))


def _event(scene: _Scene, word: Word, trigger: Trigger) -> Event | None:
    analysis = scene.analysis
    if word.dep in {"compound", "amod"} and word.pos == "NOUN" and not _chained(analysis, word):
        return None
    actors, recipients = _arguments(scene, word)
    found_goods = _goods(analysis, word) if trigger.mode in _WITH_GOODS else None
    key = found_goods[0] if found_goods else None
    if trigger.needs and not _has_need(analysis, word, trigger):
        return None
    if trigger.mode == "supply" and key is None:
        return None
    if trigger.mode == "train" and not actors:
        return None
    if trigger.mode == "supply" and word.lemma in _RECEIVE:
        actors, recipients = recipients, actors
    statement = _statement_around(scene, word)
    if not actors and not recipients and (trigger.mode != "supply" or statement is None):
        return None
    if trigger.type == "consult" and not (actors and (recipients or _place(scene, word))):
        return None
    certainty = statement.certainty if statement else Certainty.ASSERTED
    if _negated(analysis, word):
        certainty = Certainty.DENIED
    return Event(
        "",
        trigger.type,
        Span(word.start, word.end),
        actors,
        recipients,
        trigger.mode,
        key,
        found_goods[1] if found_goods else None,
        _date_near(scene, word),
        _place(scene, word),
        certainty,
        _tense(analysis, word),
        statement.id if statement else None,
    )


def _negated(analysis: Analysis, word: Word) -> bool:
    """Say whether the event, or the evidence for it, is denied ("did not ship", "no evidence that it shipped")."""
    for _ in range(4):
        children = analysis.children(word.number)
        if any(child.dep == "neg" or (child.dep == "det" and child.lemma == "no") for child in children):
            return True
        if word.head == word.number or word.dep not in {
            "acl",
            "ccomp",
            "relcl",
            "xcomp",
            "dobj",
            "pobj",
            "prep",
            "conj",
        }:
            return False
        above = analysis.words[word.head]
        if above.pos == "VERB" and word.dep == "ccomp":
            return False
        word = above
    return False


def _chained(analysis: Analysis, word: Word) -> bool:
    """“arms sales agreement”: a supply noun that a second noun of agreement carries."""
    return analysis.words[word.head].lemma in {"agreement", "deal", "contract", "talk", "pact"}


def _has_need(analysis: Analysis, word: Word, trigger: Trigger) -> bool:
    first, last = analysis.subtree(word.number)
    text = analysis.span(first, last).of(analysis.article.text).lower()
    return any(need in text for need in trigger.needs)


# -- arguments


def _arguments(scene: _Scene, word: Word) -> tuple[tuple[str, ...], tuple[str, ...]]:
    analysis = scene.analysis
    actors: list[str] = []
    recipients: list[str] = []
    passive = any(c.dep in {"nsubjpass", "auxpass"} for c in analysis.children(word.number))
    for child in analysis.children(word.number):
        if child.dep == "nsubj":
            actors.extend(_resolve(scene, child))
        elif child.dep in {"nsubjpass", "dobj", "obj", "dative", "iobj"}:
            recipients.extend(_resolve(scene, child))
        elif child.dep in {"poss", "compound", "amod", "nmod"} and word.pos == "NOUN":
            actors.extend(_resolve(scene, child))
        elif child.dep in {"prep", "agent", "dative"}:
            _from_preposition(scene, word, child, actors, recipients)
    if word.pos == "VERB" and not actors and not passive:
        actors.extend(_inherited_subject(scene, word))
    if word.pos == "NOUN":
        _between(scene, word, actors, recipients)
    actors_unique = tuple(dict.fromkeys(actors))
    return actors_unique, tuple(item for item in dict.fromkeys(recipients) if item not in actors_unique)


def _from_preposition(scene: _Scene, word: Word, preposition: Word, actors: list[str], recipients: list[str]) -> None:
    lemma = preposition.lemma
    for child in scene.analysis.children(preposition.number):
        if child.dep not in {"pobj", "pcomp"}:
            continue
        found = _resolve(scene, child)
        if lemma in {"by"} or (lemma == "from" and word.pos == "NOUN"):
            actors.extend(found)
        elif lemma == "from":
            (recipients if word.lemma in _RECEIVE else actors).extend(found)
        elif lemma in _TO:
            recipients.extend(found)
        elif lemma == "of" and word.pos == "NOUN":
            # "the supply of weapons by North Korea to Russia": prepositions hang on the goods in many parses.
            for inner in scene.analysis.children(child.number):
                if inner.dep in {"prep", "agent"}:
                    _from_preposition(scene, word, inner, actors, recipients)
        if lemma in {"to", "by", "from"}:
            for inner in scene.analysis.children(child.number):
                if inner.dep == "prep" and inner.lemma in {"to", "by", "from"}:
                    _from_preposition(scene, word, inner, actors, recipients)


def _between(scene: _Scene, word: Word, actors: list[str], recipients: list[str]) -> None:
    for child in scene.analysis.children(word.number):
        if child.dep == "prep" and child.lemma == "between":
            for inner in scene.analysis.children(child.number):
                found = _resolve(scene, inner)
                actors.extend(found[:1])
                recipients.extend(found[1:])


def _inherited_subject(scene: _Scene, word: Word) -> list[str]:
    """Take the subject of the verb that a verb hangs on ("arrived … to meet with", "said and left")."""
    analysis = scene.analysis
    seen = {word.number}
    while word.dep in {"xcomp", "conj", "advcl", "acl", "relcl"} and word.head not in seen:
        if word.dep in {"acl", "relcl"} and analysis.words[word.head].pos in {"NOUN", "PROPN"}:
            return _resolve(scene, analysis.words[word.head])
        word = analysis.words[word.head]
        seen.add(word.number)
        for child in analysis.children(word.number):
            if child.dep in {"nsubj", "nsubjpass"}:
                return _resolve(scene, child)
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
    """Look for goods in the object of a verb, and in a noun's own phrase."""
    heads = [
        c
        for c in analysis.children(word.number)
        if c.dep in {"dobj", "obj", "nsubjpass", "prep", "compound", "amod", "pobj", "nmod", "acl"}
    ]
    spans = [analysis.span(*analysis.subtree(c.number)) for c in heads]
    if word.pos == "NOUN":
        spans.insert(0, Span(analysis.words[analysis.subtree(word.number)[0]].start, word.end))
    for span in spans:
        text = span.of(analysis.article.text)[:160]
        found = goods_in(text)
        if found is not None:
            item, match = found
            return item.key, Span(span.start + match.start(), span.start + match.end())
    return None


def _tense(analysis: Analysis, word: Word) -> Tense:
    seen: set[int] = set()
    current = word
    while current.number not in seen:
        seen.add(current.number)
        helpers = {c.text.lower() for c in analysis.children(current.number) if c.dep in {"aux", "mark", "auxpass"}}
        if helpers & _HYPOTHETICAL:
            return Tense.HYPOTHETICAL
        if helpers & _FUTURE or (current is not word and current.lemma in _PLANS | _NEEDS):
            return Tense.PLANNED
        if current.pos in {"VERB", "AUX"}:
            if current.tag == "VBD" or (
                current.tag == "VBN" and helpers & {"was", "were", "has", "have", "had", "been"}
            ):
                return Tense.PAST
            if current.tag == "VB" and "to" in helpers:
                return Tense.PLANNED
            if current.tag in {"VBZ", "VBP"} and current is word:
                return Tense.PRESENT
        current = analysis.words[current.head]
    return Tense.PAST if word.pos == "VERB" else Tense.PRESENT


def is_motive(analysis: Analysis, span: Span) -> bool:
    """Say whether an event hangs on a need, a ban or a hope ("needs ammunition", "to prevent transfers")."""
    word = analysis.word_at(span.start)
    for _ in range(4):
        if word is None or word.head == word.number:
            return False
        word = analysis.words[word.head]
        if word.lemma in _NEEDS:
            return True
        if word.pos == "VERB" and word.dep == "ROOT":
            return False
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


def _statement_around(scene: _Scene, word: Word) -> Statement | None:
    """Return the innermost statement whose content holds a word."""
    around = [
        (sum(len(piece) for piece in s.content_spans), s)
        for s in scene.statements
        if any(piece.start <= word.start < piece.end for piece in s.content_spans)
    ]
    return min(around, key=lambda pair: pair[0])[1] if around else None


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

"""Sentences that may report a dealing with a listed party, or with a country that measures are about.

What events, flows (`sightings.py`) and business with a listed party (`dealings.py`) tell is found where a sentence is
whole and the parse is right. News tells most of it in pieces: the goods in one sentence, the buyer in the next. Here
every sentence that holds a word of dealing with a target in reach is a candidate; what is seen of it
(`telling_features.py`) says how likely it reports one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from watchwire.events.lexicon import frames, goods_in
from watchwire.events.scene import Scene
from watchwire.geography import country_words
from watchwire.language import Analysis, Sentence, Word
from watchwire.language.nouns import noun_class
from watchwire.measures.rules import rule_base
from watchwire.measures.said import said_listed
from watchwire.model import Entity, EntityKind, Span
from watchwire.tables import read_yaml

_BACK = 400
"""How many characters before a sentence a target that it does not name again stands, at most."""
_NEAR = 3
_PLAIN = {"ownership", "position", "travel", "meeting"}
_VERBS = frozenset({"VERB"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_ASKED = frozenset({"person", "group"})
_BEARING = frozenset({"carry", "deliver", "fit", "mount"})
_GOALS = frozenset({"to", "into"})
_OF_THINGS = frozenset({"supply", "finance"})
_NEVER_MOVED = frozenset({"words", "idea", "event", "place"})
_MOVED = frozenset({"thing", "amount"})
_PERSONS = frozenset({"he", "she", "him", "her", "himself", "herself", "who", "whom", "me", "us", "i", "we", "you"})
_TRADING = frozenset({"both", "supply-to", "procure-from", "conduct", "hosting"})


@dataclass(frozen=True, slots=True)
class Target:
    """Where a listed party (`party`), a country under measures (`land`), or somebody of one (`theirs`) stands.

    `said` is somebody whom only the text calls sanctioned. `named` is false where a pronoun or a description stands for
    it. `code` is the country's.
    """

    span: Span
    kind: str
    entity: Entity | None
    code: str | None
    named: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that may report a dealing.

    `kind` is `dealing`, `ownership`, `position`, `travel` or `meeting`; `cues` are the words that tell it, by how
    (`supply`, `finance`, ...); `inside` are the targets in the sentence, `reached` those that it speaks of, `where` how
    near these stand (`same`, `before`, `text`).
    """

    number: int
    sentence: Sentence
    kind: str
    cues: dict[str, tuple[Word, ...]]
    inside: tuple[Target, ...]
    reached: tuple[Target, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of dealing by how they tell it, and words beside them, from data."""

    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    beside: dict[str, frozenset[str]]


@cache
def cues() -> Cues:
    """Return the words by which dealings are told."""
    content = read_yaml("watchwire.events", "tellings.yaml")
    ways = {key: held for key, held in content.items() if isinstance(held, dict)}
    return Cues(
        {key: frozenset(held["verbs"]) for key, held in ways.items()},
        {key: frozenset(held["nouns"]) for key, held in ways.items()},
        {key: frozenset(held) for key, held in content.items() if key not in ways},
    )


@cache
def lands() -> frozenset[str]:
    """Return the codes of the countries with which trade is limited."""
    return frozenset(code for m in rule_base() if m.direction in _TRADING for code in m.targets)


@cache
def _adjectives() -> dict[str, str]:
    """Return the words for these countries and what is theirs (“Iranian”), by code."""
    return {word: code for word, (code, _) in country_words().items() if code in lands() and word[:1].isupper()}


def tellings_in(scene: Scene, listed: frozenset[str]) -> Iterator[Telling]:
    """Yield the sentences that may report a dealing, one a kind.

    Args:
        scene: the analysed text with its entities and statements.
        listed: the ids of the entities that may be listed.

    """
    analysis = scene.analysis
    targets = targets_in(scene, listed)
    if not targets:
        return
    people = {offset for span, _ in scene.people for offset in range(span.start, span.end)}
    named = scene.named
    for number, sentence in enumerate(analysis.sentences):
        told = _told(analysis, sentence, people, named)
        if not told:
            continue
        inside = tuple(t for t in targets if sentence.span.start <= t.span.start < sentence.span.end)
        before = tuple(t for t in targets if sentence.span.start - _BACK <= t.span.start < sentence.span.start)
        where = "same" if inside else "before" if before else "text"
        reached = inside or before[-_NEAR:] or targets[:1]
        for kind in dict.fromkeys(kind_of(way) for way in told):
            held = {way: words for way, words in told.items() if kind_of(way) == kind}
            yield Telling(number, sentence, kind, held, inside, reached, where)


def kind_of(way: str) -> str:
    """Return of which kind a dealing is that is told in some way."""
    return way if way in _PLAIN else "dealing"


def _told(
    analysis: Analysis, sentence: Sentence, people: set[int], named: Mapping[int, Entity]
) -> dict[str, tuple[Word, ...]]:
    """Return the words of dealing in a sentence, by how they tell it; none in names, of people or of other senses."""
    found: dict[str, list[Word]] = {}
    held = cues()
    for word in analysis.words[sentence.first : sentence.last]:
        table = held.verbs if word.pos in _VERBS else held.nouns if word.pos in _NOUNS else {}
        lemma = word.lemma.lower()
        for way, lemmas in table.items():
            if lemma in lemmas and word.start not in named and _is_meant(analysis, word, way, people):
                found.setdefault(way, []).append(word)
    return {way: tuple(words) for way, words in found.items()}


def _is_meant(analysis: Analysis, word: Word, way: str, people: set[int]) -> bool:
    """Say whether a word is one of dealing here: no “*ordered* X to go”, no “Telegram *account*”, nobody *received*."""
    below = analysis.children(word.number)
    if word.pos not in _VERBS:
        before = {child.text.lower() for child in below if child.dep in {"compound", "amod", "nmod"}}
        return not before & cues().beside["media"] and not _is_a_story(analysis, word)
    if way not in _OF_THINGS:
        return True
    if _stays(analysis, word) or _bears(analysis, word) or any(c.dep == "prt" and c.lemma == "up" for c in below):
        return False  # “*give up* its weapons”
    moved = [child for child in below if child.dep in {"dobj", "obj", "nsubjpass"}]
    if word.tag == "VBN" and word.dep == "acl":
        moved.append(analysis.words[word.head])  # “*records* obtained by”
    if word.lemma.lower() in cues().beside["telling"] and (
        any(child.dep in {"ccomp", "xcomp"} for child in below)
        or any(noun_class(child.lemma.lower()) in _ASKED for child in moved)
    ):
        return False
    if any(child.start in people or child.text.lower() in _PERSONS for child in moved):
        return False
    if word.lemma.lower() in cues().beside["vague"]:
        return any(noun_class(child.lemma.lower()) in _MOVED or _is_goods(analysis, child) for child in moved)
    return not moved or any(_can_change_hands(analysis, child) for child in moved)


def _is_a_story(analysis: Analysis, noun: Word) -> bool:
    """Say whether an account is one of what happened, and none at a bank (“*accounts* of the fight”)."""
    above = analysis.words[noun.head]
    told = noun.dep == "nsubj" and above.lemma in cues().beside["recounting"]
    of = any(c.dep == "prep" and c.lemma == "of" for c in analysis.children(noun.number))
    return noun.lemma.lower() == "account" and (told or of)


def _can_change_hands(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun names what can be given or sold, and no words or idea (“sends a *message*”)."""
    lemma = noun.lemma.lower()
    if noun.pos != "NOUN" or noun_class(lemma) not in _NEVER_MOVED:
        return True
    return _is_goods(analysis, noun)


def _is_goods(analysis: Analysis, noun: Word) -> bool:
    """Say whether the phrase of a noun names goods, money or help of any kind."""
    first, last = analysis.subtree(noun.number)
    named = goods_in(analysis.span(first, last).of(analysis.article.text)) is not None
    return named or any(w.lemma.lower() in frames().given for w in analysis.words[first:last])


def _stays(analysis: Analysis, verb: Word) -> bool:
    """Say whether somebody moves what is his to where he is (“moved a missile to *its* coast”)."""
    goals = (c for p in analysis.children(verb.number) if p.lemma in _GOALS for c in analysis.children(p.number))
    return any(own.tag == "PRP$" for goal in goals for own in analysis.children(goal.number))


def _bears(analysis: Analysis, verb: Word) -> bool:
    """Say whether a missile bears something (“a mine light enough to be *borne* by a rocket”)."""
    below = [c for p in analysis.children(verb.number) if p.lemma in {"on", "by"} for c in analysis.children(p.number)]
    below += [c for c in analysis.children(verb.number) if c.dep in {"dobj", "obj"}]
    return verb.lemma.lower() in _BEARING and any(c.lemma.lower() in frames().projectiles for c in below)


def targets_in(scene: Scene, listed: frozenset[str]) -> tuple[Target, ...]:
    """Return where those stand with whom dealings matter, in the order of the text."""
    found: dict[Span, Target] = {}
    called = said_listed(scene.analysis, scene.entities)
    for entity in scene.entities:
        codes = lands() & set(entity.countries)
        if entity.id in listed:
            kind = "party"
        elif entity.id in called:
            kind = "said"
        elif codes:
            kind = "land" if entity.kind in {EntityKind.PLACE, EntityKind.GOVERNMENT} else "theirs"
        else:
            continue
        code = next(iter(sorted(codes)), None)
        found.update((span, Target(span, kind, entity, code, True)) for span in entity.mentions)
        found.update((span, Target(span, kind, entity, code, False)) for span in entity.pronouns)
    taken = {offset for span in found for offset in range(span.start, span.end)}
    for word in scene.analysis.words:
        code = _adjectives().get(word.text)
        if code is not None and word.start not in taken:
            span = Span(word.start, word.end)
            found[span] = Target(span, "land", None, code, True)
    return tuple(found[span] for span in sorted(found))


def head_of(analysis: Analysis, span: Span) -> Word | None:
    """Return the word of a name that hangs on something outside it."""
    words = analysis.words_in(span)
    inside = {word.number for word in words}
    return next((word for word in words if word.head not in inside), words[-1] if words else None)

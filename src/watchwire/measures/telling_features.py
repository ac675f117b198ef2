"""What is seen of a sentence that may report a dealing: features with names that are the reasons a reader is shown."""

import re
from collections.abc import Iterable, Iterator

from watchwire.events.scene import Scene
from watchwire.language import Word
from watchwire.measures.flows import goods_named
from watchwire.measures.tellings import Target, Telling, cues, head_of
from watchwire.model import Concern, Entity, EntityKind, Event, Statement

_AMOUNT = re.compile(
    r"[$€£]\s?\d|\b\d[\d,.]*\s*"
    r"(?:million|billion|dollars?|euros?|tonnes?|tons?|barrels?|litres?|kilograms?|percent|per cent|%)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED = frozenset({EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.VESSEL, EntityKind.AIRCRAFT})
_LANDS = frozenset({EntityKind.PLACE, EntityKind.GOVERNMENT})
_NO = frozenset({"no", "never", "nothing", "deny", "nobody", "without"})
_LONG, _SHORT = 40, 12
_FIRST = 2
_ORDER = ("party", "said", "land", "theirs")


def features_of(
    scene: Scene, dealing: Telling, events: Iterable[Event], concerns: Iterable[Concern], listed: int
) -> tuple[str, ...]:
    """Return what is seen of a sentence that may report a dealing.

    Args:
        scene: the analysed text with its entities and statements.
        dealing: the sentence and the words of dealing in it.
        events: the events of the text.
        concerns: the activities that events and flows report in the text.
        listed: how many parties of the text may be listed.

    """
    sentence = dealing.sentence
    words = scene.analysis.words[sentence.first : sentence.last]
    return tuple(
        dict.fromkeys(
            (
                dealing.kind,
                *_of_cues(dealing),
                *_of_goods(scene, dealing),
                *_of_targets(scene, dealing),
                *_of_others(scene, dealing, listed),
                *_of_words(words, sentence.span.of(scene.analysis.article.text)),
                *_of_statements(scene, dealing),
                *_of_events(dealing, events, concerns),
                *(("near the beginning",) if dealing.number < _FIRST else ()),
            )
        )
    )


def _of_cues(dealing: Telling) -> Iterator[str]:
    for way, words in dealing.cues.items():
        verbs = [word for word in words if word.pos == "VERB"]
        if verbs:
            yield f"{way}: a verb"
        if len(verbs) < len(words):
            yield f"{way}: a noun"
        if verbs and len(verbs) < len(words):
            yield f"{way}: verb and noun"
        for word in words:
            yield f"{'verb' if word.pos == 'VERB' else 'noun'} “{word.lemma.lower()}”"


def _of_goods(scene: Scene, dealing: Telling) -> Iterator[str]:
    if dealing.kind != "dealing":
        return
    found = dict.fromkeys(item.key for item, _ in goods_named(scene.analysis, dealing.sentence.span))
    if found:
        yield "goods are named"
    yield from (f"goods: {key}" for key in found)


def _of_targets(scene: Scene, dealing: Telling) -> Iterator[str]:
    analysis = scene.analysis
    where = {"same": "in the sentence", "before": "shortly before", "text": "elsewhere in the text"}[dealing.where]
    kinds = {target.kind for target in dealing.reached}
    best = next(kind for kind in _ORDER if kind in kinds)
    yield f"target {where}"
    yield f"target: {best}"
    yield f"target: {best}, {where}"
    yield f"target: {best}, {dealing.kind}"
    if any(not target.named for target in dealing.inside):
        yield "target by a pronoun"
    numbers = {word.number for held in dealing.cues.values() for word in held}
    for target in dealing.inside:
        word = head_of(analysis, target.span)
        if word is not None:
            yield from _of_place(scene, target, word, numbers)
    if len({target.entity.id for target in dealing.inside if target.kind == "party" and target.entity}) > 1:
        yield "two listed parties"


def _of_place(scene: Scene, target: Target, word: Word, cue_numbers: set[int]) -> Iterator[str]:
    """Yield how a target hangs in the sentence, and whether on a word of dealing."""
    above = scene.analysis.words[word.head]
    yield f"target as {word.dep}"
    if word.dep == "pobj":
        yield f"target behind “{above.lemma.lower()}”"
        if above.head in cue_numbers:
            yield "target hangs on the dealing by a preposition"
            yield f"{target.kind} hangs on the dealing by a preposition"
    if above.number in cue_numbers:
        yield "target hangs on the dealing"
        yield f"{target.kind} hangs on the dealing"


def _of_others(scene: Scene, dealing: Telling, listed: int) -> Iterator[str]:
    span = dealing.sentence.span
    theirs = {target.entity.id for target in dealing.inside if target.kind == "party" and target.entity}

    def here(entity: Entity) -> bool:
        return any(span.start <= mention.start < span.end for mention in entity.mentions)

    others = [e for e in scene.entities if e.kind in _NAMED and e.id not in theirs and here(e)]
    if others:
        yield "somebody else is named"
    if any(e.kind is EntityKind.VESSEL for e in others):
        yield "a ship is named"
    if len({code for e in scene.entities if e.kind in _LANDS and here(e) for code in e.countries}) > 1:
        yield "two countries are named"
    yield f"listed parties in the text: {min(listed, 3)}"


def _of_words(words: tuple[Word, ...], text: str) -> Iterator[str]:
    lemmas = {word.lemma.lower() for word in words}
    held = cues().beside
    for key, name in (("rules", "words of rules"), ("courts", "words of courts"), ("aid", "words of aid")):
        if lemmas & held[key]:
            yield name
    if lemmas & held["past"]:
        yield "words of the past or of art"
    if lemmas & held["listing"]:
        yield "words of listing"
    yield from (f"rule “{lemma}”" for lemma in sorted(lemmas & held["rules"]))
    if "?" in text:
        yield "a question"
    yield from _of_numbers(text)
    if any(word.dep == "neg" for word in words) or lemmas & _NO:
        yield "a negation"
    tags = {word.tag for word in words}
    if tags & {"VBD", "VBN"}:
        yield "told as past"
    if "MD" in tags:
        yield "a modal verb"
    if lemmas & {"i", "we"}:
        yield "says I or we"
    if len(words) > _LONG:
        yield "a long sentence"
    if len(words) < _SHORT:
        yield "a short sentence"
    root = next((word for word in words if word.head == word.number), None)
    if root is not None:
        yield f"its head is {root.tag}"


def _of_numbers(text: str) -> Iterator[str]:
    if _AMOUNT.search(text):
        yield "an amount"
    elif any(map(str.isdigit, text)):
        yield "a number"
    if _YEAR.search(text):
        yield "a year"


def _of_statements(scene: Scene, dealing: Telling) -> Iterator[str]:
    span = dealing.sentence.span

    def touches(statement: Statement) -> bool:
        return any(piece.start < span.end and piece.end > span.start for piece in statement.content_spans)

    for statement in scene.statements:
        if touches(statement):
            yield "a stance" if statement.stance else "somebody says it"
            yield f"said as {statement.certainty.value}"


def _of_events(dealing: Telling, events: Iterable[Event], concerns: Iterable[Concern]) -> Iterator[str]:
    span = dealing.sentence.span
    for event in events:
        if span.start <= event.span.start < span.end:
            yield f"a happening: {event.type}"
            if event.mode == "supply":
                yield "a happening of supply"
    for concern in concerns:
        mine = concern.kind in {"activity", "support"} if dealing.kind == "dealing" else concern.kind == dealing.kind
        if mine and any(place.start < span.end and place.end > span.start for place in (concern.span, *concern.also)):
            yield "who gives what to whom is clear"

"""Where a person under a travel ban is said to be abroad, by the words that follow the name as they stand in a row."""

from collections.abc import Iterator

from watchwire.events.dealing_words import dealing_words
from watchwire.events.lexicon import frames
from watchwire.events.scene import Scene
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind

_REACH = 24
"""How many words behind a name its verb and the place stand at most."""
_ENDS = frozenset({";", ":", "—", "“", "”", '"', "."})
_BEFORE_PLACE = 5
"""How many words before a place the preposition that leads to it stands at most."""


def journeys_of(scene: Scene, person: Entity) -> Iterator[tuple[Word, Entity]]:
    """Yield the words that say that somebody went or was somewhere, each with the place.

    Args:
        scene: the analysed text with its entities.
        person: who is looked for; by name, or by a pronoun that clearly stands for him.

    """
    analysis = scene.analysis
    for name in sorted((*person.mentions, *person.pronouns)):
        words = analysis.words_in(name)
        sentence = analysis.sentence_at(name.start)
        if not words or sentence is None:
            continue
        first = words[-1].number + 1
        told = _verb(analysis, first, min(sentence.last, first + _REACH))
        if told is not None and not _leaves_a_thing(scene, told):
            yield from ((told, place) for place in _places(scene, told, min(sentence.last, first + _REACH)))


def _verb(analysis: Analysis, first: int, last: int) -> Word | None:
    """Return the verb of going or being somewhere of which a name right before it is the subject."""
    held, aside = dealing_words(), False
    for number in range(first, last):
        word = analysis.words[number]
        if word.text == ",":
            aside = not aside
        elif aside:
            continue
        elif word.text in _ENDS or word.text.lower() == "to":
            return None
        elif word.lemma in held.going and word.pos in {"VERB", "AUX", "NOUN"} and word.dep not in {"aux", "auxpass"}:
            return word
        elif _ends_clause(word):
            return None
    return None


def _leaves_a_thing(scene: Scene, verb: Word) -> bool:
    """Say whether something is left, and no place (“*left the door* open for Oslo”)."""
    objects = [c for c in scene.analysis.children(verb.number) if c.dep in {"dobj", "obj"}]
    return verb.lemma in frames().departing and any(c.start not in scene.named for c in objects)


def _ends_clause(word: Word) -> bool:
    """Say whether a word tells of something else: another verb, or another subject."""
    other = word.pos in {"NOUN", "PROPN"} and word.dep in {"nsubj", "nsubjpass"}
    return other or (word.pos == "VERB" and word.lemma not in dealing_words().towards)


def _places(scene: Scene, told: Word, last: int) -> Iterator[Entity]:
    """Yield the first place behind a verb to which a preposition leads, or which is its object (“visited Oslo”)."""
    analysis, held = scene.analysis, dealing_words()
    for number in range(told.number + 1, last):
        word = analysis.words[number]
        if word.text in _ENDS or word.tag in {"VBD", "VBZ", "VBP"}:
            return
        entity = scene.named.get(word.start)
        if entity is None or entity.kind is not EntityKind.PLACE or not entity.countries:
            continue
        lead = _lead(analysis, number, told.number)
        if lead in held.reaching or (lead is None and told.lemma in held.visiting):
            yield entity
            return


def _lead(analysis: Analysis, number: int, begin: int) -> str | None:
    """Return the preposition that leads to a place; None where it follows the verb itself."""
    for before in range(number - 1, max(begin, number - _BEFORE_PLACE) - 1, -1):
        word = analysis.words[before]
        if word.pos == "ADP" or word.tag in {"IN", "TO"}:
            return word.text.lower()
    return None

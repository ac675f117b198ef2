"""Which countries stand around a telling: in its sentence, in the one before it, in the title and lead."""

from collections.abc import Iterator
from datetime import date

from watchwire.events.scene import Scene
from watchwire.language import Analysis
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.tellings import cues, head_of
from watchwire.model import EntityKind, Span

_LEAD = 2
"""How many sentences after the title say what a text is about."""


_OWN = frozenset({"poss", "compound", "nmod", "amod"})


def countries_around(scene: Scene, place: Span) -> Iterator[tuple[str, ...]]:
    """Yield the countries that are named in the sentence, in the one before it, and in the title and lead.

    Args:
        scene: the analysed text with its entities.
        place: where something is told.

    """
    sentences = scene.analysis.sentences
    number = next((n for n, s in enumerate(sentences) if s.span.start <= place.start < s.span.end), None)
    if number is None:
        return
    yield _named(scene, sentences[number].span)
    if number:
        yield _named(scene, sentences[number - 1].span)
    yield _named(scene, Span(0, sentences[min(_LEAD, len(sentences) - 1)].span.end))


def country_around(scene: Scene, place: Span, activity: str, day: date) -> str | None:
    """Return the one country named around a telling that a measure forbids to do such a thing.

    Args:
        scene: the analysed text with its entities.
        place: where it is told.
        activity: the kind of conduct.
        day: the day whose law is asked for.

    """
    for codes in countries_around(scene, place):
        fits = [code for code in codes if measures_for(activity, Sides((code,)), day)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _named(scene: Scene, stretch: Span) -> tuple[str, ...]:
    """Return the countries of the places and states that are named in a stretch."""
    found: dict[str, None] = {}
    for entity in scene.entities:
        inside = [span for span in (*entity.mentions, *entity.pronouns) if stretch.contains(span)]
        if not all(_imposes(scene.analysis, span) for span in inside):
            place = entity.kind in {EntityKind.PLACE, EntityKind.GOVERNMENT}
            found.update(dict.fromkeys(entity.countries[:1] if place else ()))
    return tuple(found)


def _imposes(analysis: Analysis, span: Span) -> bool:
    """Say whether somebody is told of as who imposes sanctions, and so as no side of a deal (“*Oslo* adopted …”)."""
    held, word = cues().beside, head_of(analysis, span)
    if word is None:
        return False
    above = analysis.words[word.head]
    if word.dep in _OWN:
        return above.lemma.lower() in held["imposed"]
    if word.dep != "nsubj" or above.pos != "VERB":
        return False
    things = [analysis.subtree(c.number) for c in analysis.children(above.number) if c.dep in {"dobj", "obj"}]
    words = [w for first, last in things for w in analysis.words[first:last]]
    return above.lemma.lower() in held["charging"] or any(w.lemma.lower() in held["imposed"] for w in words)

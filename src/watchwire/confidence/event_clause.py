"""How an event stands in its clause: whether both sides are where such a verb has them, and who else is named there."""

from collections.abc import Iterator, Mapping

from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Event, Span

_SUBJECTS = frozenset({"nsubj"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "dative", "iobj"})
_TO = frozenset({"to", "with", "against", "on", "for", "of", "between"})
_BY = frozenset({"by", "from", "between"})
_LINKS = frozenset({"conj", "appos", "compound", "nmod", "flat"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 6


def clause_features(
    analysis: Analysis, entities: Mapping[str, Entity], event: Event, word: Word, lack: str | None
) -> Iterator[str]:
    """Yield how an event stands in its clause.

    Args:
        analysis: the analysed text.
        entities: the entities of the article by id.
        event: the event.
        word: the word that tells it.
        lack: what its frame lacks, or None.

    """
    actor = _stands(analysis, entities, word, (event.actors, event.actor_spans), _SUBJECTS, _BY)
    other = _stands(analysis, entities, word, (event.recipients, event.recipient_spans), _OBJECTS, _TO)
    yield f"who does it {actor}, to whom {other}"
    yield f"{event.mode}, who does it {actor}, to whom {other}"
    yield f"{event.mode}, {lack or 'frame filled'}"
    if word.pos == "VERB":
        yield f"{_voice(analysis, word)}, {'in the main clause' if word.dep == 'ROOT' else 'in a clause below'}"
        yield f"{event.mode}, {_voice(analysis, word)}"
    left_out = _left_out(analysis, entities, event, word)
    if left_out:
        yield f"named in its clause and on neither side: {left_out[0]}"
        yield f"{event.mode}, named in its clause and on neither side"
    if lack is None and not left_out and actor != "elsewhere" and other != "elsewhere":
        yield "frame filled, nobody left out, nobody from elsewhere"
    named = sum(
        entities[key].kind is not EntityKind.PLACE for key in (*event.actors, *event.recipients) if key in entities
    )
    yield f"{min(named, 3)} people or bodies take part"


def _stands(
    analysis: Analysis,
    entities: Mapping[str, Entity],
    word: Word,
    side: tuple[tuple[str, ...], tuple[Span, ...]],
    deps: frozenset[str],
    prepositions: frozenset[str],
) -> str:
    """Say where a side stands: `in its place`, `elsewhere` in the text, or `nobody`."""
    ids, phrases = side
    if not ids and not phrases:
        return "nobody"
    sentence = analysis.sentence_at(word.start)
    if sentence is None:
        return "elsewhere"
    parties = [entities[key] for key in ids if key in entities]
    spans = [s for p in parties for s in (*p.mentions, *p.pronouns, *p.roles)] or list(phrases)
    here = [span for span in spans if sentence.span.contains(span)]
    placed = any(_in_place(analysis, word, span, deps, prepositions) for span in here)
    kind = "" if ids else " in words"
    return f"in its place{kind}" if placed else f"in the sentence{kind}" if here else "elsewhere"


def _in_place(analysis: Analysis, word: Word, span: Span, deps: frozenset[str], prepositions: frozenset[str]) -> bool:
    """Say whether a name hangs on the word as its subject or object, or by one of some prepositions."""
    for item in analysis.words_in(span):
        current = item
        for _ in range(_DEPTH):
            above = analysis.words[current.head]
            if above.number == current.number:
                break
            if above.number == word.number:
                if current.dep in deps or (word.pos == "NOUN" and current.dep in {"poss", "compound", "amod"}):
                    return True
                break
            if above.dep in {"prep", "agent", "dative"} and above.head == word.number and current.dep == "pobj":
                if above.lemma in prepositions or above.dep == "agent":
                    return True
                break
            if current.dep not in _LINKS and not span.contains(Span(above.start, above.end)):
                break
            current = above
    return False


def _voice(analysis: Analysis, word: Word) -> str:
    below = analysis.children(word.number)
    if any(c.dep in {"nsubjpass", "auxpass"} for c in below):
        return "passive"
    helped = any(c.dep == "aux" for c in below)
    if word.tag in _FINITE:
        return "active and finite"
    return "active, helped" if helped else "without a finite form"


def _left_out(analysis: Analysis, entities: Mapping[str, Entity], event: Event, word: Word) -> list[str]:
    """Return the kinds of those named in the clause of an event, and not below it, who take no part."""
    held = {*event.actors, *event.recipients, event.place}
    low, high = analysis.subtree(word.number)
    begin = analysis.words[low - 1].end if low else 0
    end = analysis.words[high - 1].end
    found: list[str] = []
    for key, entity in entities.items():
        if key in held:
            continue
        for span in entity.mentions:
            at = analysis.word_at(span.start) if begin <= span.start < end else None
            if at is not None and not _below(analysis, at, word):
                found.append(entity.kind.value)
                break
    return sorted(found)


def _below(analysis: Analysis, item: Word, word: Word) -> bool:
    """Say whether a clause of its own lies between a name and the word."""
    current = item
    while current.number not in {word.number, current.head}:
        if current.dep in _CLAUSES or (current.pos == "VERB" and current.dep in {"xcomp", "conj", "pcomp"}):
            return True
        current = analysis.words[current.head]
    return False

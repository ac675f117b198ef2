"""How well the parts of a statement fit each other: who speaks beside whom else is named, and what is whole."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.heads import head_of
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Manner, Span, Statement

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FUTURE = frozenset({"will", "shall", "’ll", "'ll", "wo"})
_SUPPOSED = frozenset({"may", "might", "could", "can", "should", "must", "would"})
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_NEAR = 4
_FEW = 3
"""How many words a content has that says little by itself ("these concerns")."""
_REACH = 400
"""How many characters before a pronoun others are near, who may be meant as well."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_SPEAKERS = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
_SILENT = frozenset({"PUNCT", "SPACE"})
_DOUBTED = 0.6
"""Below which confidence a name may be none."""
_WANT = frozenset({"VB", "TO", "IN", "DT", "PRP$", "MD", "CC"})


def statement_fit_features(analysis: Analysis, entities: Mapping[str, Entity], statement: Statement) -> Iterator[str]:
    """Yield how the source fits the cue and the names around it, and whether the content is whole."""
    words = analysis.words_in(statement.cue_span)
    cue = next((word for word in reversed(words) if word.pos == "VERB"), None)
    if cue is not None:
        yield from _told_when(analysis, cue)
    speaker = entities.get(statement.speaker or "")
    if statement.speaker_span is not None:
        yield from _agreement(analysis, statement.speaker_span, cue)
        yield from _cut_name(analysis, statement.speaker_span)
    if speaker is not None and statement.speaker_span is not None:
        yield from _speaker_fit(entities, statement, speaker)
    yield from _whole(analysis, statement)
    yield from _joined(analysis, statement)
    yield from _understood(analysis, entities, statement)


def _told_when(analysis: Analysis, cue: Word) -> Iterator[str]:
    """Yield whether something was said, will be, or only may be."""
    for child in analysis.children(cue.number):
        if child.dep == "aux" and child.text.lower() in _FUTURE:
            yield "will be said"
        elif child.dep == "aux" and child.text.lower() in _SUPPOSED:
            yield "may be said"
        elif child.dep == "aux" and child.text.lower() == "to":
            yield "to be said"


def _agreement(analysis: Analysis, source: Span, cue: Word | None) -> Iterator[str]:
    """Yield whether a source in one form stands with a verb in another."""
    head = head_of(analysis, source)
    if head is None or cue is None:
        return
    verb = next((c for c in analysis.children(cue.number) if c.dep in {"aux", "auxpass"} and c.tag in _FINITE), cue)
    joined = any(word.dep == "cc" for word in analysis.words_in(source))
    many = head.tag in {"NNS", "NNPS"} or joined or head.text.lower() in {"they", "we", "i", "you"}
    if (verb.tag == "VBZ" and many) or (verb.tag == "VBP" and not many):
        yield "source and cue do not agree"


def _cut_name(analysis: Analysis, source: Span) -> Iterator[str]:
    """Yield whether a name goes on before or behind a source."""
    words = analysis.words_in(source)
    sentence = analysis.sentence_at(source.start)
    if not words or sentence is None:
        return
    if words[0].number > sentence.first and words[0].pos == "PROPN":
        before = analysis.words[words[0].number - 1]
        if before.pos == "PROPN" and before.end + 1 == words[0].start and before.dep in {"compound", "nmod", "amod"}:
            yield "a name that begins before the source"
    if words[-1].number + 1 < sentence.last and words[-1].pos == "PROPN":
        after = analysis.words[words[-1].number + 1]
        if after.pos == "PROPN" and after.start == words[-1].end + 1:
            yield "a name that goes on behind the source"


def _speaker_fit(entities: Mapping[str, Entity], statement: Statement, speaker: Entity) -> Iterator[str]:
    """Yield whom else the words of a source may mean, and whether what is said names its speaker."""
    span = statement.speaker_span
    if span is None:
        return
    if speaker.confidence is not None and speaker.confidence.value < _DOUBTED:
        yield "a speaker whose name is in doubt"
    said = any(piece.contains(named) for piece in statement.content_spans for named in speaker.mentions)
    if said:
        yield "names its speaker in what is said"
        if span in speaker.pronouns:
            yield "a pronoun for somebody whom what is said names"
    others = [e for e in entities.values() if e.id != speaker.id and e.kind is speaker.kind]
    if speaker.kind is EntityKind.PERSON:
        own = set(speaker.name.split())
        if any(own & set(other.name.split()) for other in others):
            yield "another person with a like name"
    if span in speaker.pronouns:
        last = max((m.end for m in (*speaker.mentions, *speaker.roles) if m.end <= span.start), default=0)
        since = {e.id for e in others for m in e.mentions if last <= m.start < span.start}
        yield f"{'nobody else' if not since else 'somebody else' if len(since) == 1 else 'several others'} named since"
        near = {e.id for e in others for m in e.mentions if span.start - _REACH <= m.start < span.start}
        many = "no other" if not near else "one other" if len(near) == 1 else "others"
        yield f"a pronoun or description with {many} near"


def _understood(analysis: Analysis, entities: Mapping[str, Entity], statement: Statement) -> Iterator[str]:
    """Yield whether a content can be understood by its own words: pronouns in it, and what was told of before."""
    kind = "about" if statement.stance else "says of"
    words = [w for piece in sorted(statement.content_spans) for w in analysis.words_in(piece) if w.pos not in _SILENT]
    meant = {span: e.id for e in entities.values() for span in e.pronouns}
    loose = [w for w in words if w.tag in {"PRP", "PRP$"} and w.text.lower() not in _SPEAKERS]
    if statement.manner is not Manner.QUOTED and loose:
        whose = meant.get(Span(loose[0].start, loose[0].end))
        named = whose is not None and any(
            piece.contains(span) for piece in statement.content_spans for span in entities[whose].mentions
        )
        own = whose is not None and whose == statement.speaker
        which = "its speaker" if own else "somebody named in it" if named else "another" if whose else "nobody known"
        yield f"{kind} a pronoun for {which}"
    first = words[0] if words else None
    if first is None or len(words) > _FEW:
        return
    lower = first.text.lower()
    if lower in _POINTING:
        yield f"{kind} something pointed to"
    elif lower == "the" and words[-1].pos == "NOUN":
        again = any(w.pos == "NOUN" and w.lemma == words[-1].lemma for w in analysis.words[: first.number])
        yield f"{kind} {'what was told of before' if again else 'something new'} in a few words"


def _whole(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield whether a content has its marks in pairs, and ends where something is still wanted."""
    text = analysis.article.text
    joined = " ".join(piece.of(text) for piece in statement.content_spans)
    for opening, closing in _PAIRS:
        if statement.manner is not Manner.QUOTED and joined.count(opening) != joined.count(closing):
            yield "half a pair of marks"
    if " | " in joined or "»" in joined or "\t" in joined:
        yield "a bar inside the content"
    if "—" in joined or " – " in joined or " - " in joined:
        yield "a dash inside the content"
    if ";" in joined:
        yield "a semicolon inside the content"
    if ":" in joined:
        yield "a colon inside the content"
    last = analysis.words_in(max(statement.content_spans))
    if last and last[-1].tag in _WANT:
        yield "content ends where more is wanted"
    elif (
        last
        and last[-1].pos == "VERB"
        and not any(c.number < last[-1].number for c in analysis.children(last[-1].number))
    ):
        yield "content ends with a bare verb"
    if sum(word[:1].isupper() for word in joined.split()) * 2 > len(joined.split()) > _NEAR:
        yield "content mostly in capitals"


def _joined(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield whether what is told in other words holds a clause with a subject of its own that is only joined on."""
    if statement.manner is Manner.QUOTED:
        return
    for piece in statement.content_spans:
        for word in analysis.words_in(piece):
            if word.dep != "conj" or word.pos not in {"VERB", "AUX"}:
                continue
            subject = next((c for c in analysis.children(word.number) if c.dep in _SUBJECTS), None)
            if subject is not None and piece.start <= subject.start < piece.end:
                yield "a joined clause with a subject of its own"
                return
            if word.tag in _FINITE and subject is None:
                yield "a joined verb without a subject"
                return

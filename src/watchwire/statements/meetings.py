"""Who takes part in the meeting or call that a text tells of: whom “they” and “the two” mean all through it."""

from collections.abc import Callable, Sequence

from watchwire.language import Analysis, Sentence, Word
from watchwire.model import Span
from watchwire.statements.joint import is_main, phrase_of
from watchwire.statements.meeting_words import meeting_words

_EARLY = 8
"""Within how many sentences a text says who met."""
_LEAST = 2

People = Callable[[Span], Sequence[Span]]
"""Where people are named in a place, in order."""


def participants(analysis: Analysis, people: People, known: Callable[[Word], bool]) -> tuple[Span, ...]:
    """Return the words for those who take part in the first meeting that a text tells of, or none.

    Args:
        analysis: the analysed text.
        people: where people are named in a place.
        known: whether a word stands for somebody who has a name elsewhere (“the Secretary”).

    """
    for sentence in analysis.sentences[:_EARLY]:
        for verb in analysis.words[sentence.first : sentence.last]:
            meets = verb.lemma in meeting_words().verbs | meeting_words().opening
            if meets and verb.pos == "VERB" and is_main(analysis, verb):
                found = _met(analysis, sentence, verb, people, known)
                if len(found) >= _LEAST:
                    return found
    return ()


def _met(
    analysis: Analysis, sentence: Sentence, verb: Word, people: People, known: Callable[[Word], bool]
) -> tuple[Span, ...]:
    """Return who is the subject of a verb of meeting, and whom they meet."""
    words = meeting_words()
    subject = next((c for c in analysis.children(verb.number) if c.dep == "nsubj" and c.number < verb.number), None)
    if subject is None or any(c.dep == "neg" for c in analysis.children(verb.number)):
        return ()
    first = analysis.subtree(subject.number)[0]
    before = analysis.words[sentence.first : first]
    if not any(word.pos in {"VERB", "AUX", "SCONJ"} or word.lemma in words.apart for word in before):
        first = sentence.first  # the parser may cut a subject of several in two
    ours = _named(analysis, analysis.span(first, verb.number), people)
    if not ours and (known(subject) or subject.pos == "PROPN"):
        ours = [phrase_of(analysis, subject)]
    leading = next((c for c in analysis.children(verb.number) if _leads_to_others(analysis, verb, c)), None)
    if not ours or leading is None:
        return tuple(ours)
    clauses = (
        analysis.subtree(c.number)[0]
        for c in analysis.children(verb.number)
        if c.number > leading.number and c.dep in {"conj", "advcl", "ccomp", "xcomp", "parataxis"}
    )
    end = _before_purpose(analysis, leading.number, min((sentence.last, *clauses)))
    others = _named(analysis, analysis.span(leading.number, end), people)
    return tuple(dict.fromkeys((*ours, *others)))


def _leads_to_others(analysis: Analysis, verb: Word, child: Word) -> bool:
    """Say whether a word below a verb of meeting governs those whom its subject meets."""
    words = meeting_words()
    if child.number < verb.number:
        return False
    below = [c for c in analysis.children(child.number) if c.dep == "pobj"]
    if child.dep == "prep":
        held = child.lemma == "in" and any(c.lemma in words.nouns for c in below)
        return held or child.lemma in words.by.get(verb.lemma, ())
    if child.dep in {"dobj", "obj"}:
        return child.lemma in words.nouns or verb.lemma in words.with_object
    return child.dep in {"acl", "advcl"} and child.lemma in words.joining and child.tag == "VBN"


def _before_purpose(analysis: Analysis, first: int, last: int) -> int:
    """Return where the words for whom somebody meets end, before what for (“with Minister Berg *to discuss* …”)."""
    for word in analysis.words[first:last]:
        following = analysis.words[word.number + 1].tag if word.number + 1 < last else ""
        if (word.text.lower() == "to" and following == "VB") or word.tag in {"WP", "WDT"}:
            return max(word.number, first + 1)
    return last


def _named(analysis: Analysis, place: Span, people: People) -> list[Span]:
    """Return the people named in a place, less those who are only named to say who another is.

    “With Oleg Berg, Chief of Staff for President Lund” is no meeting with Lund, nor is “Lund's visit”.
    """
    text = analysis.article.text
    found: list[Span] = []
    for span in people(place):
        between = text[found[-1].end : span.start] if found else ""
        aside = between.startswith(",") and " and " not in between and (" for " in between or " of " in between)
        if not aside and text[span.end : span.end + 1] not in {"’", "'"}:
            found.append(span)
    return found


def those_who_met(
    analysis: Analysis,
    source: Span,
    met: Sequence[Span],
    stranger: Callable[[Word], bool],
    strangers_in: Callable[[Span], bool],
) -> bool:
    """Say whether “they” or “the leaders” stands for those who met, though others were named since.

    Countries and bodies may come between, and one of the two; nobody who did not take part, and no second meeting.

    Args:
        analysis: the analysed text.
        source: the pronoun or description.
        met: the words for those who met.
        stranger: whether a word names or means people who took no part.
        strangers_in: whether people are named in a place who took no part.

    """
    words = meeting_words()
    phrase = " ".join(source.of(analysis.article.text).lower().split())
    if phrase not in words.several or not met or source.start < met[-1].end:
        return False
    pronoun = analysis.words_in(source)[-1]
    verb = analysis.words[pronoun.head]
    if pronoun.dep != "nsubj" or not is_main(analysis, verb):
        return False
    if phrase == "they" and (verb.lemma not in words.together or verb.tag not in {"VBD", "VBN"}):
        return False
    for sentence in analysis.sentences:
        if sentence.span.end <= met[-1].end or sentence.span.start >= source.start:
            continue
        first = next((w.number for w in analysis.words_in(met[-1])[-1:]), sentence.first)
        inside = analysis.words[max(sentence.first, first + 1) : min(sentence.last, pronoun.number)]
        if any(word.dep in {"nsubj", "nsubjpass"} and stranger(word) for word in inside):
            return False
        meets = any(w.pos == "VERB" and w.lemma in words.verbs and is_main(analysis, w) for w in inside)
        if meets and not sentence.span.contains(met[-1]) and strangers_in(sentence.span):
            return False
    return True

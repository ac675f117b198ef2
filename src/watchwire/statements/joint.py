"""Whose word it is where several speak: “we” of a joint statement, and “they” or “the two” after two were named."""

from collections.abc import Callable, Collection, Iterator

from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.model import Span
from watchwire.statements.meeting_words import meeting_words

_BACK = 8
"""How many sentences back those are looked for who are meant by “they”, as long as nobody else has come between."""
_NEAR = 2
"""How many sentences back people without a name are meant."""
_NAMED = frozenset({"PROPN", "NOUN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
Entities = Callable[[Word], str | None]
"""Whom a word names, by role or pronoun too, as the id of an entity."""


def _plain(phrase: str) -> str:
    """Return a phrase in lower case with plain spaces between its words."""
    return " ".join(phrase.lower().split())


def is_several(phrase: str) -> bool:
    """Say whether a phrase stands for several who were named before (“they”, “the two leaders”)."""
    return _plain(phrase) in several_before()


def several_before() -> frozenset[str]:
    """Return the phrases for several who were named before, in lower case."""
    return meeting_words().several | meeting_words().states


def are_states(phrase: str) -> bool:
    """Say whether a phrase stands for states that were named before (“the two countries”)."""
    return _plain(phrase) in meeting_words().states


def those_before(
    analysis: Analysis, source: Span, entity_of: Entities, quoted: Callable[[Word], bool]
) -> tuple[Span, ...]:
    """Return the words for those whom “they” or “the two” stand for, where the sentences before say it.

    A subject of several (“Secretary Berg and Minister Lopez met in Oslo. *They* discussed …”) is one phrase; two who
    met (“Secretary Berg spoke with Minister Lopez. *The two* agreed …”) are a phrase each. Nobody is meant where
    somebody else came between.

    Args:
        analysis: the analysed text.
        source: the pronoun or description.
        entity_of: whom a word names.
        quoted: whether a word stands in a quotation, where nobody is meant from outside.

    """
    if not is_several(source.of(analysis.article.text)):
        return ()
    here = next((n for n, s in enumerate(analysis.sentences) if s.span.contains(source)), None)
    if here is None:
        return ()
    pronoun = analysis.words_in(source)[-1]
    if quoted(pronoun) or _others_here(analysis, analysis.sentences[here].first, pronoun):
        return ()
    between: set[str] = set()
    for number in range(here, max(-1, here - _BACK), -1):
        sentence = analysis.sentences[number]
        end = pronoun.number if number == here else sentence.last
        for subject in reversed(_subjects(analysis, sentence.first, end, pronoun, quoted)):
            if _is_again(analysis, subject):
                continue
            meant = _those(analysis, subject, end, entity_of)
            if meant is not None:
                among = {entity_of(word) for piece in meant for word in analysis.words_in(piece)}
                return meant if between <= among else ()
            who = entity_of(subject)
            if who is None and are_people(subject) and not between and here - number <= _NEAR:
                return (_with_joined(analysis, subject),)  # “The researchers ran it. They found …”
            if who is None and (subject.tag in {"NNS", "NNPS"} or people_words().can_speak(subject.lemma.lower())):
                return ()  # other people came between
            if who is not None:
                between.add(who)
    return ()


def _others_here(analysis: Analysis, first: int, pronoun: Word) -> bool:
    """Say whether several people stand before a pronoun in its own sentence, and are no subject of it."""
    return any(
        are_people(word) and word.dep not in _SUBJECTS | {"compound", "poss"}
        for word in analysis.words[first : pronoun.number]
    )


def are_people(noun: Word) -> bool:
    """Say whether a noun in the plural means people or bodies."""
    many = noun.tag in {"NNS", "NNPS"} or noun.lemma.lower() in {"police", "people"}
    return many and noun.lemma.lower() not in people_words().papers and people_words().can_speak(noun.lemma.lower())


def _subjects(analysis: Analysis, first: int, end: int, pronoun: Word, quoted: Callable[[Word], bool]) -> list[Word]:
    """Return the subjects of a sentence's main clauses; of a sentence before, those of the others where it has none."""
    found = [
        word
        for word in analysis.words[first:end]
        if word.dep in _SUBJECTS and word.head != pronoun.head and not quoted(word) and not _is_supposed(analysis, word)
    ]
    main = [word for word in found if is_main(analysis, analysis.words[word.head])]
    if main or end == pronoun.number:
        return main
    return [word for word in found if analysis.words[word.head].dep in {"ccomp", "advcl"}]


def _is_supposed(analysis: Analysis, subject: Word) -> bool:
    """Say whether a subject stands behind the verb that makes a condition of its clause (“*should Oslo* leave”)."""
    return any(
        c.text.lower() in {"should", "had", "were"} and c.number < subject.number
        for c in analysis.children(subject.head)
        if c.dep == "aux"
    )


def is_main(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb is the main one of its sentence, or joined to it."""
    while verb.dep == "conj" and verb.head != verb.number:
        verb = analysis.words[verb.head]
    return verb.dep == "ROOT"


def _is_again(analysis: Analysis, subject: Word) -> bool:
    """Say whether a subject is “they” or “the two” once more."""
    first = analysis.subtree(subject.number)[0]
    return is_several(analysis.span(first, subject.number + 1).of(analysis.article.text))


def _those(analysis: Analysis, subject: Word, end: int, entity_of: Entities) -> tuple[Span, ...] | None:
    """Return a subject of several people in one phrase, or a subject and whom it met; None for anything else."""
    joined = [c for c in analysis.children(subject.number) if c.dep == "conj" and c.pos in _NAMED and c.number < end]
    others = _met(analysis, analysis.words[subject.head], end)
    if joined:
        whole = _joined(analysis, subject, joined, entity_of)
        return (_without_heading(analysis, subject, whole),) if whole is not None else None
    if not others or entity_of(subject) is None or subject.tag in {"NNS", "NNPS"}:
        return None
    if any(entity_of(other) is None and not _is_office(other) for other in others):
        return None
    pieces = [phrase_of(analysis, _apposed(analysis, word, entity_of)) for word in (subject, *others)]
    return tuple(pieces) if len({entity_of(word) or word.number for word in (subject, *others)}) > 1 else None


def _with_joined(analysis: Analysis, subject: Word) -> Span:
    """Return a noun for people with those who are joined to it (“*lawmakers and experts* said so. They …”)."""
    last = subject
    while more := [c for c in analysis.children(last.number) if c.dep == "conj" and c.pos in _NAMED]:
        last = more[-1]
    return Span(phrase_of(analysis, subject).start, phrase_of(analysis, last).end)


def _without_heading(analysis: Analysis, subject: Word, whole: Span) -> Span:
    """Return a subject of several without the heading of its paragraph (“Peace and Trade: *Berg and Lund* met”)."""
    text = analysis.article.text
    inside = text.find(": ", whole.start, whole.end)
    colon = whole.end if text[whole.end : whole.end + 1] == ":" else inside
    if colon < 0 or text[: whole.start].rstrip(" \t")[-1:] not in {"", "\n"}:
        return whole
    last = analysis.words[analysis.subtree(subject.number)[1] - 1]
    start = colon + 1 + len(text[colon + 1 : last.end]) - len(text[colon + 1 : last.end].lstrip())
    return Span(start, last.end) if start < last.end else whole


def _is_office(word: Word) -> bool:
    """Say whether a word means people, or is an office with a capital (“the *Speaker* of the House”)."""
    return people_words().can_speak(word.lemma.lower()) or (word.pos == "PROPN" and word.tag == "NNP")


def _apposed(analysis: Analysis, word: Word, entity_of: Entities) -> Word:
    """Return the name behind an office (“the Foreign Minister of Norway, *Oleg Berg*”), or the word itself."""
    named = (c for c in analysis.children(word.number) if c.dep == "appos" and c.pos == "PROPN" and entity_of(c))
    return next(named, word)


def _joined(analysis: Analysis, subject: Word, joined: list[Word], entity_of: Entities) -> Span | None:
    """Return a subject of several with names or offices (“the Secretary and Minister Lopez”, “Berg and her hosts”)."""
    if subject.pos not in _NAMED or (entity_of(subject) is None and not subject.text[:1].isupper()):
        return None
    last = joined[-1]
    while more := [c for c in analysis.children(last.number) if c.dep == "conj" and c.pos in _NAMED]:
        last = more[-1]
    known = people_words().can_speak(last.lemma.lower()) or entity_of(last) is not None
    if not known and not last.text[:1].isupper():
        return None
    return Span(phrase_of(analysis, subject).start, phrase_of(analysis, last).end)


def _met(analysis: Analysis, verb: Word, end: int) -> list[Word]:
    """Return those whom the subject of a verb met or spoke with, and who joined it."""
    words = meeting_words()
    if verb.lemma not in words.verbs:
        return []
    found: list[Word] = []
    for child in analysis.children(verb.number):
        if child.number >= end:
            break
        met = verb.lemma in words.with_object and child.dep in {"dobj", "obj"} and child.number > verb.number
        meeting = child.dep in {"dobj", "obj"} and child.lemma in words.nouns
        if met and not meeting:
            found.append(child)
        elif child.dep == "prep" and child.lemma in words.by.get(verb.lemma, ()):
            found.extend(c for c in analysis.children(child.number) if c.dep == "pobj")
        elif meeting:
            found.extend(_beside(analysis, child, "prep", {"with"}))
        elif child.dep in {"acl", "advcl"} and child.lemma in words.joining and child.tag == "VBN":
            found.extend(_beside(analysis, child, "agent", {"by"}))
    return [word for first in found for word in _chain(analysis, first)]


def _beside(analysis: Analysis, word: Word, dep: str, by: Collection[str]) -> Iterator[Word]:
    for child in analysis.children(word.number):
        if child.dep == dep and child.lemma in by:
            yield from (c for c in analysis.children(child.number) if c.dep == "pobj")


def _chain(analysis: Analysis, first: Word) -> Iterator[Word]:
    """Yield a noun and those that are joined to it."""
    yield first
    for child in analysis.children(first.number):
        if child.dep == "conj" and child.pos in _NAMED:
            yield from _chain(analysis, child)


_APART = frozenset({"relcl", "acl", "punct", "advcl", "conj", "cc", "appos", "prep"})


def phrase_of(analysis: Analysis, head: Word, behind: bool = False) -> Span:
    """Return a noun with what stands before it and hangs on it (“Deputy Secretary *Sherman*”).

    Args:
        analysis: the analysed text.
        head: the noun.
        behind: whether what hangs on it by a preposition belongs to it (“a spokesman *for the port*”).

    """
    first = last = head.number
    stack = [head]
    while stack:
        above = stack.pop()
        for child in analysis.children(above.number):
            hangs = child.dep == "prep" and (behind or child.lemma == "of") and child.number > head.number
            if child.dep in _APART and not hangs:
                continue
            if child.number > head.number and not hangs and child.dep != "pobj" and not (behind and above is not head):
                continue
            first, last = min(first, child.number), max(last, child.number)
            stack.append(child)
    return analysis.span(first, last + 1)

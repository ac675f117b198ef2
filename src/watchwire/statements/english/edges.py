"""Where a source begins and ends, where a broken parse gives it more than the words for who speaks."""

import re

from watchwire.geography import find_city
from watchwire.language import Word
from watchwire.language.calendar import words as words_of
from watchwire.language.nouns import noun_class
from watchwire.model import Span
from watchwire.statements.english.phrases import noun_phrase
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import Text

_HEADING = re.compile(r"[A-Z][^\n:“”\"]{1,80}:\s+(?=\S)")
_DATELINE = re.compile(r"[A-Z][\w.’']+(?:,? (?:[A-Z][\w.’']*|\d{1,2}|\([A-Z]\w+\)))*,? [–—-]{1,2} (?=\S)")
"""Where and by whom a story was filed, before its first words."""
_FILED = re.compile(r"([A-Z]{3,}(?: [A-Z]{3,})?) (?=[A-Z][a-z]|the |The )")
"""The place where a story was filed, without a dash behind it."""
_HOUR = re.compile(r"\b[ap]\.m\. +(?=[A-Z])")
_NEXT = re.compile(r",?\s(?:but|while|whereas|yet)\s+(?=\S)")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEGREES = frozenset(
    {"DDS", "DMD", "DVM", "MD", "M.D", "JD", "PhD", "Ph.D", "RN", "CPA", "QC", "KC", "MP", "MEP", "MBE", "OBE"}
)
"""What stands behind a person's name and a comma."""
_OF_SOURCE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_SHORT = 5
"""How many words, with “and”, the first of two who speak may have."""
_LONGEST = 90
"""How many characters a source with “whose” may have."""
_MARKS = frozenset('“”"')


def settled_source(text: Text, source: Span) -> Span:
    """Return a source without a heading, a dateline, a clause or an hour before it, and no quotation behind it."""
    string = text.string
    source = _behind_moment(text, _behind_opening(text, _named(text, without_day(text, source))))
    source = _behind_noun(text, _behind_verb(text, source))
    if string[: source.start].rstrip(" \t")[-1:] in {"", "\n"} and (
        found := _HEADING.match(string, source.start, source.end)
    ):
        source = Span(found.end(), source.end)  # “Peace and Security: Minister Berg outlined …”
    if string[: source.start].rstrip(" \t")[-1:] in {"", "\n"} and (
        found := _DATELINE.match(string, source.start, source.end)
    ):
        source = Span(found.end(), source.end)  # “TROMSØ, Norway - The mayor said …”
    if (
        string[: source.start].rstrip(" \t")[-1:] in {"", "\n"}
        and (found := _FILED.match(string, source.start, source.end))
        and find_city(found[1].title()) is not None
    ):
        source = Span(found.end(), source.end)  # “TROMSØ Norway said …”, as some agencies file it
    for found in _HOUR.finditer(string, source.start, source.end):
        source = Span(found.end(), source.end)  # “from 6 p.m. Norway plans …”: a sentence that was not parted
    for found in list(_NEXT.finditer(string, source.start, source.end)):
        before = text.analysis.words_in(Span(source.start, found.start())) if found.start() > source.start else ()
        if any(word.tag in _FINITE and word.dep not in {"relcl", "acl"} for word in before):
            source = Span(found.end(), source.end)
    mark = next((n for n in range(source.start + 1, source.end) if string[n] in _MARKS and _opens(text, n)), None)
    if mark is not None:
        held = string[source.start : mark].rstrip(" ,")
        source = Span(source.start, source.start + len(held)) if held else source
    return source


def _behind_verb(text: Text, source: Span) -> Span:
    """Return a source with whose it is (“*the poet, whose lawyers*”), and without a verb whose object it is.

    “Lifting it would anger *Oslo*, which resents the port.”
    """
    words = text.analysis.words_in(source)
    if len(words) > 1 and words[0].tag == "WP$":
        return _with_whose(text, words[0], source)
    if len(words) > 1 and words[0].tag == "MD" and words[-1].pos == "PROPN":
        last = max((n for n, word in enumerate(words) if word.pos in {"VERB", "AUX"}), default=-1)
        return Span(words[last + 1].start, source.end) if last + 1 < len(words) else source
    return source


def _behind_noun(text: Text, source: Span) -> Span:
    """Return a source without the noun before it that a preposition governs (“before the vote *Berg* has claimed …”).

    The parser makes one name of the two; what comes before a name otherwise is who he is (“the singer Ole Berg”).
    """
    words = text.analysis.words_in(source)
    before = text.words[words[0].number - 1] if words and words[0].number else None
    if before is None or before.pos not in {"ADP", "SCONJ"} or before.end > source.start:
        return source
    for at in range(1, len(words)):
        last, first = words[at - 1], words[at]
        if last.pos == "NOUN" and first.pos == "PROPN" and last.dep == "compound":
            event = noun_class(last.lemma.lower()) in {"event", "act"} and not any(
                w.pos == "NOUN" for w in words[at:-1]
            )
            return Span(first.start, source.end) if event else source
    return source


def _with_whose(text: Text, whose: Word, source: Span) -> Span:
    """Return a source that begins with “whose” with the words for him before that, as far as they are few."""
    verb = text.head(text.head(whose))
    noun = text.head(verb) if verb.dep == "relcl" else None
    phrase = noun_phrase(text, noun, without=verb.number) if noun is not None and noun.number < whose.number else None
    near = phrase is not None and 0 <= whose.start - phrase.end <= len(", ")
    if phrase is None or not near or source.end - phrase.start > _LONGEST:
        return Span(text.words[whose.number + 1].start, source.end)
    return Span(phrase.start, source.end)


def _behind_moment(text: Text, source: Span) -> Span:
    """Return a source without an adverb before it that tells when it spoke (“*Soon afterwards* a spokesman said”)."""
    words = text.analysis.words_in(source)
    at = next((n for n, word in enumerate(words) if word.lemma.lower() not in senses().moments), 0)
    return Span(words[at].start, source.end) if at and words[at].pos in _OF_SOURCE else source


def _behind_opening(text: Text, source: Span) -> Span:
    """Return a source without what opens its sentence (“Since *their arrival in Norway, the council* has accused …”).

    The parser makes one subject of the two. Behind the comma somebody must stand, and no verb before the cue.
    """
    words = text.analysis.words_in(source)
    sentence = text.analysis.sentence_at(source.start)
    if not words or sentence is None or words[0].number == sentence.first:
        return source
    opening = text.words[sentence.first]
    near = words[0].number - sentence.first == 1 and opening.lemma.lower() in senses().opening
    comma = next((n for n, word in enumerate(words[:-1]) if word.text == ","), None)
    if not near or comma is None or any(word.pos in {"VERB", "AUX"} for word in words):
        return source
    return Span(words[comma + 1].start, source.end) if words[comma + 1].pos in _OF_SOURCE else source


def without_day(text: Text, source: Span) -> Span:
    """Return a source without the day on which it spoke (“officials *on Saturday*”)."""
    words = text.analysis.words_in(source)
    if len(words) < 3 or words[-1].text.lower() not in words_of("en", "weekdays") or words[-2].lemma != "on":  # noqa: PLR2004
        return source
    return Span(source.start, words[-3].end)


def _named(text: Text, source: Span) -> Span:
    """Return a source that is only what stands behind a name with that name: a full stop, or a degree.

    The parser may begin a sentence behind “*Berg Cos*.”, and take the degree of “*Anna Berg*, DDS” for who speaks. A
    “forward” of a team is no adverb.
    """
    held = source.of(text.string)
    bare = not any(sign.isalnum() for sign in held)
    words = text.analysis.words_in(source)
    if (bare or held.rstrip(".") in _DEGREES) and words:
        at = words[0].number - 1 - (words[0].number > 0 and text.words[words[0].number - 1].text == ",")
        first = at
        while first >= 0 and _is_of_name(text.words[first]) and "\n" not in _gap(text, first):
            first -= 1
        if first < at:
            return Span(text.words[first + 1].start, source.end if bare else text.words[at].end)
    after = text.words[words[-1].number + 1] if words and words[-1].number + 1 < len(text.words) else None
    if after is not None and after.text == "forward" and after.pos == "ADV" and words[-1].pos == "PROPN":
        return Span(source.start, after.end)
    return source


def _is_of_name(word: Word) -> bool:
    """Say whether a word can be part of a name, whatever the parser takes it for (“Berg-Lund *Cos*.”)."""
    return word.pos == "PROPN" or word.tag == "HYPH" or (word.text[:1].isupper() and word.text[1:].islower())


def _gap(text: Text, number: int) -> str:
    return text.string[text.words[number].end : text.words[min(number + 1, len(text.words) - 1)].start]


def _opens(text: Text, at: int) -> bool:
    """Say whether a mark opens something that somebody says, and not a by-name (“Oleg "Bull" Berg”)."""
    return any(quote.start - 1 <= at <= quote.start for quote in text.quotes)


def with_first_of_two(text: Text, source: Span, content: tuple[Span, ...]) -> tuple[Span, tuple[Span, ...]]:
    """Return a source with the first of two who speak, where that was left with the content before them.

    “The ferry was late, *witnesses and* Norwegian officials said”: behind a comma, a few words of a name or a noun.
    """
    words = text.analysis.words_in(content[-1]) if content else ()
    if not words or words[-1].lemma != "and" or text.string[content[-1].end : source.start].strip():
        return source, content
    at = len(words) - 2
    while at > 0 and words[at].pos in _OF_SOURCE and len(words) - at <= _SHORT:
        at -= 1
    if at < 1 or words[at].text != "," or at == len(words) - 2 or text.quoted(words[at]):
        return source, content
    return Span(words[at + 1].start, source.end), (*content[:-1], Span(content[-1].start, words[at - 1].end))


def after_preposition(text: Text, subject: Word) -> Span | None:
    """Return who speaks where the parser took for the subject what a preposition governs, or None where it did not.

    “A spokesperson who asked not to be named because of *agency policy* said …”: whom the clause with “who” is about.
    """
    first = text.subtree(subject)[0]
    before = text.words[first - 1] if first else None
    sentence = text.analysis.sentence_at(subject.start)
    if (
        before is None
        or sentence is None
        or before.tag != "IN"
        or before.pos != "ADP"
        or before.number < sentence.first
    ):
        return None
    verbs = [w for w in text.words[sentence.first : first] if w.dep == "relcl" and text.head(w).number < w.number]
    return noun_phrase(text, text.head(verbs[0]), without=verbs[0].number) if verbs else None

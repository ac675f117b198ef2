"""What a language gives to the rooms after it, in one neutral shape.

A language is a class with the members of `Language`: `russian.py` shows how little it takes. `pick.py` names it.
Dependency labels are those of the pipeline; the statement rules of that language know them.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

from watchwire.model import Article, Span
from watchwire.prefilter import Held

_DATELINE = re.compile(
    r"[A-Z][A-Z .’'-]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w .]{1,30}\))?\s*(?:[-–—]{1,2}|:)\s+(?=[A-Z“\"])"
)
_CREDITED = re.compile(
    r"[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}(?:, [A-Z][\w.]{2,20}(?: [A-Z][\w.]{2,20})?)?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    r"(?:,? ?\((?:[A-Z]{2,}|[A-Z][\w.]+ ?[\w.]*)\)|, [A-Z]{2,10})\s*[-–—]{1,2}\s+(?=[A-Z“\"])"
)
"""A dateline in small letters, which its agency tells (“Oslo, May 18, NTB – …”, “Oslo (NTB) - …”)."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a sentence. `head` is the number of the governing token in the whole text (its own for a root)."""

    number: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words' numbers `[first, last)` and its place."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the recogniser found. `label` is person, organization, place or group.

    `base` is the name as it is without inflection, where the language inflects names and the text does.
    """

    span: Span
    label: str
    base: str | None = None


@dataclass(frozen=True)
class Analysis:
    """An analysed text: words, sentences, names; what was not done stands in `missing`, its parts in `unread`."""

    article: Article
    words: tuple[Word, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def parsed(self) -> bool:
        """Whether the words have been parsed, and not only split."""
        return bool(self.words) and bool(self.words[0].dep)

    @cached_property
    def held(self) -> Held:
        """Where in the text a pattern can be."""
        return Held(self.article.text)

    @cached_property
    def labels(self) -> dict[tuple[int, int], str]:
        """The labels of the recogniser's names by where they begin and end."""
        return {(name.span.start, name.span.end): name.label for name in self.names}

    @cached_property
    def _children(self) -> list[tuple[Word, ...]]:
        found: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.number:
                found[word.head].append(word)
        return [tuple(words) for words in found]

    def children(self, number: int) -> tuple[Word, ...]:
        """Return the words that a word governs, in order."""
        return self._children[number]

    @cached_property
    def _ranges(self) -> tuple[list[int], list[int]]:
        """The lowest and the highest word that each word and all below it cover, worked out once from below."""
        low, high = list(range(len(self.words))), list(range(len(self.words)))
        order = [word.number for word in self.words if word.head == word.number]
        for number in order:  # it grows: every word comes after its head
            order.extend([word.number for word in self._children[number]])
        for number in reversed(order):
            head = self.words[number].head
            low[head], high[head] = min(low[head], low[number]), max(high[head], high[number])
        return low, high

    def subtree(self, number: int) -> tuple[int, int]:
        """Return the range of word numbers `[first, last)` that a word and all below it cover."""
        low, high = self._ranges
        return low[number], high[number] + 1

    def span(self, first: int, last: int) -> Span:
        """Return the characters that words `[first, last)` cover."""
        return Span(self.words[first].start, self.words[last - 1].end)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def word_at(self, offset: int) -> Word | None:
        """Return the word that covers, or first follows, a place in the text."""
        number = bisect_right(self._ends, offset)
        return self.words[number] if number < len(self.words) else None

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """Return the words that begin inside a place in the text, and the one that covers its first character."""
        first = bisect_right(self._ends, span.start)
        return self.words[first : bisect_left(self._starts, span.end, first)]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence around a place in the text."""
        at = bisect_right(self._begins, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.sentences)


class Language(Protocol):
    """One language's pipeline behind the seam."""

    code: str

    def analyse(self, article: Article) -> Analysis:
        """Analyse the story of an article, leaving site furniture out."""
        ...

    def analyse_all(self, articles: Sequence[Article]) -> list[Analysis]:
        """Analyse several articles, in one pass where the pipeline is quicker that way."""
        ...


@runtime_checkable
class Loads(Protocol):
    """A language with models that take a while to load, which is not the time of the article that comes first."""

    def load(self) -> None:
        """Load them, unless they are loaded."""


class OneByOne(ABC):
    """A language whose pipeline gains nothing by several articles at a time."""

    @abstractmethod
    def analyse(self, article: Article) -> Analysis:
        """Analyse the story of an article, leaving site furniture out."""

    def analyse_all(self, articles: Sequence[Article]) -> list[Analysis]:
        """Analyse several articles, one after another."""
        return [self.analyse(article) for article in articles]


_LONGEST = 2500
"""Characters of the longest paragraph that goes through a pipeline in one piece. The longest sentences of news have
some 150 words, 900 characters."""
_CUT = re.compile(r"\n|(?<=[a-z\u0430-\u044f0-9]{4}[.!?])[\"»”’)]*\s+(?=[\"«“‘(]*[^\W\d_a-z])|[。！？]")
"""Where a long paragraph is cut: where a line ends, or a sentence (four letters before, so no abbreviation)."""


def stretches(article: Article) -> list[Span]:
    """Return the paragraphs of the story: what lies between furniture and blank lines."""
    spans: list[Span] = []
    at = 0
    edges = [*(piece.span for piece in article.furniture), Span(len(article.text), len(article.text))]
    for edge in sorted(edges):
        if edge.start > at:
            spans.append(Span(at, edge.start))
        at = max(at, edge.end)
    found: list[Span] = []
    for span in spans:
        for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", span.of(article.text)):
            start = span.start + match.start()
            end = start + len(match[0].rstrip())
            cut = _DATELINE.match(match[0]) or _CREDITED.match(match[0])
            if cut:
                # A dateline is no part of the sentence that follows it.
                found.append(Span(start, start + len(cut[0].rstrip())))
                start += cut.end()
            if end > start:
                found.extend(_bounded(Span(start, end), article.text))
    return found


def _bounded(span: Span, text: str) -> list[Span]:
    """Cut a paragraph that is too long where a line or sentence ends, else where a phrase or word does.

    What is looked up within a sentence costs the square of its length, so that no "sentence" may have tens of thousands
    of words: a list of names, a table, or a text that was made to be slow.
    """
    found = []
    start = span.start
    while span.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cut = max((match.end() for match in _CUT.finditer(window, _LONGEST // 2)), default=0)
        if not cut:
            cut = next((at + 1 for mark in ";, " if (at := window.rfind(mark, _LONGEST // 2)) >= 0), _LONGEST)
        piece = Span(start, start + len(window[:cut].rstrip()))
        if piece.end > piece.start:
            found.append(piece)
        start += cut
        while start < span.end and text[start].isspace():
            start += 1
    if span.end > start:
        found.append(Span(start, span.end))
    return found

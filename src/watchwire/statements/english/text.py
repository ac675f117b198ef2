"""A text with its cues and quotations at hand: what every rule of English looks at."""

from dataclasses import dataclass
from functools import cached_property

from watchwire.language import Analysis, Sentence, Word
from watchwire.language.datelines import sure_datelines
from watchwire.language.quotes import find_quotes, is_utterance
from watchwire.model import Span
from watchwire.statements.cues import CueLexicon, cue_lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
EDGES = frozenset({"PUNCT", "SPACE"})


@dataclass(frozen=True)
class Text:
    """An analysed text, its lexicon of cues, and its quotations."""

    analysis: Analysis
    lexicon: CueLexicon
    quotes: tuple[Span, ...]

    @classmethod
    def of(cls, analysis: Analysis) -> "Text":
        """Return a text with what its rules need."""
        found = find_quotes(analysis.article)
        quotes = tuple(quote for quote in found if is_utterance(quote.of(analysis.article.text)))
        return cls(analysis, cue_lexicon("en"), quotes)

    @property
    def string(self) -> str:
        """The text itself."""
        return self.analysis.article.text

    @property
    def words(self) -> tuple[Word, ...]:
        """All words, by number."""
        return self.analysis.words

    def children(self, word: Word) -> tuple[Word, ...]:
        """Return the words that a word governs, in order."""
        return self.analysis.children(word.number)

    def head(self, word: Word) -> Word:
        """Return the word that governs a word."""
        return self.analysis.words[word.head]

    def subtree(self, word: Word) -> tuple[int, int]:
        """Return the numbers `[first, last)` that a word and all below it cover."""
        return self.analysis.subtree(word.number)

    def quoted(self, word: Word) -> bool:
        """Say whether a word stands inside a quotation."""
        return self._in_quotes[word.start] == 1

    @cached_property
    def _in_quotes(self) -> bytearray:
        """Which characters stand in a quotation."""
        found = bytearray(len(self.string) + 1)
        for quote in self.quotes:
            found[quote.start : quote.end] = b"\1" * len(quote)
        return found

    @cached_property
    def _datelines(self) -> tuple[Span, ...]:
        return tuple(sure_datelines(self.string))

    def after_dateline(self, phrase: Span) -> Span:
        """Return a phrase without the dateline that the parser takes for a part of it."""
        ends = (line.end for line in self._datelines if line.start <= phrase.start < line.end < phrase.end)
        return Span(next(ends, phrase.start), phrase.end)

    def quotes_in(self, sentence: Sentence) -> list[Span]:
        """Return the quotations that touch a sentence."""
        return [quote for quote in self.quotes if quote.overlaps(sentence.span)]

    def trimmed(self, first: int, last: int, also: frozenset[str] = frozenset()) -> Span | None:
        """Return the characters of words `[first, last)` without marks at their edges, or None if nothing is left."""
        while first < last and self.words[first].pos in EDGES | also:
            first += 1
        while last > first and self.words[last - 1].pos in EDGES | also:
            last -= 1
        return self.analysis.span(first, last) if last > first else None

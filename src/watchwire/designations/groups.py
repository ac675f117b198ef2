"""Groups that a text does not name ("three Chinese companies"): where their words begin and end, and which are new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchwire.designations.frames import frames
from watchwire.designations.listing import Found, Listing
from watchwire.designations.naming import INSIDE, PLACES, Naming, is_demonym
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Span

_GROUP_LONGEST = 140
_NEXT_PLACE = re.compile(r"(?:\s\([^)]{1,20}\))?(?:,\s+and\s+|,\s+|\s+and\s+)(?:the\s+)?")
_BARE = re.compile(r",?\s+and\s+(?=[a-z])|,\s+(?=[a-z])")
_TO_LIST = re.compile(r"\s(?:to|on|from|in)\s(?:the|its|their|a|an)\s(?:[\w’'.-]+\s){0,4}[Ll]ists?\b")


@dataclass(frozen=True)
class Groups:
    """Reads the groups of one article."""

    analysis: Analysis
    names: Naming
    listing: Listing

    @property
    def _text(self) -> str:
        return self.analysis.article.text

    def is_people(self, word: Word) -> bool:
        """Say whether a word means some people by where they are from (“four *Norwegians*”)."""
        counted = any(child.dep == "nummod" for child in self.analysis.children(word.number))
        return counted and word.tag in {"NNS", "NNPS", "NNP"} and is_demonym(word.text.removesuffix("s"))

    def is_party(self, word: Word) -> bool:
        """Say whether a noun tells of parties: by itself, or as people of a list (“officials and *authorities*”)."""
        if word.lemma.lower() in frames().nouns or self.is_people(word):
            return True
        listed = word.dep == "conj" and word.tag == "NNS"
        return listed and noun_class(word.lemma.lower()) in {"person", "group"}

    def told(self, word: Word, explained: bool) -> Iterator[Found]:
        """Yield a group that the text does not name, unless it is one that was spoken of before."""
        known = frames()
        words = self.analysis.words
        begin, end = self.analysis.subtree(word.number)
        if {words[begin].lemma.lower(), words[begin].text.lower()} & known.again and not self._is_anew(word, begin):
            return
        end = min([end, *self._clauses_of(word)])
        if explained and words[begin].text.lower() in {"a", "an"}:
            return
        at = word.number + 1
        while at < end and words[at].start - words[begin].start < _GROUP_LONGEST:
            if (words[at].pos == "PUNCT" and words[at].text not in INSIDE) or words[
                at
            ].lemma.lower() in known.group_ends:
                break
            if words[at].tag == "PRP" or words[at].text.lower() in known.group_ends:
                break  # “seven nationals *it* claims are …”
            if words[at].lemma == "with" and known.struck_with.match(self._text, words[min(at + 1, end - 1)].start):
                break  # “hit two of his firms *with sanctions*”
            at += 1
        while at > word.number + 1 and words[at - 1].pos in {"CCONJ", "ADP", "DET", "ADJ", "ADV", "VERB"}:
            at -= 1
        span = self.analysis.span(self._first_of_group(begin), at)
        span = Span(span.start, self._beyond_bare(self.beyond_places(span.end)))
        for beyond in (_TO_LIST, frames().reasons):  # which list, and why, is none of it
            cut = beyond.search(self._text, words[word.number].end, span.end)
            span = Span(span.start, len(self._text[: cut.start()].rstrip())) if cut else span
        if words[begin].pos == "PROPN" and "," in span.of(self._text):
            yield from self._listed(span)
        elif at - begin > 1:  # a bare noun ("entities") tells nobody anything
            yield Found(span, False)

    def _is_anew(self, word: Word, begin: int) -> bool:
        """Say whether a group is new though it begins with “the” or “his”: another's, or joined to a name.

        (“*the ministry's* shipping company”, “Anton Belov and *his* network of brokers”)
        """
        first = self.analysis.words[begin]
        owner = self.analysis.words[first.head]
        if first.text.lower() == "the":
            return owner.number != word.number and owner.dep == "poss" and owner.pos == "PROPN"
        joined = word.dep == "conj" and self.analysis.words[word.head].pos == "PROPN"
        return joined and first.tag == "PRP$" and first.head == word.number

    def _clauses_of(self, word: Word) -> Iterator[int]:
        """Yield where the clauses behind a noun begin that tell of it."""
        for child in self.analysis.children(word.number):
            start, _ = self.analysis.subtree(child.number)
            if child.dep == "relcl" and start > word.number + 1:
                yield start

    def _beyond_bare(self, end: int) -> int:
        """Return where a group ends to which nouns are joined that say nothing alone (“100 deputies, *judges*, …”)."""
        last = end
        while (joins := _BARE.match(self._text, last)) is not None:
            word = self.analysis.word_at(joins.end())
            if word is None or word.tag != "NNS" or word.dep != "conj" or not self.is_party(word):
                break
            last = word.end
        return last

    def beyond_places(self, end: int) -> int:
        """Return where a group ends whose places are a list ("located in Norway, *the Emirates, and Iran*")."""
        held = self.names.entity_at(end - 1)
        last, joined = end, ""
        while held is not None and held[1].kind in PLACES:
            parts = _NEXT_PLACE.match(self._text, last)
            held = self.names.entity_at(parts.end()) if parts is not None else None
            if parts is None or held is None or held[1].kind not in PLACES:
                break
            last, joined = held[0].end, parts[0]
        return last if "and" in joined else end

    def _first_of_group(self, begin: int) -> int:
        """Return where a group begins of which a parse has the last words only ("an oil *and arms network*")."""
        words = self.analysis.words
        at = begin - 2
        if at < 1 or words[begin - 1].text != "and" or words[begin].pos in {"DET", "NUM"}:
            return begin
        while at > 0 and words[at].pos in {"ADJ", "NOUN"}:
            at -= 1
        return at if words[at].pos in {"DET", "NUM"} and at < begin - 2 else begin

    def _listed(self, span: Span) -> Iterator[Found]:
        """Yield the names of a list that the parser took for one phrase."""
        at = span.start
        for piece in re.split(r",", span.of(self._text)):
            found = self.listing.leading(Span(at, at + len(piece)))
            if found is not None:
                yield Found(found.span, True, found.entity)
            at += len(piece) + 1

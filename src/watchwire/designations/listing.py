"""Lists of names read by their words: what stands between their commas, where a parser loses the thread."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from watchwire.designations.frames import frames
from watchwire.designations.naming import PLACES, Naming, is_demonym
from watchwire.language import Analysis, Word
from watchwire.model import Entity, EntityKind, Span

_DETAIL_LONGEST = 280
_NAME = re.compile(r"\s*(?:[•*·–-]\s*|\d+[.)]\s*|[“\"‘(])*(?:(?:and|the|The|her|his|its|their)\s+)*(?=[A-ZÀ-ÞА-Я0-9])")
_DETAIL = re.compile(
    r"[”\"’]?(?:\s\([^)]{1,60}\))?,\s+(?P<words>(?:an?|the|who|which|former|deputy|head|chief|leader|owner|"
    r"[A-Z][a-z]+n-based)\b(?:[^;.:\n]|(?<=[A-Z])\.(?=[A-Z\s,-]))"
    r"{3,160}?)(?=[;:\n]|\.(?:\s|$)|,? pursuant|, and [A-Z]|, [A-Z]|,? because|,? under [EA]"
    r"|,? for (?:[a-z]+ing|his|her|its|their)\b"
    r"|, (?:is|are|was|were|ha[sd]|have|along with|as well as)\b)"
)
_WHY = re.compile(r",? (?:for (?:[a-z]+ing|his|her|its|their)|because|due to|pursuant to|along with|as well as)\b")
_JOINED_AT_START = re.compile(r"(?:and|or|as well as)\b")
_OWNS = re.compile(r"['’]s?\b")
_SHORT_FORM = re.compile(r"[”\"’]?\s*\([^)]{1,60}\)")
_PARTS = re.compile(
    r"(?:[,;:]|(?:and|including|plus|as well as|along with|together with)\b)"
    r"(?:\s*[,;]|\s+(?:and|including|as well as|along with|together with)\b)*"
)
_ENDS = frozenset({"for", "because", "pursuant", "under", "who", "whom", "whose", "which", "that", "due", "as"})
"""Words behind which a list of names says why, under what, or which: none of its names stands there."""
_LEADS = frozenset({"DET", "NUM", "ADJ", "NOUN", "ADV"})
_LEAD_LONGEST = 9
_GROUP_LONGEST = 14
"""How many words of a group are told."""


@dataclass(frozen=True, slots=True)
class Found:
    """A target in the text; `entity` is who it is among the article's."""

    span: Span
    named: bool
    entity: Entity | None = None
    detail: Span | None = None


@dataclass(frozen=True)
class Listing:
    """Reads lists of names in one article."""

    analysis: Analysis
    names: Naming

    @property
    def _text(self) -> str:
        return self.analysis.article.text

    def detail(self, after: int) -> Span | None:
        """Return what stands after a name in apposition, up to the next name of a list or the end of its clause."""
        match = _DETAIL.match(self._text, after)
        return Span(*match.span("words")) if match else None

    def leading(self, span: Span) -> Found | None:
        """Return the name with which a part of a list begins."""
        match = _NAME.match(self._text, span.start, span.end)
        begin = match.end() if match else span.start
        held = self.names.entity_at(begin)
        if held is not None and held[1].kind not in PLACES and held[0].start == begin:
            whole = self.names.whole(held[0])
            if self.names.is_no_name(whole):
                return None
            if _OWNS.match(self._text, whole.end):
                return None
            return Found(whole, True, held[1], self._rest(whole.end, span.end))
        word = self.analysis.word_at(begin)
        if word is None or word.pos != "PROPN" or word.start != begin:
            return None
        run = self.names.whole(self.names.run(word.number))
        if len(run.of(self._text).split()) == 1 or self.names.is_no_name(run) or self.names.is_in_place(run):
            return None
        return Found(run, True, None, self._rest(run.end, span.end))

    def described(self, span: Span) -> Found | None:
        """Return the name with which a part of a list begins, behind what it calls him (“*daughter* Anna Lee”)."""
        word = self._lead(span.start, span.end)
        if word is None:
            return None
        held = self.names.entity_at(word.start)
        owner = _OWNS.match(self._text, held[0].end, span.end) if held is not None else None
        if owner is not None:  # “Belov’s *daughter Anna Lee*”
            word = self._lead(owner.end(), span.end)
            found = self.leading(Span(word.start, span.end)) if word is not None else None
            whole = word is not None and found is not None and found.span.start > word.start
            # A first name that is a town's too is the name's here.
            return replace(found, span=Span(word.start, found.span.end)) if whole and word and found else found
        return self.leading(Span(word.start, span.end))

    def _rest(self, start: int, end: int) -> Span | None:
        words = self._text[start:end]
        begin = start + len(words) - len(words.lstrip(' ,:–—-)”"'))
        short = _SHORT_FORM.match(self._text, start, end)
        if short is not None:
            return self._rest(short.end(), end)
        why = _WHY.search(self._text, max(start, begin - 1), end)
        words = self._text[start : why.start() if why else end]
        last = start + len(words.rstrip(" ,;."))
        if last <= begin or _JOINED_AT_START.match(self._text, begin):
            return None
        return Span(begin, min(last, begin + _DETAIL_LONGEST))

    def _lead(self, start: int, end: int) -> Word | None:
        """Return the first word of the name of a part, beyond the small words that say who it is."""
        counted, said = False, False
        for word in self.analysis.words_in(Span(start, end))[:_LEAD_LONGEST]:
            if word.text[:1].isupper() and not is_demonym(word.text) and word.text not in frames().titles:
                return None if counted and not said else word
            counted = counted or word.pos == "NUM"
            said = said or word.pos == "NOUN" or self._is_called(word)
            if word.text == "for" and self._text.startswith("sanctions ", word.end + 1):
                continue  # “is designating *for sanctions* Red Star LLC”
            small = word.pos in _LEADS or word.text[:1].isupper() or word.tag in {"PRP$", "HYPH", "VBN"}
            if not small and not self._is_called(word) and word.text not in {"-", "“", '"', "former"}:
                return None
        return None

    def items(self, span: Span, heads: Collection[int]) -> Iterator[tuple[Found, bool]]:
        """Yield the names that parts of a list begin with, and whether “including” stands before each.

        So are the groups that are counted beside them (“and *ten banks*”). It ends at the first word that tells
        something of them, or goes on behind the next semicolon.

        Args:
            span: where the list stands.
            heads: numbers of the words that the targets hang on.

        """
        at, owned, including, parted, beside = span.start, "", False, False, False
        while at < span.end:
            found = self.part(Span(at, span.end))
            if found is not None and not (owned and self._hangs(found, heads, parted and owned != "for")):
                yield replace(found, detail=self.detail(found.span.end)), including
                at, owned = found.span.end, ""
                short = _SHORT_FORM.match(self._text, at, span.end)
                at = short.end() if short else at
            elif beside and (group := self.group(Span(at, span.end))) is not None:
                yield group, including
                at, owned = group.span.end, "of"
            step = self._separator(Span(at, span.end))
            if step is None:
                return
            at, preposition, words = step
            owned = "" if ";" in words else owned or preposition
            including = including or "including" in words
            parted, beside = "," in words, words.strip(", ") != ""

    def part(self, span: Span) -> Found | None:
        """Return the name that a whole part of a list begins with, or that stands behind a body and an office of it."""
        found = self.described(span)
        if found is None or self._ends_well(found, span.end):
            return found
        following = next(iter(self.analysis.words_in(Span(found.span.end, span.end))), None)
        if following is None or following.pos != "NOUN" or not following.text.islower():
            return None
        found = self.described(Span(following.start, span.end))  # “the Front’s leader *Anton Belov*”
        return found if found is not None and self._ends_well(found, span.end) else None

    def group(self, span: Span) -> Found | None:
        """Return a group that is counted and not named ("28 subsidiaries", "several of his companies")."""
        words = self.analysis.words_in(span)
        theirs = bool(words) and words[0].tag == "PRP$"
        if not words or (words[0].pos != "NUM" and not theirs and words[0].text.lower() not in frames().counts):
            return None
        last, grouped = None, False
        for word in words[:_GROUP_LONGEST]:
            parted = _PARTS.match(self._text, word.start) and not (grouped and self._is_bare_pair(word))
            if word is not words[0] and (parted or self._tells(word)):
                break
            if word.pos == "PUNCT" and word.tag != "HYPH":
                break
            grouped = grouped or word.lemma.lower() in frames().nouns
            last = word if grouped and word.pos in {"NOUN", "PROPN"} else last
        return Found(Span(words[0].start, last.end), False) if last is not None else None

    def _is_bare_pair(self, word: Word) -> bool:
        """Say whether “and” joins another noun to that of a group (“his companies *and* associates in Lebanon”)."""
        following = self.analysis.words[min(word.number + 1, len(self.analysis.words) - 1)]
        return word.text == "and" and following.tag == "NNS" and following.dep == "conj"

    def _ends_well(self, found: Found, end: int) -> bool:
        """Say whether a name is a whole part: it is followed by what parts a list, or ends it."""
        at = found.span.end
        short = _SHORT_FORM.match(self._text, at, end)
        at = short.end() if short else at
        following = next((word for word in self.analysis.words_in(Span(at, end)) if word.text.strip()), None)
        if following is None or following.pos in {"PUNCT", "ADP"}:
            return True
        return following.text.lower() in _ENDS or _PARTS.match(self._text, following.start) is not None

    def _hangs(self, found: Found, heads: Collection[int], parted: bool) -> bool:
        """Say whether a name is one of several that a preposition governs (“officials of the bank *and the army*”).

        Behind somebody's name and a comma it is not ("the children of Ivan Orlov, *Anna Orlova* and ...").
        """
        inside = self.analysis.words_in(found.span)
        numbers = {word.number for word in inside}
        word = next((word for word in inside if word.head not in numbers), inside[-1])
        while word.dep == "conj" and word.head != word.number:
            word = self.analysis.words[word.head]
        held = self.names.entity_at(word.start)
        if parted and held is not None and held[1].kind is EntityKind.PERSON:
            return False
        return word.dep == "pobj" and word.number not in heads

    def _separator(self, span: Span) -> tuple[int, str, str] | None:
        """Return where the next part begins, the kind of preposition before it, and what parts it; None at the end.

        The kind is “for” where somebody is something for others (“a broker for …”), else “of”, or empty for none.
        """
        depth, told, preposition = 0, False, ""
        words = self.analysis.words_in(span)
        apposed = bool(words) and words[0].text in {"a", "an"}
        for word in words:
            depth += (word.text == "(") - (word.text == ")")
            parts = _PARTS.match(self._text, word.start, span.end)
            served = preposition == "for" and parts is not None and parts[0][0] not in ",;"
            if depth > 0 or served or (parts is not None and told and ";" not in parts[0]):
                continue  # “a broker for Orlov *and* Smirnov, …”
            if parts is not None:
                return parts.end(), preposition, parts[0]
            whom = apposed and self._is_whom_for(word)
            told = told or (self._tells(word) and not whom)
            preposition = "" if told else "for" if whom else preposition or ("of" if word.pos == "ADP" else "")
        return None

    def _is_whom_for(self, word: Word) -> bool:
        """Say whether “for” leads to whom somebody is something for (“a broker *for* the Front”), and not to why."""
        return word.text == "for" and not _WHY.match(self._text, word.start - 1)

    def _is_called(self, word: Word) -> bool:
        """Say whether a word says what somebody is, behind where he is from, though the parser sees a verb in it."""
        before = self.analysis.words[word.number - 1] if word.number > 0 else word
        return word.text.lower() in frames().nouns and is_demonym(before.text)

    def _tells(self, word: Word) -> bool:
        """Say whether a word begins what the text tells of the names before it."""
        if word.text.lower() in _ENDS:
            return True
        verb = word.pos in {"VERB", "AUX"} and not word.text[:1].isupper() and not self._is_called(word)
        return verb and word.dep not in {"amod", "compound"}

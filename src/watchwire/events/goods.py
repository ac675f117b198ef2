"""The goods of a supply: which they are, and whose."""

from dataclasses import replace

from watchwire.entities import country_codes_in_phrase
from watchwire.events.lexicon import frames, goods_in
from watchwire.events.scene import Side
from watchwire.language import Analysis, Word
from watchwire.model import Span

_RELATIVE = frozenset({"that", "which", "who"})
_ADJECTIVE = 40
_OF_GOODS = frozenset({"of", "with", "in", "including", "like", "as"})
_PURPOSE = frozenset({"xcomp", "advcl", "pcomp", "relcl", "ccomp"})
_WITHIN = frozenset({"compound", "amod", "nmod", "conj", "appos", "pobj", "prep", "nummod", "npadvmod", "dobj", "acl"})


def by_origin(analysis: Analysis, word: Word, found: tuple[str, Span], sides: tuple[Side, Side]) -> tuple[Side, Side]:
    """Let whose goods they are stand in for who gives them.

    Workers come from their own country, whoever sends them; what is carried, and oil, from its origin.
    """
    given, taken = sides
    key, place = found
    origin = _countries_before(analysis, place, taken.countries)
    if origin and (not given.countries or key == "fuel" or word.lemma in frames().carrying):
        return replace(given, countries=origin), taken
    if key == "labour":
        origin = _countries_before(analysis, place, ())
    if key == "labour" and origin and origin != given.countries:
        taken = Side((), tuple(code for code in taken.countries if code not in origin))
        return Side((), origin), Side(given.ids or taken.ids, given.countries or taken.countries)
    return given, taken


def without_goods(side: Side, goods: Span) -> Side:
    """Return a side without the words for the goods, which are no party."""
    return replace(side, spans=tuple(span for span in side.spans if not span.overlaps(goods)))


def _countries_before(analysis: Analysis, goods: Span, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose goods they are, by the adjective before them ("North Korean munitions")."""
    before = analysis.article.text[max(0, goods.start - _ADJECTIVE) : goods.start]
    if before[-1:] != " " or not before.strip():
        return ()
    words = before.split()[-2:]
    if not words[-1][0].isupper():
        return ()
    codes = country_codes_in_phrase(" ".join(words))
    return tuple(code for code in codes[-1:] if code not in others)


def goods_of(analysis: Analysis, word: Word) -> tuple[str, Span] | None:
    """Look for goods in the object of a verb, and in a noun's own phrase; what the object is about does not count."""
    heads = [
        c
        for c in analysis.children(word.number)
        if c.dep in {"dobj", "obj", "nsubjpass", "compound", "amod", "pobj", "nmod", "acl"}
        or (c.dep == "prep" and c.lemma in _OF_GOODS)
    ]
    spans = [(analysis.span(*analysis.subtree(c.number)), c) for c in heads]
    if word.pos == "NOUN":
        spans.insert(0, (Span(analysis.words[analysis.subtree(word.number)[0]].start, word.end), word))
    spans.extend(_described(analysis, word))
    for span, head in spans:
        text = span.of(analysis.article.text)[:160]
        found = goods_in(text)
        if found is None:
            continue
        item, match = found
        place = Span(span.start + match.start(), span.start + match.end())
        if _belongs(analysis, place, head):
            return item.key, place
    return None


def _described(analysis: Analysis, word: Word) -> list[tuple[Span, Word]]:
    """Return the noun that a clause of supply describes: "weapons [that Iran provides]", "shells [sold by Iran]"."""
    above = analysis.words[word.head]
    children = analysis.children(word.number)
    has_object = any(c.dep in {"dobj", "obj"} and c.text.lower() not in _RELATIVE for c in children)
    is_subject = any(c.dep == "nsubj" and c.text.lower() in _RELATIVE for c in children)
    if word.dep not in {"relcl", "acl"} or above.pos != "NOUN" or has_object or is_subject:
        return []
    first = analysis.subtree(above.number)[0]
    return [(Span(analysis.words[first].start, above.end), above)]


def _belongs(analysis: Analysis, goods: Span, head: Word) -> bool:
    """Say whether goods are the thing itself ("shells", "millions of shells") and not what it is about."""
    if head.lemma in frames().nowhere:
        return False
    word = analysis.word_at(goods.end - 1)
    for _ in range(8):
        if word is None:
            return False
        if word.number == head.number:
            return True
        if word.dep == "appos" and analysis.words[word.head].pos == "PROPN":
            return False  # “gave Norsk, *an oil company*, until May” gives no oil
        purpose = word.dep in _PURPOSE and head.lemma in frames().unspecific
        if not (word.dep in _WITHIN or purpose) or (
            word.dep == "prep" and not {word.lemma, word.text.lower()} & _OF_GOODS
        ):
            return False
        word = analysis.words[word.head]
    return False

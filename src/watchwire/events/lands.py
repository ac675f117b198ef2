"""The countries that noun phrases name ("a Chinese firm", "rebels in Congo")."""

import re

from watchwire.entities import country_codes_in_phrase
from watchwire.events.lexicon import goods_in
from watchwire.events.unnamed import is_aside
from watchwire.language import Analysis, Word

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_PHRASE = 8
"""How many words a phrase has at most."""


def codes_of_phrase(analysis: Analysis, head: Word, goods_too: bool) -> list[str]:
    """Return the country of a noun phrase without a name of its own: "a Chinese firm", "rebels in Congo".

    Args:
        analysis: the analysed text.
        head: the head of the phrase.
        goods_too: whether a phrase that names listed goods has one.

    """
    if head.pos not in {"NOUN", "PROPN", "ADJ"}:
        return []
    first, last = analysis.subtree(head.number)
    if last - first > _PHRASE:
        first, last = _left_edge(analysis, head), head.number + 1
    aside = (c for c in analysis.children(head.number) if c.dep == "prep" and is_aside(analysis, c))
    last = min([last, *(c.number for c in aside if c.number > head.number)])
    text = analysis.span(first, last).of(analysis.article.text)
    if not goods_too and goods_in(text) is not None:
        return []
    return joined_codes(analysis, head) or list(codes_in(text)[:1])


def joined_codes(analysis: Analysis, head: Word) -> list[str]:
    """Return the countries whose adjectives are joined before a noun (“*Chilean and Peruvian* officials”).

    Args:
        analysis: the analysed text.
        head: the noun.

    """
    first = (c for c in analysis.children(head.number) if c.dep in {"amod", "compound", "nmod"})
    pairs = [(c, other) for c in first for other in analysis.children(c.number) if other.dep == "conj"]
    held = [codes_in(word.text)[:1] for pair in pairs[:1] for word in pair]
    return [code for codes in held for code in codes] if all(held) else []


def codes_in(text: str) -> tuple[str, ...]:
    """Return the countries that a phrase names; a full stop within a short form is no end (“the *U.S.* government”)."""
    return country_codes_in_phrase(_DOTTED.sub(lambda found: found[0].replace(".", ""), text))


def _left_edge(analysis: Analysis, head: Word) -> int:
    """Return where the adjectives and nouns right before a noun begin (“Iranian procurement agent Ali Rezaei”)."""
    first = head.number
    while first > 0 and head.number - first < _PHRASE and analysis.words[first - 1].pos in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
    return first

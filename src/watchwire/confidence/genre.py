"""Whether a text reads like news at all: shops, manuals, tips and lists of offers do not, and say so in the brief."""

import re
from collections.abc import Sequence

from watchwire.language import Analysis
from watchwire.model import Statement

_YOU = frozenset({"you", "your", "yours", "yourself"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRICE = re.compile(r"[$£€]\s?\d+\.\d\d\b")
_SPOKEN, _ORDERS, _VERBLESS, _ASKED = 0.012, 0.05, 0.5, 0.08
"""From which share of words “you”, and of sentences that order, lack a verb or ask, a text shows a sign of it.

Set by 68 pages drawn by hash: they hold for seven of them, all of them shops, tips or reviews, and for none of 300
releases and Wikinews articles.
"""
_PRICES = 2
_SIGNS = 2
_SURE = ("it tells what to do", "it names prices")
_SHORTEST = 80

NO_NEWS = "in a text that reads like no news"
"""The feature of a line in such a text."""


def no_news(analysis: Analysis, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return what shows that a text is no news, in a few words each; nothing where it may be some.

    A text in which somebody by name says something is taken for news.

    Args:
        analysis: the analysed text.
        statements: its statements.

    """
    if analysis.article.language != "en" or not analysis.parsed:
        return ()
    words = [word for word in analysis.words if word.pos not in {"PUNCT", "SPACE"}]
    if len(words) < _SHORTEST or any(item.speaker is not None and not item.stance for item in statements):
        return ()
    number = len(analysis.sentences)
    text = analysis.article.text
    inside = [analysis.words[sentence.first : sentence.last] for sentence in analysis.sentences]
    orders = sum(held[0].tag == "VB" for held in inside if held)
    verbless = sum(not any(word.tag in _FINITE for word in held) for held in inside)
    asked = sum(sentence.span.of(text).rstrip().endswith("?") for sentence in analysis.sentences)
    signs = {
        "it speaks to “you”": sum(word.text.lower() in _YOU for word in words) >= _SPOKEN * len(words),
        "it tells what to do": orders >= _ORDERS * number,
        "most of its lines have no verb": verbless >= _VERBLESS * number,
        "it asks": asked >= _ASKED * number,
        "it names prices": len(_PRICE.findall(text)) >= _PRICES,
    }
    found = tuple(sign for sign, holds in signs.items() if holds)
    # Who is interviewed is asked and spoken to; only what orders or sells is surely something else.
    return found if len(found) >= _SIGNS and any(sign in found for sign in _SURE) else ()

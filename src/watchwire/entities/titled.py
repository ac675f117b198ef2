"""People whom only their title shows: “Special Envoy Lenderking”, where the recogniser saw no name."""

import re

from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.parts import is_place, plain
from watchwire.entities.roles import office_of
from watchwire.language import Analysis, Word
from watchwire.language.calendar import words as calendar_words
from watchwire.model import EntityKind, Span
from watchwire.names.classes import common_english, organisation_words, titles
from watchwire.names.tokens import tokenize

_MOST = 3
_HYPHENED = re.compile(r"(?:-[A-Z][a-z]+)+\b")


def titled_names(analysis: Analysis) -> list[Mention]:
    """Return the names that stand right after a title or office with a capital, in English."""
    if analysis.article.language != "en":
        return []
    found: list[Mention] = []
    for word in analysis.words:
        if not _is_title(word):
            continue
        last = word.number
        while last - word.number < _MOST and last + 1 < len(analysis.words) and _is_part(analysis.words[last + 1]):
            last += 1
        if last == word.number:
            continue
        span = analysis.span(word.number + 1, last + 1)
        if (rest := _HYPHENED.match(analysis.article.text, span.end)) is not None:
            span = Span(span.start, rest.end())  # “Governor Ade Sanwo-Olu”
        if not analysis.article.in_furniture(span) and _may_be_person(span.of(analysis.article.text)):
            found.append(new_mention(analysis.article.text, span, EntityKind.PERSON, "document"))
    return found


def _is_title(word: Word) -> bool:
    bare = word.text.lower().strip(".")
    return word.text[:1].isupper() and (bare in titles() or office_of(bare) is not None)


def _is_part(word: Word) -> bool:
    return word.pos == "PROPN" and word.tag == "NNP" and not _is_title(word)


def _may_be_person(written: str) -> bool:
    """Say whether words after a title can be a name: no acronyms, bodies, places or everyday words among them."""
    tokens = tokenize(written)
    return bool(tokens) and all(
        plain(token)
        and len(token.norm) > 1
        and token.norm not in organisation_words()
        and token.norm not in common_english()
        and not is_place(token.raw)
        and token.norm not in calendar_words("en", "weekdays")
        for token in tokens
    )

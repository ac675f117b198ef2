"""People whom only their title shows: “Special Envoy Lenderking”, where the recogniser saw no name."""

import re

from watchwire.entities.given_names import is_given_name
from watchwire.entities.mention import Mention, new_mention
from watchwire.entities.parts import is_place, plain
from watchwire.entities.person_edges import with_article
from watchwire.entities.roles import office_of
from watchwire.language import Analysis, Word
from watchwire.language.calendar import words as calendar_words
from watchwire.language.nouns import noun_class
from watchwire.model import EntityKind, Span
from watchwire.names.classes import common_english, organisation_words, titles
from watchwire.names.tokens import tokenize

_MOST = 3
_CHARGE = 8
_CUT = re.compile(r"[A-Z][a-z]{0,2}-")
_NUMERAL = re.compile(r"I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI")
_HYPHENED = re.compile(r"(?<=[a-z]{3})(?:-[A-Z][a-z]+)+\b")


def titled_names(analysis: Analysis) -> list[Mention]:
    """Return the names that stand right after a title or office with a capital, in English."""
    if analysis.article.language != "en":
        return []
    found: list[Mention] = []
    for word in analysis.words:
        if not _is_title(word):
            continue
        first = last = _over_charge(analysis, word)
        while last - first < _MOST and last + 1 < len(analysis.words) and _is_part(analysis.words[last + 1]):
            last += 1
        if last == first:
            continue
        if last > first + 1 and _CUT.match(analysis.article.text, analysis.words[last].start) is not None:
            last -= 1  # “Secretary Rossi *Co-Host* It”
        span = analysis.span(first + 1, last + 1)
        if last > first + 1 and (rest := _HYPHENED.match(analysis.article.text, span.end)) is not None:
            span = Span(span.start, rest.end())  # “Governor Ade Sanwo-Olu”
        if not analysis.article.in_furniture(span) and _may_be_person(span.of(analysis.article.text)):
            whole = with_article(analysis.article.text, span)
            found.append(new_mention(analysis.article.text, whole, EntityKind.PERSON, "document"))
    return found


def _over_charge(analysis: Analysis, title: Word) -> int:
    """Return the last word before the name after a title, of what it is for too (“Secretary of *Trade* Gina Berg”)."""
    words = analysis.words
    at = title.number + 1
    if at + 1 >= len(words) or words[at].text not in {"of", "for"}:
        return title.number
    for number in range(at + 1, min(at + _CHARGE, len(words) - 1)):
        word = words[number]
        if (word.text[:1].islower() and word.text not in {"and", "the"}) or word.pos == "PUNCT":
            break
        if number == at + 1 or not (_is_part(word) and _is_part(words[number + 1]) and word.text.istitle()):
            continue
        if is_given_name(word.text.lower()) and _is_family(words[number + 1]):
            return number - 1
        if _is_rare(word) and words[number + 1].text.istitle() and not any(_is_rare(w) for w in words[at + 1 : number]):
            return number - 1  # “Minister of Intelligence *Elazar* Stern”
    return title.number


def _is_rare(word: Word) -> bool:
    """Say whether a word with a capital can only be in a name: neither English, nor a place or a body's word."""
    norm = word.text.lower()
    return (
        word.text[:1].isupper()
        and _is_family(word)
        and noun_class(norm) is None
        and noun_class(norm.removesuffix("s")) is None
        and norm.removesuffix("s") not in common_english()
        and not is_place(word.text)
    )


def _is_family(word: Word) -> bool:
    """Say whether a word with a capital can be a family name: neither English nor a body's word."""
    norm = word.text.lower()
    return word.text.istitle() and norm not in common_english() and norm not in organisation_words()


def _is_title(word: Word) -> bool:
    if not word.text[:1].isupper():
        return False
    bare = word.text.lower().strip(".")
    return bare in titles() or office_of(bare) is not None


def _is_part(word: Word) -> bool:
    return (
        word.pos == "PROPN"
        and word.tag == "NNP"
        and not (_is_title(word) or word.text.endswith("-") or _NUMERAL.fullmatch(word.text))
    )


def _may_be_person(written: str) -> bool:
    """Say whether words after a title can be a name: no acronyms, bodies, places or everyday words among them."""
    tokens = tokenize(written)
    return (
        bool(tokens)
        and written[0].isalpha()
        and all(
            plain(token)
            and len(token.norm) > 1
            and token.norm not in organisation_words()
            and token.norm not in common_english()
            and not is_place(token.raw)
            and token.norm not in calendar_words("en", "weekdays")
            for token in tokens
        )
    )

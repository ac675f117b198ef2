"""Two names in what a recogniser took for one: a body and its man, an owner and what is his, two places."""

import re
from collections.abc import Iterator, Sequence

from watchwire.entities.given_names import is_family_name, is_given_name
from watchwire.entities.people import people_words
from watchwire.entities.roles import office_of
from watchwire.geography import country_words, find_city, places
from watchwire.language import Name
from watchwire.language.nouns import noun_class
from watchwire.model import Span
from watchwire.names.classes import common_english, organisation_words, titles
from watchwire.names.tokens import Token, tokenize

_FEWEST, _MOST = 2, 3
_AND = " and "
_TWO = re.compile(r",? (?:and the|or the|or|as well as the) (?=[A-Z])|, the (?=[A-Z])")
_AND_BODY = re.compile(r" (?:and|&) (?=[A-Z])")
_SHORT = re.compile(r"[A-Z][\w.]*[A-Z]\w*")
_BOTH = re.compile(r" (?:and|&) (?=[A-Z])")
_TITLED = re.compile(r" (?:Dr|Mr|Mrs|Ms|Prof)\.? (?=[A-Z])")
_PURPOSE = re.compile(r"\b(?:of|for)\b")
_INITIAL = re.compile(r"[A-Z]\.?")
_OWNS = re.compile(r"[’']s (?=[A-Z])")
_CHARGED = re.compile(r"((?:[\w.’'-]+ ){1,3})(?:of|for|to)(?: (?:the|[A-Z][\w’'-]+|and|&|,))* $")
_CHARGE_REACH = 80
_NAME = re.compile(r"[A-Z][\w’'-]+")
_OFFICES = frozenset({"Secretary", "Director", "Official", "Minister", "Ambassador", "Commissioner", "Administrator"})
_OF = re.compile(r"([A-Za-z]+) of (?:the )?(?=[A-Z])")


def is_occupation(word: str) -> bool:
    """Say whether a word says what somebody is (“administrator”, “broadcaster”), and is nobody's name.

    Args:
        word: a single word in lower case.

    """
    if word in titles() or office_of(word) is not None:
        return True
    return noun_class(word) == "person" and not is_given_name(word) and not is_family_name(word)


def parts(text: str, name: Name) -> Iterator[Name]:
    """Yield the names in what a recogniser took for one; the same name where it is one."""
    found = (
        _two_places,
        _two_people,
        _two_bodies,
        _at_large,
        _body_office_and_person,
        _charge_and_person,
        _body_and_leader,
        _owner_and_owned,
        _body_and_person,
        _body_and_titled,
        _person_at_end,
        _founder_and_founded,
        _body_and_office,
    )
    yield from next((cut for rule in found if (cut := rule(text, name))), [name])


def _two_places(text: str, name: Name) -> list[Name]:
    """“Crete and Cyprus” are two places."""
    left, middle, right = name.span.of(text).partition(_AND)
    if not middle or not (is_place(left) and is_place(right)):
        return []
    cut = name.span.start + len(left)
    return [
        Name(Span(name.span.start, cut), "place"),
        Name(Span(cut + len(middle), name.span.end), "place"),
    ]


def _two_people(text: str, name: Name) -> list[Name]:
    """“Kelly and Baroni”, “Wyatt & Zach” are two people."""
    written = name.span.of(text)
    middle = _BOTH.search(written)
    if middle is None:
        return []
    if name.label != "person":
        given = written.split(_AND)
        if len(given) == 2 and all(is_given_name(side.lower()) and not is_place(side) for side in given):  # noqa: PLR2004
            return [Name(piece.span, "person") for piece in _cut(name, middle)]
        return []
    sides = (tokenize(written[: middle.start()]), tokenize(re.sub("[’']s$", "", written[middle.end() :])))
    if not all(side and all(map(plain, side)) for side in sides):
        return []
    return _cut(name, middle)


def _two_bodies(text: str, name: Name) -> list[Name]:
    """“Department of State and the Blue Harbour Service” are two bodies."""
    written = name.span.of(text)
    if name.label != "organization":
        return []
    middle = _TWO.search(written)
    if middle is not None and all(map(_is_body, (written[: middle.start()], written[middle.end() :]))):
        return _cut(name, middle)
    middle = _AND_BODY.search(written)
    if middle is not None and _stands_alone(text, name, written[: middle.start()], written[middle.end() :]):
        return _cut(name, middle)
    return []


def _stands_alone(text: str, name: Name, left: str, right: str) -> bool:
    """Say whether the sides of an “and” are two: letters beside a body, or what the text names by itself elsewhere.

    (“EDA and Election Commission”; “Kestrel and Falcon Two” where Kestrel is told of too)
    """
    if left == right or len(left.split()) > _FEWEST or len(right.split()) > _MOST:
        return False
    if (_SHORT.fullmatch(left) is not None or noun_class(left.lower()) == "group") and _is_body(right):
        return True
    if any(word in organisation_words() for word in (token.norm for token in tokenize(f"{left} {right}"))):
        return False
    rest = f"{text[: name.span.start]} | {text[name.span.end :]}"
    pattern = rf"(?<![\w’'-])(?<!and )(?<!& )(?:{re.escape(left)}(?! and [A-Z]| & )|{re.escape(right)})(?![\w-])"
    return re.search(pattern, rest) is not None


def _is_body(written: str) -> bool:
    """Say whether words name a body on their own: they have a word for one, and more than that."""
    words = [token.norm for token in tokenize(written)]
    return len(words) > 1 and any(
        word in organisation_words() or word in people_words().houses or noun_class(word) == "group" for word in words
    )


def _cut(name: Name, middle: re.Match[str]) -> list[Name]:
    start = name.span.start
    return [
        Name(Span(start, start + middle.start()), name.label),
        Name(Span(start + middle.end(), name.span.end), name.label),
    ]


def is_place(written: str) -> bool:
    """Say whether words are the name of a country, a region or a town."""
    return written in country_words() or written in places() or find_city(written) is not None


def _owner_and_owned(text: str, name: Name) -> list[Name]:
    """“Maria Lopez's Blue Harbour”: a person, and what is hers."""
    owns = _OWNS.search(name.span.of(text)) if name.label == "person" else None
    if owns is None:
        return []
    cut = name.span.start + owns.start()
    return [
        Name(Span(name.span.start, cut), "person"),
        Name(Span(name.span.start + owns.end(), name.span.end), "organization"),
    ]


def _body_and_person(text: str, name: Name) -> list[Name]:
    """“House of Representatives Maria Lopez”: a body, and who belongs to it."""
    if name.label != "organization":
        return []
    tokens = tokenize(name.span.of(text))
    for first in range(1, len(tokens) - 1):
        rest = tokens[first:]
        if not (_FEWEST <= len(rest) <= _MOST and is_given_name(rest[0].norm) and all(map(plain, rest))):
            continue
        before = tokens[first - 1]
        if before.norm in organisation_words() or noun_class(before.norm.removesuffix("s")) in {"group", "person"}:
            start = name.span.start
            if is_occupation(before.norm):
                return [Name(Span(start + rest[0].start, name.span.end), "person")]
            body = Name(Span(start, start + before.end), name.label)
            return [body, Name(Span(start + rest[0].start, name.span.end), "person")]
    return []


def _charge_and_person(text: str, name: Name) -> list[Name]:
    """“Minister of *Trade Kwon Young-se*”, “ambassador to *Norway Maria Lopez*”: only the person."""
    if name.label == "place" or _office_before(text, name.span) is None:
        return []
    words = name.span.of(text).split(" ")
    for first in range(1, min(len(words) - 1, _MOST)):
        charge = " ".join(words[:first])
        held = charge in country_words() or all(
            word in country_words() or _is_of_charge(word.lower()) for word in words[:first]
        )
        if held and _can_be_person(words[first:]):
            return [Name(Span(name.span.start + len(charge) + 1, name.span.end), "person")]
    return []


def _at_large(text: str, name: Name) -> list[Name]:
    """“Ambassador at *Large for Harbours Ranil Hussein*”: only the person."""
    words = name.span.of(text).split(" ")
    if words[0] != "Large" or not text[: name.span.start].endswith("at ") or not _can_be_person(words[-_FEWEST:]):
        return []
    return [Name(Span(name.span.end - len(" ".join(words[-_FEWEST:])), name.span.end), "person")]


def _body_office_and_person(text: str, name: Name) -> list[Name]:
    """“Bureau of Harbour Affairs Deputy Assistant Secretary Kim Noy”: the body, and who holds the office."""
    words = name.span.of(text).split(" ")
    for first in range(len(words) - _MOST, len(words) - 1) if name.label == "organization" else ():
        office = first - 1
        if office < _FEWEST or words[office] not in _OFFICES or not _bears_office(words[first:]):
            continue
        while office > 0 and (words[office - 1].lower() in people_words().ranks or words[office - 1] in _OFFICES):
            office -= 1
        start, body = name.span.start, " ".join(words[:office])
        person = Name(Span(name.span.end - len(" ".join(words[first:])), name.span.end), "person")
        return [Name(Span(start, start + len(body)), name.label), person] if _is_body(body) else [person]
    return []


def _bears_office(words: Sequence[str]) -> bool:
    """Say whether words right behind an office are a person's name, though a word of them is one of English too."""
    offices = any(w.lower() in titles() or office_of(w.lower()) is not None for w in words)
    names = not offices and all(_NAME.fullmatch(w) and not w.isupper() for w in words)
    held = any(is_place(w) or w.lower() in organisation_words() for w in words)
    return (
        names
        and not held
        and noun_class(words[-1].lower()) != "group"
        and not all(w.lower() in common_english() for w in words)
    )


def _is_of_charge(word: str) -> bool:
    """Say whether a word can be what an office is for (“Minister of *Trade*”), and is nobody's name."""
    return (
        (word in common_english() or noun_class(word) is not None)
        and not is_given_name(word)
        and not is_occupation(word)
    )


def _body_and_leader(text: str, name: Name) -> list[Name]:
    """“leader of the *People's Party Kem Sokha*”: a body, and who leads it."""
    if name.label != "organization" or _office_before(text, name.span) is None:
        return []
    words = name.span.of(text).split(" ")
    for first in range(_FEWEST, len(words) - 1):
        if words[first - 1].lower() in organisation_words() and _can_be_person(words[first:]):
            body = Name(Span(name.span.start, name.span.start + len(" ".join(words[:first]))), name.label)
            return [body, Name(Span(body.span.end + 1, name.span.end), "person")]
    return []


def _office_before(text: str, span: Span) -> str | None:
    """Return the class of the office whose charge begins at a name (“*Minister* of Trade …”), or None."""
    before = _CHARGED.search(text[max(0, span.start - _CHARGE_REACH) : span.start])
    return office_of(before[1]) if before is not None else None


def _can_be_person(words: Sequence[str]) -> bool:
    """Say whether words can only be a person's name: a given name first, or none of English and no place among them."""
    if not _FEWEST <= len(words) <= _MOST or any(not _NAME.fullmatch(w) or is_occupation(w.lower()) for w in words):
        return False
    if any(is_place(word) or word.lower() in organisation_words() or word.isupper() for word in words):
        return False
    known = [word for word in words if word.lower() in common_english() or noun_class(word.lower()) is not None]
    return not known or is_given_name(words[0].lower())


def _body_and_titled(text: str, name: Name) -> list[Name]:
    """“Blue Harbour Council Dr. Lopez”: a body, and a person with a title."""
    middle = _TITLED.search(name.span.of(text)) if name.label == "organization" else None
    if middle is None:
        return []
    body, person = _cut(name, middle)
    return [body, Name(person.span, "person")]


def _person_at_end(text: str, name: Name) -> list[Name]:
    """“Armed Forces of Norway Maria Lopez”: a body with all that it is for, and a person of a known name."""
    written = name.span.of(text)
    if name.label != "organization" or _PURPOSE.search(written) is None:
        return []
    tokens = tokenize(written)
    for first in range(_MOST, len(tokens) - 1):
        rest = [token for token in tokens[first:] if _INITIAL.fullmatch(token.raw) is None]
        known = len(rest) in {_FEWEST, _MOST} and is_given_name(rest[0].norm)
        known = known and any(is_family_name(token.norm) for token in rest[1:])
        if not known or not all(map(plain, rest)) or tokens[first - 1].norm in {"of", "for", "the", "and"}:
            continue
        start = name.span.start
        person = Name(Span(start + tokens[first].start, name.span.end), "person")
        before = written[: tokens[first - 1].end]
        words = [token.norm for token in tokens[:first]]
        held = any(map(is_occupation, words)) or not any(word in organisation_words() for word in words)
        return [person] if held else [Name(Span(start, start + len(before)), name.label), person]
    return []


def plain(token: Token) -> bool:
    """Say whether a word may be one of a person's name: with a capital, no acronym, and no word for bodies."""
    return bool(token.capital) and not token.raw.isupper() and token.norm not in organisation_words()


def _founder_and_founded(text: str, name: Name) -> list[Name]:
    """“Founder of Blue Harbour Inc.”: what was founded."""
    of = _OF.match(name.span.of(text)) if name.label == "organization" else None
    if of is None or not is_occupation(of[1].lower()):
        return []
    return [Name(Span(name.span.start + of.end(), name.span.end), name.label)]


def _body_and_office(text: str, name: Name) -> list[Name]:
    """“Blue Harbour Founder”: the body alone."""
    tokens = tokenize(name.span.of(text))
    if name.label != "organization" or len(tokens) < _FEWEST:
        return []
    if any(token.norm in {"of", "for", "to"} for token in tokens):
        return _long_body_and_office(name, tokens)
    last = len(tokens)
    while last > 0 and office_of(tokens[last - 1].norm) is not None:
        last -= 1
    before = [token.norm for token in tokens[:last]]
    if last in {0, len(tokens)} or before[-1] in titles() or all(word in common_english() for word in before):
        return []
    return [Name(Span(name.span.start, name.span.start + tokens[last - 1].end), name.label)]


def _long_body_and_office(name: Name, tokens: Sequence[Token]) -> list[Name]:
    """“Office for Harbour Risk Reduction Special Envoy”: the body alone, if what it is for goes before."""
    last = len(tokens)
    while last > 0 and (office_of(tokens[last - 1].norm) is not None or tokens[last - 1].norm in {"special", "deputy"}):
        last -= 1
    begins = max(n for n, token in enumerate(tokens) if token.norm in {"of", "for", "to"})
    if last == len(tokens) or last - begins <= _FEWEST or not _is_body(" ".join(t.raw for t in tokens[:begins])):
        return []
    return [Name(Span(name.span.start, name.span.start + tokens[last - 1].end), name.label)]


def person_after_occupation(text: str, span: Span) -> Span | None:
    """Return the person in “Canal Administrator Vásquez”: what stands after the last word for what somebody is."""
    tokens = tokenize(span.of(text))
    last = max((n for n, token in enumerate(tokens[:-1]) if is_occupation(token.norm)), default=None)
    if last is None:
        return None
    rest = tokens[last + 1 :]
    if len(rest) > _MOST or not all(map(plain, rest)) or any(is_place(token.raw) for token in rest):
        return None
    if all(token.norm in common_english() for token in rest):
        return None
    return Span(span.start + rest[0].start, span.start + rest[-1].end)

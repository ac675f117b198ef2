"""What a name's own words say of it: whether it is one at all, where it begins, and what kind it is.

A small recogniser takes laws, storms and degrees for bodies, and people for bodies or places; the words know better.
"""

import re
from collections.abc import Iterator
from functools import cache

from watchwire.entities.given_names import is_given_name
from watchwire.entities.parts import is_occupation, parts, person_after_occupation
from watchwire.entities.people import people_words
from watchwire.entities.roles import office_of
from watchwire.geography import country_words, find_city, places
from watchwire.language import Name
from watchwire.language.calendar import words as calendar_words
from watchwire.model import Span
from watchwire.names.classes import (
    common_english,
    is_patronymic,
    organisation_forms,
    organisation_words,
    particles,
    titles,
)
from watchwire.names.tokens import tokenize
from watchwire.tables import read_table

_TAIL = re.compile(
    r"(?:\s+(?:(?:Dr|Mr|Mrs|Ms|Prof)\b\.?|and|of|for|on|the|in|to|at|with|that|which|who|said|says)|[\s,;:–—-]+|(?<=s)['’])+$",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+(?!(?:Inc|Ltd|LLC|L\.L\.C|Jr|Sr|S\.A|Co|Corp|GmbH|PLC|plc)\b)")
_OWNED = re.compile(r"^(?:[A-Z][\w.]*\s+(?:(?:of|and|for)\s+(?:the\s+)?)?)*?([A-Z][\w.]*)[’']s\s+(?=[A-Z])")
_APART = re.compile(r"\s*\n\s*|(?<=[a-z]{3}) the (?=[A-Z])")
_CITATION = re.compile(
    r"^(?:[SA]/(?:RES|PV|PRST|HRC)\b|E\.?\s?O\.?(?:\s|$)|C\.?F\.?R\b|U\.?S\.?C\.?$|P\.?L\.?\s\d|[A-Z]{2,8}/\d)"
    r"|\bNos?\.?(?:\s?\d|$)|\s\d+[–-]\d+$|^COP ?\d+$"
)
"""How instruments are cited: they are no bodies (“S/RES/2231”, “E.O. 13818”, “Republic Act No. 3846”)."""
_SOURCE = re.compile(r"SOURCE (?=[A-Z])")
"""What a wire writes before the body that a release comes from."""
_MANY = re.compile(r"(?:Several|Many) (?=[A-Z])")
_FIGHT = re.compile(r"(?:Battle|Siege) of ")
_SMALL = frozenset({"of", "on", "for", "to", "in", "against", "and"})
_PERSON_LONGEST = 4
_FOLLOW = re.compile(r"\b(?:follow (?:us|him|her|them|the|@)|on twitter @|@\w+|https?://|www\.)", re.IGNORECASE)
_ACCOUNT = re.compile(r" at (?:https?:|www|@)")
_VIA = re.compile(r"\b[Vv]ia (?:(?:[A-Z]\w+)(?:, (?:or |and )?| or | and ))*$")
_NOTICE_REACH = 80
_BESIDE = 30
_VERSUS = re.compile(r" (?:d|v|vs)\. ")
_SHOUTED = 5
_CLOCK = re.compile(r"\d ?(?:[ap]\.?m\.?)? $")
_ZONE = re.compile(r"[A-Z]{2,4}T|UTC|GMT")
_CLOCK_REACH = 8


def pieces(text: str, name: Name) -> Iterator[Name]:
    """Yield the names in what a recogniser took for one: cut at commas, at an owner, and at words left dangling."""
    span = name.span
    apart = _APART.search(span.of(text))
    if apart is not None:  # a name does not go over the end of a line, and “Ferraro the Democratic Party” are two
        for piece in (Span(span.start, span.start + apart.start()), Span(span.start + apart.end(), span.end)):
            yield from pieces(text, Name(piece, name.label, name.base))
        return
    if name.label != "place":
        cuts = list(_COMMA.finditer(span.of(text)))
        if cuts and not re.search(r",? and ", span.of(text)[cuts[0].start() :]):
            edges = [0, *(m.end() for m in cuts)]
            ends = [*(m.start() for m in cuts), len(span)]
            for start, end in zip(edges, ends, strict=True):
                yield from _trimmed(text, Name(Span(span.start + start, span.start + end), name.label, name.base))
            return
    for part in parts(text, name):
        yield from _trimmed(text, part)


def _trimmed(text: str, name: Name) -> Iterator[Name]:
    span = name.span
    tail = _TAIL.search(span.of(text))
    if tail is not None:
        span = Span(span.start, span.start + tail.start())
    owned = _OWNED.match(span.of(text))
    if name.label == "organization" and owned is not None and owned[1].lower() not in people_words().owners:
        span = Span(span.start + owned.end(), span.end)
    if name.label == "person":
        span = _without_opening(text, span)
    if name.label == "organization" and (many := _MANY.match(span.of(text))) is not None:
        span = Span(span.start + many.end(), span.end)
    source = _SOURCE.match(span.of(text))
    if source is not None:
        span = Span(span.start + source.end(), span.end)
    if len(span) > 0:
        yield Name(span, name.label, name.base)


def _without_opening(text: str, span: Span) -> Span:
    """Return a person's name without an everyday word of its sentence before it (“Removing Abu Bakr al-Baghdadi”)."""
    tokens = tokenize(span.of(text))
    if len(tokens) < 2 or not tokens[0].norm.endswith("ing") or tokens[0].norm not in common_english():  # noqa: PLR2004
        return span
    opens = text[: span.start].rstrip(' “"')[-1:] in {"", "\n", ".", ":", "?", "!"}  # “Hosting Cook is our dream”
    if len(tokens) < _PERSON_LONGEST - 1 and not opens:
        return span
    return Span(span.start + tokens[1].start, span.end)


def is_no_name(text: str, span: Span) -> bool:
    """Say whether the place of a name, or its own words, show that it is none."""
    written = span.of(text)
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 1]
    if (before[-1:].isalnum() or re.fullmatch(r"[A-Za-z]\.", before)) or after.isalnum():
        return True  # “S Embassy” of “U.S Embassy”, “COVI” of “COVID-19”
    if (
        after == ":"
        and text[: span.start].rpartition("\n")[2].strip() == ""
        and written.lower() in people_words().labels
    ):
        return True  # “QUESTION: …” in a transcript
    words = [token.norm for token in tokenize(written)]
    if (
        _FIGHT.match(written)
        or _CITATION.search(written)
        or any(word[0].islower() and _has_digit(word) for word in written.split())
    ):
        return True
    if not words or (written[0].islower() and words[0] not in particles()):
        return True
    if (
        "[" in written
        or "]" in written
        or ": " in written
        or (len(words) == 1 and words[0] in organisation_forms())
        or (written.split()[-1] in particles())
    ):
        return True
    if (
        _is_zone(text, span)
        or _is_only_office(words)
        or _is_office_for(words)
        or _is_only_day(words)
        or _is_only_adjective(written)
    ):
        return True
    if words[0] in people_words().networks and _FOLLOW.search(
        text[max(0, span.start - _NOTICE_REACH) : span.end + _NOTICE_REACH]
    ):
        return True
    if _is_shouted(text, span) or _VERSUS.search(written) or all(word.islower() for word in written.split()[-2:]):
        return True
    return kind_by_head(words) == "none"


def is_channel(text: str, span: Span) -> bool:
    """Say whether a network is only where something is written or read, and no firm that is spoken of.

    (“on Twitter at https://…”, “via Signal, Telegram, or WhatsApp”)

    Args:
        text: the text of the article.
        span: where the network is named.

    """
    if span.of(text).lower() not in people_words().networks:
        return False
    before, after = text[max(0, span.start - _NOTICE_REACH) : span.start], text[span.end : span.end + _NOTICE_REACH]
    return _ACCOUNT.match(after) is not None or _VIA.search(before) is not None


def _is_shouted(text: str, span: Span) -> bool:
    """Say whether a word is only one of a sentence in capitals (“I WON BY A LOT”)."""
    word = span.of(text)
    if not word.isupper() or " " in word or word.lower() not in common_english():
        return False
    if len(word) >= _SHOUTED:
        return True  # “through this TOGETHER”, “ATTEND a symposium”
    beside = (*text[max(0, span.start - _BESIDE) : span.start].split(), *text[span.end :][:_BESIDE].split())
    return sum(len(other) > 1 and other.isupper() and other.strip(".,!?").isalpha() for other in beside) > 1


def _is_only_office(words: list[str]) -> bool:
    """Say whether a name is only what somebody is (“Minister”, “High Representative”)."""
    if words[-1] in _bodies():
        return False
    own = [word for word in words if country_words().get(word.title(), ("", ""))[1] != "demonym"]
    if own and all(word in titles() or office_of(word) is not None for word in own):
        return True  # “Moldovan Minister”
    return office_of(words[-1]) is not None and all(word in common_english() for word in words)


def _is_zone(text: str, span: Span) -> bool:
    """Say whether letters after a time are its zone (“at 10:30 BST”)."""
    before = text[max(0, span.start - _CLOCK_REACH) : span.start]
    return _ZONE.fullmatch(span.of(text)) is not None and _CLOCK.search(before) is not None


def _is_office_for(words: list[str]) -> bool:
    """Say whether a name is an office with its charge (“Coordinator and Special Representative for Health”)."""
    head = next((n for n, word in enumerate(words) if n > 1 and word in {"for", "of", "to"}), None)
    if head is None or any(word in _bodies() or word in organisation_words() for word in words[:head]):
        return False
    return office_of(words[head - 1]) is not None and not words[head - 1].endswith("s")  # “Joint Chiefs of Staff”


def _is_only_day(words: list[str]) -> bool:
    """Say whether a name is only a day (“Monday”, “July 25”)."""
    if len(words) == 1:
        return words[0] in calendar_words("en", "weekdays")
    return words[0] in calendar_words("en", "months") and all(word.isdigit() for word in words[1:])


def _is_only_adjective(written: str) -> bool:
    """Say whether a word in capitals is only a country's adjective (“FOR *EUROPEAN* AFFAIRS”)."""
    return (
        len(written) >= _SHOUTED and written.isupper() and country_words().get(written.title(), "")[1:] == ("demonym",)
    )


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _bodies() -> frozenset[str]:
    return people_words().bodies


def is_unnamed(words: list[str]) -> bool:
    """Say whether words in capitals are a thing's or an office's, and no name of a person, body or place."""
    return kind_by_head(words) == "none" or _is_only_office(words) or _is_office_for(words)


def is_everyday(word: str, written: str) -> bool:
    """Say whether a single word with a capital is only a word of English (“Federal”, “Platinum”), and names nothing."""
    singular = word.removesuffix("s")
    known = word in common_english() or singular in common_english()
    named = written.isupper() or word in _bodies() or singular in _bodies() or written in country_words()
    return known and not named and not is_given_name(word) and written not in places()


@cache
def _heads() -> dict[tuple[str, str], str]:
    rows = read_table("watchwire.entities", "heads.tsv")
    return {(row["where"], word): row["kind"] for row in rows for word in row["words"].split()}


def kind_by_head(words: list[str]) -> str | None:
    """Return what the head of a name says that it is: `none`, `place` or `organization`; None if it says nothing."""
    first = _heads().get(("first", words[0])) if len(words) > 1 else None
    if first is not None:
        return first
    kept = [word for word in words if not word.isdigit()]
    small = next((n for n, word in enumerate(kept) if n > 0 and word in _SMALL - {"and"}), len(kept))
    head = kept[small - 1] if kept and small > 0 else ""
    return _heads().get(("last", head)) if len(words) > 1 else None


def person_within(text: str, span: Span) -> Span | None:
    """Return the person whose name ends what a recogniser called otherwise, without office and place before it."""
    tokens = tokenize(span.of(text))
    if any(t.norm in organisation_words() or kind_by_head(["x", t.norm]) for t in tokens):
        return None
    for first, token in enumerate(tokens[:-1]):
        rest = tokens[first:]
        if not is_given_name(token.norm) or not 1 < len(rest) <= _PERSON_LONGEST:
            continue
        plain = all(
            t.capital and not t.raw.isupper() and t.raw[0].isalpha()
            for t in rest
            if t.norm not in particles() and len(t.norm) > 1
        )
        everyday = rest[-1].norm in common_english() and first == 0 and not is_given_name(rest[-1].norm)
        before = all(_leads(t.norm, t.raw) for t in tokens[:first])
        if plain and before and not everyday:
            return Span(span.start + token.start, span.start + rest[-1].end)
    if (after := person_after_occupation(text, span)) is not None:
        return after
    if len(tokens) > 1 and any(is_patronymic(t.norm) for t in tokens[1:]) and len(tokens) <= _PERSON_LONGEST:
        return span
    return None


def _leads(norm: str, raw: str) -> bool:
    """Say whether a word may stand before a person's name and be no part of it."""
    return (
        is_occupation(norm)
        or raw in country_words()
        or raw in places()
        or norm in common_english()
        or norm.endswith("ial")
    )


def is_known_place(text: str, span: Span) -> bool:
    """Say whether a name is that of a known town or region."""
    written = span.of(text)
    return written in places() or find_city(written) is not None

"""Finding identifying numbers as people write them: behind a label, or plain by their form and check digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from watchwire.glance import ODD, beyond_ascii, classes, one_byte, places_of, places_of_any
from watchwire.identifiers.keys import key_of
from watchwire.identifiers.kinds import KINDS, Kind, kind_named, labels
from watchwire.identifiers.schemes import passes

_EMAIL = re.compile(r"(?<![\w.@])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"[hHwW](?<![\w@.].)(?i:(?<=h)ttps?://|(?<=w)ww\.)[^\s<>\"'()\[\]]{3,200}")
_DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
# Patterns that run over whole texts begin with a set of characters: the engine skips to those at once.
_PHONE = re.compile(r"[+0](?<![\w+][+0])(?:(?<=\+)|0)\d(?:[\s().-]{0,2}\d){7,14}(?!\w)")
_BARE = re.compile(r"(?<![\w/.@-])[A-Za-z0-9]{11,110}(?![\w@-])")
_SOLID = re.compile(r"\S+")
_LOOSE = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_AFTER = re.compile(r"[\s:#№.=()\[\]“”\"'-]{0,6}")
_FILLER = re.compile(r"(?:no|nr|number|num|№|n°|is|code|:)\b[\s:#.]*", re.IGNORECASE)
_VALUE = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*(?:\s\d[\d-]*)*")
_ONE_VALUE = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_DIGITS = 5
"""How many digits a number typed without a label has at least."""
_MIXED_DIGITS = 4
_ALONE, _AMONG = 5, 7
"""How many letters and digits it has, standing alone or among other words."""
_DAY = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_SITE_SIGNS = (b"://", b"www.", b"WWW.")
"""What no such address is without: a quick look before the pattern."""
_LOCAL = 64
"""The longest name of a mailbox."""
_DIGIT_RUN = re.compile(r"\d(?:[\d\s./-]{2,}|(?<=[A-Za-z]\d)\d|[A-Za-z]\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.\-/]+")
_SHORTEST = 11
_LONG_RUN = b"a" * 25
_LONG = 25
"""From this length on a word without a digit may be a wallet's address."""
_LABEL = 48
"""How far before a number its label may begin."""
_OF_LETTERS = re.compile(
    r"[sbtrcSBTRC](?<![^\W_].)(?i:(?<=s)wift|(?<=b)ic|(?<=t)ail|(?<=r)egistration|(?<=c)all[\s.-]?sign)\b"
)
"""Labels of numbers that may have no digit ("EP-GQX")."""
_LETTER_LABELS = (b"swift", b"bic", b"tail", b"registration", b"call")
_DIGITS_ONLY = classes((b"0", b"0123456789"))
_BLANKS = classes((b"a", bytes(set(range(256)) - set(b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"))))


@dataclass(frozen=True, slots=True)
class Number:
    """A number found: its kind (None where nothing says it), the number as written, and its place in the text."""

    kind: str | None
    value: str
    start: int
    end: int
    whole_start: int = -1
    """Where the label before it begins; the number's own start where it has none."""


class _Seen:
    """What a text is made of: by it nearly all of a text is passed over.

    `raw` is the text one byte a character, `digits` are the places of ASCII digits, `beyond` are the characters beyond
    ASCII; `odd` says that one of them is an ASCII letter in small or large, `digits_beyond` that one is a digit.
    """

    def __init__(self, text: str) -> None:
        self.raw = one_byte(text)
        beyond = beyond_ascii(text)
        self.odd = not ODD.isdisjoint(beyond)
        self.digits_beyond = any(map(str.isdecimal, beyond))
        self.digits = list(places_of(self.raw.translate(_DIGITS_ONLY), b"0"))


def numbers_in(text: str) -> list[Number]:
    """Return the numbers of a running text: those behind a label, and those that tell their kind by themselves."""
    seen = _Seen(text)
    return _apart([*_labelled(text, seen), *_plain(text, seen)])


def typed_numbers(text: str) -> list[Number]:
    """Return the numbers of what somebody typed into a look-up: also those that nothing labels.

    A word of seven digits and letters, most of them digits, may be one; a shorter one only where it stands alone: house
    numbers, postcodes and years are numbers, too. Whether some list has it is for the look-up to see.
    """
    found = numbers_in(text)
    taken = [(number.whole_start, number.end) for number in found]
    for match in _LOOSE.finditer(text):
        digits = sum(map(str.isdecimal, match[0]))
        long = sum(map(str.isalnum, match[0])) >= (_ALONE if match[0] == text.strip() else _AMONG)
        enough = digits >= _DIGITS or (digits >= _MIXED_DIGITS and not match[0].isdecimal())
        if not enough or not long or _DAY.fullmatch(match[0]):
            continue
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(Number(None, match[0], match.start(), match.end(), match.start()))
    return _apart(found)


def label_of_letters(text: str) -> bool:
    """Say whether a text holds a label of numbers that may have no digit ("SWIFT", "tail")."""
    return bool(_letter_labels(text, _Seen(text)))


def _letter_labels(text: str, seen: _Seen) -> list[re.Match[str]]:
    """Return the labels of numbers that may have no digit: looked for by their words, which few texts have."""
    if seen.odd:
        return list(_OF_LETTERS.finditer(text))
    places = places_of_any(seen.raw.lower(), _LETTER_LABELS)
    return [match for at in places if (match := _OF_LETTERS.match(text, at)) is not None]


def only_number(text: str) -> Number | None:
    """Return the number that a text is as a whole ("77-07-083893", "EP-GOM", "0x8589…"), of no kind; else None."""
    bare = text.strip().strip("()[]{}<>\"'“”.,;:#№ ")
    if _DOMAIN.fullmatch(bare) and not any(map(str.isspace, bare)):
        at = text.index(bare)
        return Number("website", bare, at, at + len(bare), at)
    key = key_of(None, bare)
    words = bare.split()
    digits = sum(map(str.isdecimal, key))
    marks = any(mark in bare for mark in "-/")
    spelt = all(any(map(str.isdecimal, word)) or len(word) <= 3 for word in words)  # noqa: PLR2004  (a prefix)
    one = len(words) == 1 and bare.isupper()
    tail = one and ((marks and len(key) <= 7) or (key.isalpha() and bare.isascii()))  # noqa: PLR2004  ("EP-GOM", a bank's code)
    if not key or not (tail or (spelt and digits >= 3)):  # noqa: PLR2004
        return None
    at = text.index(bare)
    return Number(None, bare, at, at + len(bare), at)


def _apart(found: list[Number]) -> list[Number]:
    """Return the numbers in order, of those that overlap the one that was found first and is longest."""
    kept: list[Number] = []
    for number in sorted(found, key=lambda number: (number.whole_start, -number.end)):
        if not kept or number.whole_start >= kept[-1].end:
            kept.append(number)
    return kept


@cache
def _label_forms() -> tuple[str, ...]:
    """All labels, the longest first."""
    words = {label for kind in KINDS.all.values() for label in (kind.name, *kind.labels)}
    bare = {"no", "number", "other", "site", "web", "mail", "account", "tail", "arb", "sol", "dash", "license"}
    return tuple(sorted((word for word in words if word not in bare), key=len, reverse=True))


@cache
def _label_pattern() -> re.Pattern[str]:
    """All labels; between their words may stand dots and spaces."""
    spelt = [r"[\s.\-/]{0,2}".join(map(re.escape, _BETWEEN.split(form))) for form in _label_forms()]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelt)})(?![^\W\d_])", re.IGNORECASE)


@cache
def _label_begins() -> frozenset[str]:
    """The letters that labels begin with, up to their first mark or digit, their words written apart or together."""
    found = set()
    for form in _label_forms():
        parts = _BETWEEN.split(form)
        for count in range(1, len(parts) + 1):
            letters = _LETTERS.match("".join(parts[:count]))
            assert letters is not None, form  # noqa: S101
            found.add(letters[0].casefold())
    return frozenset(found)


def _labels_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the labels in a stretch. Trying all of them at every place would cost more than all else."""
    begins, pattern = _label_begins(), _label_pattern()
    if begins.isdisjoint(_LETTERS.findall(text[start:end].casefold())):
        return
    past = start
    for letters in _LETTERS.finditer(text, start, end):
        if letters.start() >= past and letters[0].casefold() in begins:
            match = pattern.match(text, letters.start(), end)
            if match is not None:
                past = match.end()
                yield match


def _labelled(text: str, seen: _Seen) -> Iterator[Number]:
    for start, end in _stretches(text, seen):
        for match in _labels_in(text, start, end):
            kind = kind_named(match[0])
            if kind is None:
                continue
            at = _AFTER.match(text, match.end())
            place = at.end() if at else match.end()
            filler = _FILLER.match(text, place)
            if filler:
                place = filler.end()
            found = _value(text, place, KINDS[kind])
            if found is not None:
                yield Number(kind, text[found[0] : found[1]], *found, match.start())


def _stretches(text: str, seen: _Seen) -> list[tuple[int, int]]:
    """Return where a label may stand: before digits, and where one is of numbers that may have none ("EP-GQX").

    Looking for some hundred labels all over a text would cost more than all else that is done with it.
    """
    found: list[tuple[int, int]] = []
    places = [(match.start() - _LABEL, match.start()) for match in _digit_runs(text, seen)]
    places += [(match.start() - _LABEL, match.end() + _LABEL) for match in _letter_labels(text, seen)]
    for start, end in sorted(places):
        begin = max(0, start)
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _digit_runs(text: str, seen: _Seen) -> Iterator[re.Match[str]]:
    if seen.digits_beyond:
        yield from _DIGIT_RUN.finditer(text)
        return
    past = 0
    for digit in seen.digits:
        if digit >= past:
            match = _DIGIT_RUN.match(text, digit)
            if match is not None:
                past = match.end()
                yield match


def _value(text: str, place: int, kind: Kind) -> tuple[int, int] | None:
    """Return where the number behind a label stands: in as many pieces as its form allows."""
    if kind.name in {"email", "website", "phone"}:
        return None  # they are found by themselves
    for pattern in (_VALUE, _ONE_VALUE):
        match = pattern.match(text, place)
        if match is None or (match.start() == place and match[0].casefold() in labels()):
            return None
        end = match.end()
        while end > place:
            bare = "".join(filter(str.isalnum, text[place:end]))
            number = bare if kind.check == "crypto" else bare.upper()
            if kind.form.fullmatch(number) and passes(kind.check, number):
                return place, end
            cut = max(text.rfind(mark, place, end) for mark in " -/.")
            if cut <= place:
                break
            end = cut
    return None


def _plain(text: str, seen: _Seen) -> Iterator[Number]:
    """Yield what tells its kind by itself."""
    for kind, matches in (("email", _emails(text)), ("website", _sites(text, seen)), ("phone", _phones(text, seen))):
        for match in matches:
            value = match[0].rstrip(".,;:!?")
            yield Number(kind, value, match.start(), match.start() + len(value), match.start())
    for match in _bare(text, seen):
        for name in ("lei", "isin", "iban", "crypto"):
            kind_of = KINDS[name]
            number = match[0] if name == "crypto" else match[0].upper()
            written = match[0] if name == "crypto" else match[0].isupper() and number
            if written and kind_of.form.fullmatch(number) and passes(kind_of.check, number):
                yield Number(name, match[0], match.start(), match.end(), match.start())
                break


def _emails(text: str) -> Iterator[re.Match[str]]:
    """Yield addresses: what stands before each @ is tried, not every word of the text."""
    past, at = 0, text.find("@")
    while at >= 0:
        first = at
        while first > max(past, at - _LOCAL) and (text[first - 1] in ".+-_" or text[first - 1].isalnum()):
            first -= 1
        match = next(filter(None, (_EMAIL.match(text, start) for start in range(first, at))), None)
        if match is not None:
            past = match.end()
            yield match
        at = text.find("@", max(at + 1, past))


def _sites(text: str, seen: _Seen) -> Iterator[re.Match[str]]:
    if any(sign in seen.raw for sign in _SITE_SIGNS):
        yield from _SITE.finditer(text)


def _phones(text: str, seen: _Seen) -> Iterator[re.Match[str]]:
    past = 0
    for at in places_of_any(seen.raw, (b"+", b"0")):
        if at >= past:
            match = _PHONE.match(text, at)
            if match is not None:
                past = match.end()
                yield match


def _bare(text: str, seen: _Seen) -> Iterator[re.Match[str]]:
    """Yield the words that may be a number of a form of its own; nearly all words of a text are passed over at once."""
    solid = seen.raw.translate(_BLANKS)
    places = list(seen.digits)
    at = solid.find(_LONG_RUN)
    while at >= 0:
        places.append(at)
        end = solid.find(b" ", at)
        at = solid.find(_LONG_RUN, end) if end >= 0 else -1
    places.sort()
    past = 0
    for place in places:
        if place < past:
            continue
        begin, end = solid.rfind(b" ", 0, place) + 1, solid.find(b" ", place)
        past = end if end >= 0 else len(text)
        if past - begin >= _SHORTEST:  # as far as ASCII blanks tell; the others are looked for now
            for word in _SOLID.finditer(text, begin, past):
                if word.end() - word.start() >= _SHORTEST:
                    yield from _BARE.finditer(text, word.start(), word.end())

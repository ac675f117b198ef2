"""A text as it is meant to be read: what typesetting did to its words is undone, and every place leads back.

Names stand in texts with soft hyphens, line ends, footnote marks, look-alike letters of another alphabet and the
like inside them. Whoever looks for words looks in the view and hands on places of the original:

    view = view_of(article.text)
    for found in word.finditer(view.text):
        span = Span(*view.span(found.start(), found.end()))   # characters of article.text

A text that needs nothing is its own view (`view.text is view.original`, and `span` returns what it is given).
Places of the original (furniture, sentences) are taken into the view with `place`.

What is folded: soft hyphens, zero-width and direction marks, and control characters go; a word parted at the end of
a line is joined (a hyphen of its own is kept); letters of another dress (full width, mathematical, ligatures,
presentation forms, letters with their accents apart) become plain; HTML entities become what they stand for; words
in camel case behind `#` and `@` are parted; footnote marks glued to a word are set apart; a word that mixes two
alphabets is written in the one it is meant in. Time is linear in the length of the text.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from watchwire.glance import beyond_ascii, classes, one_byte, places_of
from watchwire.sources.lookalikes import in_one_alphabet, mixed_words
from watchwire.tables import data_text

# Invisible characters: controls that are no white space, soft hyphen, joiners, direction marks, selectors, tags;
# and what a decoder puts for a broken byte.
_GONE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u0640\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef\ufffd"
)
# Letters that compatibility decomposition turns into plain ones: letter-like signs, Kangxi radicals of PDF files,
# circled letters, compatibility ideographs, ligatures, presentation forms, full and half width, mathematical ones.
_DRESSED = (
    "\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212a\u212c-\u2131\u2133-\u2134\u24b6-\u24e9\u2e80-\u2fdf"
    "\uf900-\ufaff\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    "\U0002f800-\U0002fa1f"
)
_MARKS = "\u0300-\u036f"
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
_JAMO = "\u1100-\u1112"
# Between letters of these writings joiners are spelling, and a zero-width space parts words.
_JOINING = ("\u0590", "\u109f"), ("\u1780", "\u17ff")
_JOINERS = "\u200b\u200c\u200d"

_SIGNS = rf"{_GONE}{_DRESSED}{_MARKS}{_RAISED}{_JAMO}\uff66-\uff9f&#@"
_WORTH = re.compile(rf"[{_SIGNS}0-9\[\u2010-](?:(?<=[{_SIGNS}])|(?<=[^\W\d_][0-9\[])|(?<=[^\W_][\u2010-])[ \t]*[\r\n])")
_SIGN = re.compile(f"[{_SIGNS}\u2010]")
_LETTERS = bytes(byte for byte in range(128) if chr(byte).isalpha())
_CONTROLS = bytes(byte for byte in range(128) if re.match(f"[{_GONE}]", chr(byte)))
_TABLE = classes((b"a", _LETTERS), (b"0", b"0123456789["), (b"!", b"&#@" + _CONTROLS), (b"-", b"-"), (b"\n", b"\r\n"))
_FOREIGN = classes((b"a", _LETTERS + b"?"), (b"0", b"0123456789["))
_FOLDED = re.compile(
    r"(?P<broken>(?<=[^\W_])[\u00ad\u2010-][ \t]*\r?\n[ \t]*(?=[^\W_]))"
    rf"|(?P<gone>[{_GONE}]+)"
    rf"|(?P<dressed>[{_DRESSED}]|[\uff66-\uff9f][\uff9e\uff9f]?|[{_JAMO}][\u1161-\u1175][\u11a8-\u11c2]?)"
    rf"|(?P<marked>(?<=[^\W\d_])[{_MARKS}]+)"
    r"|(?P<entity>&(?:amp;)?(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_IN_WORDS = re.compile(
    r"(?P<tag>(?<![\w/&.])[#@]\w{2,140})"
    rf"|(?P<mark>(?<=[^\W\d_])(?:(?:\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\]){{1,9}}|[{_RAISED}]{{1,9}}))"
    r"|(?P<digits>(?<=[^\W\d_])\d{1,3}(?:,\d{1,3}){0,4}(?![\w-]))"
)
_CAMEL = re.compile(r"_+|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=[^\W\d_])")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{0,40}\Z")
_LETTERS_AFTER = re.compile(r"[^\W\d_]*")
_HYPHENED = re.compile(r"([^\W_]{1,40})[-\u2010]([^\W_]{1,40})")
_LONGEST_WORD = 40
_LEAST_NOTED = 3
_LATIN_END = "\u0250"
_STRESS = frozenset("\u0300\u0301")

_Edit = tuple[int, int, str]
"""Begin and end in the text that is edited, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The edits of one pass as parallel columns: begin and end of each in the view and in the text edited."""

    view_start: tuple[int, ...] = ()
    view_end: tuple[int, ...] = ()
    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextView:
    """A text and how it is meant to be read; made by `view_of`.

    `text` is the reading. It may be shorter or longer than `original`.
    """

    original: str
    text: str
    _passes: tuple[_Pieces, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return which characters of the original stand for a stretch of the view.

        All that was folded between the first and the last character is inside; what was folded away before the
        first or behind the last is not. An empty stretch stays empty.

        Args:
            start: the first character in `text`.
            end: one past the last.

        """
        for pieces in reversed(self._passes):
            start, end = _across(pieces.view_start, pieces.view_end, pieces.start, pieces.end, start, end)
        return start, end

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return which stretch of the view stands for characters of the original (empty if all were folded away)."""
        for pieces in self._passes:
            start, end = _across(pieces.start, pieces.end, pieces.view_start, pieces.view_end, start, end)
        return start, end


def view_of(text: str) -> TextView:
    """Return a text as it is meant to be read."""
    signs = _signs_in(text)
    if not signs and not _mixes_alphabets(text):
        return TextView(text, text)
    view = text
    passes = []
    for edits in (_characters, _words):
        edited, pieces = _edited(view, edits(view, signs))
        if pieces.start:
            passes.append(pieces)
            view, signs = edited, _signs_in(edited)
    return TextView(text, view if passes else text, tuple(passes))


def is_worth(text: str) -> bool:
    """Say whether there may be something to fold in a text: some scans in C, nothing made."""
    return bool(_signs_in(text)) or _mixes_alphabets(text)


def _mixes_alphabets(text: str) -> bool:
    return not text.isascii() and next(mixed_words(text), None) is not None


def _signs_in(text: str) -> list[int]:
    """Return the places of the characters worth a look (`_WORTH`), seen one byte a character; most texts have none."""
    beyond = "".join(beyond_ascii(text))
    if _SIGN.search(beyond) is not None:
        return [sign.start() for sign in _WORTH.finditer(text)]
    raw = one_byte(text)
    seen = raw.translate(_TABLE, b" \t")
    places: list[int] = []
    if b"!" in seen or b"-\n" in seen:
        seen = raw.translate(_TABLE)
        places = [*places_of(seen, b"!"), *places_of(seen, b"-")]
    # A figure behind a letter, of ASCII or not; behind a dash or a quotation mark it is nothing.
    table = _FOREIGN if any(map(str.isalnum, beyond)) else _TABLE
    places += [at + 1 for at in places_of(raw.translate(table), b"a0")]
    return sorted([at for at in places if _WORTH.match(text, at) is not None])


def _across(
    from_start: tuple[int, ...],
    from_end: tuple[int, ...],
    to_start: tuple[int, ...],
    to_end: tuple[int, ...],
    start: int,
    end: int,
) -> tuple[int, int]:
    """Take a stretch from one side of a pass to the other."""
    number = bisect_right(from_start, start) - 1
    if number < 0:
        first = start
    elif start >= from_end[number]:
        first = to_end[number] + start - from_end[number]
    elif from_end[number] - from_start[number] == to_end[number] - to_start[number]:
        first = to_start[number] + start - from_start[number]
    else:
        first = to_start[number]
    if end <= start:
        return first, first
    number = bisect_left(from_start, end) - 1
    if number < 0:
        last = end
    elif end >= from_end[number]:
        last = to_end[number] + end - from_end[number]
    elif from_end[number] - from_start[number] == to_end[number] - to_start[number]:
        last = to_start[number] + end - from_start[number]
    else:
        last = to_end[number]
    return first, max(first, last)


def _edited(text: str, edits: Iterator[_Edit]) -> tuple[str, _Pieces]:
    """Return the text with edits made, in order and without overlaps, and where they stand."""
    parts: list[str] = []
    columns: list[tuple[int, int, int, int]] = []
    at = length = 0
    for start, end, instead in edits:
        if start < at or text[start:end] == instead:
            continue
        parts += (text[at:start], instead)
        length += start - at
        columns.append((length, length + len(instead), start, end))
        length += len(instead)
        at = end
    if not columns:
        return text, _Pieces()
    return "".join([*parts, text[at:]]), _Pieces(*zip(*columns, strict=True))


def _at_signs(text: str, signs: Sequence[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at a character worth a look; the scan for those is many times the faster."""
    for sign in signs:
        found = pattern.match(text, sign)
        if found is not None:
            yield found


def _characters(text: str, signs: Sequence[int]) -> Iterator[_Edit]:
    """Yield the edits that a character or a line end calls for by itself."""
    hyphened: frozenset[tuple[str, str]] | None = None
    for found in _at_signs(text, signs, _FOLDED):
        start, end, kind = found.start(), found.end(), found.lastgroup
        if kind == "broken":
            if hyphened is None:
                hyphened = frozenset((m[1].lower(), m[2].lower()) for m in _HYPHENED.finditer(text))
            yield start, end, "-" if _own_hyphen(text, start, end, hyphened) else ""
        elif kind == "gone":
            if not _is_spelling(text, start, end):
                yield start, end, ""
        elif kind == "entity":
            yield start, end, _plain_entity(found[0])
        elif kind == "marked":
            base = text[start - 1]
            composed = unicodedata.normalize("NFC", base + found[0])
            if base >= "\u0400" and composed[0] == base:
                # A stress mark over a Russian vowel is a reader's aid and no spelling.
                composed = "".join(char for char in composed if char not in _STRESS)
            yield start - 1, end, composed
        else:
            yield start, end, unicodedata.normalize("NFKC", found[0])


def _plain_entity(entity: str) -> str:
    """Return what an HTML entity stands for, once more where it was escaped twice; nothing for what is invisible."""
    plain = html.unescape(html.unescape(entity))
    return re.sub(f"[{_GONE}]", "", plain)


def _is_spelling(text: str, start: int, end: int) -> bool:
    """Say whether joiners stand between letters of a writing that spells with them (Persian, Hindi, Thai)."""
    if not (start and end < len(text)) or text[start:end].strip(_JOINERS):
        return False
    return all(any(first <= text[at] <= last for first, last in _JOINING) for at in (start - 1, end))


def _own_hyphen(text: str, start: int, end: int, hyphened: frozenset[tuple[str, str]]) -> bool:
    """Say whether the hyphen at the end of a line belongs to the word: `Jong-un`, `al-Assad`, `US-led`, `Il-76`."""
    if text[start] == "\u00ad":
        return False
    before = _LETTERS_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    after = _LETTERS_AFTER.match(text, end, end + _LONGEST_WORD)
    left, right = before[0] if before else "", after[0] if after else ""
    if not left or not right or not right[0].islower():
        return True
    pair = left.lower(), right.lower()
    if pair in hyphened or (len(left) > 1 and left.isupper()):
        return True
    return left[0].isupper() and all(part in _syllables() for part in pair)


@cache
def _syllables() -> frozenset[str]:
    lines = data_text("watchwire.sources", "name_syllables.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _words(text: str, signs: Sequence[int]) -> Iterator[_Edit]:
    """Yield the edits that need a look at the word around."""
    edits = [edit for found in _at_signs(text, signs, _IN_WORDS) for edit in _in_word(text, found)]
    if not text.isascii():
        for start, end in mixed_words(text):
            plain = in_one_alphabet(text[start:end])
            edits += [(start + at, start + at + 1, char) for at, char in enumerate(plain) if char != text[start + at]]
        edits.sort()
    yield from edits


def _in_word(text: str, found: re.Match[str]) -> Iterator[_Edit]:
    start, end, kind = found.start(), found.end(), found.lastgroup
    if kind == "tag":
        for seam in _CAMEL.finditer(text, start + 1, end):
            if seam.end() > seam.start() or _is_seam(text, seam.start(), start + 1, end):
                yield seam.start(), seam.end(), " "
        return
    before = _LETTERS_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    word = before[0] if before else ""
    if len(word) < _LEAST_NOTED:
        return
    if kind == "mark":
        # What a raised figure means behind a small word is often a power: "km²".
        if text[start] == "[" or not word.islower() or len(word) > _LEAST_NOTED + 1:
            yield start, end, " "
    elif word[0].isupper() and word[1:].islower():
        yield start, start, " "


def _is_seam(text: str, at: int, first: int, end: int) -> bool:
    """Say whether a word of a hashtag begins here: `VladimirPutin`, `USSanctions`, `Putin2024`."""
    if at == first:
        return False
    left, right = text[at - 1], text[at]
    if left.isdigit() or right.isdigit():
        return True
    if not right.isupper():
        return False
    return left.islower() or (left.isupper() and at + 1 < end and text[at + 1].islower())

"""The scans that spare a text its reading find all that reading it would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from watchwire import glance
from watchwire.identifiers import find
from watchwire.sources import typography

_PIECES = [
    "a", "Z", "é", "я", "0", "7", "٣", "²", "½", "-", "‐", "\n", "\r", " ", "\t", "\u00a0", "@", "+-x@y.org", "www.",
    "HTTPS://a.b", "+4420 1234 5678", "0049 30 1234567", "swift", "ſwift", "tail", "Call sign EP-GQX", "regıstration",
    "IMO 9187629", "[12]", "&amp;", "#Putin", "\u00ad", "А", "ο", "X" * 26, "DE89370400440532013000", "\ud800", "—",
    "\u200b", "(", ".", "US-", "bic", "1,2", "F16",
]  # fmt: skip
texts = st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)


def _places(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@given(texts)
def test_a_text_is_the_same_place_for_place(text: str) -> None:
    seen = glance.one_byte(text)
    assert len(seen) == len(text)
    assert all(chr(byte) == char or (byte == ord("?") and char > "\x7f") for byte, char in zip(seen, text, strict=True))
    assert glance.beyond_ascii(text) == {char for char in text if char > "\x7f"}


@given(texts)
def test_what_needs_its_typography_undone_is_seen_in_a_text(text: str) -> None:
    assert typography._signs_in(text) == [sign.start() for sign in typography._WORTH.finditer(text)]


@given(texts)
def test_numbers_are_found_as_their_patterns_find_them(text: str) -> None:
    seen = find._Seen(text)
    assert _places(find._emails(text)) == _places(find._EMAIL.finditer(text))
    assert _places(find._phones(text, seen)) == _places(find._PHONE.finditer(text))
    assert _places(find._digit_runs(text, seen)) == _places(find._DIGIT_RUN.finditer(text))
    assert _places(find._letter_labels(text, seen)) == _places(find._OF_LETTERS.finditer(text))
    site = re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"'()\[\]]{3,200}", re.IGNORECASE)
    assert _places(find._SITE.finditer(text)) == _places(site.finditer(text))

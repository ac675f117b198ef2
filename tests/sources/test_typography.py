"""Names inside which typesetting stands, and the way back to the characters of the text."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.sources.tables import rows
from watchwire.sources.typography import view_of


@pytest.mark.parametrize("row", rows("typography.tsv"), ids=lambda row: row["kind"])
def test_what_is_read(row: dict[str, str]) -> None:
    text, expected, word = row["text"], row["view"], row["word"]
    view = view_of(text)
    assert view.text == expected
    if text == expected:
        assert view.text is text
    if word:
        start, end = view.span(view.text.index(word), view.text.index(word) + len(word))
        shown = text[start:end]
        # What the word was read from reads as the word, and neither a character less nor one more would do.
        assert view_of(text).text[slice(*view.place(start, end))] == word
        assert shown == shown.strip()
        assert (start, end) == (text.index(shown), text.index(shown) + len(shown))


DRESSES = {
    "as it is": lambda w: w,
    "soft hyphens": "\u00ad".join,
    "zero width": "\u200b".join,
    "full width": lambda w: "".join(chr(ord(c) + 0xFEE0) for c in w),
    "bold": lambda w: "".join(
        chr(0x1D400 + ord(c) - ord("A")) if c.isupper() else chr(0x1D41A + ord(c) - ord("a")) for c in w
    ),
    "line end": lambda w: w[:3] + "-\n" + w[3:],
    "Cyrillic o": lambda w: w.replace("o", "\u043e"),
    "entities": lambda w: "".join(f"&#{ord(c)};" for c in w),
}
FRAMES = ["{}", "({})", "“{}”", "{},", "{}[12]", "{}12", "{}¹²", "#{}Official", "\u202a{}\u202c"]
NAMES = ["Kozhemyako", "Rosneft", "Usmanov", "Sovcombank", "Timchenko"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(DRESSES)), st.sampled_from(FRAMES)),
        min_size=1,
        max_size=12,
    )
)
def test_a_name_found_is_exactly_the_characters_that_show_it(parts: list[tuple[str, str, str]]) -> None:
    text, shown = "", []
    for name, dress, frame in parts:
        before, after = frame.split("{}")
        dressed = DRESSES[dress](name)
        text += before
        shown.append((len(text), len(text) + len(dressed)))
        text += dressed + after + " "
    view = view_of(text)
    found = [view.span(*m.span()) for m in re.finditer("|".join(NAMES), view.text)]
    assert found == shown


_STRANGE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "ab AоеZ-\n\r\t&#@[]12;_¹\u00ad\u200b\u200d\u0301\ufeff\uff21\u1100\u1161\u11a8\ufb03\uff76\uff9eamp"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


@settings(max_examples=500, deadline=None)
@given(_STRANGE)
@example("a\u0301\u0301b")
@example("Kim[1][2]¹#AbcDef")
@example("&amp;amp;shy;")
def test_places_stay_in_bounds_and_in_order(text: str) -> None:
    view = view_of(text)
    places = [view.span(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(places))
    assert view.span(0, len(view.text))[1] <= len(text)
    back = [view.place(at, at + 1) for at in range(len(text))]
    assert all(0 <= start <= end <= len(view.text) for start, end in back)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(back))


@settings(max_examples=300, deadline=None)
@given(_STRANGE)
def test_characters_outside_an_edit_are_themselves(text: str) -> None:
    view = view_of(text)
    for at, char in enumerate(view.text):
        start, end = view.span(at, at + 1)
        if end - start == 1 and text[start].isascii() and char.isascii() and char.isalnum():
            assert text[start] == char


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcDEF ,.'\n", max_size=200))
def test_a_plain_text_is_its_own_view(text: str) -> None:
    view = view_of(text)
    assert view.text is text
    assert view.span(1, 3) == (1, 3)
    assert view.place(1, 3) == (1, 3)

"""Where a pattern is looked for, nothing is found that a walk through the whole text would not find, and nothing less."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.instruments.families import families, names, parts
from watchwire.language.date_rules import rules_of
from watchwire.prefilter import Held, shape_of

_DATES = [pattern for language in ("en", "ru") for pattern, _ in rules_of(language)]
_CITED = [pattern for family in families() for pattern in family.patterns]
_PATTERNS = [*_DATES, *_CITED, names()[0], parts().alone]
_WORDS = (
    "Monday Friday March may Sept. June January 2019 1998 20 3 12 1st 30th the of last next this past year years month "
    "months week quarter fiscal day days ago earlier two twenty-five a and half in since by until every daily weekend "
    "summer tomorrow yesterday tonight morning overnight recent several decades early mid fortnight nineteen eighty "
    "Executive Order 13660 E.O. resolution Resolutions 1718 S/RES/2094 (2016) Council Regulation (EU) No 269/2014 general "
    "licence GL 8A Proclamation 10371 section 7031(c) sections 1(a)(vii) Act IEEPA сентября 12 в 2023 года вчера во вторник "
    "ſept. KARAR решение 決議 第 2397 号决议 Decision 2014/145/CFSP , ; . - -- / % xx million"
)
_PIECES = ["\n\n", *_WORDS.split()]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=60).flatmap(
    lambda held: st.sampled_from((" ", "", "  ", "\n", " " * 20)).map(lambda blank: blank.join(held))
)


def _found(matches):
    return [(match.span(), match.groups()) for match in matches]


@settings(max_examples=120, deadline=None)
@given(_TEXTS)
def test_no_more_and_no_less_is_found(text):
    held = Held(text)
    for pattern in _PATTERNS:
        assert _found(held.find(pattern)) == _found(pattern.finditer(text))
        assert held.may(pattern) or pattern.search(text) is None


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.integers(0, 200))
def test_in_small_letters_up_to_a_place(text, until):
    small = text.lower()
    held = Held(text)
    for pattern in _DATES if len(small) == len(text) else ():
        twin = re.compile(pattern.pattern, pattern.flags & ~re.IGNORECASE)
        assert _found(held.find(twin, small, until)) == _found(twin.finditer(small, 0, until))


@pytest.mark.parametrize(
    ("pattern", "needs", "width"),
    [
        (r"\blast\s+year\b", [{"last"}, {"year"}], 8 + 16 + 2),
        (r"(?i:Order|Act) 1\d{3}", [{"order", "act"}, {" 1"}], 5 + 1 + 4),
        (r"(?:19|20)\d\d(?! dollars)", [{"19", "20"}], 4 + 8),
        (r"(?:day)?\d+", [], None),
        (r"(?:day|\d+) x", [{" x"}], None),
        (r"(?P<mark>[./])ab(?P=mark)", [{"ab"}], 4),
        (r"(?i)σήμερα", [], 6),
        (r"a[bc]", [], 2),
    ],
)
def test_what_is_known_of_a_pattern(pattern, needs, width):
    shape = shape_of(re.compile(pattern))
    assert [set(need) for need in shape.needs] == needs
    assert shape.width == width


@pytest.mark.parametrize("text", ["ſept. 3, 2019", "SEPT. 3, 2019", "sept." + " " * 40 + "3, 2019", "İn 2019 Sept. 3"])
def test_letters_that_change_and_long_blanks(text):
    pattern = re.compile(r"\bsept\.\s+\d", re.IGNORECASE)
    assert _found(Held(text).find(pattern)) == _found(pattern.finditer(text))

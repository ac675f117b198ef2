"""As-of: listed, not yet and delisted are said only of days that dates or snapshots bracket."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.lists.standing import Look, standing
from watchwire.model import Listing, Status

LISTED, NOT_YET, DELISTED, UNKNOWN = Status.LISTED, Status.NOT_YET, Status.DELISTED, Status.UNKNOWN


def d(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def looks(text: str) -> list[Look]:
    """`+2020-01-01 -2021-01-01 +2022-01-01..2022-02-01`: with the entry or without, and until when checked."""
    found = []
    for word in text.split():
        version, _, checked = word[1:].partition("..")
        found.append(Look(date.fromisoformat(version), date.fromisoformat(checked or version), word[0] == "+"))
    return found


CASES = [
    # listed_on, delisted_on, listed_by, amended_on, snapshots, day, status, said
    ("2010-05-01", None, None, None, "+2024-01-01", "2015-01-01", LISTED, "listed"),
    ("2010-05-01", None, None, None, "+2024-01-01", "2010-05-01", LISTED, "listed"),
    ("2010-05-01", None, None, None, "+2024-01-01", "2010-04-30", NOT_YET, "not yet, listed 2010-05-01"),
    ("2010-05-01", None, None, None, "+2024-01-01", "2024-01-01", LISTED, "listed"),
    ("2010-05-01", None, None, None, "+2024-01-01", "2024-01-02", UNKNOWN, "listed as of 2024-01-01, not checked since"),
    ("2010-05-01", None, None, None, "+2024-01-01..2024-03-01", "2024-02-01", LISTED, "listed"),
    (None, None, None, None, "+2024-01-01", "2023-01-01", UNKNOWN, "listed by 2024-01-01, since when is not known"),
    (None, None, "2005-01-01", None, "+2024-01-01", "2023-01-01", LISTED, "listed"),
    (None, None, "2005-01-01", None, "+2024-01-01", "2004-01-01", UNKNOWN, "listed by 2005-01-01, since when is not known"),
    (None, None, None, "2020-01-01", "+2024-01-01", "2019-12-31", UNKNOWN, "listed by 2020-01-01, since when is not known"),
    (None, None, None, None, "-2021-07-07 +2023-01-21", "2021-07-22", UNKNOWN, "listed between 2021-07-07 and 2023-01-21"),
    (None, None, None, None, "-2021-07-07 -2022-01-01 +2023-01-21", "2021-08-01", NOT_YET, "not yet, listed 2023-01-21"),
    (None, None, None, None, "-2021-07-07 +2023-01-21", "2021-07-07", NOT_YET, "not yet, listed 2023-01-21"),
    (None, None, None, None, "+2021-07-07 +2023-01-21", "2022-01-01", LISTED, "listed"),
    (None, None, None, None, "+2021-01-01 -2022-01-01 +2024-01-01", "2021-06-01", UNKNOWN, "delisted between 2021-01-01 and 2022-01-01"),
    (None, None, None, None, "+2021-01-01 -2022-01-01 -2023-01-01", "2022-06-01", DELISTED, "delisted 2022-01-01"),
    (None, None, None, None, "+2021-01-01 -2022-01-01", "2022-06-01", DELISTED, "delisted by 2022-01-01, not checked since"),
    (None, None, None, None, "+2021-01-01 -2022-01-01 +2024-01-01", "2022-06-01", UNKNOWN, "listed between 2022-01-01 and 2024-01-01"),
    # end dates inside a file that keeps the entry
    ("2012-01-01", "2022-06-13", None, None, "+2022-04-22", "2025-01-01", DELISTED, "delisted 2022-06-13"),
    ("2012-01-01", "2020-06-13", None, None, "+2022-04-22", "2021-01-01", DELISTED, "delisted 2020-06-13"),
    ("2012-01-01", "2020-06-13", None, None, "+2022-04-22", "2020-06-12", UNKNOWN, "delisted between 2012-01-01 and 2020-06-13"),
    # a file older than the day announces; it does not say "not yet"
    ("2030-01-01", None, None, None, "+2029-12-01", "2029-12-20", UNKNOWN, "to be listed on 2030-01-01, by a file of before"),
    # a file that lags behind the publisher's own date
    ("2022-04-21", None, None, None, "-2022-04-22 +2022-05-01", "2022-04-25", LISTED, "listed"),
    # listed anew: the later listing date says nothing of the time before
    ("2023-01-01", None, None, None, "+2020-01-01 -2021-01-01 +2024-01-01", "2020-01-01", LISTED, "listed"),
]  # fmt: skip


@pytest.mark.parametrize(("begun", "ended", "by", "amended", "held", "day", "status", "said"), CASES)
def test_standing(begun: str | None, ended: str | None, by: str | None, amended: str | None, held: str, day: str, status: Status, said: str) -> None:  # fmt: skip
    listing = Listing("x", "1", listed_on=d(begun), delisted_on=d(ended), listed_by=d(by), amended_on=d(amended))
    found = standing(listing, looks(held), date.fromisoformat(day))
    assert (found.status, found.said) == (status, said)


def test_another_lists_listing_is_vouched_for_by_the_newest_file_that_has_it() -> None:
    listing = Listing("us-ofac-sdn", "1", listed_on=d("2010-01-01"))
    held = looks("+2020-01-01 +2021-01-01 -2022-01-01")
    assert standing(listing, held, date(2020, 6, 1), own=False).status is LISTED
    assert standing(listing, held, date(2021, 6, 1), own=False).said == "listed as of 2021-01-01, not checked since"


_DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@given(
    st.none() | _DAYS,
    st.none() | _DAYS,
    st.lists(st.tuples(_DAYS, st.booleans()), min_size=1, max_size=5, unique_by=lambda pair: pair[0]),
    _DAYS,
)
def test_no_answer_without_a_bracket(begun: date | None, ended: date | None, seen: list[tuple[date, bool]], day: date) -> None:  # fmt: skip
    held = [Look(version, version, stood) for version, stood in seen]
    found = standing(Listing("x", "1", listed_on=begun, delisted_on=ended), held, day)
    newest = max(version for version, _ in seen)
    if found.status is NOT_YET:
        assert day <= newest
    if found.status is LISTED:
        assert (begun is not None and begun <= day) or any(stood and version <= day for version, stood in seen)
        assert day == begun or any(stood and version >= day for version, stood in seen)
    if found.status is UNKNOWN and found.between:
        first, last = found.between
        assert (first or day) <= day <= (last or day) + timedelta()

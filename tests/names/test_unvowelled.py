"""Latin spellings that words of Arabic and Hebrew writing may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.names.unvowelled import Spellings, spells

LISTED = (
    "shamkhani", "vahidi", "wahidi", "montazeri", "jabali", "jebeli", "farzadi", "ghazali", "ghazala", "ghazaleh", "haroon", "harun",
    "orion", "iron", "meshal", "mishaal", "bassil", "basil", "vasil", "hedayatollah", "mansour", "saleh", "soleh", "ali", "hassan",
    "hossein", "husayn", "qasim", "ghasem", "kassem", "zarif", "dharif", "thani", "sani", "khatib", "katib",
)  # fmt: skip


@pytest.fixture(scope="module")
def spellings() -> Spellings:
    return Spellings(LISTED)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("شمخانی", "shamkhani"),
        ("وشمخاني", "shamkhani"),
        ("وحیدی", "vahidi wahidi"),
        ("منتظری", "montazeri"),
        ("جبلی", "jabali jebeli"),
        ("غزالة", "ghazala ghazaleh ghazali"),
        ("هارون", "haroon harun"),
        ("مشعل", "meshal mishaal"),
        ("هدایت‌الله", "hedayatollah"),
        ("حسین", "hossein husayn"),
        ("قاسم", "qasim ghasem kassem"),
        ("ظریف", "zarif dharif"),
        ("ثاني", "thani sani"),
        ("خطيب", "khatib katib"),
        ("באסיל", "bassil basil vasil"),
        ("מנסור", "mansour"),
        ("القطار", ""),
        ("Шамхани", ""),
    ],
)
def test_spellings(spellings: Spellings, raw: str, found: str) -> None:
    assert set(spellings.of(raw)) == set(found.split())


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ‌אבגדהוזחטיכלמנסעפצקרשת'", max_size=40))
def test_any_word_is_answered_from_the_list(raw: str) -> None:
    assert set(Spellings(LISTED).of(raw)) <= set(LISTED)


@pytest.mark.parametrize(
    ("raw", "latin", "may"),
    [
        ("عبدالرحمن", "abdulrahman", True),
        ("عبدالرحمن", "abdurrahman", True),
        ("عبدالمالك", "abdelmalek", True),
        ("الدوري", "duri", True),
        ("حسنی", "hosni", True),
        ("حسنی", "hosseini", False),  # a long vowel has a letter
        ("مهدی", "medi", False),  # an h inside a word is heard
        ("غزالة", "ghazala", True),
        ("علي", "ali", True),
        ("אב", "av", False),  # too short
        ("Али", "ali", False),
    ],
)
def test_a_word_spells_a_latin_one(raw: str, latin: str, may: bool) -> None:
    assert spells(raw, latin) is may

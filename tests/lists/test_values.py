"""Dates and names as publishers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.lists.ofac_remarks import parse_remarks
from watchwire.lists.values import alias_pieces, birth_date, family_first
from watchwire.model import BirthDate, PartialDate
from watchwire.scripts import script_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Mar 1973", BirthDate(PartialDate(1973, 3, 25))),
        ("Mar 1973", BirthDate(PartialDate(1973, 3))),
        ("1973", BirthDate(PartialDate(1973))),
        ("1973-03-25", BirthDate(PartialDate(1973, 3, 25))),
        ("25.3.1973", BirthDate(PartialDate(1973, 3, 25))),
        ("dd/mm/1973", BirthDate(PartialDate(1973))),
        ("00/03/1973", BirthDate(PartialDate(1973, 3))),
        ("circa 1973", BirthDate(PartialDate(1973), circa=True)),
        ("Approximately 1973", BirthDate(PartialDate(1973), circa=True)),
        ("01 Jan 1948 to 31 Dec 1948", BirthDate(PartialDate(1948))),
        ("1960 to 1962", BirthDate(PartialDate(1960), PartialDate(1962))),
        ("1960-1962", BirthDate(PartialDate(1960), PartialDate(1962))),
        ("Mar 1955 to Mar 1956", BirthDate(PartialDate(1955, 3), PartialDate(1956, 3))),
    ],
)
def test_birth_dates(text: str, expected: BirthDate) -> None:
    assert birth_date(text) == expected


@pytest.mark.parametrize("text", ["", "rubbish", "31 Feb 1970", "1973-13-01", "12/34"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        birth_date(text)


@given(st.dates())
def test_every_day_survives_iso(day: object) -> None:
    assert str(PartialDate.parse(str(day))) == str(day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X Y; Z W", ["X Y", "Z W"]),
        (
            "Mohammed Sabet; Mohammad Sabet b) M. Javad Kareemi",
            ["Mohammed Sabet", "Mohammad Sabet", "M. Javad Kareemi"],
        ),
        ("Jin Tiesan (金铁三)", ["Jin Tiesan", "金铁三"]),
        ("Encep Nurjaman (birth name)", ["Encep Nurjaman"]),
        ("Hilarion Santos, III (third)", ["Hilarion Santos, III"]),
        ("Safia Farkash, born 1 Jan. 1953 (Oman passport no.03825239)", ["Safia Farkash"]),
        ("AHMAD (AHMED) SANTOS", ["AHMAD SANTOS", "AHMED SANTOS"]),
        ("Maria VORONTSOVA (born PUTINA)", ["Maria VORONTSOVA", "Maria PUTINA"]),
        ("DAEDONG CREDIT BANK (DCB)", ["DAEDONG CREDIT BANK", "DCB"]),
        ("LEADER (HONG KONG) INTERNATIONAL", ["LEADER INTERNATIONAL", "LEADER HONG KONG INTERNATIONAL"]),
    ],
)
def test_alias_pieces(text: str, expected: list[str]) -> None:
    assert alias_pieces(text) == expected


@given(st.text(max_size=80))
def test_alias_pieces_never_fail_nor_lose_everything(text: str) -> None:
    pieces = alias_pieces(text)
    assert pieces
    assert all(isinstance(piece, str) for piece in pieces)


def test_family_first() -> None:
    assert family_first("PUTIN, Vladimir Vladimirovich") == (
        "Vladimir Vladimirovich PUTIN",
        "Vladimir Vladimirovich",
        "PUTIN",
    )
    assert family_first("Somebody") == ("Somebody", None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Putin", "Latn"), ("Путин", "Cyrl"), ("리병철", "Hang"), ("金铁三", "Hani"), ("صالح", "Arab")],
)
def test_scripts(text: str, code: str) -> None:
    assert script_of(text) == code


@given(st.text(max_size=200))
def test_remarks_never_fail(text: str) -> None:
    assert parse_remarks(text).raw == " ".join(text.split())

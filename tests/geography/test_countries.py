"""Countries as publishers spell them."""

import pytest

from watchwire.geography import countries, country_codes_in, country_of, is_no_country
from watchwire.tables import read_table


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Virgin Islands, British", "VG"),
        ("Cote d Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("West Bank", "PS"),
        ("Occupied Palestinian Territories", "PS"),
        ("Region: Crimea", "UA"),
        ("Region: Gaza", "PS"),
        ("CONGO, Democratic Republic of", "CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("CONGO, Republic of", "CG"),
        ("Korea, North", "KP"),
        ("KOREA, Democratic People's Republic of", "KP"),
        ("Korea, Republic of", "KR"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"),
        ("Man, Isle of", "IM"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Venezuela, Bolivarian Republic of", "VE"),
        ("St. Vincent and the Grenadines", "VC"),
        ("Syrian, Turkish", None),
        ("Congo, somewhere", None),
        ("Jalisco", None),
    ],
)
def test_one_country(text: str, code: str | None) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(a) Russian  (b) Georgia", ("RU", "GE")),
        ("1) Saudi Arabia 2) Qatar", ("SA", "QA")),
        ("a) South Sudan, b) Uganda", ("SS", "UG")),
        ("Syrian, Turkish", ("SY", "TR")),
        ("Moldovan, Russian and Ukrainian", ("MD", "RU", "UA")),
        ("Bosnia and Herzegovina (Branch)", ("BA",)),
        ("Trinidad and Tobago", ("TT",)),
        ("Syria / Syrie", ("SY",)),
        ("Burma / Birmanie", ("MM",)),
        ("Iraq (previous address)", ("IQ",)),
        ("Kuwaiti citizenship withdrawn in 2002", ("KW",)),
        ("Syrian Arab Republic as of September 2015", ("SY",)),
        ("Possibly Ethiopian", ("ET",)),
        ("Germany. Russia", ("DE", "RU")),
        ("St. Lucia", ("LC",)),
        ("U.S. Virgin Islands", ("VI",)),
        ("D.R. Congo", ("CD",)),
        ("United States of America. Also believed to hold Syrian nationality", ("US", "SY")),
        ("Tunisian passport", ("TN",)),
        ("Branch Office 11: Iran", ("IR",)),
        ("Crimea 295000", ("UA",)),
        ("USSR (until 1991)", ()),
        ("former Soviet Union", ()),
        ("None Identified", ()),
        ("", ()),
    ],
)
def test_several(text: str, codes: tuple[str, ...]) -> None:
    assert country_codes_in(text) == codes


@pytest.mark.parametrize(
    "text", ["former Soviet Union", "Ukrainian SSR (now Ukraine)", "None Identified", "Africa", ""]
)
def test_known_to_be_none(text: str) -> None:
    assert is_no_country(text)


def test_what_is_unknown_is_not_called_known() -> None:
    assert not is_no_country("Atlantis")


def test_spellings_name_countries_of_our_table() -> None:
    codes = {row["code"] for row in read_table("watchwire.geography", "spellings.tsv")} - {""}
    assert codes <= set(countries())

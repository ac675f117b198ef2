"""How headings and cells of tables are read: as cases."""

import pytest

from watchwire.sources.columns import columns_of, date_of, kind_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", "name"), ("FULL_NAME", "name"), ("Customer-Name", "name"), (" Nombre ", "name"), ("ФИО", "name"),
        ("D.O.B.", "birth_date"), ("DOB", "birth_date"), ("Date of Birth", "birth_date"), ("birthDate", "birth_date"),
        ("Nationality", "country"), ("Entity Type", "kind"), ("Prénom", "first_name"), ("score", None),
    ],
)  # fmt: skip
def test_headings(heading: str, field: str | None) -> None:
    read = columns_of([heading])
    assert dict(read.fields) == ({field: heading} if field else {})
    assert read.others == (() if field else (heading,))


def test_the_first_of_two_columns_for_one_field_is_read_and_the_other_kept() -> None:
    read = columns_of(["Nationality", "Country", "Name"])
    assert read.fields["country"] == "Nationality"
    assert read.others == ("Country",)


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (["customer", "name", "country"], "name"), (["Client", "Full Name"], "Full Name"), (["Customer Name", "id"], "Customer Name"),
        (["Subject", "Company Name", "Party"], "Party"),
    ],
)  # fmt: skip
def test_the_plainest_column_for_names_is_read(headings: list[str], name: str) -> None:
    assert columns_of(headings).fields["name"] == name


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("25 Jan 1984", "1984-01-25"), ("January 25, 1984", "1984-01-25"), ("25-JAN-1984", "1984-01-25"), ("19840125", "1984-01-25"),
        ("Jan 1984", "1984-01"), ("1st March 1950", "1950-03-01"),
        ("1984", "1984"), ("1984-01", "1984-01"), ("1984-01-25", "1984-01-25"), ("1984-01-25T00:00:00", "1984-01-25"),
        ("01/25/1984", "1984-01-25"), ("25.01.1984", "1984-01-25"), ("1984/1/25", "1984-01-25"),
        ("05/06/1984", "1984"), ("5/5/1984", "1984-05-05"),
    ],
)  # fmt: skip
def test_dates(cell: str, value: str) -> None:
    assert date_of(cell) == value


@pytest.mark.parametrize(
    "cell",
    ["84", "1/1/84", "25 Jam 1984", "30 Feb 1990", "19841325", "rubbish", "1984-13-01", "31/31/1984", "0084-01-01"],
)
def test_dates_that_cannot_be_read_are_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        date_of(cell)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Company", "organization"),
        ("INDIVIDUAL", "person"),
        ("ship", "vessel"),
        ("Entity", None),
        ("Plane", "aircraft"),
    ],
)
def test_kinds(cell: str, kind: str | None) -> None:
    assert kind_of(cell) == kind


def test_a_kind_that_is_unknown_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind that is known"):
        kind_of("widget")

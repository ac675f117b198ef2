"""The table of legal forms: one class a form, nothing empty, and what must stay apart stays apart."""

import pytest

from watchwire.tables import read_table


def classes() -> dict[str, str]:
    return {row["form"]: row["class"] for row in read_table("watchwire.names", "legal_forms.tsv")}


def test_a_form_stands_once_in_lower_case() -> None:
    rows = list(read_table("watchwire.names", "legal_forms.tsv"))
    forms = [row["form"] for row in rows]
    assert len(forms) == len(set(forms))
    assert all(form and form == form.casefold() and row["class"] for form, row in zip(forms, rows, strict=True))


def test_every_class_is_explained() -> None:
    rows = list(read_table("watchwire.names", "legal_forms.tsv"))
    assert {row["class"] for row in rows} == {row["class"] for row in rows if row["note"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ltd", "co., ltd."),
        ("ооо", "limited liability company"),
        ("ao", "joint-stock company"),
        ("s.a. de c.v.", "sa de cv"),
        ("sp. z o.o.", "spółka z ograniczoną odpowiedzialnością"),
        ("societatea cu răspundere limitată", "s.r.l."),
        ("ltd. şti.", "limited sirketi"),
        ("d.o.o.", "доо"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    assert classes()[one] == classes()[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("corp", "llc"),
        ("ojsc", "cjsc"),
        ("plc", "ltd"),
        ("gmbh", "ag"),
        ("fze", "fzco"),
        ("bv", "nv"),
        ("kk", "yugen kaisha"),
    ],
)
def test_other_forms(one: str, other: str) -> None:
    assert classes()[one] != classes()[other]

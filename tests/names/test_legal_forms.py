"""The table of legal forms: one class a form, nothing empty, and what must stay apart stays apart."""

import pytest

from watchwire.model import PartyKind
from watchwire.names import compare_names
from watchwire.names.forms import are_other_forms
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


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("company", "company limited", False),
        ("co.", "co., ltd.", False),
        ("corporation", "corp ltd", False),
        ("company", "limited liability company", False),
        ("company", "joint-stock company", False),
        ("limited", "private limited", False),
        ("limited", "limited liability company", True),
        ("company", "gmbh", True),
        ("limited", "ooo", True),
        ("limited", "holdings limited", True),
        ("company", "", False),
    ],
)
def test_a_form_that_stands_in_another_is_no_other_form(one: str, other: str, differ: bool) -> None:
    held = [{classes()[form]} if form else set() for form in (one, other)]
    assert are_other_forms(held[0], held[1]) == differ == are_other_forms(held[1], held[0])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Quervain Food Company", "Quervain Food Company Limited"),
        ("Quervain Food Co.", "Quervain Food Co., Ltd."),
        ("Quervain Food Ltd", "Quervain Food Pvt. Ltd."),
    ],
)
def test_no_point_is_lost_by_a_shorter_form(a: str, b: str) -> None:
    without = compare_names("Quervain Food", b, PartyKind.ORGANIZATION).score
    assert compare_names(a, b, PartyKind.ORGANIZATION).score >= without

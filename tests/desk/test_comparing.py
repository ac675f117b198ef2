"""What an article says of somebody against what an entry says: one row a case, on texts of our own."""

from datetime import date

import pytest

from watchwire.desk.comparing import Verdict, compare_sides
from watchwire.model import (
    Article,
    BirthDate,
    Listing,
    NameKind,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
    Published,
    Relation,
)
from watchwire.read import Reader

READER = Reader()


def party(**more: object) -> Party:
    made: dict[str, object] = {
        "id": "un-sc:KPi.076", "kind": PartyKind.PERSON, "names": (PartyName("Pyong Chol RI", NameKind.PRIMARY),),
        "listings": (Listing("un-sc", "KPi.076"),), "birth_dates": (BirthDate(PartialDate(1948)),), "countries": ("KP",),
        "gender": "male", "positions": ("Marshal of the Korean People's Army",),
    }  # fmt: skip
    return Party(**{**made, **more})  # type: ignore[arg-type]


def verdicts(text: str, entry: Party) -> dict[str, tuple[Verdict, list[str]]]:
    published = Published(date(2023, 9, 12), "given", "given")
    brief = READER.brief(Article(text, published=published, language="en"))
    entity, match = next(
        (entity, match) for entity in brief.entities for match in entity.matches if match.party.id == entry.id
    )
    found = compare_sides(brief, entity, match, entry)
    for field in found:
        for said in field.said:
            assert said.span.of(text), "each word has its place"
    return {field.label: (field.verdict, [said.text for said in field.said]) for field in found}


CASES = [
    ("Marshal Ri Pyong Chol, 75, came to Moscow on Tuesday, the ministry said.", {}, "Born", Verdict.AGREE, "75"),
    ("Marshal Ri Pyong Chol, 41, came to Moscow on Tuesday, the ministry said.", {}, "Born", Verdict.CONFLICT, "41"),
    ("The 75-year-old Ri Pyong Chol came to Moscow on Tuesday, the ministry said.", {}, "Born", Verdict.AGREE, "75-year-old"),
    ("Ri Pyong Chol, born in 1948, came to Moscow on Tuesday, the ministry said.", {}, "Born", Verdict.AGREE, "born in 1948"),
    ("Ri Pyong Chol, born in 1971, came to Moscow on Tuesday, the ministry said.", {}, "Born", Verdict.CONFLICT, "born in 1971"),
    ("Ri Pyong Chol came to Moscow on Tuesday. Sergei Shoigu, 41, met him there, the ministry said.", {}, "Born", Verdict.MISSING, ""),
    ("Ri Pyong Chol came to Moscow on Tuesday with 75 officers, the ministry said.", {}, "Born", Verdict.MISSING, ""),
    ("Ri Pyong Chol, 75, came to Moscow on Tuesday, the ministry said.", {"birth_dates": ()}, "Born", Verdict.MISSING, "75"),
    (
        "Ri Pyong Chol, 72, came to Moscow on Tuesday, the ministry said.",
        {"birth_dates": (BirthDate(PartialDate(1949), None, True),)}, "Born", Verdict.AGREE, "72",
    ),
    ("Marshal Ri Pyong Chol of North Korea came to Moscow on Tuesday, the ministry said.", {}, "Countries", Verdict.AGREE, "North Korea"),
    ("Marshal Ri Pyong Chol of North Korea came to Moscow on Tuesday, the ministry said.", {"countries": ("CU",)}, "Countries", Verdict.CONFLICT, "North Korea"),
    ("Marshal Ri Pyong Chol came to Moscow on Tuesday, the ministry said.", {}, "Role", Verdict.AGREE, "Marshal"),
    ("Ri Pyong Chol came to Moscow on Tuesday, the ministry said.", {"kind": PartyKind.VESSEL}, "Kind", Verdict.CONFLICT, "person"),
    (
        "Ri Pyong Chol came to Moscow on Tuesday and met Sergei Shoigu, the ministry said.",
        {"relations": (Relation("associate of", "Sergei SHOIGU"),)}, "Relations", Verdict.AGREE, "Sergei Shoigu",
    ),
    (
        "Ri Pyong Chol came to Moscow on Tuesday and met Sergei Shoigu, the ministry said.",
        {"relations": (Relation("associate of", "Sergei Ivanov"),)}, "Relations", Verdict.MISSING, "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "more", "label", "verdict", "words"), CASES)
def test_sides(text: str, more: dict[str, object], label: str, verdict: Verdict, words: str) -> None:
    found, said = verdicts(text, party(**more))[label]
    assert found is verdict, said
    assert not words or any(words in text for text in said), said

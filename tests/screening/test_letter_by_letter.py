"""The floor, kind by kind: names that stand in a text as the list writes them are shown, however they are written."""

from pathlib import Path

import pytest

from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle
from watchwire.model import Article, Listing, NameKind, NameQuality, Party, PartyKind, PartyName
from watchwire.screening import Index
from watchwire.screening.finder import Finder
from watchwire.screening.selftest import self_test

BODY, PERSON = PartyKind.ORGANIZATION, PartyKind.PERSON


def one(number: int, kind: PartyKind, full: str, given: str | None = None, family: str | None = None) -> Party:
    name = PartyName(full, NameKind.PRIMARY, NameQuality.STRONG, given, family)
    return Party(f"test:{number}", kind, (name,), (Listing("test", str(number)),))


CASES = [
    # A mark of punctuation inside that would else end a stretch of text.
    (BODY, "ZAVOD IM. K.L. MOROSHKINA OOO", None, None),
    (BODY, "LUMINAR CO. FOR ELECTRONIC GOODS", None, None),
    (BODY, "AL-WARDAMIN: ZEMBLA BRANCH", None, None),
    (BODY, "ORLANDIA REGIONAL GEN. TRAD. & CONT. CO.", None, None),
    (BODY, "YARD NO. 8841 ZARNITSA-GRU", None, None),
    (BODY, "PLODOVI, PROMET I USLUGE MELVINA", None, None),
    (PERSON, "Feliciano Samboro, Jr. DELOS PRADOS", "Feliciano Samboro, Jr.", "DELOS PRADOS"),
    # Small words that have capitals where all have them, so that the telling words stand far apart.
    (BODY, "ISLAMIC CHARITABLE SOCIETY FOR AL-ZAQRA", None, None),
    (BODY, "QIHS ADMINISTRATION FOR THE BUILDING OF BRIDGES AND RIVER PROJECTS", None, None),
    (BODY, "TRANSPORT AND LOGISTICS CENTER ZOVLEKTRA", None, None),
    # A legal form before an article, after “and”, behind a hyphen; the name of a country with one.
    (BODY, "STICHTING AL-ZAQRA", None, None),
    (BODY, "ZAABF AND COMPANIA S.C.A.", None, None),
    (BODY, "ZARGU-HOLDING AO", None, None),
    (BODY, "MACEDONIA LTDA.", None, None),
    # Letters.
    (BODY, "Q.A.T.S.A. S.A. DE C.V.", None, None),
    (BODY, "Z.E.G. LIMITED", None, None),
    (BODY, "B R Q S.A.", None, None),
    # A word twice; function words; a possessive.
    (BODY, "ZIKO ZIKO LTD.", None, None),
    (PERSON, "Ismael ISMAEL", "Ismael", "ISMAEL"),
    (BODY, "DES INTERNATIONAL", None, None),
    (BODY, "Earl’s Resistance Movement", None, None),
    # Transcription: apostrophes beside hyphens, small words, articles in a row.
    (PERSON, "U'n-cho'ng CH'OE", "U'n-cho'ng", "CH'OE"),
    (PERSON, "Yo'-cho'ng KIM", "Yo'-cho'ng", "KIM"),
    (PERSON, "Mati ur REHMAN", "Mati ur", "REHMAN"),
    (PERSON, "Yahya Muhammad AL-'ABD-AL-MUHSIN", "Yahya Muhammad", "AL-'ABD-AL-MUHSIN"),
    (PERSON, "Bin Al Shibar, Ramzi", None, None),
]


@pytest.mark.parametrize(("kind", "full", "given", "family"), CASES)
def test_a_name_is_shown_as_the_list_writes_it(
    kind: PartyKind, full: str, given: str | None, family: str | None
) -> None:
    listed = one(1, kind, full, given, family)
    others = [one(2, BODY, "Islamic Society of Zembla"), one(3, PERSON, "Ramzi Kadour", "Ramzi", "Kadour")]
    matches = Finder(Index.of([listed, *others])).find(Article(f"Officials wrote that {full} had been named again."))
    assert "test:1" in [match.party.id for match in matches]


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ("AL-WARDAMIN: ZEMBLA BRANCH", "They left Wardamin. Zembla Branch Library opened."),
        ("LIMITED LIABILITY COMPANY OCTOBER", "The year ends in October.\n\nAnd You are right about it."),
        ("Q.A.T.S.A. S.A. DE C.V.", "Sections Q, A, T, S and A were read."),
        ("Earl’s Resistance Movement", "The Earl's Court. Resistance Movement fighters came."),
        ("PLODOVI, PROMET I USLUGE MELVINA", "Plodovi sells fruit, and Promet sells tools."),
    ],
)
def test_a_mark_of_the_list_joins_nothing_else(full: str, text: str) -> None:
    found = Finder(Index.of([one(1, BODY, full)])).find(Article(text))
    assert not [match for match in found if match.band.value != "weak"]


def test_of_two_names_of_a_party_the_one_that_stands_there_is_shown() -> None:
    names = tuple(PartyName(n, NameKind.ALIAS, NameQuality.STRONG) for n in ("Mohammad Sayed", "Mohammad Sayed Ketchi"))
    listed = Party("test:1", PERSON, names, (Listing("test", "1"),))
    others = [one(k, PERSON, f"{n} Mohammad Sayed {n}") for k, n in enumerate(("Abdul", "Gul", "Wali", "Nur"), 2)]
    found = Finder(Index.of([listed, *others])).find(Article("Officials wrote that Mohammad Sayed had been named."))
    assert "test:1" in [match.party.id for match in found]


@pytest.mark.data
def test_every_strong_name_is_shown_or_refused_by_a_rule(real_lists: Path, tmp_path: Path) -> None:
    library = Library(tmp_path)
    for path in ("un/un-sc-2026-02-27.xml", "ofac/2023-01-21"):
        library.add(Bundle.from_paths([real_lists / path]), path)
    parties = open_holdings(library).parties
    report = self_test(Finder(Index.of(parties)), tuple(parties), every=4)
    assert report.names > 1000
    assert not report.failures

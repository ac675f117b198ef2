"""The first paragraph, the roles of listed parties, and one subject behind several entries."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from watchwire.brief import brief_record, render_html
from watchwire.brief.summary import summary_text
from watchwire.model import Article, Band, Brief, Match, Published, Status
from watchwire.read import Reader

TEXT = """Kim Jong Un will visit Russia, the Kremlin said.

The Department of the Treasury is designating Ri Pyong Chol pursuant to E.O. 13687.

"We know nothing of it," Dmitry Peskov said.

Alexander Kozlov was not seen. The text cites resolution 2270 and resolution 2254."""


@pytest.fixture(scope="module")
def brief() -> Brief:
    day = Published(date(2024, 1, 10), "given", "by the test")
    return Reader().brief(Article(TEXT, language="en", published=day))


@pytest.fixture(scope="module")
def record(brief: Brief) -> dict[str, Any]:
    return brief_record(brief)


def test_every_clause_rests_on_findings_and_words(record: dict[str, Any]) -> None:
    ids = {item["id"] for key in ("entities", "designations", "concerns", "instruments") for item in record[key]}
    clauses = [clause for sentence in record["summary"] for clause in sentence]
    assert clauses
    for clause in clauses:
        assert clause["of"]
        assert set(clause["of"]) <= ids
        assert clause["spans"]
        assert all(0 <= start < end <= len(TEXT) for start, end in clause["spans"])


def test_it_says_what_is_sure_and_no_more(brief: Brief) -> None:
    text = summary_text(brief)
    assert "possible listed parties are named" in text
    assert "It reports the designation of Ri Pyong Chol by Department of the Treasury" in text
    assert "under Executive Order 13687" in text
    assert "It cites Executive Order 13687, S/RES/2270 (2016)." in text  # 2254 is not in the rule base
    assert "is sanctioned" not in text


def test_parties_of_whom_nobody_knows_since_when_they_are_listed(brief: Brief) -> None:
    def unknown(match: Match) -> Match:
        return replace(match, statuses=tuple(replace(one, status=Status.UNKNOWN) for one in match.statuses))

    later, *others = (entity for entity in brief.entities if entity.matches)
    entities = (replace(later, matches=tuple(map(unknown, later.matches))), *others)
    text = summary_text(replace(brief, entities=entities))
    lists = "(on US lists, since when is not known)"
    assert f"1 more possible listed party is named {lists}: {later.name}" in text
    alone = summary_text(replace(brief, entities=entities[:1]))
    assert f"1 possible listed party is named {lists}: {later.name}" in alone


def test_the_less_sure_are_counted_apart() -> None:
    brief = Reader().brief(Article(TEXT, language="en"))
    first, *others = (entity for entity in brief.entities if any(m.band is Band.STRONG for m in entity.matches))
    weaker = replace(first, matches=tuple(replace(m, band=Band.POSSIBLE) for m in first.matches))
    text = summary_text(replace(brief, entities=(weaker, *others)))
    assert f"; 1 more is less sure: {first.name}" in text
    assert "less sure" not in summary_text(brief)


def test_roles(brief: Brief, record: dict[str, Any]) -> None:
    names = {entity.id: entity.name for entity in brief.entities}
    roles = {(names[role["entity"]], role["role"]) for role in record["listed_roles"]}
    assert ("Ri Pyong Chol", "target") in roles
    assert ("Ri Pyong Chol", "recipient") not in roles  # the designation is told once
    assert ("Dmitry Peskov", "speaker") in roles
    assert ("Alexander Kozlov", "mentioned") in roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The United States is designating the managers of two banks, who met in Omsk; a third bank, and 10 of its "
            "units; and a firm of which little is known and whose owner is Ri Pyong Chol.",
            "unsure",
        ),
        (
            "The United States is designating the managers of two banks. A firm knew Ri Pyong Chol, of Omsk.",
            "mentioned",
        ),
    ],
)
def test_who_may_be_in_the_list_of_a_designation_is_not_only_mentioned(text: str, role: str) -> None:
    record = brief_record(Reader().brief(Article(text, language="en")))
    assert [item["role"] for item in record["listed_roles"]] == [role]


@pytest.mark.parametrize(
    ("text", "role", "says"),
    [
        (
            "Norway took action under its law to impose visa restrictions on 46 officials of Iran. These individuals hold "
            "key positions in the Ministry of Sport, the Islamic Revolutionary Guard Corps, and district courts.",
            "mentioned",
            "people of it are put under visa restrictions by Norway (“46 officials of Iran”)",
        ),
        (
            "Among them is the army’s second-in-command, Ri Pyong Chol, the target of US and UN sanctions for his role.",
            "target",
            "“the target of US and UN sanctions”",
        ),
        ("They spoke of Ri Pyong Chol, who is under sanctions of the UN.", "target", "“who is under sanctions”"),
        ("They spoke of Ri Pyong Chol, who is under a roof. The UN spoke of sanctions.", "mentioned", ""),
    ],
)
def test_what_the_text_says_of_a_party_or_its_people(text: str, role: str, says: str) -> None:
    record = brief_record(Reader().brief(Article(text, language="en")))
    assert [(item["role"], item["says"]) for item in record["listed_roles"]] == [(role, says)]


def test_nothing_follows_from_what_is_not_read() -> None:
    text = (
        "Le président Vladimir Poutine et Dmitri Peskov, ou Dmitry Peskov, sont arrivés hier à Paris pour une réunion."
    )
    record = brief_record(Reader().brief(Article(text, language="fr")))
    assert {role["role"] for role in record["listed_roles"]} == {"unread"}


def test_entries_of_several_lists_are_one_subject(record: dict[str, Any]) -> None:
    (entity,) = [item for item in record["entities"] if item["name"] == "Ri Pyong Chol"]
    assert len({match["list"] for match in entity["matches"]}) > 1
    assert {match["subject"] for match in entity["matches"]} == {"un-sc:KPi.076"}


def test_the_page_links_each_clause(brief: Brief) -> None:
    page = render_html(brief)
    head = page[page.index('<section id="summary">') :]
    assert head.index('data-key="f1"') < head.index("</section>")


def test_a_page_without_anything_sure_has_no_first_paragraph() -> None:
    brief = Reader().brief(Article("It rained in Oslo.", language="en"))
    assert summary_text(brief) == ""
    assert '<section id="summary">' not in render_html(brief)


def _summary(text: str) -> str:
    day = Published(date(2022, 3, 1), "given", "by the test")
    return summary_text(Reader().brief(Article(text, language="en", published=day)))


def test_visa_restrictions_and_groups_are_told_where_no_name_is() -> None:
    text = "The Department of State is imposing visa restrictions on 14 Norwegian officials for undermining the vote."
    told = "It reports visa restrictions on 14 Norwegian officials by Department of State on 2022-03-01."
    assert told in _summary(text)


def test_reports_of_one_act_are_told_together_and_those_of_the_day_first() -> None:
    text = (
        "In 2009 the Treasury designated Ivan Orlov under its sanctions.\n\n"
        "The Treasury is designating Anton Belov pursuant to section 1(a)(i) of E.O. 14024.\n\n"
        "The Treasury is designating Maria Petrova pursuant to section 1(a)(v) of E.O. 14024."
    )
    act = "the designation of Anton Belov, Maria Petrova by the Treasury on 2022-03-01 under Executive Order 14024"
    assert f"It reports {act}; it reports the designation of Ivan Orlov by the Treasury in 2009." in _summary(text)

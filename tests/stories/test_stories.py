"""One story across outlets, on articles of our own writing: copies, agencies, denials, and strangers."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from watchwire.cli.app import app
from watchwire.model import Article, Brief, Published
from watchwire.read import Reader
from watchwire.stories import Story, find_copies, story_groups, tell_stories
from watchwire.stories.quantities import Quantity, differing, quantities
from watchwire.stories.render import story_lines, story_record
from watchwire.stories.sources import agencies_of

AGENCY = (
    "SEOUL (AP) - North Korea shipped artillery shells to Russia in September, a South Korean official said on Tuesday. "
    "The containers left the port of Rajin aboard two freighters and reached Vladivostok three days later, he said. "
    "Satellite pictures show trains leaving the depot at Tumangang for the west in the same week."
)
COPY = (
    "North Korea shipped artillery shells to Russia in September, a South Korean official said on Tuesday. The containers "
    "left the port of Rajin aboard two freighters and reached Vladivostok three days later, he said. Our reporters asked "
    "the embassy in Vienna about it and got no answer by the evening."
)
DENIAL = (
    "The Kremlin on Wednesday denied that North Korea shipped artillery shells to Russia. Spokesman Dmitry Peskov said the "
    "reports of containers from Rajin were inventions. Vladivostok's port authority declined to comment on the freighters."
)
OTHER = (
    "A storm tore the roofs off forty houses in the coastal town of Brenmoor on Monday night. Firefighters took in two "
    "hundred people, and the school will stay closed until the end of the week, the mayor said."
)


def article(text: str, day: int, site: str) -> Article:
    return Article(
        text,
        url=f"https://{site}/story",
        site=site,
        title=text[:40],
        language="en",
        published=Published(date(2023, 10, day), "given", "given"),
    )


@pytest.fixture(scope="module")
def told() -> tuple[tuple[Story, ...], list[Brief]]:
    reader = Reader()
    held = [
        article(OTHER, 10, "coast.example"),
        article(DENIAL, 12, "third.example"),
        article(AGENCY, 10, "first.example"),
        article(COPY, 11, "second.example"),
    ]
    briefs = [reader.brief(item) for item in held]
    return tell_stories(briefs), briefs


def test_one_story_and_a_stranger(told: tuple[tuple[Story, ...], list[Brief]]) -> None:
    stories, _ = told
    assert [story.articles for story in stories] == [(2, 3, 1), (0,)]


def test_a_copy_is_no_second_source(told: tuple[tuple[Story, ...], list[Brief]]) -> None:
    stories, _ = told
    assert [source.articles for source in stories[0].sources] == [(0, 1), (2,)]
    assert stories[0].sources[0].agencies == ("AP",)
    assert "share" in stories[0].sources[0].reasons[0]


def test_the_denial_stands_beside_the_claim(told: tuple[tuple[Story, ...], list[Brief]]) -> None:
    stories, _ = told
    (claim,) = [claim for claim in stories[0].claims if claim.kind == "activity"]
    assert claim.contested
    assert claim.first == 0
    assert len(claim.sources) == 2
    assert [(telling.article, telling.certainty.value) for telling in claim.tellings] == [
        (0, "asserted"),
        (1, "asserted"),
        (2, "denied"),
    ]


def test_what_is_printed(told: tuple[tuple[Story, ...], list[Brief]]) -> None:
    stories, briefs = told
    text = "\n".join(story_lines(stories[0], briefs))
    assert "Story of 3 articles from 2 independent source(s)" in text
    assert "CONTESTED" in text
    assert "against [3] denied by" in text
    record = json.loads(json.dumps(story_record(stories[0], briefs)))
    assert record["claims"][0]["contested"] is True
    for claim in record["claims"]:
        for telling in claim["tellings"]:
            source = briefs[stories[0].articles[telling["article"]]].article.text
            assert " ".join(source[slice(*telling["span"])].split())[:10] == telling["text"][:10]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("MOSCOW (Reuters) - A train left.", ("Reuters",)),
        ("A train left, TASS reported, citing officials." + " x" * 400, ("TASS",)),
        ("A train left." + " x" * 400 + " (AFP)", ("AFP",)),
        ("A train left." + " x" * 200 + " Reuters and TASS both saw it." + " y" * 400, ()),
        ("The map shows a gap.", ()),
    ],
)
def test_agencies(text: str, agencies: tuple[str, ...]) -> None:
    assert agencies_of(text) == agencies


def made_up(chance: random.Random, words: int) -> str:
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=chance.randint(3, 9))) for _ in range(words))


@pytest.mark.parametrize("share", [0.35, 0.5, 0.8, 1.0])
def test_near_copies_are_found_among_many(share: float) -> None:
    chance = random.Random(3)
    texts = [made_up(chance, 300) for _ in range(200)]
    for number in range(20):
        kept = int(300 * share)
        texts.append(" ".join(texts[number].split()[:kept]) + " " + made_up(chance, 300 - kept))
    found = {(copy.first, copy.second) for copy in find_copies(texts)}
    wanted = {(number, 200 + number) for number in range(20)}
    assert found <= wanted
    assert len(found & wanted) >= (16 if share < 0.5 else 20)


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(deadline=None, max_examples=40)
def test_groups_cover_every_article_once(texts: list[str]) -> None:
    groups = story_groups(texts)
    assert len(groups) == len(texts)
    assert sorted(set(groups)) == list(range(len(set(groups))))


def test_articles_months_apart_are_two_stories() -> None:
    assert story_groups([AGENCY, COPY], [date(2023, 10, 10), date(2023, 10, 11)]) == [0, 0]
    assert story_groups([AGENCY, COPY], [date(2023, 10, 10), date(2024, 10, 11)]) == [0, 1]


def test_the_command(tmp_path: Path) -> None:
    for name, text in (("a", AGENCY), ("b", DENIAL), ("c", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text)
    result = CliRunner().invoke(app, ["stories", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "Story of 2 articles" in result.stdout
    result = CliRunner().invoke(app, ["stories", str(tmp_path), "-f", "json"])
    assert len(result.stdout.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("at least 12 people were killed", [(12, "people")]),
        ("more than 1,000 containers of munitions", [(1000, "container")]),
        ("two million artillery shells", [(2_000_000, "shell")]),
        ("a dozen ships", [(12, "ship")]),
        ("twenty-three missiles and 4.5 tonnes", [(23, "missile"), (4.5, "tonne")]),
        ("worth $1.5 billion", [(1_500_000_000, "dollar")]),
        ("rose by 7 per cent", [(7, "percent")]),
        ("on 12 September 2023", []),
        ("in 2023", []),
        ("resolution 1718 was adopted", []),
        ("at 10:30 on a bus", []),
    ],
)
def test_counts_in_a_text(text: str, counts: list[tuple[float, str]]) -> None:
    assert list(quantities(text)) == [Quantity(value, of) for value, of in counts]


@given(st.text(max_size=200))
def test_counting_takes_any_text(text: str) -> None:
    assert all(quantity.of and quantity.value >= 0 for quantity in quantities(text))


def test_sources_that_count_differently() -> None:
    (found,) = differing([(0, 0, "12 people died"), (1, 0, "12 people"), (2, 1, "killed 15 people on 3 ships")])
    assert (found.of, found.values) == ("people", ((12, (0, 1)), (15, (2,))))
    assert differing([(0, 0, "12 people, then 15 people"), (1, 1, "15 people")]) == ()
    assert differing([(0, 0, "12 people"), (1, 0, "15 people")]) == ()


def test_a_count_that_differs_stands_in_the_story() -> None:
    texts = [
        "The ministry said on Monday that North Korea had shipped 1,000 containers of ammunition to Russia.",
        "The ministry said that North Korea had shipped 3,000 containers of ammunition to Russia, a smaller paper wrote.",
    ]
    reader = Reader()
    briefs = [reader.brief(article(text, 10 + n, f"paper{n}.example")) for n, text in enumerate(texts)]
    (story,) = tell_stories(briefs)
    assert any(d.of == "container" for claim in story.claims for d in claim.differing)
    assert "sources differ on container: 1,000 [1]; 3,000 [2]" in "\n".join(story_lines(story, briefs))

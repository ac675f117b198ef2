"""Pages: what is the story, what is furniture, what the page says of itself."""

from datetime import date

import pytest

from watchwire.model import Article, FurnitureKind
from watchwire.sources.page import read_page

STORY = [
    "The tanker Adrian Darya 1 was seen on Monday off the Syrian coast by a satellite of the European Union.",
    "A spokesman for the port said that nobody on board had answered the calls of the coast guard since Friday.",
    "The owner, a company registered in the Marshall Islands, did not reply to written questions from this paper.",
    "Experts who follow the trade said the ship had changed its name and its flag twice within a single year.",
]


def page(body: str, head: str = "", tag: str = "article") -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return f"<html><head>{head}</head><body><{tag}>{body.replace('STORY', story)}</{tag}></body></html>"


def story_of(article: Article) -> str:
    text = article.text
    for piece in reversed(article.furniture):
        text = text[: piece.span.start] + text[piece.span.end :]
    return text


HEADLINE = "<h1>Tanker seen off the Syrian coast once more</h1>"
TITLE = "Tanker seen off the Syrian coast once more"


def test_the_text_is_headline_and_story() -> None:
    article = read_page(page(HEADLINE + "STORY"))
    assert article.text == "\n\n".join([TITLE, *STORY])
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("markup", "kind", "shown"),
    [
        ("<figure><img src=x><figcaption>Igor Sechin in Moscow.</figcaption></figure>", FurnitureKind.CAPTION, "Igor Sechin in Moscow."),
        ("<aside><p>Who is Igor Sechin, and what does he own?</p></aside>", FurnitureKind.NAVIGATION, "Who is Igor Sechin, and what does he own?"),
        ("<div class='related-stories'><p>Igor Sechin: a life</p></div>", FurnitureKind.NAVIGATION, "Igor Sechin: a life"),
        ("<div class='share-tools'><p>Teilen Sie den Artikel</p></div>", FurnitureKind.SHARE, "Teilen Sie den Artikel"),
        ("<div class='newsletterSignup'><p>Рассылка новостей</p></div>", FurnitureKind.NOTICE, "Рассылка новостей"),
        ("<nav aria-label=x><p>ホーム 国際 ロシア</p></nav>", FurnitureKind.NAVIGATION, "ホーム 国際 ロシア"),
    ],
)  # fmt: skip
def test_structure_tells_furniture_in_any_language(markup: str, kind: FurnitureKind, shown: str) -> None:
    halves = "".join(f"<p>{p}</p>" for p in STORY[:2]), "".join(f"<p>{p}</p>" for p in STORY[2:])
    article = read_page(page(f"{HEADLINE}{halves[0]}{markup}{halves[1]}"))
    assert shown in article.text, "what stands inside the story is kept"
    assert shown not in story_of(article)
    assert {piece.kind for piece in article.furniture if piece.span.of(article.text) == shown} == {kind}
    assert all(paragraph in story_of(article) for paragraph in STORY)


def test_a_class_of_furniture_around_the_whole_story_means_nothing() -> None:
    article = read_page(page(f"<div class='paywall subscribe'>{HEADLINE}STORY</div>"))
    assert all(paragraph in story_of(article) for paragraph in STORY)


def test_line_ends_and_cells_part_words_and_not_paragraphs() -> None:
    article = read_page(
        page(HEADLINE + "STORY<p>Signed by<br>Kim<br>Jong Un, who was there on that day with all of his generals</p>"
             "<table><tr><td>Igor</td><td>Sechin</td></tr></table>")
    )  # fmt: skip
    assert "Kim\nJong Un" in article.text
    assert "Igor\tSechin" in article.text


def test_inline_markup_does_not_cut_words() -> None:
    article = read_page(
        page(
            HEADLINE
            + "STORY<p>The <b>tank</b>er was <a href=x>Adrian <i>Darya</i></a> 1, said the company that had sold it.</p>"
        )
    )
    assert "The tanker was Adrian Darya 1, said" in article.text


def test_a_fragment_is_read() -> None:
    article = read_page("".join(f"<p>{paragraph}</p>" for paragraph in STORY))
    assert all(paragraph in article.text for paragraph in STORY)


@pytest.mark.parametrize(
    "body", ["<h1>Crates, day 1</h1>", "<h1>Crates</h1><p>Day 1.</p>", "<p>Kim left.</p>", "<div>Kim left.</div>"]
)
def test_a_page_of_few_words_is_read_whole_and_says_so(body: str) -> None:
    article = read_page(f"<html><body><article>{body}</article></body></html>")
    assert "Crates" in article.text or article.text == "Kim left."


def test_an_index_page_is_read_and_says_so() -> None:
    items = "".join(f"<div><h3><a href=/{n}>Story {n}</a></h3><p>Tanker {n} was seen.</p></div>" for n in range(3))
    article = read_page(f"<html><body>{items}</body></html>")
    assert "Tanker 2 was seen." in article.text


def test_the_rest_of_the_story_beside_what_was_found() -> None:
    parts = "<div class=a>STORY</div><div class=b>" + "".join(
        f"<p>In part {n} of the story the inspectors wrote down what they had seen in the harbour that day.</p>"
        for n in range(5)
    )
    article = read_page(page(HEADLINE + parts + "</div>"))
    assert "In part 4 of the story" in story_of(article)


def test_the_body_in_the_pages_data_is_read_and_said() -> None:
    data = " ".join(STORY * 3)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{data}"}}</script>'
    article = read_page(page(f"{HEADLINE}<p>{STORY[0]}</p>", head))
    assert STORY[3] in article.text
    assert any("articleBody" in note for note in article.notes)


def test_a_body_of_something_else_is_not_taken() -> None:
    other = " ".join(["The weather in the mountains will be fine for all of the coming week."] * 30)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{other}"}}</script>'
    article = read_page(page(f"{HEADLINE}STORY", head))
    assert "weather" not in article.text


def test_a_page_that_is_not_free_says_so() -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "isAccessibleForFree": "False"}}</script>'
    assert any("not free" in note for note in read_page(page(HEADLINE + "STORY", head)).notes)


@pytest.mark.parametrize(
    ("head", "shown", "title"),
    [
        ("<title>Tanker seen off the Syrian coast once more | The Daily</title>", HEADLINE, TITLE),
        ("<title>Tanker seen off the Syrian coast once more - Politics - The Daily</title>", HEADLINE, TITLE),
        ("<meta property='og:site_name' content='The Daily'><title>Kyiv – a city at war – The Daily</title>", "", "Kyiv – a city at war"),
        ("<meta property='og:site_name' content='The Daily'><title>The Daily: Tanker seen again off Syria</title>", "", "Tanker seen again off Syria"),
        ("<meta property='og:title' content='Tanker &amp;#39;seen&amp;#39; off the coast'>", "", "Tanker 'seen' off the coast"),
    ],
)  # fmt: skip
def test_titles(head: str, shown: str, title: str) -> None:
    assert read_page(page(shown + "STORY", head), "https://thedaily.example/x").title == title


@pytest.mark.parametrize(
    ("head", "shown", "author"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":[{"@type":"Person","name":"Ann Lee"},'
         '{"@type":"Organization","name":"The Daily"}]}</script>', "", "Ann Lee"),
        ("<meta name=author content='By Ann Lee and Bo Rae, The Daily'><meta property='og:site_name' content='The Daily'>", "", "Ann Lee; Bo Rae"),
        ("<meta property='article:author' content='https://www.facebook.com/annlee'>", "<a rel=author>Ann Lee</a>", "Ann Lee"),
        ("", "<p>By Ann Lee, political correspondent</p>", "Ann Lee"),
        ("", "<div>Ann Lee - Sept. 6, 2019, 8:15 pm</div>", "Ann Lee"),
        ("<meta name=author content='The Daily'><meta property='og:site_name' content='The Daily'>", "", None),
    ],
)  # fmt: skip
def test_authors_are_people(head: str, shown: str, author: str | None) -> None:
    assert read_page(page(HEADLINE + shown + "STORY", head)).author == author


LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '",%s}</script>'


@pytest.mark.parametrize(
    ("head", "shown", "day", "basis"),
    [
        (LD % '"datePublished":"2023-09-12T06:30:00+0900"', "", "2023-09-12", "metadata"),
        (LD % '"datePublished":"2023-09-12","dateModified":"2024-01-05"', "", "2023-09-12", "metadata"),
        (LD % '"datePublished":"2023-09-12"' + "<meta property='article:modified_time' content='2024-02-02'>", "", "2023-09-12", "metadata"),
        ("<meta property='article:published_time' content='2023-09-12T23:59:00-05:00'>", "<time datetime='2015-01-01'>x</time>", "2023-09-12", "metadata"),
        ("", "<time datetime='2023-09-12T10:00'>today</time>", "2023-09-12", "page"),
        ("", "<p>12 сентября 2023, 10:30</p>", "2023-09-12", "page"),
        ("", "<p>Published 12.09.2023 at 10:30</p>", "2023-09-12", "page"),
        ("", "<p>2023年9月12日</p>", "2023-09-12", "page"),
        ("<meta property='og:locale' content='en_GB'>", "<p>12/09/2023</p>", "2023-09-12", "page"),
        ("<meta property='og:locale' content='en_US'>", "<p>09/12/2023</p>", "2023-09-12", "page"),
        ("", "<p>09/12/2023</p>", None, "unknown"),
        (LD % '"dateModified":"2024-01-05"', "", None, "unknown"),
    ],
)  # fmt: skip
def test_days(head: str, shown: str, day: str | None, basis: str) -> None:
    article = read_page(page(HEADLINE + shown + "STORY", head), "https://thedaily.com/x")
    assert (article.published.on.isoformat() if article.published.on else None, article.published.basis) == (day, basis)


@pytest.mark.parametrize(
    "guess",
    [
        "<footer>© 2015 The Daily</footer>",
        "<aside><time datetime='2015-05-05'>an older story</time></aside>",
        "<script>var built = '2015-05-05';</script>",
        "<p>It was founded in 2015 and has sold ships of many kinds to many buyers ever since that year.</p>",
    ],
)
def test_a_guess_is_no_day(guess: str) -> None:
    article = read_page(page(HEADLINE + "STORY" + guess), "https://thedaily.com/x")
    assert article.published.on is None


def test_a_later_change_is_kept() -> None:
    article = read_page(page(HEADLINE + "STORY", LD % '"datePublished":"2023-09-12","dateModified":"2024-01-05"'))
    assert (article.published.on, article.modified) == (date(2023, 9, 12), date(2024, 1, 5))
    article = read_page(page(HEADLINE + "STORY", LD % '"dateModified":"2024-01-05"'))
    assert str(article.published.latest) == "2024-01-05"


def test_a_page_nested_without_end_is_read() -> None:
    deep = "<div>" * 3000 + "x" + "</div>" * 3000
    assert STORY[1] in read_page(page(HEADLINE + "STORY" + deep)).text


@pytest.mark.parametrize(
    ("stamp", "beside", "day"),
    [
        ("2019-11-20T01:15:00Z", "<p>Nov. 19, 2019 5:15 PM</p>", "2019-11-19"),
        ("2019-11-20T01:15:00.000+00:00", "<p>Published November 19, 2019</p>", "2019-11-19"),
        ("2023-09-11T21:30:00Z", "<p>12 сентября 2023, 06:30</p>", "2023-09-12"),
        ("2023-09-11T21:30:00Z", "<p>Updated 12 September 2023</p>", "2023-09-11"),
        ("2023-09-11T12:30:00Z", "<p>10 September 2023</p>", "2023-09-11"),
        ("2023-09-11T21:30:00+09:00", "<p>12 September 2023</p>", "2023-09-11"),
        ("2023-09-11", "<p>12 September 2023</p>", "2023-09-11"),
    ],
)
def test_the_day_is_that_of_the_place_of_publication(stamp: str, beside: str, day: str) -> None:
    article = read_page(page(f"{HEADLINE}{beside}STORY", LD % f'"datePublished":"{stamp}"'))
    assert str(article.published.on) == day


def test_an_address_tells_the_place_where_nothing_is_shown() -> None:
    article = read_page(
        page(f"{HEADLINE}STORY", LD % '"datePublished":"2019-11-20T01:15:00Z"'), "https://e.org/2019/11/19/a"
    )
    assert str(article.published.on) == "2019-11-19"
    assert "universal time" in article.published.how


def test_a_day_of_change_alone_is_a_bound() -> None:
    article = read_page(page(f"{HEADLINE}<p>Last updated: 12 September 2023</p>STORY"))
    assert article.published.on is None
    assert (article.published.latest, article.modified) == (date(2023, 9, 12), date(2023, 9, 12))


@pytest.mark.parametrize(
    ("beside", "authors"),
    [
        ("<div class='c-Byline'>By <a href='/people/ann-lee'>Ann Lee</a><span>Staff Writer</span></div>", "Ann Lee"),
        ("<p class='authors'>By Ann Lee, Bo de Witt and Carla O'Neill</p>", "Ann Lee; Bo de Witt; Carla O'Neill"),
        ("<div class='byline'>By <a rel='author'>Ann Lee</a> | Special to the Evening Bell</div>", "Ann Lee"),
        ("<h4><a href='/author/ann-lee.html'>Ann Lee</a><a href='/author/ann-lee.html'>View more articles</a></h4>", "Ann Lee"),
        ("<p>Analysis by Ann Lee</p>", "Ann Lee"),
        ("<p>New Delhi, 19 November 2019, 09:01</p>", None),
        ("<p class='byline'>By Ann Lee, Wednesday, 20 November 2019 08:05 GMT</p>", "Ann Lee"),
        ("<p class='byline'>By The Evening Bell Staff</p>", None),
        ("<p class='byline'>TASS</p>", None),
        ("<p class='author'>Анна Лихачёва</p>", "Анна Лихачёва"),
        ("<p class='byline'>Von Jörg Müller und Ute Groß</p>", "Jörg Müller; Ute Groß"),
    ],
)  # fmt: skip
def test_bylines_are_people(beside: str, authors: str | None) -> None:
    assert read_page(page(f"{HEADLINE}{beside}STORY")).author == authors


def test_people_whom_the_story_is_about_are_no_authors() -> None:
    linked = "<p>The ship belongs to <a href='/person/bo-rae'>Bo Rae</a>, who was in Tartus on Monday, the port's own log says, and who has not been seen there since that day of the week.</p>"
    box = "<div class='author-box'><h4 class='author-name'>Ann Lee</h4></div>"
    assert read_page(page(f"{HEADLINE}{linked}STORY{box}")).author == "Ann Lee"
    assert read_page(page(f"{HEADLINE}{linked}STORY")).author is None


def test_what_is_shown_is_whole_where_the_metadata_name_one_of_several() -> None:
    head = LD % '"author":{"@type":"Person","name":"Ann Lee"}'
    shown = "<p class='byline'>By Ann Lee, Bo Rae</p>"
    assert read_page(page(f"{HEADLINE}{shown}STORY", head)).author == "Ann Lee; Bo Rae"
    assert read_page(page(f"{HEADLINE}<p class='byline'>By Bo Rae</p>STORY", head)).author == "Ann Lee"


def test_a_link_to_skip_to_the_story_does_not_say_that_it_is_cut() -> None:
    skip = "<div><a href='#story'>Continue reading the main story</a></div>"
    halves = "".join(f"<p>{p}</p>" for p in STORY[:2]), "".join(f"<p>{p}</p>" for p in STORY[2:])
    assert read_page(page(f"{HEADLINE}{halves[0]}{skip}{halves[1]}")).notes == ()

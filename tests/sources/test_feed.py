"""Feeds: one reader for what is read at once and for what is watched."""

import pytest

from tests.sources import made
from watchwire.desk.offers import read_offers
from watchwire.errors import SourceError
from watchwire.model import Article
from watchwire.sources.feed import article_of, feed_of
from watchwire.sources.problem import SourceProblem
from watchwire.sources.read import read_bytes

ITEM = "<item><guid>1</guid><title>«Роснефть» &amp;amp; друзья</title><link>https://example.org/1</link>{more}</item>"
BODY = "<description>&lt;p&gt;The ship of &lt;a href='/x'&gt;Igor Sechin&lt;/a&gt; sailed.&lt;/p&gt;</description>"


def rss(more: str) -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>The &amp;amp; Wire</title>'
    return f"{head}{ITEM.format(more=more)}</channel></rss>".encode()


def test_what_is_watched_and_what_is_read_say_the_same() -> None:
    for data in (
        made.RSS.encode(),
        made.JSON_FEED.encode(),
        rss(BODY + "<pubDate>Tue, 12 Sep 2023 06:30:00 +0900</pubDate>"),
    ):
        offers = read_offers(data, "feed").items
        articles = [item for item in read_bytes(data, "feed", ".xml", None) if isinstance(item, Article)]
        assert len(offers) == len(articles) > 0
        for offer, article in zip(offers, articles, strict=True):
            day = article.published.on.isoformat() if article.published.on else None
            assert (offer.title or article.title, offer.published, offer.author) == (article.title, day, article.author)


def test_markup_is_no_part_of_titles_and_links_cut_no_sentence() -> None:
    feed = feed_of(rss(BODY), "feed")
    article = article_of(feed.entries[0], "feed", feed.title)
    assert (article.title, article.site) == ("«Роснефть» & друзья", "The & Wire")
    assert "The ship of Igor Sechin sailed." in article.text


def test_one_bad_byte_makes_no_other_alphabet() -> None:
    data = rss(BODY).replace("друзья".encode(), "друзья".encode() + b"\xff")
    (article,) = read_bytes(data, "feed", ".xml", None)
    assert isinstance(article, Article)
    assert "Роснефть" in article.text
    assert any("could not be read" in note for note in article.notes)
    assert any("could not be read" in note for note in read_offers(data, "feed").notes)


def test_another_encoding_is_read_as_it_is_declared() -> None:
    text = rss(BODY).decode().replace('encoding="utf-8"', 'encoding="windows-1251"')
    (article,) = read_bytes(text.encode("cp1251"), "feed", ".xml", None)
    assert isinstance(article, Article)
    assert article.title == "«Роснефть» & друзья"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("<pubDate>Tue, 12 Sep 2023 06:30:00 +0900</pubDate>", "2023-09-12"),
        ("<pubDate>Tue, 12 Sep 2023 23:30:00 -0500</pubDate>", "2023-09-12"),
        ("<pubDate>2016/6/29</pubDate>", "2016-06-29"),
        ("<pubDate>12.09.2023 23:59</pubDate>", "2023-09-12"),
        ("<pubDate>02/03/2023</pubDate>", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_of_the_place_of_publication(stated: str, day: str | None) -> None:
    assert read_offers(rss(BODY + stated), "feed").items[0].published == day


def test_a_sitemap_names_pages() -> None:
    data = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc>'
        b"<lastmod>2024-02-01</lastmod><news:news><news:publication_date>2023-09-12T06:30:00+09:00"
        b"</news:publication_date><news:title>Tanker seen</news:title></news:news></url>"
        b"<url><loc>https://example.org/2</loc></url></urlset>"
    )
    first, second = read_offers(data, "map").items
    assert (first.title, first.published, first.changed) == ("Tanker seen", "2023-09-12", "2024-02-01")
    assert (second.url, second.published) == ("https://example.org/2", None)
    found = list(read_bytes(data, "map", ".xml", None))
    assert isinstance(found[0], Article)
    assert isinstance(found[1], SourceProblem)
    assert "example.org/2" in str(found[1])


def test_an_index_of_sitemaps_says_what_to_do() -> None:
    data = b"<sitemapindex><sitemap><loc>https://example.org/s.xml</loc></sitemap></sitemapindex>"
    (problem,) = read_bytes(data, "map", ".xml", None)
    assert "read one of those" in str(problem)


@pytest.mark.parametrize("data", [b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'/>", b"<urlset><broken"])
def test_what_is_hostile_or_broken_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="feed"):
        feed_of(data, "feed")

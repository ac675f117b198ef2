"""Dates in running text: a table of expressions, and the day of publication worked out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.language import date_article, find_dates, language_for
from watchwire.model import Article, Span
from watchwire.sources.stated import country_of_site

DAY = date(2023, 9, 12)  # a Tuesday


def values(text: str, day: date | None = DAY, language: str = "en") -> list[tuple[str, str]]:
    analysis = language_for(language).analyse(Article(text, language=language))
    return [(found.span.of(text), found.value) for found in find_dates(analysis, day)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("He arrived on Tuesday.", "Tuesday", "2023-09-12"),
        ("Posted 2031-05-06T07:08:09+02:00 in Oslo.", "2031-05-06", "2031-05-06"),
        ("Posted 2031-05-06T07:08Z in Oslo.", "2031-05-06", "2031-05-06"),
        ("Police conducted an operation to arrest him in the town Saturday.", "Saturday", "2023-09-09"),
        ("They plan to meet on Saturday.", "Saturday", "2023-09-16"),
        ("The blast was heard at 10:30 p.m. on Tuesday.", "10:30 p.m. on Tuesday", "2023-09-12T22:30"),
        ("He left on September 9 at noon.", "September 9 at noon", "2023-09-09T12:00"),
        ("They waited two and a half years.", "two and a half years", "P2Y6M"),
        ("It took twenty-four hours.", "twenty-four hours", "PT24H"),
        ("He fell ill in October last year.", "October last year", "2022-10"),
        ("Sales rose in next year's first quarter.", "next year's first quarter", "2024-Q1"),
        ("The ship was seen in recent weeks.", "recent weeks", "PXW"),
        ("It was founded in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It pays a quarterly dividend and reports quarterly.", "quarterly", "P1Q"),
        ("Kim left Pyongyang on Sunday.", "Sunday", "2023-09-10"),
        ("The forum ends Wednesday.", "Wednesday", "2023-09-13"),
        ("They will meet on Friday.", "Friday", "2023-09-15"),
        ("They met last Friday.", "last Friday", "2023-09-08"),
        ("They meet next Monday.", "next Monday", "2023-09-18"),
        ("He said it yesterday.", "yesterday", "2023-09-11"),
        ("He came three days ago.", "three days ago", "2023-09-09"),
        ("It happened on 3 March 2022.", "3 March 2022", "2022-03-03"),
        ("It happened on March 3, 2022.", "March 3, 2022", "2022-03-03"),
        ("It happened on Sept. 5.", "Sept. 5", "2023-09-05"),
        ("His visit in April 2019 was short.", "April 2019", "2019-04"),
        ("It grew last month.", "last month", "2023-08"),
        ("It grew this week.", "this week", "2023-W37"),
        ("It grew last year.", "last year", "2022"),
        ("They have ruled since 2006.", "2006", "2006"),
        ("It grew in the last quarter.", "last quarter", "2023-Q2"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It lasted for 18 months.", "for 18 months", "P18M"),
        ("The war of 566 days goes on.", "566 days", "P566D"),
        ("The file says 2021-07-08.", "2021-07-08", "2021-07-08"),
        ("He left the day before yesterday.", "the day before yesterday", "2023-09-10"),
        ("They will meet the day after tomorrow.", "the day after tomorrow", "2023-09-14"),
        ("He came a fortnight ago.", "a fortnight ago", "2023-W35"),
        ("They will meet on the last Friday of this month.", "the last Friday of this month", "2023-09-29"),
        ("They met on the first Monday of May 2023.", "the first Monday of May 2023", "2023-05-01"),
        ("The talks ran from 3 to 5 May.", "3 to 5 May", "2023-05-03/2023-05-05"),
        ("The talks ran on May 3-5, 2022.", "May 3-5, 2022", "2022-05-03/2022-05-05"),
        ("The talks were held from 28 to 30 October.", "28 to 30 October", "2022-10-28/2022-10-30"),
        ("They met on Monday 11 and left.", "Monday 11", "2023-09-11"),
        ("It was signed on 12.09.2022 in Moscow.", "12.09.2022", "2022-09-12"),
        ("It was signed on 25/09/2022 in London.", "25/09/2022", "2022-09-25"),
        ("It was signed on 09/25/2022 in Boston.", "09/25/2022", "2022-09-25"),
        ("It was signed on 12/09/2022 at last.", "12/09/2022", "2022-XX-XX"),
        ("It was signed on 12/09/2022, and 25/09/2022 ended it.", "12/09/2022", "2022-09-12"),
        ("It was signed on 12/09/2022, and 09/25/2022 ended it.", "12/09/2022", "2022-12-09"),
        ("Hearings are held on Monday 18, Tuesday 19 and Friday 22.", "Monday 18", "2023-09-18"),
        ("Hearings are held on Monday 18, Tuesday 19 and Friday 22.", "Tuesday 19", "2023-09-19"),
        ("Hearings are held on Monday 18, Tuesday 19 and Friday 22.", "Friday 22", "2023-09-22"),
        ("They will meet from 3 to 5 May in Geneva.", "3 to 5 May", "2024-05-03/2024-05-05"),
        ("They attacked the town on Oct. 7, the army said.", "Oct. 7", "2022-10-07"),
        ("The attack of Oct. 7 killed many.", "Oct. 7", "2022-10-07"),
        ("He was arrested on Oct. 7 and charged later.", "Oct. 7", "2022-10-07"),
        ("Since Oct. 7, thousands have been killed.", "Oct. 7", "2022-10-07"),
        ("The conference opens on Oct. 7.", "Oct. 7", "2023-10-07"),
        ("The conference will open on Oct. 7.", "Oct. 7", "2023-10-07"),
        ("The conference, set for Oct. 7, was postponed.", "Oct. 7", "2023-10-07"),
        ("They met ahead of the Oct. 7 vote.", "Oct. 7", "2023-10-07"),
        ("He met the minister on 15 August last year.", "15 August last year", "2022-08-15"),
        ("He met the minister on Aug. 15 last year.", "Aug. 15 last year", "2022-08-15"),
        ("He came on the 4th of this month.", "the 4th of this month", "2023-09-04"),
    ],
)
def test_expressions(text: str, expression: str, value: str) -> None:
    assert (expression, value) in values(text)


@pytest.mark.parametrize(
    ("country", "language", "value"),
    [
        ("US", "en", "2022-12-09"),
        ("PH", "en", "2022-12-09"),
        ("GB", "en", "2022-09-12"),
        ("IN", "en", "2022-09-12"),
        (None, "en", "2022-XX-XX"),
    ],
)
def test_figures_by_the_country_of_the_site(country: str | None, language: str, value: str) -> None:
    article = Article("It was signed on 12/09/2022 at last.", language=language, country=country)
    assert [found.value for found in find_dates(language_for(language).analyse(article), DAY)] == [value]


@pytest.mark.parametrize(
    ("host", "tag", "country"),
    [
        ("www.example.co.uk", "en", "GB"),
        ("example.in", None, "IN"),
        ("state.example.gov", "en", "US"),
        ("example.com", "en-GB", "GB"),
        ("example.com", "en_US", "US"),
        ("example.com", "zh-Hant-TW", "TW"),
        ("example.tv", "en", None),
        (None, None, None),
    ],
)
def test_the_country_of_a_site(host: str | None, tag: str | None, country: str | None) -> None:
    assert country_of_site(host, tag) == country


@pytest.mark.parametrize("text", ["He may march on.", "Sun rose over the mon.", "He paid 2000 dollars."])
def test_no_dates(text: str) -> None:
    assert all(value.startswith("P") for _, value in values(text))


def test_without_a_reference_relative_days_stay_open() -> None:
    assert values("He came on Tuesday.", None) == [("Tuesday", "XXXX-WXX-2")]


def test_russian() -> None:
    text = "12 сентября 2023 года поезд прибыл во вторник."
    assert values(text, DAY, "ru") == [("12 сентября 2023 года", "2023-09-12"), ("во вторник", "2023-09-12")]
    assert values("Опубликовано 2023-07-26.", DAY, "ru") == [("2023-07-26", "2023-07-26")]
    assert values("Он уехал позавчера.", DAY, "ru") == [("позавчера", "2023-09-10")]
    assert values("Переговоры шли с 3 по 5 мая.", DAY, "ru") == [("3 по 5 мая", "2023-05-03/2023-05-05")]


@pytest.mark.parametrize(
    ("text", "day", "how"),
    [
        ("SEOUL, July 28, 2023 (Example Wire) - The minister left.", date(2023, 7, 28), "dateline"),
        ("Isle of Man, July 28, 2023 - The minister left.", date(2023, 7, 28), "dateline"),
        (
            "Lund to speak\n\n2022-06-01\n\nMinister Lund will speak on June 2, 2022, in Oslo.",
            date(2022, 6, 1),
            "opens with",
        ),
        (
            "He arrived on Tuesday. The forum ends Wednesday. Russia has been immersed for 566 days in the war it launched in Ukraine.",
            date(2023, 9, 12),
            "566 days",
        ),
        (
            "He arrived on Thursday. On day 100 of the war in Ukraine the front stood still.",
            date(2022, 6, 3),
            "day 100 of",
        ),
        ("In 2022 it began. On Tuesday, Sept. 12, he came.", date(2023, 9, 12), "first falls so"),
        ("12 сентября 2023 года. Поезд прибыл на станцию.", date(2023, 9, 12), "opens with"),
    ],
)
def test_publication_worked_out(text: str, day: date, how: str) -> None:
    language = "ru" if "сентября" in text else "en"
    article = date_article(language_for(language).analyse(Article(text, language=language)))
    assert article.published.on == day
    assert how in article.published.how
    assert article.published.evidence
    assert all(0 <= span.start < span.end <= len(text) for span in article.published.evidence)


def test_publication_bounded_by_years() -> None:
    text = "It is his first trip abroad in four years. His first visit was in April 2019 by train."
    article = date_article(language_for("en").analyse(Article(text, language="en")))
    assert article.published.on is None
    assert (article.published.earliest, article.published.latest) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2023/09/12/tanker", date(2023, 9, 12)),
        ("https://example.org/news/20230912/tanker", date(2023, 9, 12)),
        ("https://example.org/news/2023-9-12-tanker", date(2023, 9, 12)),
        ("https://example.org/news/tanker-120000000.html", None),
        ("https://example.org/2023/13/12/tanker", None),
        ("https://example.org/x?d=2023/09/12", None),
    ],
)
def test_the_address_dates_what_nothing_else_does(url: str, day: date | None) -> None:
    article = date_article(language_for("en").analyse(Article("The minister spoke of trade.", url=url, language="en")))
    assert (article.published.on, article.published.basis) == (day, "url" if day else "unknown")


def test_the_text_comes_before_the_address() -> None:
    text = "SEOUL, July 28, 2023 (Example Wire) - The minister left."
    article = date_article(
        language_for("en").analyse(Article(text, url="https://example.org/2023/09/12/x", language="en"))
    )
    assert (article.published.on, article.published.basis) == (date(2023, 7, 28), "text")


def test_publication_unknown_is_said() -> None:
    article = date_article(language_for("en").analyse(Article("The minister spoke of trade.", language="en")))
    assert (article.published.on, article.published.basis) == (None, "unknown")


@given(
    st.text(alphabet="0123456789 -/.,JanMyOctweksdhonrTuFiSla", max_size=80),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
@settings(max_examples=60, deadline=None)
def test_dates_are_valid_and_inside(text: str, day: date) -> None:
    analysis = language_for("xx").analyse(Article(text, language="xx"))
    for found in find_dates(analysis, day):
        assert Span(0, len(text)).contains(found.span)
        if found.first is not None:
            assert found.last is not None
            assert found.first <= found.last


def test_no_text_is_dated_in_the_future() -> None:
    text = "The plan runs until 2030. On Wednesday, March 9, the minister will speak about it in Oslo."
    published = date_article(language_for("en").analyse(Article(text, language="en"))).published
    assert published.on is None or published.on <= date.today()
    assert "2030" not in published.how

"""Russian: names in any case, statements with their cues, and what the brief says was not done."""

from datetime import date

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.language.plain import Plain
from watchwire.language.russian import installed
from watchwire.model import Article, Entity, Published, Statement
from watchwire.read import Reader
from watchwire.statements import build_statements

pytestmark = pytest.mark.skipif(not installed(), reason="needs watchwire[ru]")

CASES = [
    # text, speaker as written, cue, content, certainty
    ("Песков сказал, что лидеры обсудят новые темы.", "Песков", "сказал", "лидеры обсудят новые темы", "asserted"),
    ("«Мы не будем об этом говорить», — заявил министр.", "министр", "заявил", "Мы не будем об этом говорить", "asserted"),
    ("По словам губернатора, переговоры прошли успешно.", "губернатора", "По словам", "переговоры прошли успешно", "asserted"),
    ("Поезд прибыл на станцию Хасан, сообщил губернатор.", "губернатор", "сообщил", "Поезд прибыл на станцию Хасан", "asserted"),
    ("МИД опроверг сообщения о поставках оружия.", "МИД", "опроверг", "сообщения о поставках оружия", "denied"),
    ("Аналитики считают, что сделка состоится.", "Аналитики", "считают", "сделка состоится", "speculated"),
    ("Вашингтон предупредил, что сделка нарушит резолюции.", "Вашингтон", "предупредил", "сделка нарушит резолюции", "warned"),
    ("Министр пообещал завершить работу до конца года.", "Министр", "пообещал", "завершить работу до конца года", "promised"),
    ("Посол подтвердил, что делегация прибыла.", "Посол", "подтвердил", "делегация прибыла", "confirmed"),
]  # fmt: skip


def read(text: str) -> tuple[tuple[Entity, ...], tuple[Statement, ...]]:
    analysis = language_for("ru").analyse(Article(text, language="ru"))
    entities = build_entities(analysis, [])
    return entities, build_statements(analysis, entities)


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "certainty"), CASES)
def test_who_said_what(text: str, speaker: str, cue: str, content: str, certainty: str) -> None:
    _, (statement,) = read(text)
    assert statement.speaker_span is not None
    assert statement.speaker_span.of(text) == speaker
    assert statement.cue_span.of(text) == cue
    assert [piece.of(text) for piece in statement.content_spans] == [content]
    assert statement.certainty.value == certainty


def test_a_name_in_several_cases_is_one_person() -> None:
    text = "Олег Кожемяко встретил гостя. Журналисты говорили с Олегом Кожемяко. По словам Кожемяко, встреча прошла хорошо."
    entities, _ = read(text)
    people = [e for e in entities if e.kind.value == "person"]
    assert [(e.name, len(e.mentions)) for e in people] == [("Олег Кожемяко", 3)]


@pytest.mark.parametrize(
    ("text", "code"), [("Делегация прибыла из России.", "RU"), ("Он говорил о Южной Корее.", "KR")]
)
def test_countries_in_any_case(text: str, code: str) -> None:
    entities, _ = read(text)
    assert code in {country for entity in entities for country in entity.countries}


def test_the_brief_says_what_was_not_read() -> None:
    article = Article("Поезд прибыл в Хасан.", language="ru", published=Published(date(2023, 9, 12), "given", "given"))
    assert any("events and concerns were not read" in note for note in Reader().brief(article).notes)


def test_without_the_extra_the_brief_says_how_to_get_it() -> None:
    analysis = Plain("ru", "for its names and statements: pip install 'watchwire[ru]'").analyse(
        Article("Поезд прибыл.")
    )
    assert "watchwire[ru]" in analysis.missing[0]

"""What a small recogniser gets wrong and we mend, on sentences of our own."""

import pytest

from watchwire.entities import build_entities
from watchwire.entities.mentions import find_mentions
from watchwire.language import Analysis, Name, language_for
from watchwire.model import Article, EntityKind, Span


def mentions(text: str, name: str, label: str) -> list[tuple[str, EntityKind]]:
    start = text.index(name)
    analysis = Analysis(Article(text, language="en"), names=(Name(Span(start, start + len(name)), label),))
    return [(m.span.of(text), m.kind) for m in find_mentions(analysis, [])]


@pytest.mark.parametrize(
    ("text", "name", "label", "found"),
    [
        ("He wrote on Twitter.", "Twitter", "person", [("Twitter", EntityKind.ORGANIZATION)]),
        ("The UN met.", "UN", "place", [("UN", EntityKind.ORGANIZATION)]),
        ("Workers at Holmvik Rederi left.", "Holmvik Rederi", "person", [("Holmvik Rederi", EntityKind.ORGANIZATION)]),
        ("Compagnie Bertaux paid.", "Compagnie Bertaux", "person", [("Compagnie Bertaux", EntityKind.ORGANIZATION)]),
        ("Grup Ferran sold it.", "Grup Ferran", "person", [("Grup Ferran", EntityKind.ORGANIZATION)]),
        ("Ostsee Verbund is closed.", "Ostsee Verbund", "place", [("Ostsee Verbund", EntityKind.ORGANIZATION)]),
        ("Cases of COVID-19 rose.", "COVID-19", "person", []),
        ("See https://news.example/a for more.", "https://news.example/a", "place", []),
        ("The Secretary of Transportation spoke.", "Transportation", "organization", []),
        ("Deputy Secretary of State Wendy Quill spoke.", "State", "organization", []),
        ("The World Grain Board (WGB) met.", "World Grain Board (WGB", "organization", [("World Grain Board", EntityKind.ORGANIZATION)]),
        ("Aide Antonia J. Fairweather spoke.", "J. Fairweather", "person", [("Antonia J. Fairweather", EntityKind.PERSON)]),
        ("He owns shares (ASCN) in it.", "ASCN", "organization", []),
        ("Courts of the Western District of Texas met.", "Western District", "place", [("Texas", EntityKind.PLACE)]),
        ("President Valéry Giscard d’Estaing spoke.", "Valéry Giscard", "person", [("Valéry Giscard d’Estaing", EntityKind.PERSON)]),
        ("The Anton Berg Hospital opened.", "Anton Berg", "person", [("Anton Berg Hospital", EntityKind.ORGANIZATION)]),
        ("At the Anton Berg Lind Base it snowed.", "Anton Berg", "person", [("Anton Berg Lind Base", EntityKind.PLACE)]),
        ("HDT Petrov Ipari Kft. bought it.", "Petrov Ipari Kft", "person", [("Petrov Ipari Kft", EntityKind.ORGANIZATION)]),
        ("He told Nordnytt.no so.", "Nordnytt.no", "place", [("Nordnytt.no", EntityKind.ORGANIZATION)]),
        ("A case in Las Palomas was told.", "Las", "place", [("Las Palomas", EntityKind.PLACE)]),
        ("ST. CLAIR (AP) — It rained.", "ST", "place", [("ST. CLAIR", EntityKind.PLACE)]),
        ("Governor Ade Sanwo-Olu spoke.", "Ade Sanwo", "person", [("Ade Sanwo-Olu", EntityKind.PERSON)]),
        ("Governor J. Fairweather spoke.", "J. Fairweather", "person", [("J. Fairweather", EntityKind.PERSON)]),
    ],
)  # fmt: skip
def test_mended(text: str, name: str, label: str, found: list[tuple[str, EntityKind]]) -> None:
    assert mentions(text, name, label) == found


def test_an_article_without_names_has_no_entities() -> None:
    analysis = language_for("en").analyse(Article("It rained all day, and nobody came.", language="en"))
    assert build_entities(analysis, []) == ()

"""Of one party's matches in an article the best one speaks: in the story, and by a strong name."""

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import (
    Article,
    Band,
    Comparison,
    EntityKind,
    Listing,
    Match,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Span,
)

TEXT = "Parchin Works (PWX) met the press. PWX was named again."
STRONG, WEAK = PartyName("PARCHIN WORKS"), PartyName("PWX", quality=NameQuality.WEAK)
PARTY = Party("t:1", PartyKind.ORGANIZATION, (STRONG, WEAK), (Listing("t", "1"),))


def match(words: str, name: PartyName, score: float, band: Band, furniture: bool = False) -> Match:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Match(PARTY, name, Comparison(score), band, span, words, in_furniture=furniture)


def best(*matches: Match) -> list[tuple[str, Band]]:
    entities = build_entities(language_for("en").analyse(Article(TEXT, language="en")), list(matches))
    return [(m.name.full, m.band) for entity in entities for m in entity.matches]


def test_a_likelier_weak_alias_hides_no_strong_name() -> None:
    strong = match("Parchin Works", STRONG, 0.93, Band.STRONG)
    weak = match("PWX", WEAK, 0.99, Band.WEAK)
    assert best(strong, weak) == [("PARCHIN WORKS", Band.STRONG)]


def test_the_story_comes_before_the_furniture() -> None:
    above = match("Parchin Works", STRONG, 0.99, Band.STRONG, furniture=True)
    told = match("PWX", STRONG, 0.7, Band.POSSIBLE)
    assert best(above, told) == [("PARCHIN WORKS", Band.POSSIBLE)]


def test_a_family_name_that_is_a_weak_match_is_the_person_named_in_full() -> None:
    text = "The governor, Oleg Kirsanenko, came. “It is late,” Kirsanenko said on Monday."
    name = PartyName("Oleh KYRSANENKO")
    party = Party("t:2", PartyKind.PERSON, (name,), (Listing("t", "2"),))
    found = []
    for words, start, band in (
        ("Oleg Kirsanenko", text.index("Oleg"), Band.POSSIBLE),
        ("Kirsanenko", text.rindex("Kirsanenko"), Band.WEAK),
    ):
        span = Span(start, start + len(words))
        found.append(Match(party, name, Comparison(0.7 if band is Band.POSSIBLE else 0.3), band, span, words))
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), found)
    assert [(e.name, len(e.mentions)) for e in entities if e.kind is EntityKind.PERSON] == [("Oleg Kirsanenko", 2)]

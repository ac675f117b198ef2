"""What is not said, not yet, or only in another's view; and how certain it is then."""

import pytest

from watchwire.language import language_for
from watchwire.model import Article, Statement
from watchwire.statements import build_statements


def statements(text: str) -> tuple[Statement, ...]:
    return build_statements(language_for("en").analyse(Article(text, language="en")), ())


DOUBTED = [
    ("Lund did not say why the port was closed.", "did not say", "not said"),
    ("Lund would not identify the ship.", "would not identify", "not said"),
    ("Lund has not yet endorsed Berg.", "has not yet endorsed", "not said"),
    ("Lund did not immediately respond to a request for comment.", "did not immediately respond to", "not said"),
    ("The line is expected to announce it will base ships in Oslo.", "is expected to announce", "still to come"),
    ("Berg says Senator Lund must reveal which ships would be lost.", "must reveal", "only demanded"),
    ("Berg says it is important for sailors to remember the sea was first.", "to remember", "only demanded"),
    ("Lund had reports that some sailors had been killed.", "had reports", "received and not said"),
    ("Lund said he took the photo to prove that his eyes were good.", "to prove", "a purpose"),
    ("The patient is responding well to treatment.", "is responding well to", "not with this object"),
]


@pytest.mark.parametrize(("text", "cue", "doubt"), DOUBTED)
def test_what_is_not_said_is_doubted(text: str, cue: str, doubt: str) -> None:
    found = {s.cue_span.of(text): s.doubts for s in statements(text)}
    assert doubt in found[cue]


SAID = [
    "Lund said why the port was closed.",
    "Lund announced that the line will base ships in Oslo.",
    "We must say that the port is closed.",
    "Lund issued reports that some sailors had been killed.",
    "Lund threatens to close the port.",
    "The ministry responded to the accusation.",
    "The ministry raised questions about the ships.",
    "“It is hard not to worry,” Lund said.",
]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_is_not(text: str) -> None:
    assert any(not s.doubts for s in statements(text))


CERTAIN = [
    ("Lund does not support the ban.", "denied"),
    ("Lund does not claim that the film made the port rich.", "denied"),
    ("Police said they will sue Lund when he returns for allegedly lying about his ship.", "asserted"),
    ("“The plan hurts fathers, mothers and apparently some set of aunts,” Lund said.", "asserted"),
    ("Lund said it may allegedly sink.", "speculated"),
    ("Lund said he spends much time considering the chance of a takeover.", "asserted"),
    ("Lund said he believed the ship was lost.", "speculated"),
    ("Police said that the driver, reportedly a sailor, had left the ship at noon.", "asserted"),
    ("Police said that the driver had reportedly left the ship at noon.", "speculated"),
    ("Norway has rejected the latest proposal on fishing.", "asserted"),
    ("Lund rejected the claim that he had fled.", "denied"),
    ("Lund dismissed the allegations.", "denied"),
    ("Lund dismissed the film as a fake.", "denied"),
    ("Sailors do not expect the port to open.", "denied"),
]


@pytest.mark.parametrize(("text", "certainty"), CERTAIN)
def test_how_certain_it_is(text: str, certainty: str) -> None:
    assert statements(text)[0].certainty.value == certainty


NO_WORD = [
    "She got nowhere until she found a niche market to target.",
    "Lund had not expected to be charged with theft.",
    "Norway has signed. This is according to Oslo Radio.",
    "(Watch the Herald's video “Oil Spill Anxiety on the Fjord.”)\n\nBerg left.",
    "Lund met his team. “There was no way to win.” Lund failed to show up at the conference.",
]


@pytest.mark.parametrize("text", NO_WORD)
def test_no_word_of_anybody(text: str) -> None:
    assert not [s for s in statements(text) if not s.stance]

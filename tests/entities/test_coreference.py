"""Whom "he", "she" and "I" stand for, on sentences of our own."""

import pytest

from watchwire.entities import build_entities, with_spoken
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements

CASES = [
    ("Oleg Petrov landed in Vladivostok. He met traders there.", "He", "Oleg Petrov"),
    ("Maria Lopez met Ivan Sidorov in Omsk. She then flew home.", "She", "Maria Lopez"),
    ("Oleg Petrov told Maria Lopez, the chairwoman, that she would get the ships.", "she", "Maria Lopez"),
    ("Oleg Petrov greeted Ivan Sidorov and praised him.", "him", "Ivan Sidorov"),
    ("“I know nothing of it,” said Oleg Petrov on Monday.", "I", "Oleg Petrov"),
    ("Ivan Sidorov left early. “He was tired and he went home at nine,” Oleg Petrov said.", "He", "Ivan Sidorov"),
    ("The port was closed. He was angry.", "He", None),
    ("Turkey held a vote. Turks were tired. They stayed at home.", "They", None),
    ("The Taliban took the town. They said that the war was over.", "They", "Taliban"),
    (
        "Blue Harbour Ltd. confirmed the plan. In a letter due to Nordact Corp. in May, it said little.",
        "it",
        "Blue Harbour Ltd.",
    ),
    ("Oleg Petrov was late. “Ivan Sidorov makes it hard,” he said.", "he", "Oleg Petrov"),
    ("Tom Young left. Ivan Sidorov was late. Young, in his letter, was angry.", "his", "Tom Young"),
    (
        "Deputy Secretary Sherman and her counterparts underscored that Russia broke the law. They spoke of diplomacy.",
        "They",
        None,
    ),
]

CASES += [
    ("The harbour chief Tom Young was ill, said Ivan Sidorov. He said it was sudden.", "He", "Ivan Sidorov"),
    ("Ivan Sidorov said Tom Young was late. “It is a pity,” he said.", "he", "Ivan Sidorov"),
    (
        "Sidorov was one of those who forged peace between Norway and Tom Young's party. It is late, he said.",
        "he",
        None,
    ),
    ("A spokesman for Minister Tom Young said the port was shut. He said it was late.", "He", None),
    (
        "The union's national secretary, Oleg Petrov, said the port was shut. “We will strike,” he said.",
        "he",
        "Oleg Petrov",
    ),
    ("Tom Young lives in Oslo. In Bergen, a trader told us it was late. He then left.", "He", None),
    ("Tom Young was ill. Oleg Petrov was late. He told a crowd so.", "He", "Oleg Petrov"),
]  # who said the last thing says the next; whose man somebody is, is not meant

DESCRIBED = [
    ("The Ministry of Defence opened a port. The ministry was late.", "ministry", "Ministry of Defence"),
    ("Nordact Corp. opened a plant in May. The company then closed it.", "company", "Nordact Corp."),
    ("Blue Harbour Ltd. sued Nordact Corp. on Monday. The company was owed money.", "company", "Blue Harbour Ltd."),
    ("Nordact Corp. and Blue Harbour Ltd. sued. The company was owed money.", "company", None),
    ("Nordact Corp. opened a plant. A Dutch company wants it. The company would pay.", "company", None),
    ("Tom Young, an actor, was ill. The actor then left.", "actor", "Tom Young"),
    ("Tom Young, an actor, met Ivan Sidorov, an actor. The actor then left.", "actor", None),
    ("Tom Young, an actor, was ill. The actor who came left.", "actor", None),
    ("The Ministry of Defence opened a port. The ministry of health was late.", "ministry", None),
    ("Nordact Corp. opened a plant. The computer maker then closed it.", "maker", "Nordact Corp."),
    ("Nordact Corp. sued Blue Harbour Ltd. over it. The computer maker was late.", "maker", None),
    ("Nordact Corp. opened a plant. The foreign company then closed it.", "company", None),
    ("Sen. Tom Young met a voter. The senator then left.", "senator", "Tom Young"),
    ("The Zubin Brigade, a Somali militia, took the port. Traders paid the militants.", "militants", "Zubin Brigade"),
    ("The Norwegian Harbour Agency opened in May. The council imposed a fee.", "council", None),
    ("The Norwegian Harbour Institute opened in May. The group has left.", "group", None),
    ("The Zubin Brigade, a militia, took the port. Nordact Corp. paid the group.", "group", "Zubin Brigade"),
    ("The Zubin Brigade, a militia, fights the Omar Front, a militia. Traders paid the rebels.", "rebels", None),
    ("Nordact Corp. opened a plant. The militants then closed it.", "militants", None),
    ("Experts on Norway say the country went on selling coal.", "country", "Norway"),
    ("Experts on Norway and Sweden say the country went on selling coal.", "country", None),
    ("Experts on Norway say the other country went on selling coal.", "country", None),
    ("Sen. Tom Young met Sen. Ann Lund. The senator then left.", "senator", None),
    ("Nordact Summit was held in May. The summit was late.", "summit", None),
]
DESCRIBED += [
    ("Nordact Corp. opened a plant. The Oslo, Norway, company then closed it.", "company", "Nordact Corp."),
    ("Nordact Corp. opened a plant. Norway's largest ferry operator then closed it.", "operator", "Nordact Corp."),
    ("Nordact Corp. bought a drive maker. The computer maker then closed it.", "maker", "Nordact Corp."),
    (
        "Blue Harbour Ltd. sued Nordact Corp. in May. It was late. Nordact Corp. opened a plant. The firm was glad.",
        "firm",
        "Nordact Corp.",
    ),
    ("The charity Ferry Relief was founded in May. The organisation helps many.", "organisation", "Ferry Relief"),
    ("Tom Young was questioned on Monday. The former president was angry.", "president", "Tom Young"),
    ("Michael Lund won in Rome. The Frenchman was glad.", "Frenchman", "Michael Lund"),
    ("Michael Lund won in Rome. The 34-year-old was glad.", "old", "Michael Lund"),
    ("Michael Lund spoke after the billionaire had left.", "billionaire", None),
    ("Defence Minister Tom Young spoke in Oslo. The Kremlin chief was late.", "chief", "Tom Young"),
    ("A trader spoke in Oslo. The 34-year-old was late.", "old", None),
    ("Michael Lund spoke in Oslo. The judge was late.", "judge", None),
]
"""A text, the description's noun, whom it means: the last place where the noun stands is asked."""


@pytest.mark.parametrize(("text", "noun", "name"), DESCRIBED)
def test_who_is_described(text: str, noun: str, name: str | None) -> None:
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    at = text.rindex(noun)
    assert [e.name for e in entities if any(span.start == at for span in e.pronouns)] == ([name] if name else [])


@pytest.mark.parametrize(("text", "pronoun", "name"), CASES)
def test_who_is_meant(text: str, pronoun: str, name: str | None) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    entities = with_spoken(analysis, entities, build_statements(analysis, entities))
    at = next(w.start for w in analysis.words if w.text == pronoun)
    assert [e.name for e in entities if any(span.start == at for span in e.pronouns)] == ([name] if name else [])


def test_a_pronoun_is_no_family_name() -> None:
    text = "Envoy Liu He met Oleg Petrov.\n\nIvan Sidorov said it was late. He urged calm."
    entities = build_entities(language_for("en").analyse(Article(text, language="en")), [])
    at = text.index("He urged")
    assert [e.name for e in entities if any(span.start == at for span in e.mentions)] == []
    assert [e.name for e in entities if any(span.start == at for span in e.pronouns)] == ["Ivan Sidorov"]

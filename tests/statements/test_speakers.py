"""Who speaks: people without a name, bodies and the people of bodies, on sentences of our own."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements

CASES = [
    (
        "President Jon Lund flew home. The president confirmed a deal was near. He praised Swedish President Ole Berg.\n\n"
        "Ferries were on the mind of the president, who was ill. “It is late,” he said.",
        [("The president", "Jon Lund"), ("he", "Jon Lund")],
    ),
    (
        "The claim is backed by the Organisation of Norwegian Sailors, whose observers reported that the vote was rigged.",
        [("the Organisation of Norwegian Sailors, whose observers", None)],
    ),
    (
        "“I can end it,” Ole Berg said in Oslo, dismissing Captain Jon Lund's concern that the port was shut. "
        "“You have been there for years,” he said of Lund.",
        [("Ole Berg", "Ole Berg"), ("Ole Berg", "Ole Berg"), ("Captain Jon Lund", "Jon Lund"), ("he", "Ole Berg")],
    ),
    (
        "President Jon Lund flew to Oslo for talks with Swedish President Ole Berg. “I wrote to President Berg,” he said. "
        "The president confirmed a deal was near.",
        [("he", "Jon Lund"), ("The president", "Jon Lund")],
    ),
    (
        "UN Secretary-General Ole Berg spoke. He was with UN aid chief Jon Lund. The port must open, the UN chief said.",
        [("the UN chief", "Ole Berg")],
    ),
    (
        "A captain was freed, according to Jon Lund. He said the captain was ill.",
        [("Jon Lund", "Jon Lund"), ("He", "Jon Lund")],
    ),
    (
        "A spokesman for the harbour said the ferry was late. He added that it would sail on Monday.",
        [("A spokesman for the harbour", None), ("A spokesman for the harbour", None)],
    ),
    (
        "A senior Nordact Corp. official said the plant was shut. He told us that it was old.",
        [("A senior Nordact Corp. official", None), ("A senior Nordact Corp. official", None)],
    ),
    ("Nordact Corp. officials said the plant was shut.", [("Nordact Corp. officials", "Nordact Corp.")]),
    ("A Nordact Corp. spokeswoman said the plant was shut.", [("A Nordact Corp. spokeswoman", "Nordact Corp.")]),
    (
        "Nordact Corp. shut its plant. The company was old, and a worker from the company said that it was late.",
        [("a worker from the company", None)],
    ),
    (
        "“The strike will go on as long as the port is shut” in Oslo and Bergen, a trader from the port told a crowd. “We wait,” he said.",
        [("a trader from the port", None), ("a trader from the port", None)],
    ),
    (
        "Oleg Petrov, a doctor in Oslo and head of its harbour board, said the ferry was late.",
        [("Oleg Petrov, a doctor in Oslo and head of its harbour board", "Oleg Petrov")],
    ),
    (
        "Oleg Petrov, a doctor, and Maria Lopez said the ferry was late.",
        [("Oleg Petrov, a doctor, and Maria Lopez", None)],
    ),
    ("Oleg Petrov was quoted by the radio as saying that the ferry was late.", [("Oleg Petrov", "Oleg Petrov")]),
    (
        "The storm has hit 38 towns in Norway, Sierra Leone, Chad, Senegal and Peru, the Harbour Organization says.",
        [("the Harbour Organization", "Harbour Organization")],
    ),
    (
        "The harbour board looking into the loss of ferry giant NORDACT says the delay is a legal matter.",
        [("The harbour board", None)],
    ),
    (
        '"If you find sound, healthy ships in Japan, they are not for sale," said Oleg Petrov, a consultant at Nordact Corp.',
        [("Oleg Petrov, a consultant at Nordact Corp.", "Oleg Petrov")],
    ),
    ("The Treasurer, Oleg Petrov, says the ferry was late.", [("The Treasurer, Oleg Petrov", "Oleg Petrov")]),
    ("Oleg Petrov was late. The Englishmen say it was early.", [("The Englishmen", None)]),
    (
        "Oleg Petrov came to Oslo. Nordact Corp., he said, is a good firm.",
        [("he", "Oleg Petrov")],
    ),
    ("IN OSLO: The harbour is shut for three days\n\nThe town was quiet all day.", []),
    ("According to officials on Saturday, the ferry was late.", [("officials", None)]),
    (
        "``It seems that they hurried,'' a trader, talking on the quay at night, said of the sailors.",
        [("a trader", None)],
    ),
    (
        'Transcript as follows:\n\n"BERG: Why would you do that to the old harbour?\n\n"PETROV: Well, look, it was late that day.',
        [("BERG", None), ("PETROV", None)],
    ),
    (
        "Canada, the Kingdom of Denmark, Finland and Norway condemned the attack. Canada, Finland, and Norway say it was late.",
        [("Canada, Finland, and Norway", None)],
    ),
    (
        "Bergen, Norway-based Nordact Corp. said the ferry was late.",
        [("Bergen, Norway-based Nordact Corp.", "Nordact Corp.")],
    ),
    ("The family had left Oslo. He said that the ferry was late.", [("He", None)]),
    ("Oleg Petrov met the family. He said that the ferry was late.", [("He", "Oleg Petrov")]),
    ("Oleg Petrov greeted a woman. He said that she was late.", [("He", "Oleg Petrov")]),
    (
        "Oslo fell out with Kofi Annan over the harbour. “We are close to a strike,” UN Middle East envoy Terje Roed-Lund warned. "
        "“If that happens the harbour will be crushed,” he said. “It will be a long year.”",
        [("UN Middle East envoy Terje Roed-Lund", "Terje Roed-Lund")] * 3,
    ),
    (
        "Oleg Petrov came to Oslo. Chief pilot Terje Quillfoss said the ferry was late. “It is an old ship,” he said.",
        [("Chief pilot Terje Quillfoss", "Terje Quillfoss")] * 2,
    ),
    (
        "Oleg Petrov came to Oslo. Chief pilot Janna Quillfoss said the ferry was late. “It is an old ship,” he said.",
        [("Chief pilot Janna Quillfoss", "Janna Quillfoss"), ("he", "Oleg Petrov")],
    ),
    (
        "Oleg Petrov came to Oslo with Anna Berg. Nordact said the ferry was late. “It is an old ship,” he said.",
        [("Nordact", None), ("he", "Oleg Petrov")],
    ),
    (
        "According to Nablus hospital officials, two sailors were hurt when the ferry sank.",
        [("Nablus hospital officials", None)],
    ),
    ("Norwegian hospital officials said the ferry sank.", [("Norwegian hospital officials", None)]),
    ("Norway defence officials said the ferry sank.", [("Norway defence officials", "Norway")]),
    (
        "Norway has many papers. The Norway-based news agency said the ferry sank on Monday.",
        [("The Norway-based news agency", None)],
    ),
    (
        "Ferries were stopped about 500 metres from the quay in Oslo, witnesses and Norwegian harbour officials said.",
        [("witnesses and Norwegian harbour officials", None)],
    ),
    (
        "The union's spokesman, Oleg Petrov, said the port was shut. A harbour board spokesman in Oslo said the gates "
        "were open. Many had left, the spokesman said.",
        [
            ("The union's spokesman, Oleg Petrov", "Oleg Petrov"),
            ("A harbour board spokesman in Oslo", None),
            ("the spokesman", None),
        ],
    ),
    (
        "A harbour board spokesman in Oslo said the gates were open. The union's spokesman, Oleg Petrov, said the port "
        "was shut. Many had left, the spokesman said.",
        [
            ("A harbour board spokesman in Oslo", None),
            ("The union's spokesman, Oleg Petrov", "Oleg Petrov"),
            ("the spokesman", "Oleg Petrov"),
        ],
    ),
    ("“The harbour is a disgrace,” Oslo News Agency quoted Berg. Ole Berg left on Monday.", [("Berg", "Ole Berg")]),
    (
        "Ole Berg left. He was not persuaded by Mr Lund and threatened to sue the owners.",
        [("He", "Ole Berg")],
    ),
    (
        "Returning to the harbour of Oslo's oldest shop, Lindora, where Monday's fire began, the port's fire chief said "
        "the roof was a danger.",
        [("the port's fire chief", None)],
    ),
]
"""A text, and of each statement the words for its speaker and who that is."""


@pytest.mark.parametrize(("text", "speakers"), CASES)
def test_who_speaks(text: str, speakers: list[tuple[str, str | None]]) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    names = {entity.id: entity.name for entity in entities}
    found = [s for s in build_statements(analysis, entities) if not s.stance]
    assert [
        (s.speaker_span.of(text) if s.speaker_span else None, names.get(s.speaker or "")) for s in found
    ] == speakers

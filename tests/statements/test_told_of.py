"""Who is only told of, and whose words they are then; what nobody says or holds."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article, Statement
from watchwire.statements import build_statements


def statements(text: str, title: str | None = None) -> list[tuple[str | None, str, str]]:
    """Return of each statement who speaks in the words of the text, its cue, and its content."""
    analysis = language_for("en").analyse(Article(text, title=title, language="en"))
    found = build_statements(analysis, build_entities(analysis, []))
    return [(_source(text, s), s.cue_span.of(text), " … ".join(p.of(text) for p in s.content_spans)) for s in found]


def _source(text: str, statement: Statement) -> str | None:
    return statement.speaker_span.of(text) if statement.speaker_span is not None else None


TOLD_OF = [
    (
        "A court in Oslo jailed 14 sailors said to be members of the gang.",
        "said",
        "14 sailors … to be members of the gang",
    ),
    ("Police in Oslo sent six men, said to be smugglers, to Bergen.", "said", "six men … to be smugglers"),
    ("The sailors, all said to be smugglers, were freed on Monday.", "said", "The sailors … to be smugglers"),
    ("Rebels reported to have taken Narvik.", "reported", "Rebels … to have taken Narvik"),
]


@pytest.mark.parametrize(("text", "cue", "content"), TOLD_OF)
def test_who_is_told_of_says_nothing(text: str, cue: str, content: str) -> None:
    assert (None, cue, content) in statements(text)


def test_a_headline_leaves_out_the_verb_to_be() -> None:
    title = "Harbour Council Urged to Respect Law"
    assert statements(f"{title}\n\nIt was cold.", title) == [(None, "Urged", "Harbour Council … to Respect Law")]


NOBODY = [
    "The only man found guilty of the theft was a sailor from Oslo.",
    "Several experts invited to sit on the panel have quit.",
    "No minister has commented on the wreck.",
    "Nobody has said who will pay for the port.",
    "The talks turned on how lower courts have interpreted the ruling.",
    "Unless Norway supports the plan, the talks will fail.",
    "The king will decide whether to approve the port.",
    "Oslo's announcement is raising questions about its ships.",
    "There was no response from the harbour board to the demand.",
    "They were hired to fake a union support for the port.",
    "The ministry weighed fines for the port, then backed off.",
    "Lund was responding to a query about the harbour.",
    "But Berg saw her life's work wrecked, as the storm brought the pier down.",
    "Sailors are waiting for Oslo to present a plan for the port.",
    "The port authority later recalled the statement.",
    "He named three of his men, reportedly including his brother.",
    "Before ships can dock, the council has to weigh and approve the port's rules.",
    "In June a Norwegian judge will consider the claim of the firm.",
    "The minister repeated these concerns.",
    "Not even the army admitted responsibility.",
    "Talks go on under the condition that Oslo agrees to shut the port.",
    "Nobody has left the port. Berg refuses to.",
    "Lund now threatens to undermine the very talks he began.",
    "The visit underscored the need for talks.",
    "The collapse of the ice has threatened to ruin the harbour.",
    "The transfers in May indicate that smugglers have grown bold.",
    "The Blue Wire asked the harbour board for comment about the wreck.",
    "The chairwoman did not answer emails requesting comment on the wreck.",
    "Berg was buried at sea, according to his wishes.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_nobody_says_or_holds(text: str) -> None:
    assert statements(text) == []


WHOSE = [
    ("The agency had quoted sailors as saying that the pier was lost.", "saying", "sailors"),
    ("“We must live together,” the agency quoted Anna Berg as telling parliament.", "quoted", "Anna Berg"),
    ("Detectives found a letter in his desk listing the names of ten sailors.", "listing", "a letter in his desk"),
    ("Since their ship's arrival in Africa, the council, the unions and Norwegian officials have accused the firm of theft.",
     "have accused", "the council, the unions and Norwegian officials"),
    ("Soon afterwards a spokesman for the port said that it was shut.", "said", "a spokesman for the port"),
    ("“I am home,” said Ole Berg, one of the sailors who said he was a cook.", "said", "Ole Berg"),
    ("Ole Berg, an associate of Lund who agreed to testify, was freed.", "agreed", "Ole Berg"),
    ("The poet, whose lawyers said that he was ill, asked for a chair.", "said", "The poet, whose lawyers"),
    ("In the aftermath, the bank's director, Anna Berg, reassured the public that the port would stay open.",
     "reassured", "the bank's director, Anna Berg"),
    ("The silence at the pier, said the port authority, meant that the crane was shut.", "said", "the port authority"),
    ("Yet two months before the Norwegian election Berg and her party have claimed that the port is safe.",
     "have claimed", "Berg and her party"),
    ("Western experts dismissed the claims saying the pier was too short for it.", "saying", "Western experts"),
    ("Noting that the port was shut, she said, “we will wait.”", "Noting", "she"),
    ("A spokesman for the ruling party, the Blue League, who lives in Oslo, said it was over.", "said", "A spokesman for the ruling party, the Blue League"),
    ("The Association of Masters of Norway sent a letter on Friday to Harbour Secretary Anna Berg warning that cuts to the board could sink ships.",
     "warning", "The Association of Masters of Norway"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source"), WHOSE)
def test_whose_words_they_are(text: str, cue: str, source: str) -> None:
    assert source in [who for who, verb, _ in statements(text) if verb == cue]


WHOLE = [
    (
        "Lund clarified Berg's daughter, Anna Berg, joined the crew as a cook.",
        "clarified",
        "Berg's daughter, Anna Berg, joined the crew as a cook",
    ),
    (
        "The council announced plans in June to charge each sailor a fee.",
        "announced",
        "plans in June to charge each sailor a fee",
    ),
    (
        "Anna Berg offered to end her strike if the port frees the crew.",
        "offered",
        "to end her strike if the port frees the crew",
    ),
    (
        "This was possible, sailors say, because the pier was never mended.",
        "say",
        "This was possible … because the pier was never mended",
    ),
    (
        "Berg said in May he would buy the port if he could, two newspapers reported.",
        "reported",
        "Berg said in May he would buy the port if he could",
    ),
    ("Lund criticized Berg's “change of heart,” and left.", "criticized", "Berg's “change of heart,”"),
    (
        "Lund expressed the hope that Oslo would in the future “respect the law of the sea”.",
        "expressed",
        "the hope that Oslo would in the future “respect the law of the sea”",
    ),
    (
        "The report said “the pier remained open,” noting that ships had docked there.",
        "noting",
        "ships had docked there",
    ),
    (
        "Norway had hoped that the truce would bring the crew home but the war in the south has since spread.",
        "had hoped",
        "the truce would bring the crew home",
    ),
    (
        "Two firms allegedly linked to Berg were fined by the port.",
        "allegedly",
        "Two firms … linked to Berg",
    ),
    (
        "The ship left Bergen carrying coal they said could not be sold.",
        "said",
        "coal … could not be sold",
    ),
    (
        "Anna Berg warned against any attempt “to undermine the law of the sea”.",
        "warned against",
        "any attempt “to undermine the law of the sea”",
    ),
    (
        "The law is considered by Norwegian agencies to be vital to the port.",
        "is considered",
        "The law … to be vital to the port",
    ),
    (
        "Ole Berg, the director of the port, said Norway can use its ships as leverage, but only if it keeps them.",
        "said",
        "Norway can use its ships as leverage, but only if it keeps them",
    ),
    (
        "Anna Berg has claimed that the toll is not only unjust, but it's not feasible for the port.",
        "has claimed",
        "the toll is not only unjust, but it's not feasible for the port",
    ),
    (
        "The officer who confirmed the toll spoke on condition of anonymity.",
        "confirmed",
        "the toll",
    ),
    (
        "According to its lawyer, Ole Berg of Lund and Lund, the claim is based on that figure.",
        "According to",
        "the claim is based on that figure",
    ),
    ("Lund said: “It is a rash deed,” when asked about the pier.", "said", "“It is a rash deed,”"),
    ("The ministry said this week it had seen no ships there.", "said", "it had seen no ships there"),
    (
        "“It was late,” she added, because the train had stopped.",
        "added",
        "It was late,",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "content"), WHOLE)
def test_contents_are_whole(text: str, cue: str, content: str) -> None:
    assert content in [said for _, verb, said in statements(text) if verb == cue]

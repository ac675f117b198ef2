"""Who said what, and how certain: one sentence a row."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import Article
from watchwire.statements import build_statements

ROWS = [
    (
        "The minister said that the talks had failed.",
        "The minister",
        "said",
        "the talks had failed",
        "paraphrased",
        "asserted",
    ),
    (
        "“We will not send any weapons to them,” the minister said.",
        "the minister",
        "said",
        "We will not send any weapons to them,",
        "quoted",
        "asserted",
    ),
    (
        "The ministry denied that it had sold arms.",
        "The ministry",
        "denied",
        "it had sold arms",
        "paraphrased",
        "denied",
    ),
    (
        "Seoul confirmed that the ship was seized.",
        "Seoul",
        "confirmed",
        "the ship was seized",
        "paraphrased",
        "confirmed",
    ),
    (
        "Analysts believe the visit will end with a deal.",
        "Analysts",
        "believe",
        "the visit will end with a deal",
        "paraphrased",
        "speculated",
    ),
    ("She warned that prices could rise.", "She", "warned", "prices could rise", "paraphrased", "warned"),
    (
        "The company promised to pay its workers.",
        "The company",
        "promised",
        "to pay its workers",
        "paraphrased",
        "promised",
    ),
    (
        "According to the report, the tanker left on Monday.",
        "the report",
        "According to",
        "the tanker left on Monday",
        "paraphrased",
        "asserted",
    ),
    (
        "The general claimed his troops had “won every battle of the long war”.",
        "The general",
        "claimed",
        "his troops had “won every battle of the long war”",
        "mixed",
        "asserted",
    ),
    (
        "He said the men were reportedly arrested.",
        "He",
        "said",
        "the men were reportedly arrested",
        "paraphrased",
        "speculated",
    ),
    (
        "The minister repeated the warning that ships may be stopped.",
        "The minister",
        "repeated the warning",
        "ships may be stopped",
        "paraphrased",
        "warned",
    ),
    (
        "The ministry has also repeatedly denied that it sold arms.",
        "The ministry",
        "has also repeatedly denied",
        "it sold arms",
        "paraphrased",
        "denied",
    ),
    (
        "The spokesman went on to say that the ship had left.",
        "The spokesman",
        "went on to say",
        "the ship had left",
        "paraphrased",
        "asserted",
    ),
    (
        "The ministry is hoping that the talks resume.",
        "The ministry",
        "is hoping",
        "the talks resume",
        "paraphrased",
        "speculated",
    ),
    (
        "Seoul is calling for the council to meet.",
        "Seoul",
        "is calling for",
        "the council to meet",
        "paraphrased",
        "asserted",
    ),
    (
        "The envoy asked the council to stop the shipments.",
        "The envoy",
        "asked",
        "the council to stop the shipments",
        "paraphrased",
        "asserted",
    ),
    (
        "The bank was accused of moving money for the regime.",
        None,
        "was accused of",
        "The bank",
        "paraphrased",
        "speculated",
    ),
    (
        "As the agency reported, the tanker left the port at night.",
        "the agency",
        "reported",
        "the tanker left the port at night",
        "paraphrased",
        "asserted",
    ),
    ("The statistics appear to be invented.", None, "appear", "The statistics", "paraphrased", "speculated"),
    ("The firm reportedly sold arms to Libya.", None, "reportedly", "The firm", "paraphrased", "speculated"),
    (
        "It is unclear whether Kim will travel.",
        None,
        "is unclear",
        "whether Kim will travel",
        "paraphrased",
        "speculated",
    ),
    (
        "The company is confident that the cargo was legal.",
        "The company",
        "is confident",
        "the cargo was legal",
        "paraphrased",
        "asserted",
    ),
    ("He made clear that the deal was off.", "He", "made clear", "the deal was off", "paraphrased", "asserted"),
    (
        "Officials are concerned about the shipments.",
        "Officials",
        "are concerned about",
        "the shipments",
        "paraphrased",
        "asserted",
    ),
    (
        "The report makes no mention of the tanker.",
        "The report",
        "makes no mention of",
        "the tanker",
        "paraphrased",
        "asserted",
    ),
    ("The deal, officials say, is dead.", "officials", "say", "The deal", "paraphrased", "asserted"),
    (
        "In the view of the ministry, the ban does not apply to food.",
        "the ministry",
        "view",
        "the ban does not apply to food",
        "paraphrased",
        "asserted",
    ),
    (
        "He said he believed that the train carried shells.",
        "He",
        "said",
        "he believed that the train carried shells",
        "paraphrased",
        "speculated",
    ),
    (
        "''We will not send any weapons to them,'' the minister said.",
        "the minister",
        "said",
        "We will not send any weapons to them,",
        "quoted",
        "asserted",
    ),
    (
        "“The train has left,” said Anna Berg, who runs the port.",
        "Anna Berg",
        "said",
        "The train has left,",
        "quoted",
        "asserted",
    ),
    (
        "After denying the report, the minister flew to Moscow.",
        "the minister",
        "denying",
        "the report",
        "paraphrased",
        "denied",
    ),
    (
        "The minister was forced to resign and said that he had been misled.",
        "The minister",
        "said",
        "he had been misled",
        "paraphrased",
        "asserted",
    ),
    (
        "The ministry refused to confirm that the ship had been seized.",
        "The ministry",
        "refused to confirm",
        "the ship had been seized",
        "paraphrased",
        "speculated",
    ),
    (
        "The ministry has not confirmed that the ship was seized.",
        "The ministry",
        "has not confirmed",
        "the ship was seized",
        "paraphrased",
        "speculated",
    ),
    (
        "Tests will be carried out to confirm if the sample is toxic.",
        "Tests",
        "to confirm",
        "if the sample is toxic",
        "paraphrased",
        "speculated",
    ),
    (
        "The ministry did not deny that it sold arms.",
        "The ministry",
        "did not deny",
        "it sold arms",
        "paraphrased",
        "speculated",
    ),
    (
        "The ministry praised the measures that Seoul announced.",
        "Seoul",
        "announced",
        "the measures",
        "paraphrased",
        "asserted",
    ),
    (
        "The ministry reportedly said that the ban was over.",
        "The ministry",
        "reportedly said",
        "the ban was over",
        "paraphrased",
        "speculated",
    ),
    (
        "He has also called on the council to stop the drills.",
        "He",
        "has also called on",
        "the council to stop the drills",
        "paraphrased",
        "asserted",
    ),
    (
        "Police arrested a man accused of shipping arms to Libya.",
        None,
        "accused of",
        "a man",
        "paraphrased",
        "speculated",
    ),
    (
        "Asked if the talks had failed, the minister left.",
        None,
        "Asked",
        "if the talks had failed",
        "paraphrased",
        "asserted",
    ),
    ("The minister commented on the plan.", "The minister", "commented on", "the plan", "paraphrased", "asserted"),
    (
        "The mayor continued:\n\n“We will not send any weapons to them at all.”",
        "The mayor",
        "continued",
        "We will not send any weapons to them at all.",
        "quoted",
        "asserted",
    ),
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "manner", "certainty"), ROWS, ids=[row[0][:40] for row in ROWS]
)
def test_statement(text: str, source: str | None, cue: str, content: str, manner: str, certainty: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    found = [
        (
            s.speaker_span.of(text) if s.speaker_span else None,
            s.cue_span.of(text),
            s.content_spans[0].of(text),
            s.manner.value,
            s.certainty.value,
        )
        for s in build_statements(analysis, build_entities(analysis, []))
    ]
    assert (source, cue, content, manner, certainty) in found


@pytest.mark.parametrize(
    "text",
    [
        "The ship sailed on Monday.",
        "He continued to work on the engine.",
        "They called a taxi.",
        "The fire claimed three lives.",
    ],
)
def test_no_statement(text: str) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert build_statements(analysis, ()) == ()


def test_a_stance_inside_a_report_is_not_told_twice() -> None:
    text = "The minister said that the army supports the plan."
    analysis = language_for("en").analyse(Article(text, language="en"))
    assert [s.cue_span.of(text) for s in build_statements(analysis, ())] == ["said"]


def test_we_are_no_body_named_before() -> None:
    text = "Norway says that it is open. We call on Norway to let the press work. They asked Norway to stop."
    analysis = language_for("en").analyse(Article(text, language="en"))
    found = build_statements(analysis, build_entities(analysis, []))
    speakers = {s.speaker_span.of(text): s.speaker for s in found if s.speaker_span is not None}
    assert speakers["Norway"] is not None
    assert speakers["We"] is None
    assert speakers["They"] is None


def test_a_deed_does_not_speak_for_who_did_it() -> None:
    text = "Norway’s violation of the treaty shows that it cannot be trusted. Norway’s ministry says that it can."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    speakers = {s.cue_span.of(text): s.speaker for s in build_statements(analysis, entities)}
    assert "shows" not in speakers
    assert speakers["says"] == entities[0].id


def test_a_speaker_is_never_inside_the_content() -> None:
    text = "The visit, the minister said, was a success. “It was good,” he added, “and it was useful to both sides.”"
    analysis = language_for("en").analyse(Article(text, language="en"))
    statements = build_statements(analysis, build_entities(analysis, []))
    assert statements
    for statement in statements:
        assert statement.speaker_span is not None
        assert not any(piece.overlaps(statement.speaker_span) for piece in statement.content_spans)


def test_later_pronoun_is_the_earlier_speaker() -> None:
    text = "Maria Lindqvist said the train had left. She added that it was late."
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    assert [s.speaker for s in statements] == [entities[0].id] * 2

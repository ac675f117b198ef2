"""Speakers that are clear, and cues in their sense."""

import pytest

from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.model import QUESTION, Article, Certainty, Statement
from watchwire.statements import build_statements


def statements_of(text: str) -> tuple[tuple[Statement, ...], dict[str, str]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    return build_statements(analysis, entities), {entity.id: entity.name for entity in entities}


SPEAKERS = [
    ("Anna Berg, the special adviser of President Oleg Petrov, said that it was late.", "said", "Anna Berg"),
    ("“It is late,” Minister Anna Berg on 7 April disclosed.", "disclosed", "Anna Berg"),
    ("Some in Norway said that it was late.", "said", None),
    ("The Norwegian president said that it was late.", "said", None),
    ("The delegation said that Norway had signed, arguing that it was late.", "arguing", None),
    ("Oleg Petrov said the deal was a step and urged Norway to sign.", "urged", "Oleg Petrov"),
    ("Norway's public defender's office said that it was late.", "said", None),
    ("The port news editor-in-chief Oleg Petrov said that it was late.", "said", "Oleg Petrov"),
    ("Oleg Petrov said the cargo was lost and urged Norway to search.", "urged", "Oleg Petrov"),
    ("Oleg Petrov posted a message on Telegram blaming Norway for the delay.", "blaming Norway for", "Oleg Petrov"),
    ("Oleg Petrov was angry. “It was wrong the day Ivan Sidorov left,” he said.", "said", "Oleg Petrov"),
    ("Oleg Petrov spoke. He said Ivan Sidorov was late.", "said", "Oleg Petrov"),
    ("Oleg Petrov was angry. Speaking to Ivan Sidorov in Oslo, he said that it was late.", "said", "Oleg Petrov"),
    ("The minister Oleg Petrov and Maria Lopez said that it was late.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "name"), SPEAKERS)
def test_speaker(text: str, cue: str, name: str | None) -> None:
    found, names = statements_of(text)
    speakers = [names.get(s.speaker or "") for s in found if s.cue_span.of(text) == cue]
    assert speakers == [name]


DOUBTS = [
    ("The visit agreed on the need for talks.", "who cannot speak"),
    ("Norway is offering a reward for news of him.", "not with this object"),
    ("Would Norway support the deal?", "asked and not said"),
    ("Officers will not stand by while Norway supports the rebels.", "below a negation"),
    ("The ministry has been trying to add that it was late.", "only tried"),
    ("Norway supported 20 million people.", "not with this object"),
    ("Norwegian helicopters blasted targets in the harbour.", "not with this object"),
    ("Soldiers bravely defend their country.", "not with this object"),
    ("The parties should meet and support the plan.", "only supposed"),
    ("Oleg Petrov portrayed the king in two films.", "shown as nothing"),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTS)
def test_doubts(text: str, doubt: str) -> None:
    found, _ = statements_of(text)
    assert found
    assert all(doubt in statement.doubts for statement in found)


CONTENTS = [
    (
        "According to Anna Berg, the firm's former spokeswoman, the plant is shut.",
        "According to",
        ["the plant is shut"],
    ),
    (
        "Anna Berg said the name would hurt “the people who live there.” She went on to say, “It must be changed.”",
        "went on to say",
        ["It must be changed."],
    ),
    (
        "Results showed the flies hovered at one rate but, over zebras, they did not slow down.",
        "showed",
        ["the flies hovered at one rate"],
    ),
    (
        "Nadia Cruz said the deaths were caused by wounds and called on Norway to leave.",
        "said",
        ["the deaths were caused by wounds"],
    ),
    ("Anna Berg remarked toilet paper is a bulky item.", "remarked", ["toilet paper is a bulky item"]),
    ("Some were critical; the mayor Anna Berg suggested a probe may come.", "suggested", ["a probe may come"]),
    ("Berg found a map, which the captain says he cannot read.", "says", ["a map", "he cannot read"]),
    ("The firm makes a valve, which the ministry views as a danger.", "views as", ["a valve", "a danger"]),
]


@pytest.mark.parametrize(("text", "cue", "content"), CONTENTS)
def test_content_is_not_cut_or_joined(text: str, cue: str, content: list[str]) -> None:
    found, _ = statements_of(text)
    told = next(s for s in found if s.cue_span.of(text) == cue)
    assert [piece.of(text) for piece in told.content_spans] == content


def test_a_label_of_the_page_is_nobodys_turn() -> None:
    found, _ = statements_of(
        "News\n\nREAD MORE: The port of Omsk was closed again today\n\nPUBLISHED: It was late today"
    )
    assert found == ()


def test_what_somebody_is_concerned_about_has_happened_if_it_is_told_as_past() -> None:
    found, _ = statements_of("Oleg Petrov is deeply concerned that parliament passed a law.")
    assert [statement.certainty for statement in found] == [Certainty.ASSERTED]


def test_a_question_to_the_reader_holds_nothing() -> None:
    found, _ = statements_of("Are you concerned about the ban?")
    assert found == ()


def test_who_does_not_find_it_denies_it() -> None:
    found, _ = statements_of("The court did not find that Norway had broken the law.")
    assert [statement.certainty for statement in found] == [Certainty.DENIED]


def test_what_a_speaker_adds_is_a_statement_of_its_own() -> None:
    text = "Oleg Petrov said the trial would not be fair, saying he feared a biased judge."
    found, _ = statements_of(text)
    first = next(s for s in found if s.cue_span.of(text) == "said")
    assert first.content_spans[0].of(text) == "the trial would not be fair"


TURNS = """Press conference

QUESTION: Will Norway sign the treaty this year?

MR PETROV: Norway will sign it.

It has always wanted to.

MS LOPEZ: We are glad of that, and we thank you all.
"""


def test_every_paragraph_of_a_turn_belongs_to_it_and_a_question_claims_nothing() -> None:
    found, _ = statements_of(TURNS)
    turns = {s.speaker_span.of(TURNS): s for s in found if s.cue_span.of(TURNS) == ":" and s.speaker_span is not None}
    assert [piece.of(TURNS) for piece in turns["MR PETROV"].content_spans] == [
        "Norway will sign it.",
        "It has always wanted to.",
    ]
    assert turns["QUESTION"].modal == QUESTION
    assert turns["MR PETROV"].modal == ""


LINES = [
    ("The two sides recommitted to the treaty on the harbour.", "recommitted to", "The two sides", "the treaty on the harbour", "promised"),
    ("We committed to deepening our cooperation.", "committed to", "We", "deepening our cooperation", "promised"),
    ("Norway committed $30 million to Chile.", "committed to", None, None, None),
    ("They told of acts committed by soldiers to the east.", "committed to", None, None, None),
    ("Minister Berg announced new programs to support small firms and help the towns.", "to support", None, None, None),
    ("We stand with you as the council, instead of welcoming the vote, has closed the hall.", "welcoming", None, None, None),
    ("We call on those closest to Berg to cease and condemn the raid.", "condemn", None, None, None),
    ("She learned that her parents had left Oslo.", "learned", None, None, None),
    ("We look forward to working together, realizing our shared goals of peace.", "realizing", None, None, None),
    ("Minister Berg will travel to Oslo, reaffirming our partnership.", "reaffirming", None, None, None),
    ("Norway will continue to urge Oslo to wait.", "will continue to urge", "Norway", "Oslo to wait", "asserted"),
    # the text, the cue, whose word it is, what is said, how certain
    ("Oleg Berg said he doesn't regret the deal.", "said", "Oleg Berg", "he doesn't regret the deal", "asserted"),
    ("Oleg Berg announced he will not seek the office.", "announced", "Oleg Berg", "he will not seek the office", "asserted"),
    ("Oleg Berg said he believed that the ferry was lost.", "said", "Oleg Berg", "he believed that the ferry was lost", "speculated"),
    ("The Council congratulates Berg as he leaves and thanks him for his work.", "thanks him for", "The Council", "him for his work", "asserted"),
    ("Speaking to Anna Lund of the Herald, Berg said, “It happened under my watch.”", "said", "Berg", "It happened under my watch.", "asserted"),
    ("Berg has admitted the payments, according to prosecutors, but the ministry keeps a policy of silence.", "according to", "prosecutors", "Berg has admitted the payments", "asserted"),
    ("According to the charter, the mayor would succeed him, but that office stands vacant.", "According to", "the charter", "the mayor would succeed him", "asserted"),
    ("We urge all parties to respect the law and look forward to working with them.", "urge", "We", "all parties to respect the law", "asserted"),
    ("We commend Ambassador Lund and her staff for their support for the school.", "support for", "Ambassador Lund and her staff", "the school", "asserted"),
    ("Norway pressed the mayor into announcing an inquiry into the fire.", "announcing", "the mayor", "an inquiry into the fire", "asserted"),
    ("The envoy said the ferry, says Oleg Berg, a doctor in Oslo, helps many.", "says", "Oleg Berg", None, "asserted"),
    ("We support the Committee's work to promote respect for the treaty.", "to promote", "the Committee", "respect for the treaty", "asserted"),
    ("Lund thanked Norway for its support for the plan on ferries and condemning the fire.", "condemning", None, None, None),
    ("Protesters called for his resignation after reports he sent messages.", "called", None, None, None),
    ("Norway announced funding of ten million to Chile and Germany announcing five.", "announced", "Norway", "funding of ten million to Chile", "asserted"),
    ("Anna Lund suggests having ten boats in the harbour.", "suggests", "Anna Lund", "having ten boats in the harbour", "asserted"),
    ("We urge others to support the victims of the fire.", "to support", None, None, None),
    ("Oleg Berg wrote, “May God protect their parents.”", "wrote", "Oleg Berg", "May God protect their parents.", "asserted"),
    ("Berg said: “Lund admits that she will likely lose the case.”", "said", "Berg", "Lund admits that she will likely lose the case.", "asserted"),
    ("Oleg Berg said the ferry will likely sink.", "said", "Oleg Berg", "the ferry will likely sink", "speculated"),
    ("Berg said that Lund had resigned and the mayor had said he would go.", "said", "Berg", "Lund had resigned and the mayor had said he would go", "asserted"),
    ("The Lund campaign criticised the refusal to debate.", "criticised", "The Lund campaign", "the refusal to debate", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cue", "who", "what", "certainty"), LINES)
def test_whose_word_what_and_how_certain(
    sentence: str, cue: str, who: str | None, what: str | None, certainty: str | None
) -> None:
    analysis = language_for("en").analyse(Article(sentence, language="en"))
    found = [s for s in build_statements(analysis, build_entities(analysis, [])) if s.cue_span.of(sentence) == cue]
    if who is None:
        assert not found
        return
    assert [(s.speaker_span.of(sentence) if s.speaker_span else None) for s in found] == [who]
    assert found[0].certainty.value == certainty
    if what is not None:
        assert [piece.of(sentence).strip("“”") for piece in found[0].content_spans] == [what]


TITLED = [
    ("Norway backed a resolution on “Ending the trade in ivory by ships”. It urges ports to help.", ["Norway"]),
    ("Paul Lund took a shot on Twitter: “This is the biggest story in years for us!”", ["Paul Lund"]),
    ("Mayor Lund met Oleg Berg on the pier: “We will repair the old ferry this year.”", ["Mayor Lund"]),
    ("Lund wrote a study. “What is new is that the ferry has two engines,” she said.", ["she"]),
]


@pytest.mark.parametrize(("text", "who"), TITLED)
def test_whose_a_quotation_is(text: str, who: list[str]) -> None:
    analysis = language_for("en").analyse(Article(text, language="en"))
    found = [s for s in build_statements(analysis, build_entities(analysis, [])) if s.manner.value != "paraphrased"]
    assert [s.speaker_span.of(text) for s in found if s.speaker_span] == who


PAPERS = [
    ("The Lund Company denied it in a statement. “We were shocked to see these reports,” the statement read.", ["The Lund Company"]),
    ("Anna Berg released a statement on Monday. The statement said that it was late.", ["Anna Berg"]),
    ("It was raining in Oslo. The statement said that it was late.", ["The statement"]),
    ("Anna Berg wrote a letter to the court. The statement said that it was late.", ["The statement"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), PAPERS)
def test_whose_a_paper_is(text: str, who: list[str]) -> None:
    found, _ = statements_of(text)
    assert [s.speaker_span.of(text) for s in found if s.speaker_span and not s.stance][-1:] == who


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Oleg Berg said the ferry was late and Anna Lund said it sank.",
            {"Oleg Berg": ["the ferry was late"], "Anna Lund": ["it sank"]},
        ),
        (
            "Berg says the ferry “sank fast”, while Anna Lund says it only left the harbour.",
            {"Berg": ["the ferry “sank fast”"], "Anna Lund": ["it only left the harbour"]},
        ),
    ],
)
def test_two_who_speak_in_one_sentence(sentence: str, told: dict[str, list[str]]) -> None:
    found, _ = statements_of(sentence)
    assert {
        s.speaker_span.of(sentence): [piece.of(sentence) for piece in s.content_spans] for s in found if s.speaker_span
    } == told


def test_what_something_is_done_for_is_not_said() -> None:
    text = "They sued over the emergency Oleg Berg declared on Friday so he could build a wall."
    found, _ = statements_of(text)
    assert not [s for s in found for piece in s.content_spans if piece.of(text).startswith("so ")]


FRAGMENTS = [
    # the text, the cue, all that is said
    (
        'Over 20 groups denounced the pact with Chile as the country "is abusing its laws to silence all dissent."',
        "denounced",
        'the country "is abusing its laws to silence all dissent."',
    ),
    (
        'Oleg Berg said the crate found in the northern port was destined for a ship and "would have caused great harm."',
        "said",
        'the crate found in the northern port was destined for a ship and "would have caused great harm."',
    ),
    (
        'Anna Lund described Berg as a man "facing prison in thanks for his courage."',
        "described",
        'a man "facing prison in thanks for his courage."',
    ),
    (
        'Other firms "are dealing with the masses. I don\'t believe they have the skill" to serve the rich, he adds.',
        "adds",
        'Other firms "are dealing with the masses. I don\'t believe they have the skill" to serve the rich',
    ),
    (
        'Anna Lund calls discounting "a loser\'s game for anyone without a port," and projected that Berg would wait.',
        "calls",
        'discounting "a loser\'s game for anyone without a port,"',
    ),
    (
        'Anna Lund calls discounting "a loser\'s game for anyone without a port," and projected that Berg would wait.',
        "projected",
        "Berg would wait",
    ),
    (
        'An officer said the project was "pulled in for a review of costs," an indication that the plans may change.',
        "said",
        'the project was "pulled in for a review of costs,"',
    ),
    (
        "The economy created jobs at a fast pace in January, the ministry reported on Friday, evidence that the crisis is over.",
        "reported",
        "The economy created jobs at a fast pace in January",
    ),
    (
        "We call for an immediate end to Chile's war against Norway and for Chile to grant access to the towns.",
        "call for",
        "an immediate end to Chile's war against Norway and for Chile to grant access to the towns",
    ),
    (
        'The firm said its rivals, Lund Co.\'s brewing unit and Berg Co. "have been following a policy of deep discounts for two years" on ale.',
        "said",
        'its rivals, Lund Co.\'s brewing unit and Berg Co. "have been following a policy of deep discounts for two years"',
    ),
    (
        "According to the Oslo Herald, Professor Oleg Berg, the chairman of the panel, said the flag has never been open to choice.",
        "According to",
        "Professor Oleg Berg, the chairman of the panel, said the flag has never been open to choice",
    ),
    ("The Council has charged the inspectors with verifying that Chile has lost its ships.", "has charged", None),
    ("“Oslo report found on street” — Oslo Star, August 15, 2008", "—", None),
    ("“We will never leave this town.” — Oleg Berg, August 15, 2008", "—", "We will never leave this town."),
    (
        "We reject the use of force to move the border and call on both sides to return to their posts.",
        "reject",
        "the use of force to move the border",
    ),
    (
        "We reject the use of force to move the border and call on both sides to return to their posts.",
        "call on",
        "both sides to return to their posts",
    ),
    (
        "The Secretary pledged the United States’ continued support for the kingdom and its people.",
        "pledged",
        "the United States’ continued support for the kingdom and its people",
    ),
    ("In the 62nd minute Oleg Berg conceded a penalty.", "conceded", None),
    ("Lund College itself admitted only male students until 1977.", "admitted", None),
    ("Oleg Berg admitted the payments in March.", "admitted", "the payments"),
    ("Berg Mills, meanwhile, finds itself constrained from raising sales.", "finds", None),
    ("The harbour police found the man's body on Friday wrapped in bags.", "found", None),
    ("The court found that the man was lost.", "found", "the man was lost"),
    ("The company has no estimate of the impact of the storm on its results.", "has no estimate of", None),
    ("The president tweeted using his official account:", "tweeted", None),
]


@pytest.mark.parametrize(("text", "cue", "content"), FRAGMENTS)
def test_what_is_said_can_be_understood_and_is_said(text: str, cue: str, content: str | None) -> None:
    found, _ = statements_of(text)
    told = [" … ".join(piece.of(text) for piece in s.content_spans) for s in found if s.cue_span.of(text) == cue]
    assert told == ([] if content is None else [content])


QUOTED = [
    ("“It’s hard not to, though,” Oleg Berg said.", "asserted"),
    ("Oleg Berg said, “I suspect the loss will be fairly small for the company.”", "speculated"),
    ("Oleg Berg said, “I hope the loss will be fairly small for the company.”", "asserted"),
    ("Anna Lund added: “There is a lot to do, especially when you had to tell it perhaps before you were ready.”", "asserted"),
    ("Anna Lund added: “The ship will perhaps sink before we are ready to help.”", "speculated"),
    ("Anna Lund added: “All of this has only grown probably a thousand times.”", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "certainty"), QUOTED)
def test_only_what_a_quotation_mainly_says_makes_it_a_guess(text: str, certainty: str) -> None:
    found, _ = statements_of(text)
    assert [statement.certainty.value for statement in found] == [certainty]


NAMED = [
    ("Berg-Lund Cos. said it plans to cut the prices of its beers.", "Berg-Lund Cos."),
    ("Anna Lund, DDS said that it was an honour for her.", "Anna Lund"),
    ("And the Norway forward says the team will not make that mistake.", "the Norway forward"),
]


@pytest.mark.parametrize(("text", "source"), NAMED)
def test_a_source_is_no_fragment(text: str, source: str) -> None:
    found, _ = statements_of(text)
    assert [s.speaker_span.of(text) if s.speaker_span else None for s in found] == [source]


def test_the_labels_of_readers_questions_name_nobody() -> None:
    text = "QUESTION: I have been late for five months. Is that enough?\n\nANSWER: Now here is a strange thing to hear."
    found, _ = statements_of(text)
    turns = [s for s in found if s.cue_span.of(text) == ":"]
    assert len(turns) == 2
    assert all("nobody's word" in s.doubts for s in turns)


def test_headlines_beside_an_article_are_nobodys_turn() -> None:
    found, _ = statements_of("OLEG BERG: For the love of Oslo go now...\n\nMarried doctor, 44, fined today...")
    assert found == ()

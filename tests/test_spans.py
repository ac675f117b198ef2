"""Whatever the text, what is found lies inside it and fits together."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.model import Article, Brief, Published
from watchwire.read import Reader

PARTS = [
    "North Korea", "Kim Jong Un", "the ministry", "he", "a spokesman", "Moscow", "Oleg Petrov", "said", "denied that",
    "according to", "“We will go,”", "“", "”", "shipped shells to", "met", "may visit", "on Tuesday", "last month",
    "12 September 2023", "from 2 to 5 May", "30 February", "in 2006", "for 18 months", ".", "\n\n", ",", "(AP)", "not",
    "it is believed that", "warned of", "Путин", "朝鲜", "’s", "—", "?", ":", "№ 7", "\u200b", "é",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=24).map(" ".join) | st.text(max_size=120)
READER = Reader()


def brief_of(text: str) -> Brief:
    return READER.brief(Article(text, language="en", published=Published(date(2023, 9, 12), "given", "given")))


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_everything_lies_inside_the_text(text: str) -> None:
    brief = brief_of(text)
    size = len(brief.article.text)
    spans = [span for e in brief.entities for span in (*e.mentions, *e.roles, *e.pronouns)]
    spans += [span for s in brief.statements for span in (s.cue_span, *s.content_spans)]
    spans += [s.speaker_span for s in brief.statements if s.speaker_span is not None]
    spans += [event.span for event in brief.events]
    spans += [expression.span for expression in brief.dates]
    spans += [concern.span for concern in brief.concerns]
    assert all(0 <= span.start < span.end <= size for span in spans)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_what_is_named_exists_and_dates_are_in_order(text: str) -> None:
    brief = brief_of(text)
    ids = {entity.id for entity in brief.entities}
    statements = {statement.id for statement in brief.statements}
    assert all(s.speaker in ids for s in brief.statements if s.speaker)
    assert all(e.statement in statements for e in brief.events if e.statement)
    assert all(key in ids for e in brief.events for key in (*e.actors, *e.recipients))
    assert all(d.first <= d.last for d in brief.dates if d.first and d.last)
    for statement in brief.statements:
        inside = [
            piece
            for piece in statement.content_spans
            if statement.speaker_span and piece.contains(statement.speaker_span)
        ]
        assert not inside, "a speaker stands outside what is said"
        assert not any(
            piece.contains(statement.cue_span) and piece == statement.cue_span for piece in statement.content_spans
        )

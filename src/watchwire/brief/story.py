"""What a brief tells a person, line by line: the same lines for text, Markdown and HTML."""

import re
from dataclasses import replace

from watchwire.brief.cited import instrument_lines
from watchwire.brief.concerned import concern_lines, told_once
from watchwire.brief.designated import designation_lines
from watchwire.brief.line import Line, Section, country_names, has_alert, names_of, quoted, share_of
from watchwire.brief.matched import match_lines
from watchwire.brief.summary import summary_lines
from watchwire.confidence import Level, shown_from
from watchwire.events import goods_label, has_sides, is_left_out, told_as
from watchwire.model import (
    QUESTION,
    Brief,
    Confidence,
    Entity,
    EntityKind,
    Event,
    Span,
    Statement,
)

_PIECES = 2
"""How many pieces of a content a line shows: a turn of a transcript may have dozens of paragraphs."""
_SHORT = 300
"""How many characters of pieces are shown whatever their number: a clause cut at its adverb is no paragraphs."""
_HOUR = re.compile(r"T(?:MO|MI|AF|EV|NI|DT|\d\d.*)$")
"""The part of a day in a TIMEX value."""
_WORDS = 300
"""How many characters are shown of the words that tell an event."""
_CLOSE = 8
"""In how many characters before a sentence the end of the one before it stands."""
_IN_WORDS = "in the text’s words, as its sides are less sure"
_SIDE = 80
"""How many characters are shown of the words for who has no name."""


def published_line(brief: Brief) -> str:
    """Return when the article was published and how that is known."""
    published, changed = brief.article.published, brief.article.modified
    later = ""
    if changed and changed != published.on:
        later = f"; changed on {changed}"
        if brief.as_of_modified:
            later += ", listings are judged as of both days" if brief.as_of else ", listings are judged as of that day"
    if published.on:
        return f"{published.on:%A} {published.on.day} {published.on:%B %Y} ({published.how}){later}"
    if published.earliest and published.latest:
        return f"between {published.earliest} and {published.latest} ({published.how}){later}"
    return f"unknown ({published.how}){later}"


def sections(brief: Brief, show: Level = Level.LIKELY) -> tuple[Section, ...]:
    """Return a brief as sections: a first paragraph, possible matches, concerns, designations, statements and so on.

    Args:
        brief: the brief.
        show: which lines are shown, by their confidence. What is only there when it was found (possible matches,
            concerns, designations, instruments) is always shown.

    """
    held = (
        Section("summary", "In short", summary_lines(brief)),
        Section("matches", "Possible matches on the lists", match_lines(brief), "No listed name was found."),
        Section(
            "concerns",
            "Reported activity and the measures that cover it",
            concern_lines(brief),
            _empty(brief, "concerns", "No activity that a measure in the rule base covers was recognised."),
        ),
        Section("designations", "Designations and delistings reported", designation_lines(brief)),
        Section("instruments", "Instruments cited", instrument_lines(brief)),
        Section(
            "statements",
            "Who said what",
            _statement_lines(brief, stance=False),
            _empty(brief, "statements", "No statement was recognised."),
        ),
        Section("stances", "What they are for, against and about", _statement_lines(brief, stance=True)),
        Section("events", "What happened", _event_lines(brief), _empty(brief, "events", "No event was recognised.")),
        Section(
            "people", "Other people and bodies", _entity_lines(brief, places=False), _empty(brief, "people", "None.")
        ),
        Section("places", "Places", _entity_lines(brief, places=True), "None."),
    )
    found = (_sure_enough(section, show) for section in held)
    # A section that is only there for what it holds says nothing of what it lacks.
    return tuple(section for section in found if section.lines or section.empty or section.left_out)


def _sure_enough(section: Section, show: Level) -> Section:
    """Return a section without the lines that are less sure than what is asked for, and with their number."""
    lines = tuple(
        line
        for line in section.lines
        if line.confidence is None or line.confidence >= shown_from(show, line.judged_as or section.key)
    )
    left_out = len(section.lines) - len(lines)
    if section.key == "concerns":
        lines = told_once(lines)
    # Where lines are left out, it is not so that none was found.
    return replace(section, lines=lines, left_out=left_out, empty=section.empty if not left_out else "")


def _empty(brief: Brief, key: str, otherwise: str) -> str:
    """Say why a section is empty: what was not looked for is not said to be absent."""
    if key not in brief.unread:
        return otherwise
    language = brief.article.language or "unknown"
    return f"Not read: this part of the work is not done for language {language}."


_UNNAMED = 0.0
_OF_LAND = re.compile(r"(?:[Tt]he |[’']s? | )?(?!(?:in|at|on|of|among|and)\b)(?:[\w.’'-]+ )*([a-z]{3,})")
"""What stands behind a country's name where not the country but somebody of it speaks, to its last word."""
_LANDS = frozenset({"country", "nation", "state", "republic", "it", "its", "they", "their", "she", "her"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "you", "this", "that", "these", "those"})
_ANSWERED = {"denies": "denied by", "confirms": "confirmed by"}
_PARTY = ", a party to it"


def _statement_lines(brief: Brief, stance: bool) -> tuple[Line, ...]:
    return tuple(_statement_line(brief, statement) for statement in brief.statements if statement.stance is stance)


def _statement_line(brief: Brief, statement: Statement) -> Line:
    entity = brief.entity(statement.speaker) if statement.speaker else None
    several = statement.speaker_span is not None and len(_named_in(brief, statement.speaker_span)) > 1
    source = statement.speaker_span
    if entity is not None and source is not None and _is_of_land(brief, entity, source):
        who = quoted(brief, source, 60)  # “US intelligence officials” are not the United States
    elif entity is not None and not (several and entity.kind is not EntityKind.PERSON):
        who = entity.name
    elif statement.stands_for:
        who = brief.source_of(statement) or ""
    elif statement.speaker_span is not None:
        who = quoted(brief, statement.speaker_span, 60)
    else:
        who = "source not named"
    if entity is not None and has_alert(entity):
        who += " (possible listed party, speaker)"
    pieces = statement.content_spans
    shown = len(pieces) if sum(map(len, pieces)) <= _SHORT else _PIECES
    content = " … ".join(quoted(brief, span) for span in pieces[:shown])
    if len(pieces) > shown:
        content += f" … (and {len(pieces) - shown} more paragraphs)"
    marks = ("“", "”") if statement.manner.value == "quoted" else ("", "")
    told = "asked" if statement.modal == QUESTION else statement.certainty.value
    detail = f"{told}, {statement.manner.value}, “{quoted(brief, statement.cue_span, 40)}”"
    if statement.modal and statement.modal != QUESTION:
        detail += f", {statement.modal}"
    spans = (*statement.content_spans, statement.cue_span)
    if statement.speaker_span:
        spans = (*spans, statement.speaker_span)
    small = (detail, *_answer_texts(brief, statement))
    text = f"{marks[0]}{content.strip('“”')}{marks[1]}"
    sure = share_of(statement.confidence)
    if sure is None and statement.speaker_span is None:
        sure = (
            _UNNAMED  # where no confidence was learned, set phrases ("честно говоря") are taken for words of a source
        )
    return Line(who, text, small, spans, statement.certainty.value, confidence=sure)


def _is_of_land(brief: Brief, entity: Entity, source: Span) -> bool:
    """Say whether a source is somebody of a country, and no name of that itself (“*China's foreign ministry*”)."""
    if entity.kind not in {EntityKind.PLACE, EntityKind.GOVERNMENT} or source in entity.mentions:
        return False
    text = brief.article.text
    ends = [mention.end for mention in entity.mentions if source.contains(mention)]
    behind = text[max(ends) : source.end] if ends else source.of(text)
    owned = _OF_LAND.fullmatch(behind)
    return owned is not None and owned[1].lower() not in _LANDS and (bool(ends) or source in entity.pronouns)


def _answer_texts(brief: Brief, statement: Statement) -> list[str]:
    """Say who denies or confirms what a statement says, a party to it first; what the text holds side by side."""
    found = [
        (not answer.party, f"{_ANSWERED[answer.kind]} {_source_name(brief, other)}{_PARTY if answer.party else ''}")
        for other in brief.statements
        for answer in other.answers
        if answer.statement == statement.id
    ]
    return [text for _, text in sorted(found)]


def _source_name(brief: Brief, statement: Statement) -> str:
    if statement.speaker is None and not statement.stands_for and statement.speaker_span is not None:
        return quoted(brief, statement.speaker_span, 60)
    return brief.source_of(statement) or "a source not named"


def _teller_name(brief: Brief, statement: Statement) -> str:
    """Return who tells a happening; a pronoun that nobody resolves says it to no reader of the line."""
    name = _source_name(brief, statement)
    return "a source not named" if name.lower() in _PRONOUNS else name


def _named_in(brief: Brief, span: Span) -> set[str]:
    return {entity.id for entity in brief.entities for mention in entity.mentions if span.contains(mention)}


def _event_lines(brief: Brief) -> tuple[Line, ...]:
    told = (event for event in brief.events if has_sides(event))
    return tuple(
        _event_line(brief, event) for event in told if not is_left_out(event, brief.statements, brief.article.text)
    )


def _event_line(brief: Brief, event: Event) -> Line:
    """Return the line of an event; where its sides are not sure, in the words of the text and without them."""
    in_words = event.words is not None and not _sides_are_likely(event)
    return told_in_words(brief, event) if in_words else told_by_sides(brief, event)


def _sides_are_likely(event: Event) -> bool:
    return event.confidence is None or event.confidence.value >= shown_from(Level.LIKELY, "events")


def told_in_words(brief: Brief, event: Event) -> Line:
    """Return the line of an event by the words of the text that tell it, as its sides are not sure."""
    words = event.words or event.span
    text = brief.article.text
    begun = "" if _has_ended(text[max(0, words.start - _CLOSE) : words.start]) else "… "
    ended = "" if _has_ended(text[max(0, words.end - _CLOSE) : words.end]) or not text[words.end :].strip() else " …"
    told = f"“{begun}{quoted(brief, words, _WORDS)}{ended}”" + _when(event)
    # who tells it stands in the sentence
    line = _line_of(brief, replace(event, statement=None), told, event.kind_confidence, _IN_WORDS)
    return replace(line, judged_as="happenings")


def _has_ended(before: str) -> bool:
    """Say whether what stands before a place ends a sentence or a line."""
    return not before.strip() or "\n" in before[len(before.rstrip()) :] or before.rstrip()[-1] in '.!?…:;”"'


def told_by_sides(brief: Brief, event: Event) -> Line:
    """Return the line of an event by who does it to whom."""
    actors = _side_text(brief, event.actors, event.actor_spans) or country_names(event.actor_countries) or "somebody"
    recipients = _side_text(brief, event.recipients, event.recipient_spans)
    text = f"{actors}" + (f" → {recipients}" if recipients else "")
    if event.place and (place := brief.entity(event.place)) is not None and not _has_word(text, place.name):
        text += f", at {place.name}"
    text += _when(event)
    if event.goods:
        text += f" [{goods_label(event.goods)}]"
    return _line_of(brief, event, text, event.confidence)


def _when(event: Event) -> str:
    return f", {_HOUR.sub('', event.date.value)}" if event.date is not None else ""


def _line_of(brief: Brief, event: Event, text: str, confidence: Confidence | None, *notes: str) -> Line:
    detail = (
        f"{event.type}/{event.mode}, {event.tense.value}, {event.certainty.value}: “{quoted(brief, event.span, 40)}”"
    )
    if event.also:
        detail += f" and {len(event.also)} more"
    statement = next((held for held in brief.statements if held.id == event.statement), None)
    small = (detail, *notes, *((f"as told by {_teller_name(brief, statement)}",) if statement is not None else ()))
    spans = (event.span, *event.also)
    head = told_as(event.mode, event.span.of(brief.article.text))
    return Line(head, text, small, spans, event.certainty.value, confidence=share_of(confidence))


def _has_word(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _side_text(brief: Brief, ids: tuple[str, ...], spans: tuple[Span, ...]) -> str:
    """Return who stands on a side of an event: by name, and who has none by the words for them."""
    words = [" ".join(span.of(brief.article.text).split()) for span in spans]
    # “Chile, its ambassador from Chile”: who is named in the words is told by them
    named = tuple(
        key for key in ids if not (item := brief.entity(key)) or not any(_has_word(w, item.name) for w in words)
    )
    return ", ".join(part for part in (names_of(brief, named), *map(_abridged, words)) if part)


def _abridged(words: str) -> str:
    """Return words cut in the middle where they are too long, and never inside a word."""
    if len(words) <= _SIDE:
        return words
    begin, end = words[: _SIDE // 2].rpartition(" ")[0], words[-_SIDE // 2 :].partition(" ")[2]
    return f"{begin} … {end}"


def _entity_lines(brief: Brief, places: bool) -> tuple[Line, ...]:
    lines = []
    cited = [citation.span for item in brief.instruments for citation in item.citations]
    for entity in brief.entities:
        if (entity.kind is EntityKind.PLACE) != places or has_alert(entity):
            continue
        if all(any(place.contains(mention) for place in cited) for mention in entity.mentions):
            continue  # the name of a law is no body
        roles = list(dict.fromkeys(quoted(brief, role, 80) for role in entity.roles))
        codes = (
            country_names(entity.countries)
            if entity.countries and entity.name not in country_names(entity.countries)
            else ""
        )
        text = "; ".join(part for part in (entity.kind.value if not places else "", codes, *roles) if part)
        support = tuple(
            f"shares the weak alias “{match.name.full}” of {match.party.id}: support only, no alert"
            for match in entity.matches
        )
        head, small = f"{entity.name} ×{len(entity.mentions)}", (*support, *entity.notes)
        lines.append(Line(head, text, small, entity.mentions, confidence=share_of(entity.confidence)))
    return tuple(lines)

"""Statements with their speakers resolved to entities."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from watchwire.entities.coreference import WE
from watchwire.entities.walk import FIRST
from watchwire.language import Analysis
from watchwire.model import Entity, Manner, Statement
from watchwire.statements.english import english_statements
from watchwire.statements.english.senses import NO_WORDS
from watchwire.statements.known import Known
from watchwire.statements.papers import issuer_before
from watchwire.statements.raw import RawStatement
from watchwire.statements.russian import russian_statements
from watchwire.statements.speakers import speaker_of
from watchwire.statements.voices import same_voice, voice_of_several

_MARK = re.compile(r"[“”\"]")
_CLOSING = re.compile(r"\S[”\"](?=\W|$)")
_RULES = {"en": english_statements, "ru": russian_statements}


def build_statements(analysis: Analysis, entities: tuple[Entity, ...]) -> tuple[Statement, ...]:
    """Return who said what, in order of the text.

    Args:
        analysis: the analysed text; languages without statement rules give none (the analysis says so).
        entities: the entities of the article with their pronouns, which speakers are resolved to.

    """
    rules = _RULES.get(analysis.article.language or "")
    if rules is None or not analysis.parsed:
        return ()
    made: list[Statement] = []
    known = Known(analysis, entities)
    for number, raw in enumerate(_with_speakers_outside(map(known.in_full, rules(analysis))), 1):
        if raw.source is not None and (issuer := issuer_before(analysis, raw.source, made)) is not None:
            raw = replace(raw, source=issuer)  # noqa: PLW2901
        speaker = speaker_of(known, raw, made)
        if (voice := same_voice(known, raw, speaker, made)) is not None:
            raw, speaker = replace(raw, source=voice.speaker_span), known.by_id.get(voice.speaker or "")  # noqa: PLW2901
        if speaker is None and (several := voice_of_several(known, raw, made)) is not None:
            raw = replace(raw, source=several)  # noqa: PLW2901
        if NO_WORDS.intersection(raw.doubts) or (
            raw.stance and speaker is None and _is_nobodys(analysis.article.text, raw)
        ):
            continue
        made.append(
            Statement(
                f"s{number}",
                speaker.id if speaker else None,
                raw.source,
                raw.cue,
                raw.content,
                raw.manner,
                raw.certainty,
                raw.modal,
                raw.stance,
                doubts=raw.doubts,
                stands_for=raw.stands_for,
            )
        )
        if raw.manner is Manner.QUOTED:
            for piece in raw.content:
                known.quoted.add(piece, made[-1])
    return tuple(made)


def _is_nobodys(text: str, raw: RawStatement) -> bool:
    """Say whether “we want you to stay” stands in a long quotation of which it is not known whose it is.

    The next mark after it closes one then. Elsewhere “we” are whose text it is.
    """
    if raw.source is None or raw.stands_for or raw.source.of(text).lower() not in FIRST | WE:
        return False
    mark = _MARK.search(text, raw.source.end)
    return mark is not None and _CLOSING.match(text, mark.start() - 1) is not None


def _with_speakers_outside(found: Iterable[RawStatement]) -> Iterator[RawStatement]:
    """Yield statements whose speaker stands outside what is said: a broken sentence may give one that does not."""
    for raw in found:
        source = raw.source
        kept = tuple(piece for piece in raw.content if source is None or not piece.contains(source))
        if len(kept) == len(raw.content):
            yield raw
        elif kept:
            yield replace(raw, content=kept)

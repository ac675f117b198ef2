"""What is to be seen of a statement or stance before anybody judges it: features with readable names."""

from collections.abc import Iterator, Mapping

from watchwire.confidence.cue_kinds import cue_kind_features
from watchwire.confidence.heads import class_of, head_of
from watchwire.confidence.statement_around import statement_around_features
from watchwire.confidence.statement_fit import statement_fit_features
from watchwire.confidence.statement_frame import statement_frame_features
from watchwire.confidence.statement_words import statement_word_features
from watchwire.language import Analysis, Sentence, Word
from watchwire.model import Certainty, Entity, Manner, Statement
from watchwire.statements.told import Told

_SHORT, _LONG, _VERY_LONG = 3, 45, 70
_SOURCE_LONG = 9
_PRONOUNS = frozenset({"it", "they", "them", "their", "this", "that", "which", "him", "her", "his", "he", "she", "its"})
_MANY_VERBS, _LONG_SENTENCE = 5, 45
_FAR = 8
_TITLE_WORD = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def statement_features(
    analysis: Analysis, entities: Mapping[str, Entity], statement: Statement, told: Told
) -> Iterator[str]:
    """Yield what is to be seen of a statement or stance, beside the others that its article told."""
    held = (other for piece in statement.content_spans for other in told.cued_in(piece) if other is not statement)
    if statement.manner is not Manner.QUOTED and any(not other.stance for other in held):
        yield "holds another statement"
    if any(other is not statement for other in told.holding(statement.cue_span)):
        yield "inside another statement"
    yield from statement.doubts
    if statement.doubts:
        yield "a doubt of the sense"
    yield f"manner {statement.manner.value}"
    if statement.certainty is not Certainty.ASSERTED:
        yield f"certainty {statement.certainty.value}"
    yield from _speaker_features(analysis, entities, statement)
    yield from _cue_features(analysis, statement)
    yield from cue_kind_features(analysis, statement)
    yield from _content_features(analysis, statement)
    yield from _sentence_features(analysis, statement)
    yield from statement_word_features(analysis, entities, statement, told)
    yield from statement_around_features(analysis, entities, statement)
    yield from statement_fit_features(analysis, entities, statement)
    yield from statement_frame_features(analysis, entities, statement, told)


def _speaker_features(analysis: Analysis, entities: Mapping[str, Entity], statement: Statement) -> Iterator[str]:
    text = analysis.article.text
    if statement.speaker_span is None:
        yield "no source"
        return
    words = analysis.words_in(statement.speaker_span)
    speaker = entities.get(statement.speaker or "")
    if speaker is not None:
        yield f"speaker a {speaker.kind.value}"
    elif len(words) == 1 and words[0].pos == "PRON":
        yield "speaker an unclear pronoun"
    else:
        yield "speaker without a name"
        yield f"speaker a word for: {class_of(head_of(analysis, statement.speaker_span))}"
    if speaker is not None and statement.speaker_span in speaker.pronouns:
        yield "speaker by a pronoun"
    if len(words) > _SOURCE_LONG:
        yield "a long source"
    if any(word.text in {"“", '"', "(", ";"} for word in words):
        yield "marks inside the source"
    first = words[0] if words else None
    if first is not None and first.text.lower() in {"this", "that", "these", "those"}:
        yield "source begins with this or that"
    if statement.speaker_span.of(text)[:1].islower() and first is not None and first.pos == "PROPN":
        yield "source an odd name"
    if any(piece.overlaps(statement.speaker_span) for piece in statement.content_spans):
        yield "source inside the content"


def _cue_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    words = analysis.words_in(statement.cue_span)
    verbs = [word for word in words if word.pos == "VERB"]
    if not verbs:
        yield "cue a mark" if len(statement.cue_span) == 1 else f"cue {words[0].pos.lower() if words else 'none'}"
        return
    head = verbs[-1]
    if head.tag in {"VB", "VBG", "VBN"}:
        yield {"VB": "cue an infinitive", "VBG": "cue an -ing form", "VBN": "cue a participle"}[head.tag]
    if head.dep in {"relcl", "acl"}:
        yield "cue in a relative clause"
    elif head.dep in {"advcl", "xcomp", "pcomp"}:
        yield "cue not the main verb"
    if any(c.dep == "neg" for c in analysis.children(head.number)):
        yield "cue negated"
    if statement.stance:
        yield f"stance verb {head.lemma}"
    elif head.lemma in {"say", "tell", "add", "announce", "report", "state"}:
        yield "a plain verb of saying"


def _content_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    text = analysis.article.text
    words = [word for piece in statement.content_spans for word in analysis.words_in(piece)]
    content = [word for word in words if word.pos not in {"PUNCT", "SPACE"}]
    if not content:
        return
    if len(content) < _SHORT:
        yield "content of one or two words"
    if len(content) > _LONG:
        yield "a long content"
    if len(content) > _VERY_LONG:
        yield "a very long content"
    if len(statement.content_spans) > 1:
        yield "content in pieces"
    if content[0].text.lower() in _PRONOUNS:
        yield "content begins with a pronoun"
    if (
        content[0].pos in {"AUX", "ADP", "SCONJ"}
        or content[0].tag == "POS"
        or (content[0].pos == "VERB" and content[0].tag != "VBG")
    ):
        yield "content begins in the middle"
    if content[-1].pos in {"DET", "ADP", "CCONJ", "PART", "AUX"} or content[-1].tag == "POS":
        yield "content ends in the middle"
    if not statement.stance and not any(word.pos in {"VERB", "AUX"} for word in content):
        yield "content without a verb"
    joined = "".join(piece.of(text) for piece in statement.content_spans)
    if joined.count("(") != joined.count(")") or joined.count('"') % 2:
        yield "marks without their partner"
    if statement.manner is Manner.QUOTED and _is_title(content):
        yield "a title in quotation marks"
    yield from _object_features(analysis, statement)
    title = analysis.article.title
    if title and statement.content_spans[0].end <= len(title):
        yield "in the headline"
    if joined.rstrip('”" ').endswith("?"):
        yield "a question"


def _is_title(words: list[Word]) -> bool:
    """Say whether quoted words are the name of a song, a book or a law (“Breaking Into Comics”)."""
    long = [word.text for word in words if len(word.text) >= _TITLE_WORD]
    return len(long) > 1 and all(text[0].isupper() for text in long)


def _object_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield what the content is about, and whether what is claimed has a subject."""
    piece = max(statement.content_spans, key=len)
    head = head_of(analysis, piece)
    if statement.stance:
        named = head is not None and head.pos == "PROPN"
        yield f"about a word for: {'name' if named else class_of(head)}"
    elif head is not None and head.pos in {"VERB", "AUX"} and statement.manner is Manner.PARAPHRASED:
        below = {c.dep for c in analysis.children(head.number)}
        if not below & _SUBJECTS:
            yield "claim without a subject"
        if any(c.dep == "conj" and c.pos == "VERB" for c in analysis.children(head.number)):
            yield "claim goes on with a second verb"


def _sentence_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield how the sentence of the cue is built: long and winding ones are read wrongly most."""
    sentence = analysis.sentence_at(statement.cue_span.start)
    if sentence is None:
        return
    words = analysis.words[sentence.first : sentence.last]
    if sum(word.pos == "VERB" for word in words) > _MANY_VERBS:
        yield "many verbs in the sentence"
    if len(words) > _LONG_SENTENCE:
        yield "a long sentence"
    if any(word.text in {";", "—", "–"} for word in words):
        yield "a dash or semicolon in the sentence"
    if not any(word.pos in {"VERB", "AUX"} and word.tag not in {"VBG", "VBN"} for word in words):
        yield "a sentence without a finite verb"
    yield from _speaker_place(analysis, statement, sentence)


def _speaker_place(analysis: Analysis, statement: Statement, sentence: Sentence) -> Iterator[str]:
    """Yield where the source stands to the cue."""
    span = statement.speaker_span
    if span is None:
        return
    if not sentence.span.contains(span):
        yield "source in another sentence"
        return
    cue, source = analysis.words_in(statement.cue_span), analysis.words_in(span)
    if cue and source:
        between = max(cue[0].number - source[-1].number, source[0].number - cue[-1].number)
        if between > _FAR:
            yield "source far from the cue"
        head = head_of(analysis, span)
        if head is not None and head.dep not in _SUBJECTS | {"pobj", "poss", "agent"}:
            yield "source no subject"

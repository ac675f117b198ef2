"""“According to the ministry”, “in the view of the ministry”."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from watchwire.entities.people import people_words
from watchwire.language import Sentence, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Certainty, Span
from watchwire.statements.english.edges import without_day
from watchwire.statements.english.making import made
from watchwire.statements.english.phrases import noun_phrase
from watchwire.statements.english.senses import can_hold, senses
from watchwire.statements.english.sources import issuer_of
from watchwire.statements.english.text import EDGES, SUBJECTS, Text
from watchwire.statements.raw import RawStatement

_NAME = 6
_FAR = 14
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_POINTING = frozenset({"this", "that", "it", "these", "those", "all", "also"})
_JOINING = frozenset({"CCONJ"})
_TOLD = frozenset({"VBD", "VBZ", "VBP", "VBG"})


def according_to(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield the statements of a sentence that are told according to somebody."""
    if "according" not in sentence.span.of(text.string).lower():
        return
    for number in range(sentence.first, sentence.last - 1):
        word, after = text.words[number], text.words[number + 1]
        if word.text.lower() != "according" or after.text.lower() != "to" or text.quoted(word):
            continue
        sources = [w for w in (*text.children(after), *text.children(word)) if w.dep == "pobj"]
        if not sources or sources[0].lemma in senses().accordance:
            continue
        source, end = _source(text, sentence, word, sources[0])
        content = rest_of(text, sentence, word.number, end)
        if len(content) > 1 and text.words[end - 1].text != "," and text.words[end].pos not in EDGES:
            content = content[:1]  # “according to an interview *his brother gave*”
        source = issuer_of(text, sources[0]) or _with_name(text, sources[0], without_day(text, source))
        if content and not _is_pointer(text, content):
            cue = Span(word.start, after.end)
            found = made(text, word, source, content, Certainty.ASSERTED, cue)
            yield replace(found, doubts=() if can_hold(text, source) else ("who cannot speak",))


def _is_pointer(text: Text, content: tuple[Span, ...]) -> bool:
    """Say whether a content only points to what was told before (“*This is* according to the port”)."""
    words = [word for piece in content for word in text.analysis.words_in(piece) if word.pos not in EDGES]
    return all(word.lemma == "be" or word.text.lower() in _POINTING for word in words)


def _source(text: Text, sentence: Sentence, cue: Word, head: Word) -> tuple[Span, int]:
    """Return who it is according to, and where that ends: at the first comma where the content follows it."""
    span, end = noun_phrase(text, head), text.subtree(head)[1]
    if cue.number > sentence.first + 1:
        comma = next((w.number for w in text.words[head.number + 1 : end] if w.text == ","), None)
        return (text.analysis.span(text.subtree(head)[0], comma), end) if comma is not None else (span, end)
    commas = [w.number for w in text.words[head.number : end] if w.text == ","]
    if not commas and end < sentence.last and text.words[end].pos == "PROPN":
        # “According to Connecticut Senator Maria Lopez, …”: the parser broke the name.
        comma = next((w.number for w in text.words[end : end + _NAME] if w.text == ","), None)
        if comma is not None and all(w.pos in {"PROPN", "NOUN"} for w in text.words[end:comma]):
            return text.analysis.span(text.subtree(head)[0], comma), comma + 1
    if not commas and (end >= sentence.last or text.words[end].text != ","):
        return span, end
    first = commas[0] if commas else end
    second = next((w.number for w in text.words[first + 1 : sentence.last] if w.text == ","), None)
    if second is not None and _describes(text, head, first, second):
        # “According to Berg, a former minister, …”: the content begins after the second comma.
        return text.analysis.span(text.subtree(head)[0], first), second + 1
    return text.analysis.span(text.subtree(head)[0], first), first + 1


def _with_name(text: Text, head: Word, source: Span) -> Span:
    """Return a source without a name with the name that stands beside it (“according to his wife, *Anna*, …”)."""
    if head.pos != "NOUN":
        return source
    named = (c for c in text.children(head) if c.dep == "appos" and c.pos == "PROPN" and c.start >= source.end)
    name = next(named, None)
    between = text.string[source.end : name.start] if name is not None else ""
    return Span(source.start, noun_phrase(text, name).end) if name is not None and between.strip() == "," else source


def _describes(text: Text, head: Word, first: int, second: int) -> bool:
    """Say whether what stands between two commas says who a source is: an apposition, or an office and no verb."""
    between = text.words[first + 1 : second]
    if second + 1 < len(text.words) and text.words[second + 1].tag in _RELATIVE and between:
        return False  # “According to a neighbour, Anna Berg, who lives there, left”: the content begins with the name
    if between and all(word.pos == "PROPN" for word in between):
        # “According to the Herald, *Anna Berg, the chairwoman, said* …”: who is told of
        return not (head.pos == "PROPN" and _goes_on_with_verb(text, second))  # “the first selectman, Maria Lopez, …”
    if between and (between[0].tag in {"VBN", "VBG"} or _names_one(text, head, between, second)):
        return True  # “the study, published in May, …”
    if any(word.pos in {"VERB", "AUX"} and word.dep not in {"amod", "compound"} for word in between):
        return False  # but “a *leading* trading firm” has no verb
    if any(word.dep in SUBJECTS and text.head(word).number > second for word in between):
        return False  # “According to the Herald, the quake, at 6.3, was …”: that is the subject of what is told
    if (
        second + 1 < len(text.words)
        and text.words[second + 1].pos in {"ADP", "AUX"}
        and between[:1]
        and any(word.tag == "POS" for word in between)
    ):
        return False
    inside = [head, *(word for word in text.words[head.number : first] if word.pos == "PROPN")]
    if any(c.dep == "appos" and first < c.number < second for word in inside for c in text.children(word)):
        return True
    if between and between[0].pos == "DET" and text.words[second + 1].pos in {"DET", "PRON", "PROPN", "NUM", "NOUN"}:
        return True  # “a report by Blue Harbour, a trading firm, two ships …”
    named = any(word.pos == "PROPN" for word in inside)
    return named and any(word.pos == "NOUN" and word.lemma in people_words().persons for word in between)


def _names_one(text: Text, head: Word, between: Sequence[Word], comma: int) -> bool:
    """Say whether a name with its firm tells who somebody is (“its lawyer, *Ole Berg of Lund and Lund*, the …”)."""
    one = head.tag == "NN" and noun_class(head.lemma.lower()) == "person"
    named = between[0].pos == "PROPN" and between[-1].pos == "PROPN"
    return one and named and text.words[comma + 1].pos == "DET"


def _goes_on_with_verb(text: Text, comma: int) -> bool:
    """Say whether an apposition after a comma ends with a comma and a finite verb."""
    if comma + 1 >= len(text.words) or text.words[comma + 1].pos != "DET":
        return False
    for word in text.words[comma + 1 : comma + _FAR]:
        if word.text == ",":
            return word.number + 1 < len(text.words) and text.words[word.number + 1].tag in {"VBD", "VBZ", "MD"}
        if word.pos in {"VERB", "AUX"}:
            return False
    return False


def rest_of(text: Text, sentence: Sentence, low: int, high: int) -> tuple[Span, ...]:
    """Return what is left of a sentence, or of the clause around, without words `[low, high)`."""
    pieces: list[Span] = []
    marks = (w for w in reversed(text.words[sentence.first : low]) if w.text in {";", ":"} and not text.quoted(w))
    parted = (
        w.number + 1
        for w in marks
        if w.text == ";" or (_is_clause(text, w.number + 1, low) and not _leads_to_words(text, sentence, w))
    )
    for begin, end in ((next(parted, sentence.first), low), (high, sentence.last)):
        span = text.trimmed(begin, end, _JOINING)
        if span is not None and " " in span.of(text.string):
            pieces.append(span)
    if len(pieces) == 2:  # noqa: PLR2004
        inner = next((w for w in reversed(text.words[sentence.first : low]) if w.pos not in EDGES), None)
        if inner is not None and inner.lemma in senses().listing:
            return (pieces[1],)  # “…, including, according to the court, *54 children*”
        if inner is not None and inner.lemma in {"but", "and", "while", "although", "though"}:
            return (pieces[1],)  # “… and, according to Oslo, a threat”
        if inner is not None and inner.tag in _RELATIVE:
            return (pieces[1],)  # “boats which, according to Oslo, *both have seen*”
        before = text.words[low - 1].lemma if low > sentence.first else ""
        if before == "and" or before in senses().against:
            return (pieces[1],)
        if _sets_against(text, sentence, high):
            return (pieces[0],)
    return tuple(_before_but(text, piece) for piece in pieces)


def _leads_to_words(text: Text, sentence: Sentence, colon: Word) -> bool:
    """Say whether somebody's words follow a colon, which belong to what is told with who says them."""
    verbs = [w for w in text.words[sentence.first : colon.number] if w.pos == "VERB" and w.tag in _TOLD]
    quoted = any(0 <= quote.start - colon.end <= 2 for quote in text.quotes)  # noqa: PLR2004
    return quoted and bool(verbs) and verbs[-1].lemma in text.lexicon.verbs


def _sets_against(text: Text, sentence: Sentence, high: int) -> bool:
    """Say whether what follows a source is a clause of the writer's own (“…, according to prosecutors, *but* …”)."""
    first = next((w for w in text.words[high : sentence.last] if w.pos not in {"PUNCT", "SPACE"}), None)
    return first is not None and first.lemma in senses().against and _is_clause(text, first.number + 1, sentence.last)


def _before_but(text: Text, piece: Span) -> Span:
    """Return a content without the clause after “, but”, which the writer sets against it."""
    words = text.analysis.words_in(piece)
    for number, word in enumerate(words[1:-1], 1):
        against = word.lemma == "but" and words[number - 1].text == "," and not text.quoted(word) and number > 1
        sides = ((words[0].number, word.number), (word.number + 1, words[-1].number + 1))
        if against and all(_is_clause(text, *side) for side in sides):
            return Span(piece.start, words[number - 2].end)
    return piece


def _is_clause(text: Text, first: int, last: int) -> bool:
    """Say whether words hold a subject with its finite verb."""
    return any(
        word.dep in SUBJECTS and first <= word.head < last and word.pos not in {"VERB", "AUX"}
        for word in text.words[first:last]
    )


def in_the_view_of(text: Text, sentence: Sentence) -> Iterator[RawStatement]:
    """Yield what a sentence tells “in the words of the minister” or “in her view”."""
    for noun in text.words[sentence.first + 1 : sentence.last]:
        if noun.dep != "pobj" or noun.lemma not in text.lexicon.outlooks or text.quoted(noun):
            continue
        preposition = text.head(noun)
        if preposition.text.lower() not in {"in", "to"}:
            continue
        source = _whose(text, noun)
        content = rest_of(text, sentence, preposition.number, text.subtree(preposition)[1])
        if source is not None and content:
            cue = Span(noun.start, noun.end)
            yield made(text, noun, source, content, Certainty.ASSERTED, cue)


def _whose(text: Text, noun: Word) -> Span | None:
    for child in text.children(noun):
        if child.dep == "poss":
            return noun_phrase(text, child)
        inner = text.children(child) if child.dep == "prep" and child.lemma == "of" else ()
        if inner:
            return noun_phrase(text, inner[0])
    return None

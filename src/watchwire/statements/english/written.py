"""The writer's own words beside what somebody says, which the parser or the layout makes part of it."""

import re

from watchwire.entities.people import people_words
from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.attached import tag_behind
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AGAINST = frozenset({"while", "whereas", "although", "though"})
_BEFORE_THAT = 4
_AT_WHICH_POINT = ("at", "which", "point")
_SPOKEN_TO = re.compile(r"[^\n:“”\"]{1,60}: (?=[“\"])")


def without_written(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without what the writer tells around it."""
    kept: list[Span] = []
    for piece in content:
        if piece.end <= cue.start:
            told = _to_quotation(text, _from_quotation(text, piece))
            alone = told != piece or _is_sentence_alone(text, piece)
            kept = [*(item for item in kept if not alone or _is_quoted(text, item)), told]
            continue
        cut = _own_clause(text, cue, piece)
        if cut is None:
            kept.append(_after_colon(text, piece))
        elif cut > piece.start:
            kept.append(Span(piece.start, cut))
    return tuple(kept) if kept else content


def _from_quotation(text: Text, piece: Span) -> Span:
    """Return a quotation without the sentence before it that no mark ended (“Berg left *“I had to go,” he said*”)."""
    quote = next(
        (q for q in text.quotes if piece.start + 2 < q.start and piece.end - 2 <= q.end <= piece.end + 1), None
    )
    if quote is None or any(q.overlaps(piece) for q in text.quotes if q != quote):
        return piece
    inside, before = text.analysis.words_in(quote), text.analysis.words_in(Span(piece.start, quote.start - 1))
    return quote if inside and inside[0].text[:1].isupper() and _is_clause(inside) and _is_clause(before) else piece


def _to_quotation(text: Text, piece: Span) -> Span:
    """Return a quotation without the beginning of who says it (““It is late,” *another sailor*, Oleg Lund, said”)."""
    quote = next((q for q in text.quotes if abs(q.start - piece.start) <= 1 and q.end + 2 < piece.end), None)
    behind = text.analysis.words_in(Span(quote.end, piece.end)) if quote is not None else ()
    if quote is None or not quote.of(text.string).rstrip("”\"'’ ").endswith(","):
        return piece
    return piece if any(word.pos in {"VERB", "AUX"} for word in behind) else quote


def _is_sentence_alone(text: Text, piece: Span) -> bool:
    """Say whether a piece is a quotation that begins a sentence of its own."""
    words = text.analysis.words_in(piece)
    return bool(words) and _is_quoted(text, piece) and words[0].text[:1].isupper() and _is_clause(words)


def _is_quoted(text: Text, piece: Span) -> bool:
    return any(quote.start - 1 <= piece.start and piece.end <= quote.end + 1 for quote in text.quotes)


def _is_clause(words: tuple[Word, ...]) -> bool:
    """Say whether words hold a subject with its finite verb."""
    numbers = {word.number for word in words}
    finite = any(word.tag in _FINITE for word in words)
    return finite and any(word.dep in SUBJECTS and word.head in numbers for word in words)


def _after_colon(text: Text, piece: Span) -> Span:
    """Return a quotation without who is spoken to before its colon (“asked Berg: *“Done?”*”)."""
    found = _SPOKEN_TO.match(text.string, piece.start, piece.end)
    words = text.analysis.words_in(Span(piece.start, found.end())) if found is not None else ()
    told = found is None or any(word.pos in {"VERB", "AUX"} for word in words)
    return piece if found is None or told else Span(found.end(), piece.end)


def _own_clause(text: Text, cue: Word, piece: Span) -> int | None:
    """Return where in what is told after a cue the writer's own clause begins, or None."""
    words = text.analysis.words_in(piece)
    if cue.pos != "VERB" or not words:
        return None
    against = any(c.dep == "mark" and c.lemma in _AGAINST and c.number < cue.number for c in text.children(cue))
    for number, word in enumerate(words):
        if text.quoted(word):
            continue
        if number and (_is_of_next(text, word) or _is_then(text, cue, word)):
            return words[number - 1].end
        if not number and word.lemma == "however" and _is_clause(words[1:]):
            return piece.start
        comma = text.words[word.number - 1].text == ","
        gloss = comma and word.number > cue.number + 1 and _is_gloss(text, cue, word)
        if gloss and not number:
            return piece.start
        gloss = gloss or (number > 1 and _is_even_as(text, word))
        if _is_next_act(text, cue, word) or gloss:
            return words[number - 1].end if number and words[number - 1].text != "," else _end_before(text, word)
        if word.text in {",", ";"} and 1 < number < len(words) - 2:
            if words[number + 1].lemma == "however" and _is_clause(words[:number]) and _is_clause(words[number + 2 :]):
                return words[number - 1].end  # “said he was tired*, however Berg hit out at it*”
            if against and word.text == "," and _is_main(text, words[: number + 1], words[number + 1 :]):
                return words[number - 1].end  # “While they say it is safe*, Oslo's plan calls it into question*”
    return None


def _is_of_next(text: Text, word: Word) -> bool:
    """Say whether a word is the mark of a quotation whose own tag comes behind it (“late *“I left,” he said*”)."""
    quote = next((q for q in text.quotes if word.end == q.start), None) if word.text in {"“", '"'} else None
    return quote is not None and tag_behind(text, quote)


def _is_then(text: Text, cue: Word, word: Word) -> bool:
    """Say whether a comma parts what is asked for from what then happened (“told him to go*, at which point he fled*”).

    Only where what is asked for is still to come: an infinitive, or what should be.
    """
    behind = text.words[word.number + 1 : word.number + 1 + len(_AT_WHICH_POINT)]
    opened = tuple(w.text.lower() for w in behind)
    if word.text != "," or not (opened == _AT_WHICH_POINT or opened[:1] == ("whereupon",)):
        return False
    asked = [c for c in text.children(cue) if c.dep in {"xcomp", "ccomp"}]
    return any(c.tag == "VB" or any(a.dep == "aux" and a.tag == "MD" for a in text.children(c)) for c in asked)


def _end_before(text: Text, word: Word) -> int:
    before = next(w for w in reversed(text.words[: word.number]) if w.pos not in EDGES)
    return before.end


def _is_next_act(text: Text, cue: Word, word: Word) -> bool:
    """Say whether a word begins what the speaker did before or after he said so (“called it “good” *before leaving*”).

    It hangs on the cue, or stands right behind what is quoted.
    """
    closed = word.number > 0 and text.words[word.number - 1].text in {"”", '"'}
    told = word.dep == "prep" and word.lemma in {"before", "after"} and (word.head == cue.number or closed)
    return told and any(c.dep == "pcomp" and c.tag == "VBG" for c in text.children(word))


def _is_gloss(text: Text, cue: Word, word: Word) -> bool:
    """Say whether a word behind a comma begins what the writer makes of it.

    A noun that tells it as a deed (“will load fuel next week, *a move that* …”), or a clause set against it where “we”
    speak or what tells it is a paper (“figures show that it fell, *although officials* …”).
    """
    if word.pos == "DET":
        return _is_told_as_deed(text, word)
    even = word.lemma == "even" and text.words[min(word.number + 1, len(text.words) - 1)].lemma == "though"
    mark = text.words[word.number + 1] if even else word
    if mark.lemma not in {"although", "though"} or mark.dep != "mark":
        return False
    own = any(c.dep in SUBJECTS and c.text.lower() in {"we", "i"} for c in text.children(text.head(mark)))
    papers = people_words().papers
    return own or any(c.dep == "nsubj" and c.pos == "NOUN" and c.lemma.lower() in papers for c in text.children(cue))


def _is_even_as(text: Text, word: Word) -> bool:
    """Say whether “even as” sets what the writer knows beside what is said (“has no plans *even as others leave*”)."""
    mark = text.words[min(word.number + 1, len(text.words) - 1)]
    verb = text.head(mark)
    clause = mark.dep == "mark" and any(c.dep in SUBJECTS and c.number > mark.number for c in text.children(verb))
    return word.lemma == "even" and mark.lemma == "as" and clause


def _is_told_as_deed(text: Text, word: Word) -> bool:
    """Say whether a noun phrase is “a move that”, “a step which” and the like."""
    for noun in text.words[word.number + 1 : word.number + _BEFORE_THAT]:
        if noun.pos == "NOUN":
            after = text.words[min(noun.number + 1, len(text.words) - 1)]
            return noun.lemma in senses().glosses and after.tag in {"WDT", "IN"} and after.lemma in {"that", "which"}
        if noun.pos not in {"ADJ", "ADV"}:
            return False
    return False


def _is_main(text: Text, told: tuple[Word, ...], after: tuple[Word, ...]) -> bool:
    """Say whether a clause behind a comma is the sentence's main one: joined by nothing, with its subject."""
    if after[0].pos in {"CCONJ", "SCONJ"} or after[0].tag in {"WDT", "WP", "WRB", "WP$"} or not _is_clause(told):
        return False
    numbers = {word.number for word in after}
    verbs = [word for word in after if word.dep in {"conj", "ccomp", "parataxis"} and word.head not in numbers]
    return any(any(c.dep in SUBJECTS and c.number in numbers for c in text.children(verb)) for verb in verbs)

"""Where the parse is wrong: the source and the content of a verb of speech by where the words stand.

The small model often misses the subject after a quotation (“…,” said Anna Berg, who …) and the clause after a long
adverbial. These rules are asked only when the parse has given nothing.
"""

from watchwire.entities.people import people_words
from watchwire.language import Sentence, Word
from watchwire.language.calendar import words as words_of
from watchwire.language.subjects import lost_subject
from watchwire.model import Span
from watchwire.statements.english.fragments import is_verdict
from watchwire.statements.english.phrases import is_led_by_participle
from watchwire.statements.english.senses import can_hold, senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_NOMINAL = frozenset({"DET", "ADJ", "NUM", "PROPN", "NOUN"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
_FAR = 12
_TOLD_OF = 24
"""Within how many words somebody is told of between a quotation and its verb."""
_SHORTEST = 3


def source_by_position(text: Text, cue: Word) -> Span | None:
    """Return the subject that the parse has lost, or the noun phrase on that side of a cue where it can stand.

    That is right after a cue that follows a quotation or a comma, or else right before it.
    """
    if (lost := lost_subject(text.analysis, cue)) is not None:
        return text.analysis.span(*text.subtree(lost))
    before = text.words[cue.number - 1] if cue.number else None
    if before is not None and (before.pos in EDGES or before.tag == "''"):
        named = _name_in_commas(text, cue) if cue.lemma in senses().telling else None
        told = any(c.dep == "ccomp" and c.number > cue.number for c in text.children(cue))
        told = told or cue.lemma in senses().telling  # ““…,” the captain, known to all, told *sailors*”
        owned = any(c.dep in {"dobj", "obj"} for c in text.children(cue)) and told
        behind = None if owned else _nominal(text, cue.number + 1, step=1)  # “reassured *the public* that …”
        return named or behind or _after_quotation(text, cue)
    return _nominal(text, _before_day(text, cue.number - 1), step=-1)


def _before_day(text: Text, last: int) -> int:
    """Return the last word before the day on which somebody spoke (“Minister Anna Berg *on Monday* disclosed …”)."""
    if last < 2:  # noqa: PLR2004
        return last
    months = words_of("en", "months")
    dated = text.words[last].tag == "CD" and text.words[last - 1].text.lower() in months
    dated = dated or (text.words[last].text.lower() in months and text.words[last - 1].tag == "CD")
    first = last - 1 if dated else last
    if not dated and text.words[last].text.lower() not in words_of("en", "weekdays"):
        return last
    return first - 1 - (text.words[first - 1].lemma == "on")


def _name_in_commas(text: Text, cue: Word) -> Span | None:
    """Return who tells it, whose name stands between commas (““…,” the captain, *Oleg Berg*, told Oslo radio”)."""
    last = cue.number - 2
    first = last
    while first > 0 and text.words[first].pos == "PROPN":
        first -= 1
    named = first < last and text.words[first].text == "," and text.words[cue.number - 1].text == ","
    return text.analysis.span(first + 1, last + 1) if named else None


def _after_quotation(text: Text, cue: Word) -> Span | None:
    """Return who stands behind a quotation before what tells of him (““Late,” *a man*, who was in it, said”)."""
    for number in range(cue.number - 1, max(0, cue.number - _TOLD_OF), -1):
        if text.words[number].tag == "''":
            found = _nominal(text, number + 1, step=1)
            apart = found is not None and text.string[found.end : found.end + 1] == ","
            return found if found is not None and apart and can_hold(text, found) else None
    return None


def _nominal(text: Text, number: int, step: int) -> Span | None:
    """Return the longest run of words of a noun phrase from a place on, in one direction."""
    end = number
    while 0 <= end < len(text.words) and _within(text, end, end == number):
        end += step
    if end == number:
        return None
    first, last = (number, end) if step > 0 else (end + 1, number + 1)
    while first < last and text.words[first].tag == "POS":
        first += 1
    found = text.words[first:last]
    nouns = any(word.pos in {"PROPN", "NOUN"} or word.text.lower() in _PRONOUNS for word in found)
    return text.analysis.span(first, last) if nouns else None


def _within(text: Text, number: int, nearest: bool) -> bool:
    word = text.words[number]
    if nearest and word.text.lower() in _PRONOUNS:
        return True
    return word.pos in _NOMINAL or word.tag in {"POS", "HYPH", "PRP$"}


def content_by_position(text: Text, cue: Word, sentence: Sentence, source: Span | None) -> tuple[Span, ...] | None:
    """Return the “that” clause that begins soon after a cue, or the sentence around a cue set off by commas."""
    for number in range(cue.number + 1, min(cue.number + _FAR, sentence.last)):
        word = text.words[number]
        if word.text.lower() == "that" and word.pos == "SCONJ" and _is_of_noun(text, word):
            break  # “announced an inquiry after concerns *that* …”
        if word.text.lower() == "that" and (word.pos == "SCONJ" or _is_in_paper(text, cue, word)):
            span = text.trimmed(number + 1, sentence.last)
            return (span,) if span is not None else None
        another = word.dep == "conj" and word.head == cue.number  # “had foreseen it and had *ruled* that …”
        if word.pos in {"VERB", "AUX"} and (another or word.lemma in text.lexicon.verbs):
            break
    return _set_off(text, cue, sentence, source)


def _is_writers(text: Text, noun: Word) -> bool:
    """Say whether a noun behind a comma tells what the writer makes of it (“…, the ministry said, *evidence that*”)."""
    first = noun.number - 1 if text.words[noun.number - 1].pos == "DET" else noun.number
    return text.words[first - 1].text == "," and is_verdict(text, noun.number)


def _is_of_noun(text: Text, that: Word) -> bool:
    """Say whether “that” begins what a noun of speech before it is about (“concerns *that* …”)."""
    before = text.words[that.number - 1]
    if is_led_by_participle(text, that) or _is_writers(text, before):
        return True
    placed = before.dep == "pobj" and text.head(before).lemma not in {"in", "at", "on", "during", "via", "through"}
    return placed and before.pos == "NOUN" and before.lemma in text.lexicon.nouns


def _is_in_paper(text: Text, cue: Word, that: Word) -> bool:
    """Say whether “that” begins what is said in a paper (“said *in a letter that* it had left”)."""
    paper = text.words[that.number - 1]
    placed = paper.dep == "pobj" and text.head(paper).lemma in {"in", "through"} and text.head(paper).head == cue.number
    clause = text.head(that)
    own = any(c.dep in SUBJECTS and c.number > that.number for c in text.children(clause))
    return placed and own and paper.lemma in senses().issued | people_words().papers


def _set_off(text: Text, cue: Word, sentence: Sentence, source: Span | None) -> tuple[Span, ...] | None:
    """Return the sentence around “officials say” in “The deal, officials say, is dead”."""
    if source is None:
        return None
    first = cue.number
    while first > sentence.first and text.words[first - 1].start >= min(source.start, cue.start):
        first -= 1
    last = cue.number
    while last + 1 < sentence.last and text.words[last + 1].end <= max(source.end, cue.end):
        last += 1
    before = first == sentence.first or text.words[first - 1].pos == "PUNCT"
    after = last + 1 >= sentence.last or text.words[last + 1].pos == "PUNCT"
    if not (before and after) or first == sentence.first:
        return None
    behind = next((w.number for w in text.words[last + 1 : sentence.last] if w.pos not in EDGES), sentence.last)
    if is_verdict(text, behind):  # “it fell, the ministry reported, *evidence that* …”
        behind = sentence.last
    pieces = [text.trimmed(sentence.first, first), text.trimmed(behind, sentence.last)]
    found = tuple(piece for piece in pieces if piece is not None)
    long = sum(len(piece.of(text.string).split()) for piece in found) >= _SHORTEST
    return found if long else None

"""How far a content goes where the parser breaks it off in the middle of its words: what is missing at its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from watchwire.language import Sentence, Word
from watchwire.language.calendar import words as words_of
from watchwire.model import Span
from watchwire.statements.english.joined import without_joined
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_DASHES = frozenset({"—", "–"})
_OWNING = frozenset({"’s", "'s", "’", "'"})
_TO_REACH = 4
_WHEN = frozenset({"npadvmod", "amod"})
_BEFORE = frozenset({"poss", "det", "amod", "compound"})
_PLAIN = frozenset({"have", "be", "do"})
_BARE = frozenset({"VB", "VBG", "VBN"})
_BARE_CUES = frozenset({"VB", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "DET"})
_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp", "prep", "advmod", "prt", "acomp", "attr", "dative", "agent"})
_LONGEST = 14
"""How many words of a noun phrase or a remark are looked over at most."""
_LIST = 30
"""And how many of a list of those who are asked."""
_TIMES = 4
_SHORT = 4
"""How many letters a short form has at most ("bbl.")."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a content: its last word, the two after that, and its sentence."""

    text: Text
    cue: Word
    words: Sequence[Word]
    last: Word
    after: Word
    second: Word
    sentence: Sentence

    def below(self, word: Word) -> int:
        """Return where all that hangs on a word ends, without marks."""
        return self.upto(word.number, max(self.text.subtree(word)[1], word.number + 1)) or word.end

    def upto(self, first: int, end: int) -> int | None:
        """Return where words `[first, end)` end without marks, no further than the sentence."""
        span = self.text.trimmed(first, min(end, self.sentence.last), frozenset({"CCONJ"}))
        return span.end if span is not None else None


def with_rest(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content with what its end still wants, or what comes next and belongs to it, as its sentence has it.

    A preposition wants what it governs (“those responsible *for*, or associated with, …”), “to help” its infinitive, a
    verb joined to another the object that they share (“to support *and strengthen independent media*”), what is owned
    its noun (“in tackling *today's worst fires*”), a list the rest of it (“to stop the fire*, open the gates, and
    help*”), who is asked what he is asked to do (“the parties*, as we have before, to wait*”).
    """
    if piece.end < cue.start:
        return piece
    piece = _over_abbreviation(text, piece)
    for _ in range(_TIMES):
        end = _end_of(text, cue, piece)
        if end is None:
            break
        if (wanted := _wanted(end)) is not None and wanted > piece.end:
            piece = Span(piece.start, wanted)
            continue
        grown = next((g for rule in _RULES if (g := rule(end)) is not None and g > piece.end), None)
        if grown is None:
            break
        piece = without_joined(text, cue, Span(piece.start, grown))
    return piece


def _over_abbreviation(text: Text, piece: Span) -> Span:
    """Return a content with the rest of a sentence that was parted behind a short form (“4 million bbl. *of oil*”)."""
    sentence = text.analysis.sentence_at(piece.start)
    behind = text.words[sentence.last :][:1] if sentence is not None else ()
    if sentence is None or not behind or text.quoted(behind[0]) or not behind[0].text[:1].islower():
        return piece
    gap = text.string[piece.end : behind[0].start]
    following = text.analysis.sentence_at(behind[0].start)
    short = text.words[sentence.last - 2].text if sentence.last - sentence.first > 1 else ""
    if gap.strip(" ") != "." or following is None or len(short) > _SHORT:
        return piece
    rest = text.trimmed(following.first, following.last)
    return Span(piece.start, rest.end) if rest is not None else piece


def _end_of(text: Text, cue: Word, piece: Span) -> _End | None:
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or words[-1].number + 2 >= sentence.last:
        return None
    last, after, second = (text.words[words[-1].number + n] for n in range(3))
    return None if text.quoted(after) else _End(text, cue, words, last, after, second, sentence)


def _wanted(end: _End) -> int | None:
    """What the last word wants: a preposition its noun, “help” a verb, a joining word who or what is joined."""
    last, after, second, text = end.last, end.after, end.second, end.text
    if text.string[last.end : after.start].strip(" "):
        return None
    if (
        last.pos == "ADP" and last.dep == "prep" and last.tag == "IN" and not text.children(last)
    ) or _goes_on_after_dash(end):
        return end.upto(after.number, end.sentence.last)
    if end.cue.tag != "VBG" and end.cue.dep not in {"acl", "relcl"} and _wants_its_verb(end):
        return end.upto(after.number, text.subtree(after)[1])
    if after.text == "," and second.lemma == "to" and _is_interrupted(end):
        verb = next((w for w in text.words[second.number : second.number + _TO_REACH] if w.tag == "VB"), second)
        return end.upto(after.number, text.subtree(verb)[1])  # “the willingness, with all allies, *to go on*”
    if (last.tag == "CC" or [w.lemma for w in end.words[-2:]] == ["but", "also"]) and after.pos not in EDGES:
        # “his efforts and *those of his office*”, “its borders and *its people*”, “and *for Oslo to wait*”
        behind = after.dep in _BEFORE | {"mark"} and text.head(after).number > after.number
        return end.upto(after.number, text.subtree(text.head(after) if behind else after)[1])
    if after.text == "to" and second.tag == "NNP" and last.tag == "NNP":
        return end.upto(after.number, text.subtree(second)[1])  # “the Coalition *to Defeat ISIS*”
    if after.dep in _WHEN and (of := _behind_day(end)) is not None:
        return end.upto(after.number, text.subtree(of)[1])
    if last.lemma == "help" and after.tag == "VB":
        return end.upto(after.number, text.subtree(after)[1])
    return end.upto(after.number, text.subtree(second)[1]) if _shares_object(end) else None


def _behind_day(end: _End) -> Word | None:
    """Return the preposition behind a day that goes on with a noun (“the attack last May *on the port*”)."""
    at, until = end.after.number, end.sentence.last
    while at < min(until, end.after.number + _TO_REACH) and end.text.words[at].dep in _WHEN | {"compound", "nummod"}:
        at += 1
    word = end.text.words[at] if at < until else None
    return word if word is not None and word.dep == "prep" and word.lemma in {"of", "against"} else None


def _goes_on_after_dash(end: _End) -> bool:
    """Say whether a dash only parts what somebody says (“— or so”, “Oslo is open*—and that* it will stay so”)."""
    third = end.text.words[min(end.second.number + 1, len(end.text.words) - 1)]
    joined = end.second.lemma == "or" or (end.second.pos == "CCONJ" and third.lemma == "that")
    return end.after.text in _DASHES and joined


def _is_interrupted(end: _End) -> bool:
    """Say whether a noun that wants an infinitive has a remark behind it (“the willingness, with all allies, *to*”)."""
    asking = end.text.lexicon.with_infinitive
    return any(word.lemma in asking and after.text == "," for word, after in pairwise(end.words))


def _wants_its_verb(end: _End) -> bool:
    """Say whether a verb comes next that nothing joins to what it is joined to: its subject is in the content.

    “ensuring those who lost their homes *have a place to go*”.
    """
    after = end.after
    own = after.dep == "conj" and after.tag in {"VBP", "VBZ"} and after.lemma in _PLAIN
    if not own or end.last.pos not in {"NOUN", "PROPN"}:
        return False
    return not any(c.dep in SUBJECTS for c in end.text.children(after))


def _shares_object(end: _End) -> bool:
    """Say whether a content ends with a verb without its object, and a like verb that has one is joined to it."""
    last, text = end.last, end.text
    if last.pos != "VERB" or last.tag not in _BARE or end.after.pos != "CCONJ" or end.second.tag != last.tag:
        return False
    if any(c.dep in _OBJECTS and c.number > last.number and c.pos not in EDGES for c in text.children(last)):
        return False
    return any(c.dep in {"dobj", "obj"} for c in text.children(end.second))


def _own_verb(end: _End) -> int | None:
    """The verb of a subject at the end, which the parser joins to the cue by nothing.

    “rejected reports that it stemmed from anger the post *had not led to a seat*”, “told them that a few envoys, led by
    Berg*, left for Oslo*”.
    """
    text, cue, after = end.text, end.cue, end.after
    comma = after.text == ","
    first = end.second if comma else after
    if cue.dep not in {"ROOT", "conj"} or text.quoted(end.last):
        return None
    if comma and first.pos == "CCONJ":
        return _of_other_time(end)
    if first.tag not in _FINITE:
        return None
    verb = first if first.pos == "VERB" or first.dep not in {"aux", "auxpass"} else text.head(first)
    joined = end.last.dep == "conj" and not comma  # “open to sailors *and meetings* are announced”
    apart = (
        joined or verb.dep != "conj" or verb.head != cue.number or any(c.dep in SUBJECTS for c in text.children(verb))
    )
    if apart or (comma and not _is_opened(end)):
        return None
    return end.upto(after.number, max(text.subtree(verb)[1], first.number + 1))


def _of_other_time(end: _End) -> int | None:
    """What goes on behind “, but” in the present, where somebody said so in the past (“may sell*, but have none*”)."""
    text, cue = end.text, end.cue
    verb = text.words[min(end.second.number + 1, len(text.words) - 1)]
    present = verb.tag == "VBP" and cue.tag == "VBD" and verb.dep == "conj" and verb.head == cue.number
    own = any(c.dep in SUBJECTS for c in text.children(verb)) or verb.number >= end.sentence.last
    return None if own or not present else end.upto(end.after.number, text.subtree(verb)[1])


def _is_opened(end: _End) -> bool:
    """Say whether a comma has opened what tells of a noun, so that the next one closes it (“men, *led by Berg*,”)."""
    commas = [number for number, word in enumerate(end.words[:-1]) if word.text == ","]
    first = end.words[commas[-1] + 1] if commas else None
    return first is not None and (first.tag in {"VBN", "WDT", "WP", "WP$"}) and not end.text.quoted(first)


def _of_list(end: _End) -> int | None:
    """The rest of what a semicolon parts from it (“was burned*; been eaten by microbes; or sank*”)."""
    text, after, second = end.text, end.after, end.second
    if after.text != ";" or text.quoted(end.last) or end.cue.number > end.last.number:
        return None
    first = text.words[second.number + 1] if second.pos == "CCONJ" else second
    rest = text.words[first.number : end.sentence.last]
    likewise = first.tag == "VBN" and any(word.tag == "VBN" for word in end.words)
    alone = not any(word.dep in SUBJECTS or word.tag in {"VBZ", "VBP", "MD"} for word in rest)
    return end.upto(after.number, end.sentence.last) if likewise and alone else None


def _that(end: _End) -> int | None:
    """The verb of a clause that begins with “that” and has none (“asked that the hearing *be put off*”)."""
    words, text = end.words, end.text
    if (
        words[0].lemma != "that"
        or words[0].pos != "SCONJ"
        or any(w.pos in {"VERB", "AUX"} and w.dep not in {"acl", "relcl", "amod"} for w in words)
    ):
        return None
    verbs = [w for w in text.words[end.after.number : end.sentence.last] if w.lemma == "be" or w.tag in _FINITE]
    verb = verbs[0] if verbs else None
    if verb is None or any(w.text in {";", ":"} or text.quoted(w) for w in text.words[end.after.number : verb.number]):
        return None
    head = text.head(verb) if verb.dep in {"aux", "auxpass"} else verb
    return end.upto(end.after.number, max(text.subtree(head)[1], verb.number + 1))


def _owned(end: _End) -> int | None:
    """What is owned: “today*'s worst fires*”, “for his *and his office's welcome*”."""
    if end.text.quoted(end.last):
        return None
    first = None
    if end.after.text in _OWNING and end.after.start == end.last.end:
        first = end.after.number + 1
    elif end.last.text in _OWNING and _text_before(end).endswith("s"):
        first = end.after.number  # “rejected Morales’ *proposal*”, where the mark is taken for a quotation's
    elif end.last.tag == "PRP$":
        first = end.after.number + 2 * (end.after.pos == "CCONJ" and end.second.tag == "PRP$")
    noun = _noun_from(end, first) if first is not None else None
    return end.below(noun) if noun is not None else None


def _text_before(end: _End) -> str:
    """Return the letters before the last word, which nothing parts from it."""
    return end.words[-2].text if len(end.words) > 1 and end.words[-2].end == end.last.start else ""


def _noun_from(end: _End, first: int) -> Word | None:
    """Return the noun that ends a noun phrase which begins at a word."""
    words, last = end.text.words, end.sentence.last
    for at in range(first, min(last, first + _LONGEST)):
        word, after = words[at], words[min(at + 1, last - 1)]
        joins = word.text == "," or word.pos == "CCONJ"
        goes_on = after.pos in {"ADJ", "NOUN", "PROPN"} or after.tag in _PARTICIPLES or (joins and after.pos == "CCONJ")
        owning = after.text in _OWNING
        if word.pos in {"NOUN", "PROPN"} and not owning and after.pos not in {"NOUN", "PROPN"}:
            return word
        nominal = word.pos in _NOMINAL or word.tag in _PARTICIPLES or word.text in _OWNING
        opens = word.number == first and word.tag == "VBD" and after.pos in {"NOUN", "ADJ"}  # “Oslo's *continued* help”
        if not (nominal or opens or (joins and goes_on)):
            return None
    return None


def _listed(end: _End) -> int | None:
    """The rest of a list: of adverbials, or of what somebody is to do."""
    text, comma = end.text, end.after.text == ","
    if text.quoted(end.last):
        return None
    first = text.words[end.last.number + 1 + comma]
    joined = first.pos == "CCONJ"
    item = text.words[min(first.number + joined, end.sentence.last - 1)]
    if joined and item.pos == "ADP" and item.dep == "conj" and text.head(item).pos != "ADP":
        return end.below(item)
    if not comma or item.tag != "VB" or any(c.dep in SUBJECTS | {"aux"} for c in text.children(item)):
        return None
    if end.cue.tag in _BARE_CUES and (item.lemma in text.lexicon.verbs or item.lemma in text.lexicon.stances):
        return None  # “We urge them to stay, *welcome* their word”: our own next
    return end.below(item) if any(w.tag == "VB" for w in _back(end)) else None


def _back(end: _End) -> Iterator[Word]:
    """Yield the words from the last one back to a cue."""
    return reversed(end.text.words[end.cue.number + 1 : end.last.number + 1])


def _asked(end: _End) -> int | None:
    """What somebody is asked to do, after a list of others or a remark between commas."""
    text, last = end.text, end.last
    if end.cue.lemma not in senses().calling | text.lexicon.addressing or end.after.text != ",":
        return None
    if last.pos not in {"NOUN", "PROPN"} or text.quoted(last) or any(word.text == "to" for word in _back(end)):
        return None
    marked = False
    for word in text.words[last.number + 2 : min(end.sentence.last, last.number + _LIST)]:
        following = text.words[min(word.number + 1, end.sentence.last - 1)]
        verb = next((w for w in islice(text.words, following.number, following.number + 2) if w.tag == "VB"), None)
        if word.text == "to" and verb is not None:
            before = text.words[word.number - 1]
            return end.below(verb) if before.text == "," or not marked else None
        if word.text == ";" or word.tag in {"VBD", "VBZ", "VBG"}:
            return None
        marked = marked or word.tag in _FINITE or word.pos == "SCONJ"
    return None


def _after_remark(end: _End) -> int | None:
    """The object of a verb that comes after a remark (“to free*, at once, the men*”)."""
    text, last = end.text, end.last
    if last.tag not in {"VB", "VBG"} or end.after.text != "," or last.number == end.cue.number or text.quoted(last):
        return None
    if any(c.dep in {"dobj", "obj", "ccomp", "xcomp"} for c in text.children(last)):
        return None
    behind = text.words[last.number + 2 : min(end.sentence.last, last.number + _LONGEST)]
    closing = next((w.number for w in behind if w.text == ","), None)
    remark = text.words[last.number + 2 : closing] if closing is not None else ()
    if closing is None or not (remark[0].pos in {"ADV", "ADP", "SCONJ"} or remark[0].dep == "mark"):
        return None
    noun = _noun_from(end, closing + 1)
    return end.below(noun) if noun is not None else None


def _behind_month(end: _End) -> Word | None:
    """Return the verb of an infinitive that “in March”, “on Monday” or “last year” parts from its noun."""
    words, at = end.text.words, end.after.number
    days = {*words_of("en", "months"), *words_of("en", "weekdays")}
    if end.after.lemma not in {"in", "on", "last"} or end.second.text.lower() not in days | {"week", "month", "year"}:
        return None
    to = words[at + 2] if at + 3 < end.sentence.last else None
    return words[at + 3] if to is not None and to.tag == "TO" and words[at + 3].tag == "VB" else None


def _told_of_noun(end: _End) -> int | None:
    """What tells of the noun at the end: a participle (“the will *shown today*”), or its infinitive."""
    text, last, after = end.text, end.last, end.after
    if last.pos != "NOUN" or text.quoted(last):
        return None
    if (verb := _behind_month(end)) is not None and last.lemma in text.lexicon.with_infinitive:
        return end.below(verb)  # “announced plans *in June to tax* each boat”
    children = text.children(after)
    if after.tag == "VBN" and after.dep in {"advcl", "acl"} and after.pos not in EDGES:
        helped = any(c.dep in SUBJECTS | {"aux", "auxpass", "mark"} for c in children)
        return None if helped else end.below(after)
    owned = any(c.dep == "poss" for c in text.children(last))  # “the court's work *to promote …*” is told by itself
    asks = text.lexicon.with_infinitive | (frozenset() if owned else senses().work)
    return end.below(end.second) if last.lemma in asks and after.text == "to" and end.second.tag == "VB" else None


def _what_is_done(end: _End) -> int | None:
    """What somebody behind a preposition does (“to sign it without Oslo *first making big steps*”)."""
    text, last = end.text, end.last
    verb = end.second if end.after.tag == "RB" else end.after
    led = last.dep == "pobj" and text.head(last).lemma in senses().leading_to
    loose = verb.tag == "VBG" and verb.dep == "advcl" and not any(c.dep in SUBJECTS for c in text.children(verb))
    return end.below(verb) if led and loose else None


_RULES: tuple[Callable[[_End], int | None], ...] = (
    _own_verb,
    _of_list,
    _that,
    _owned,
    _listed,
    _asked,
    _after_remark,
    _told_of_noun,
    _what_is_done,
)

"""Phrases of a parse: noun phrases, clauses, and what a preposition governs."""

import re

from watchwire.language import Word
from watchwire.language.calendar import words as words_of
from watchwire.model import Span
from watchwire.statements.english.senses import senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_JOINING = frozenset({"CCONJ"})
_CHAIN = 4
_DAYS = frozenset({"yesterday", "today", "tonight"})
_CLAUSAL = frozenset({"while", "whereas", "although", "though"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})
_OVER = re.compile(r"([.!?](?:\]?)[\"”]|\.\][\"”])\s+(?=[A-Z][a-z]+ )")
_HYPHENS = frozenset({"-", "‑", "‐"})
_REMARKS = frozenset({"relcl", "acl", "punct", "advcl"})


def noun_phrase(text: Text, head: Word, without: int | None = None) -> Span:
    """Return a noun phrase without its relative clauses and appended remarks."""
    first = last = head.number
    stack = [head]
    while stack:
        for child in text.children(stack.pop()):
            if child.number == without or child.dep in _REMARKS:
                continue
            first, last = min(first, child.number), max(last, child.number)
            stack.append(child)
    if without is not None and head.number < text.subtree(text.words[without])[0] <= last:
        last = text.subtree(text.words[without])[0] - 1  # “a policy [that I announced] under the law”
    return text.analysis.span(first, last + 1)


def governed(text: Text, preposition: Word) -> Span | None:
    """Return what a preposition governs."""
    inner = [child for child in text.children(preposition) if child.number > preposition.number]
    if not inner:
        return None
    first = min(text.subtree(child)[0] for child in inner)
    last = max(text.subtree(child)[1] for child in inner)
    return text.trimmed(first, last)


def clause(text: Text, head: Word, cue: Word) -> Span | None:
    """Return the words below a clause's head, less what belongs to the cue in the middle of it, and its “that”."""
    first, last = text.subtree(head)
    if first <= cue.number < last:
        if head.number > cue.number:
            first = cue.number + 1
        else:
            last = cue.number
    while first < last and text.words[first].pos in EDGES:
        first += 1
    for at in (first, first + 1):
        if at < last and text.words[at].lemma == "that" and text.words[at].pos == "SCONJ":
            first = at + 1
            break
    first = _after_day(text, _after_on(text, cue, first, last), last)
    first = _after_told(text, head, cue, first)
    last = _before_next(text, head, _before_against(text, head, _before_added(text, head, last)))
    return text.trimmed(first, last, _JOINING)


def _after_on(text: Text, cue: Word, first: int, last: int) -> int:
    """Return where a clause begins after “on” right behind its cue (“said *on Monday* it had left”)."""
    days = words_of("en", "weekdays")
    told = cue.lemma in senses().telling and cue.number < first and text.words[first - 1].lemma != "that"
    right_behind = first == cue.number + 1 or (told and text.words[min(first + 2, last - 1)].pos in {"PRON", "PROPN"})
    on_day = right_behind and text.words[first].lemma == "on" and first + 2 < last
    return first + 1 if on_day and text.words[first + 1].text.lower() in days else first


def _after_day(text: Text, first: int, last: int) -> int:
    """Return where a clause begins after the day on which it was said (“reported on *Saturday* Berg had left”)."""
    before = text.words[first - 1] if first else None
    day = before is not None and before.lemma == "on" and text.words[first].text.lower() in words_of("en", "weekdays")
    goes_on = first + 1 < last and text.words[first + 1].pos in {"PROPN", "DET", "PRON"}
    if day and goes_on:
        return first + 1
    period = (
        first + 1 < last
        and text.words[first].text.lower() in {"this", "last"}
        and text.words[first + 1].dep == "npadvmod"
    )
    if period and first + 2 < last and text.words[first + 2].pos in {"PROPN", "DET", "PRON"}:
        return first + 2  # “said *this week* it had left”
    at = first  # “said in Oslo *yesterday morning* the port was closed”
    while at < last and text.words[at].pos == "NOUN" and text.words[at].dep in {"compound", "npadvmod"}:
        at += 1
    when = at > first and text.words[at - 1].dep == "npadvmod" and text.words[first].lemma.lower() in _DAYS
    return at if when and at < last and text.words[at].pos in {"PROPN", "DET", "PRON"} else first


def _after_told(text: Text, head: Word, cue: Word, first: int) -> int:
    """Return where a clause begins after the body that is told it (“told *the network Nordact* talks were off”).

    The parser may make one phrase of that and the clause's subject: a name of a body, and a common noun after it.
    """
    subject = next((c for c in text.children(head) if c.dep in SUBJECTS and c.number > cue.number), None)
    if subject is None or cue.lemma not in senses().telling or first > cue.number + 1 or subject.pos != "NOUN":
        return first
    if any(c.dep in {"dobj", "obj", "dative"} for c in text.children(cue)):
        return first
    for word in text.words[first + 1 : subject.number]:  # “told the network *Nordact* safety rules …”
        sides = (text.words[word.number - 1], text.words[word.number + 1])
        if word.pos == "PROPN" and all(side.pos == "NOUN" and side.text.islower() for side in sides):
            return word.number + 1
    for name in text.analysis.names:
        if text.words[first].start <= name.span.start and name.span.end <= subject.start and name.label != "place":
            after = text.analysis.words_in(name.span)[-1].number + 1
            own = text.words[after].tag == "POS" or text.words[after].pos not in {"NOUN", "ADJ", "DET", "NUM"}
            return first if own else after
    return first


def _before_added(text: Text, head: Word, last: int) -> int:
    """Return where a clause ends before what its speaker adds (“…, saying that …”): that is a statement of its own."""
    for child in text.children(head):
        added = child.dep == "advcl" and child.tag == "VBG" and child.lemma in text.lexicon.verbs
        first = text.subtree(child)[0]
        if added and head.number < first < last and text.words[first - 1].text == "," and child.number == first:
            return first - 1
    return last


def _before_against(text: Text, head: Word, last: int) -> int:
    """Return where a clause ends before what the writer sets against it by another's word (“…, *though Oslo says*”)."""
    joined = [c for c in text.children(head) if c.dep == "conj"]
    for child in (c for verb in (head, *joined) for c in text.children(verb)):
        first = text.subtree(child)[0]
        against = child.dep == "advcl" and any(c.dep == "mark" and c.lemma in _CLAUSAL for c in text.children(child))
        told = child.lemma in text.lexicon.verbs or (child.lemma in text.lexicon.stances and child.tag == "VBD")
        said = told and any(c.dep in SUBJECTS for c in text.children(child))
        if against and said and head.number < first < last and text.words[first - 1].text == ",":
            return first - 1
    return last


def _before_next(text: Text, head: Word, last: int) -> int:
    """Return where a clause ends before what its speaker does next (“said it was late *and urged them to leave*”)."""
    verb = next(
        (w for w in text.words[head.number + 1 : last] if is_next_deed(text, w, head) or is_next_word(text, w, head)),
        None,
    )
    if verb is None:
        return last
    first = text.subtree(verb)[0]
    joint = next((n for n in range(first - 1, head.number, -1) if text.words[n].pos == "CCONJ"), None)
    return joint if joint is not None and first - joint <= 2 else last  # noqa: PLR2004


def is_next_deed(text: Text, verb: Word, head: Word) -> bool:
    """Say whether a verb joined to a reported clause is the speaker's own next word, and no part of what he reports."""
    if verb.dep != "conj" or verb.tag != "VBD" or verb.lemma not in text.lexicon.going_on:
        return False
    if any(child.dep in SUBJECTS for child in text.children(verb)):
        return False
    above, seen = verb, 0
    while above.dep == "conj" and seen < _CHAIN:
        above, seen = text.head(above), seen + 1
    return above.number == head.number


def is_next_word(text: Text, verb: Word, head: Word) -> bool:
    """Say whether a verb after what “we” ask for is our own next word (“urge them to stay *and look forward to* …”)."""
    if verb.dep != "conj" or verb.tag not in {"VB", "VBP"} or head.dep != "xcomp" or head.tag != "VB":
        return False
    asking = text.head(head)
    if asking.tag != "VBP" or (verb.lemma not in senses().next_acts and verb.lemma not in text.lexicon.going_on):
        return False
    above, seen = verb, 0
    while above.dep == "conj" and seen < _CHAIN:
        above, seen = text.head(above), seen + 1
    return above.number == head.number and not any(
        c.dep in SUBJECTS or c.lemma == "to" for c in text.children(verb) if c.number < verb.number
    )


def is_led_by_participle(text: Text, that: Word) -> bool:
    """Say whether “that” begins what a participle behind a preposition tells of (“charged them with *checking that*”).

    The parser may take the participle for a noun, and give the clause to the verb above.
    """
    if that.number < 2:  # noqa: PLR2004
        return False
    through, before = text.words[that.number - 2], text.words[that.number - 1]
    return through.pos == "ADP" and before.dep in {"pobj", "pcomp"} and before.text.endswith("ing")


def is_relative(text: Text, verb: Word) -> bool:
    """Say whether “that” or “which” is the subject of a clause, and its verb tells of what stands before it."""
    return any(
        child.lemma.lower() in {"that", "which"} and child.dep in SUBJECTS and child.tag == "WDT"
        for child in text.children(verb)
    )


def whole_words(text: Text, piece: Span) -> Span:
    """Return a piece that was cut inside a word with a hyphen with all of that word, and what hangs on it there.

    The pipeline parts “re-open”, and may give its halves to two clauses.
    """
    string, start, end = text.string, piece.start, piece.end
    if string[end : end + 1] in _HYPHENS and string[end - 1 : end].isalnum() and string[end + 1 : end + 2].isalnum():
        after = text.analysis.word_at(end + 1)
        sentence = text.analysis.sentence_at(end - 1)
        if after is not None and sentence is not None and sentence.span.contains(Span(after.start, after.end)):
            end = text.words[text.subtree(after)[1] - 1].end
            while end > after.end and string[end - 1] in ".,;: ":
                end -= 1
    while start > 1 and string[start - 1] in _HYPHENS and string[start - 2].isalnum() and string[start].isalnum():
        before = text.analysis.word_at(start - 2)
        if before is None or before.start >= start:
            break
        start = before.start
    return Span(start, end)


def _owns(text: Text, source: Span) -> bool:
    return text.string[source.end : source.end + 1] in {"’", "'"}


def around(text: Text, content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """Cut the source out of its own content."""
    kept: list[Span] = []
    for piece in content:
        if not piece.overlaps(source) or _owns(text, source):
            kept.append(piece)  # “affirmed the United States’ commitment”: the owner belongs to the content
            continue
        if source.start - piece.start > 1:
            kept.append(Span(piece.start, source.start - 1))
        if piece.end - source.end > 1:
            kept.append(Span(source.end + 1, piece.end))
    return tuple(kept)


def settled(text: Text, piece: Span) -> Span:
    """Return a content that neither goes on after a quotation has ended a sentence, nor begins at an apostrophe.

    Nor does it end with a joining word and what is left of a clause after it (“… at the same rate *but, over zebras*”).
    """
    over = _OVER.search(piece.of(text.string))
    if over is not None and over.start() > 0:
        piece = Span(piece.start, piece.start + over.end(1))
    words = text.analysis.words_in(piece)
    first = words[0].number if words else 0
    if words and words[0].tag == "POS":
        while first > 0 and text.words[first - 1].pos in _NOMINAL:
            first -= 1
        piece = Span(text.words[first].start, piece.end)
    for number, word in enumerate(words[:-1]):
        loose = (word.pos == "CCONJ" and words[number + 1].text == ",") or (
            word.lemma in _CLAUSAL and word.pos in {"SCONJ", "CCONJ"}
        )
        if (
            loose
            and number
            and not text.quoted(word)
            and not any(after.pos in {"VERB", "AUX"} for after in words[number:])
        ):
            return Span(piece.start, words[number - 1].end)
    return piece


def grown(piece: Span, quotes: list[Span]) -> Span:
    """Let a content that cuts a quotation cover it."""
    for quote in quotes:
        if quote.overlaps(piece) and not piece.contains(quote):
            piece = Span(min(piece.start, quote.start), max(piece.end, quote.end))
    return piece

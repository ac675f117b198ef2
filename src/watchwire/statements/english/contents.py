"""What is said: the clause, quotation or object that is a verb's content."""

import re

from watchwire.language import Sentence, Word
from watchwire.language.calendar import words as words_of
from watchwire.model import Certainty, Span
from watchwire.statements.english.attached import attached
from watchwire.statements.english.bare import end_of_aside, is_bare_passive, noun_told_of
from watchwire.statements.english.fragments import is_verdict
from watchwire.statements.english.phrases import clause, governed, grown, is_led_by_participle, noun_phrase
from watchwire.statements.english.senses import is_somebody, senses
from watchwire.statements.english.text import EDGES, SUBJECTS, Text
from watchwire.statements.english.titles import is_named

_OBJECTS = frozenset({"dobj", "obj"})
_AFTER = frozenset({"dobj", "obj", "xcomp", "ccomp", "oprd", "prep", "dative", "prt"})
_WHETHER = frozenset({"if", "whether", "that"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 2
_TO_REACH = 4
_ENDED = re.compile(r"\.\]?[\"”]\s+$")


def content_of(text: Text, cue: Word, sentence: Sentence) -> tuple[Span, ...] | None:
    """Return the clause that a cue governs, or the quotation beside it."""
    quotes = text.quotes_in(sentence)
    pieces: list[Span] = []
    for child in text.children(cue):
        if _is_clause(text, cue, child) and (span := clause(text, child, cue)) is not None:
            pieces.extend(with_object(text, cue, span) if child.dep == "xcomp" else (span,))
            pieces.extend(_before_tag(text, cue, child))
    pieces = _joined(text, pieces)
    if not pieces and _is_tag(text, cue):
        pieces.extend(_beside(text, cue, sentence))
    elif _goes_on_behind(text, cue, pieces):
        before = text.trimmed(sentence.first, text.subtree(cue)[0])
        pieces = [before, *pieces] if before is not None else pieces
    pieces.extend(
        quote for quote in quotes if not any(quote.overlaps(piece) for piece in pieces) and attached(text, quote, cue)
    )
    pieces = _with_reason(text, cue, _with_all_before(text, cue, sentence, pieces))
    pieces = _without_spliced(text, cue, _with_joined(text, cue, pieces, quotes), quotes)
    whole = _without_where(text, cue, [grown(piece, quotes) for piece in pieces], quotes)
    return tuple(sorted(dict.fromkeys(whole))) if whole else None


def _with_reason(text: Text, cue: Word, pieces: list[Span]) -> list[Span]:
    """Return pieces before a tag with the reason or condition behind it (“This was so, they say, *because* …”)."""
    if not pieces or any(piece.start > cue.start for piece in pieces) or _ends_quoted(text, pieces[-1]):
        return pieces
    for child in text.children(cue):
        first, last = text.subtree(child)
        marked = child.dep == "advcl" and _marks(text, child) & {"because", "if", "unless"}
        if marked and first > cue.number and text.words[first - 1].text == "," and not text.quoted(child):
            rest = text.trimmed(first, last)
            return [*pieces, rest] if rest is not None else pieces
    return pieces


def _ends_quoted(text: Text, piece: Span) -> bool:
    words = text.analysis.words_in(piece)
    return bool(words) and any(text.quoted(word) for word in words[-2:])


def _with_all_before(text: Text, cue: Word, sentence: Sentence, pieces: list[Span]) -> list[Span]:
    """Return all that stands before a tag that ends its sentence (“*Berg said it* was late, the Herald reported”).

    The parser may give the tag only the clause or the quotation right before it, though that goes on another's.
    """
    subjects = [c for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number]
    behind = text.words[cue.number + 1 : sentence.last]
    if not subjects or len(pieces) != 1 or any(w.pos not in EDGES and w.dep != "npadvmod" for w in behind):
        return pieces
    tag = text.subtree(subjects[-1])[0]
    first = text.analysis.word_at(pieces[0].start)
    if (
        first is None
        or tag <= sentence.first
        or text.words[tag - 1].pos not in EDGES
        or pieces[0].end > text.words[tag].start
    ):
        return pieces
    while first.number > sentence.first and text.words[first.number - 1].tag in {"``", "''"}:
        first = text.words[first.number - 1]
    ahead = text.words[sentence.first : first.number]
    goes_on = bool(ahead) and ahead[-1].pos not in EDGES | {"CCONJ"} and ahead[0].pos not in {"CCONJ"}
    told = any(w.lemma in text.lexicon.verbs and w.tag in _FINITE | {"VBG", "VBN"} for w in ahead)
    clear = not any(w.text in {";", ":"} or text.quoted(w) for w in ahead)
    whole = text.trimmed(sentence.first, tag) if goes_on and told and clear else None
    return [whole] if whole is not None else pieces


def _with_joined(text: Text, cue: Word, pieces: list[Span], quotes: list[Span]) -> list[Span]:
    """Return pieces with a quotation in what is joined to the cue made whole, or without it.

    With a helping verb it goes on what is said (“said it was late, *and would not “rest” before May*”), though the
    parser joins it to the cue; without one it is what the speaker does next (“said so, and left *“for good”*”).
    """
    clause_end = max((p.end for p in pieces if p.start > cue.end and p not in quotes), default=None)
    if clause_end is None:
        return pieces
    for child in text.children(cue):
        if child.dep != "conj" or child.start < clause_end or child.lemma in text.lexicon.verbs:
            continue
        below = text.analysis.span(*text.subtree(child))
        inside = [piece for piece in pieces if piece in quotes and below.contains(piece)]
        own = any(c.dep in SUBJECTS for c in text.children(child))
        if not inside or own or child.lemma in text.lexicon.stances:
            continue
        pieces = [piece for piece in pieces if piece not in inside]
        if child.tag == "VB" and any(c.dep == "aux" and c.tag == "MD" for c in text.children(child)):
            last = max(piece for piece in pieces if piece.end == clause_end)
            pieces = [Span(p.start, below.end) if p is last else p for p in pieces]
    return pieces


def _before_tag(text: Text, cue: Word, child: Word) -> list[Span]:
    """Return what a clause has before a tag that stands in its midst (“*The gap*, said Berg, would be clear”)."""
    first = text.subtree(child)[0]
    tag = min([cue.number, *(text.subtree(c)[0] for c in text.children(cue) if c.dep in SUBJECTS)])
    parted = first < tag - 1 and child.number > cue.number and text.words[tag - 1].text == ","
    subject = any(c.dep in SUBJECTS and c.number < tag for c in text.children(child))
    span = text.trimmed(first, tag, frozenset({"CCONJ"})) if parted and subject else None
    return [span] if span is not None else []


def _goes_on_behind(text: Text, cue: Word, pieces: list[Span]) -> bool:
    """Say whether all that a tag governs goes on with what stands before it (“…, Berg said, *to find out why*”)."""
    first = text.analysis.word_at(pieces[0].start) if pieces and _is_tag(text, cue) else None
    return (
        first is not None
        and cue.number < first.number
        and first.text == "to"
        and text.words[first.number - 1].text == ","
    )


def _joined(text: Text, pieces: list[Span]) -> list[Span]:
    """Return pieces with those joined that nothing parts (“said *the crate found in the port* *was lost*”)."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and 0 < piece.start - found[-1].end <= 1 and text.string[found[-1].end] == " ":
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _without_spliced(text: Text, cue: Word, pieces: list[Span], quotes: list[Span]) -> list[Span]:
    """Return the pieces of a content without the writer's clause before its source (“Oslo denied it, *she said so*”).

    A clause with its subject after the cue is all that is said, but where a quotation goes before that its tag follows.
    So is what comes right behind the cue, however short (“Oslo falls, Norway *denies firing*”).
    """
    subject = next((c.start for c in text.children(cue) if c.dep in SUBJECTS and c.number < cue.number), None)
    behind = [c for c in text.children(cue) if c.number > cue.number and _is_clause(text, cue, c)]
    clauses = [c for c in behind if c.dep == "ccomp" and _has_subject(text, c)]
    long = any(text.subtree(c)[1] - text.subtree(c)[0] > _TO_REACH for c in clauses)  # not “…, the mayor said”
    near = any(c.dep in {"ccomp", "xcomp"} and text.subtree(c)[0] == cue.number + 1 for c in behind)
    if subject is None or not (long or near) or any(text.quoted(c) for c in clauses):
        return pieces
    apart = [piece for piece in pieces if piece.end <= subject and _is_writers(text, piece, subject, quotes)]
    if not long:
        apart = [piece for piece in apart if any(word.tag in _FINITE for word in text.analysis.words_in(piece))]
    return [piece for piece in pieces if piece not in apart]


def _has_subject(text: Text, verb: Word) -> bool:
    return any(c.dep in SUBJECTS for c in text.children(verb))


def _is_writers(text: Text, piece: Span, subject: int, quotes: list[Span]) -> bool:
    """Say whether what goes before a source is a clause of its own, or a quotation that belongs elsewhere."""
    if any(quote.overlaps(piece) for quote in quotes):
        return _is_parted(text, piece.end, subject)
    return any(word.dep in SUBJECTS for word in text.analysis.words_in(piece))


def _is_parted(text: Text, low: int, high: int) -> bool:
    """Say whether a joining word stands between a quotation and a source (“…”, *while* Berg said …)."""
    return any(word.pos in {"SCONJ", "CCONJ"} for word in text.analysis.words_in(Span(low, high)))


def _without_where(text: Text, cue: Word, pieces: list[Span], quotes: list[Span]) -> list[Span]:
    """Return the pieces of a content without where it was said (““It is late,” he told *Face the Nation*”).

    After a quotation that its tag follows, only another quotation goes on: no clause, and no name in marks.
    """
    led = any(quote.end < cue.start and any(piece.overlaps(quote) for piece in pieces) for quote in quotes)
    if not led or cue.tag == "VBG":
        return pieces
    return [piece for piece in pieces if piece.start < cue.start or not _tells_where(text, piece, quotes)]


def _tells_where(text: Text, piece: Span, quotes: list[Span]) -> bool:
    """Say whether a piece is a clause without a subject, or no more than a name in marks."""
    if piece in quotes:
        return is_named(text, piece)
    first = next(iter(text.analysis.words_in(piece)), None)
    if first is not None and first.tag == "VBG" and first.lemma in text.lexicon.verbs and not text.quoted(first):
        return True  # ““It is done,” Berg said, *adding that* …” is told by itself
    return not any(word.dep in SUBJECTS for word in text.analysis.words_in(piece))


def _is_clause(text: Text, cue: Word, child: Word) -> bool:
    """Say whether a clause below a cue is what it reports."""
    if cue.lemma in text.lexicon.quotation_only or (child.number > cue.number and _is_no_report(text, cue, child)):
        return False
    if child.dep != "xcomp" and is_bare_passive(text, cue):
        return False  # “a court held *nine drummers* said to be members”
    late = child.dep == "ccomp" and child.number > cue.number and cue.lemma in senses().calling
    if late and any(c.lemma == "for" and cue.number < c.number < child.number for c in text.children(cue)):
        return False  # “called for a vote after reports they sent …”
    if child.dep in {"ccomp", "parataxis"}:
        told = (c for c in text.children(cue) if c.dep in _OBJECTS and c.pos == "NOUN")
        if child.number < cue.number and any(not is_verdict(text, text.subtree(c)[0]) for c in told):
            return False  # “It can live there: the researchers found large quantities”
        if any(word.text == ";" for word in text.words[child.number : cue.number]):
            return False  # “Some were critical; the mayor suggested …”
        bare = child.pos == "ADJ" and not text.children(child) and child.number > cue.number + 1
        return not bare and (child.pos in {"VERB", "AUX"} or cue.lemma not in text.lexicon.clause_only)
    if child.dep == "xcomp":
        asked = (c for c in text.children(cue) if c.dep in _OBJECTS)
        addressed = cue.lemma in text.lexicon.addressing and any(_can_be_asked(c) for c in asked)
        passive = cue.lemma in text.lexicon.addressing and is_passive(text, cue)
        return cue.lemma in text.lexicon.infinitive or addressed or passive
    # The parser often takes an indirect question, or a clause after an addressee, for an adverbial one.
    after = child.dep == "advcl" and child.number > cue.number
    led = any(c.dep == "prep" and cue.number < c.number < child.number for c in _led(text, cue))
    return after and not led and cue.lemma in text.lexicon.addressing and bool(_marks(text, child) & _WHETHER)


def _led(text: Text, cue: Word) -> list[Word]:
    """Return the prepositions that lead to what a cue says (“warned *of* strikes”)."""
    return [c for c in text.children(cue) if c.lemma in text.lexicon.prepositions.get(cue.lemma, ())]


def _is_no_report(text: Text, cue: Word, child: Word) -> bool:
    """Say whether a clause after a cue is a sentence of its own, or tells how, where or in what state."""
    if cue.lemma == "find" and _is_small(child, text.children(child)):
        return True  # “found the body wrapped in bags”, “finds itself constrained”, “found a market to serve”
    if cue.lemma in {"tweet", "post"} and child.lemma == "use" and child.tag == "VBG":
        return True  # “tweeted using his account”
    if is_told_of_source(text, cue, child) or _is_of_day(text, cue, child):
        return True
    return _begins_anew(text, child) or _is_below_participle(text, cue, child)


def is_told_of_source(text: Text, cue: Word, child: Word) -> bool:
    """Say whether a participle behind a tag tells of who speaks there (“…, said Berg of the firm, *torn by it*”)."""
    before = text.words[cue.number - 1] if cue.number else None
    tag = before is not None and (before.text == "," or before.tag == "''")
    participle = child.tag in {"VBN", "VBG"} and child.dep == "ccomp"
    if not tag or not participle or any(c.dep in {"aux", "auxpass"} and c.tag in _FINITE for c in text.children(child)):
        return False
    return any(c.dep in SUBJECTS and text.subtree(c)[0] == cue.number + 1 for c in text.children(child))


def _is_of_day(text: Text, cue: Word, child: Word) -> bool:
    """Say whether a clause only tells which day or place was meant (“…, he said, *on the day that Oslo fell*”)."""
    first = text.words[text.subtree(child)[0]]
    noun = text.words[first.number - 1]
    comma = text.words[cue.number + 1] if cue.number + 1 < first.number else None
    told = any(c.dep == "ccomp" and c.number < cue.number for c in text.children(cue))
    return (
        told
        and first.text.lower() == "that"
        and comma is not None
        and comma.text == ","
        and noun.dep == "pobj"
        and text.head(noun).number > comma.number
    )


def _is_below_participle(text: Text, cue: Word, child: Word) -> bool:
    first = text.words[text.subtree(child)[0]]
    return first.number - 1 != cue.number and first.text.lower() == "that" and is_led_by_participle(text, first)


def _is_small(verb: Word, children: tuple[Word, ...]) -> bool:
    """Say whether a clause has no more for its verb than a participle or an infinitive, and no “that”."""
    if verb.tag == "VB" and any(c.dep == "aux" and c.text.lower() == "to" for c in children):
        return True
    return verb.tag in {"VBN", "VBG"} and not any(c.dep in {"aux", "auxpass", "mark"} for c in children)


def _begins_anew(text: Text, child: Word) -> bool:
    """Say whether a clause is a sentence of its own after a quotation that ended one (“… victims.” She went on …)."""
    low = text.subtree(child)[0]
    first = next((word for word in text.words[low : child.number] if word.pos not in EDGES), child)
    return first.text[:1].isupper() and _ENDED.search(text.string[max(0, first.start - 6) : first.start]) is not None


def _can_be_asked(item: Word) -> bool:
    """Say whether what a verb of asking has for its object is somebody (“asked voters to wait”, not “ballots”)."""
    return item.pos in {"PROPN", "PRON"} or is_somebody(item)


def with_object(text: Text, cue: Word, span: Span) -> tuple[Span, ...]:
    """Return what is asked of somebody, or what somebody is accused of, with him: “Seoul to stop the drills”.

    Who is only told something (“told reporters to wait”) is no part of it.
    """
    whose = [c for c in text.children(cue) if text.words[text.subtree(c)[0]].tag == "WP$"]
    passive = [c for c in text.children(cue) if c.dep == "nsubjpass"]  # “tolls, which *Oslo* is accused of dodging”
    for child in (*whose, *passive, *text.children(cue)):  # “The man, *whose company* has been accused of …”
        before = child.dep in _OBJECTS | {"nsubjpass"} and child.start < span.start
        if before and child.lemma not in {"it", "there"} and cue.lemma != "tell":
            whole = text.analysis.span(*text.subtree(child))
            return (Span(whole.start, span.end),) if child.number > cue.number else (whole, span)
    if (deed := _deed_before(text, cue)) is not None:
        return deed, span  # “*She won the seat*, seen by Oslo as a step ahead”
    if cue.dep == "acl" and cue.tag == "VBN" and text.head(cue).pos in {"NOUN", "PROPN"}:
        return noun_phrase(text, text.head(cue), without=cue.number), span  # “the man accused of …”
    if is_bare_passive(text, cue) and (told := noun_told_of(text, cue)) is not None:
        inside = text.analysis.words_in(span)
        end = end_of_aside(text, cue, inside[-1].number + 1)
        return noun_phrase(text, told, without=cue.number), text.analysis.span(inside[0].number, end)
    return (span,)


def _deed_before(text: Text, cue: Word) -> Span | None:
    """Return the clause before a comma of which a participle tells, and not the noun that ends it, or None."""
    noun = text.head(cue)
    if cue.dep != "acl" or cue.tag != "VBN" or text.words[cue.number - 1].text != "," or noun.dep != "pobj":
        return None
    verb = text.head(text.head(noun))
    judged = any(c.dep == "prep" and c.lemma == "as" for c in text.children(cue))
    return text.trimmed(text.subtree(verb)[0], cue.number - 1) if judged and verb.pos == "VERB" else None


def _marks(text: Text, verb: Word) -> set[str]:
    return {child.lemma for child in text.children(verb) if child.dep == "mark"}


def is_passive(text: Text, verb: Word) -> bool:
    """Say whether a verb stands in the passive, as a participle too (“asked about it”, “a man accused of it”)."""
    deps = {child.dep for child in text.children(verb)}
    participle = verb.tag == "VBN" and verb.dep in {"advcl", "acl"} and not deps & {"aux", "nsubj", "dobj"}
    return participle or bool(deps & {"auxpass", "nsubjpass"}) or is_bare_passive(text, verb)


def _is_tag(text: Text, cue: Word) -> bool:
    """Say whether a cue stands with its subject beside the clause that it reports (“…, he said”, “as he said”)."""
    children = text.children(cue)
    if (
        cue.lemma in text.lexicon.quotation_only
        or cue.head == cue.number
        or not any(child.dep in SUBJECTS for child in children)
        or any(child.dep in _OBJECTS and child.pos in {"NOUN", "PROPN", "PRON"} for child in children)
    ):
        return False  # “…, as they chanted slogans”, “that is not what the study reports”
    return (cue.dep in {"ccomp", "parataxis"} and _set_apart(text, cue)) or is_as_clause(text, cue)


def _set_apart(text: Text, cue: Word) -> bool:
    """Say whether a mark stands between a cue with all that it governs and the rest of its sentence."""
    first, last = text.subtree(cue)
    sentence = text.analysis.sentence_at(cue.start)
    around = list(text.words[max(0, first - 1) : first + 1])
    if sentence is None or last + 1 < sentence.last:
        around.extend(text.words[last - 1 : last + 1])
    return any(word.pos in EDGES or word.tag in {"''", "``"} for word in around)


def is_as_clause(text: Text, cue: Word) -> bool:
    """Say whether a cue reports the sentence around it: “As the agency reported, …”, not “as much *as he asked*”."""
    if cue.lemma in senses().wished or text.head(cue).pos not in {"VERB", "AUX"}:
        return False  # “to do as he proposed”: what was asked for is no report of what was done
    return cue.dep == "advcl" and any(
        child.text.lower() == "as" and child.dep in {"mark", "advmod"} and child.number < cue.number
        for child in text.children(cue)
    )


def _is_condition(text: Text, clause: Word, cue: Word) -> bool:
    """Say whether a clause before a tag is a condition, and the tag's subject comes behind it."""
    subject = next((c for c in text.children(cue) if c.dep in SUBJECTS), None)
    before = subject is not None and clause.number < subject.number < cue.number
    return before and bool(_marks(text, clause) & {"if", "unless", "once", "until", "because", "while", "although"})


def _beside(text: Text, cue: Word, sentence: Sentence) -> list[Span]:
    """Return the longer part of a sentence before or after a tag; both where the tag parts a subject from its verb."""
    first, last = text.subtree(cue)
    before = text.words[sentence.first : first]
    following = next((w for w in text.words[last : sentence.last] if w.pos not in EDGES | {"CCONJ"}), None)
    parted = (  # “a move whose rarity, the agency noted, highlighted the importance of the vote”
        following is not None
        and following.tag in _FINITE
        and first > sentence.first
        and "PUNCT" in {text.words[first - 1].pos, text.words[first].pos}
        and not any(c.dep in SUBJECTS and c.number > cue.number for c in text.children(following))
    )
    split = is_as_clause(text, cue) or parted or not any(word.tag in _FINITE for word in before)
    split = split or (following is not None and following.dep == "mark" and following.lemma in {"because", "unless"})
    # “If they wait, he added, they can sell”: the clause may hang on either verb
    split = split or (bool(before) and before[0].dep == "mark" and text.head(before[0]).dep == "advcl")
    condition = next((c for c in text.children(cue) if c.dep == "advcl" and _is_condition(text, c, cue)), None)
    if condition is not None and not before and (rest := text.trimmed(last, sentence.last)) is not None:
        return [text.analysis.span(*text.subtree(condition)), rest]
    if before and last < sentence.last and split:
        pieces = (text.trimmed(sentence.first, first, frozenset({"CCONJ"})), text.trimmed(last, sentence.last))
        return [piece for piece in pieces if piece is not None]
    verdict = following is not None and is_verdict(text, following.number)  # “…, it reported, *evidence that* …”
    if first - sentence.first >= sentence.last - last or (before and verdict):
        span = text.trimmed(sentence.first, first)
    else:
        span = text.trimmed(last, sentence.last)
    return [span] if span is not None else []


def object_of(text: Text, cue: Word, certainty: Certainty) -> tuple[Span, ...] | None:
    """“confirmed the meeting”, “denied a report”: a plain object is content where the verb can only report."""
    strict = certainty in {Certainty.CONFIRMED, Certainty.DENIED, Certainty.PROMISED}
    if not strict and cue.lemma not in senses().announcing:
        return None
    for child in text.children(cue):
        named = child.dep in _OBJECTS or (child.dep == "nsubjpass" and cue.lemma in senses().announcing)
        if named and child.number > cue.number + 1 and is_verdict(text, text.subtree(child)[0]):
            continue  # “it fell, the ministry reported, *evidence that* …”
        if named and child.lemma in text.lexicon.no_content.get(cue.lemma, ()):
            return None  # “the fire claimed three lives”
        if named and child.pos in {"NOUN", "PROPN", "VERB"}:
            whole = text.analysis.span(text.subtree(child)[0], before_reason(text, cue, child))
            return (_with_as(text, cue, whole),)
    head = text.head(cue)
    if cue.dep == "relcl" and head.pos in {"NOUN", "PROPN"} and _lacks_object(text, cue):
        return (noun_phrase(text, head, without=cue.number),)  # “the measures that Seoul announced”
    return None


def before_reason(text: Text, cue: Word, noun: Word) -> int:
    """Return where an object ends before why somebody rejects it (“dismissed the claim *saying it was too late*”)."""
    last = text.subtree(noun)[1]
    if text.lexicon.verbs.get(cue.lemma) is not Certainty.DENIED and cue.lemma not in senses().asking:
        return last
    reasons = (c for c in text.children(noun) if c.dep == "acl" and c.tag == "VBG" and c.lemma in {"say", "argue"})
    return next((text.subtree(c)[0] for c in reasons if text.subtree(c)[0] > noun.number), last)


def _with_as(text: Text, cue: Word, span: Span) -> Span:
    """Return an object with what it is announced as, and with whom (“Berg as her choice”, “a deal *with Oslo*”)."""
    for child in text.children(cue):
        if child.dep == "prep" and child.start >= span.end and span.start > cue.start:
            near = child.start - span.end == 1
            counted = any(w.lemma in senses().counting_from for w in text.analysis.words_in(span))
            joined = child.lemma in senses().joining or (child.lemma == "since" and counted)
            if child.lemma == "as" or (near and joined):
                span = Span(span.start, text.analysis.span(*text.subtree(child)).end)
    return span


def _lacks_object(text: Text, verb: Word) -> bool:
    subjects = [child for child in text.children(verb) if child.dep == "nsubj"]
    return bool(subjects) and all(child.lemma not in {"who", "which", "that"} for child in subjects)


def stance_of(text: Text, cue: Word) -> tuple[tuple[Span, ...], Word] | None:
    """Return what a verb of stance is about (“criticised the test”, “called for talks”), and the cue's last word."""
    children = text.children(cue)
    named = cue.lemma in text.lexicon.naming and any(
        c.tag == "WP" and c.dep in _OBJECTS and c.number < cue.number for c in children
    )
    for child in children if not named else ():  # “what they call *its first trial for fraud*”
        if child.number <= cue.number or child.lemma not in text.lexicon.prepositions.get(cue.lemma, ()):
            continue
        if _is_when(text, child):
            continue
        if child.dep in {"prep", "prt"}:
            span = _as_what(text, cue, child, _with_condition(text, cue, _with_infinitive(text, cue, child)))
            if span is not None:
                near = child.number - cue.number <= _REACH
                turns = not near and child.lemma == "against"  # “voted with them *against the ban*”
                span = Span(child.start, span.end) if turns else span
                return with_object(text, cue, span), child if near else cue
    for child in children:  # “calling for the party to step up”
        if child.dep == "advcl" and child.number > cue.number:
            marks = [c for c in text.children(child) if c.dep == "mark"]
            if marks and marks[0].lemma != "as" and marks[0].lemma in text.lexicon.prepositions.get(cue.lemma, ()):
                span = text.trimmed(marks[0].number + 1, text.subtree(child)[1])
                return ((span,), marks[0]) if span is not None else None
    return _object_of_stance(text, cue, children)


def _is_when(text: Text, preposition: Word) -> bool:
    """Say whether a preposition leads to a day or to how something is said (“was called *on Thursday*”)."""
    governing = (c.text.lower() for c in text.children(preposition) if c.dep == "pobj")
    return any(word == "condition" or word in words_of("en", "weekdays") for word in governing)


def _as_what(text: Text, cue: Word, preposition: Word, span: Span | None) -> Span | None:
    """Return what is spoken of with what it is spoken of as (“referring to the ship *as a toy*”)."""
    for child in text.children(cue) if span is not None and cue.lemma in senses().speaking_as else ():
        first, last = text.subtree(child)
        led = child.dep == "prep" and child.lemma == "as" and preposition.lemma != "as"
        if led and span is not None and 0 <= text.words[first].start - span.end <= 1:
            return Span(span.start, text.words[last - 1].end)
    return span


def _with_condition(text: Text, cue: Word, span: Span | None) -> Span | None:
    """Return what is warned of with the condition right behind it (“warned of strikes *if talks fail*”)."""
    for child in text.children(cue) if span is not None and cue.lemma in text.lexicon.addressing else ():
        first, last = text.subtree(child)
        conditional = child.dep == "advcl" and _marks(text, child) & {"if", "unless"}
        if conditional and span is not None and 0 <= text.words[first].start - span.end <= 1:
            return Span(span.start, text.words[last - 1].end)
    return span


def _with_infinitive(text: Text, cue: Word, preposition: Word) -> Span | None:
    """Return what a preposition governs, and the infinitive after it (“called on the army to leave”)."""
    span = governed(text, preposition)
    for child in text.children(cue):
        if span is not None and child.dep == "xcomp" and text.words[child.number - 1].start >= span.start:
            return Span(span.start, text.analysis.span(*text.subtree(child)).end)
    last = text.analysis.word_at(span.end - 1) if span is not None else None
    following = text.words[last.number + 1 : last.number + _TO_REACH] if last is not None else ()
    verb = next((word for word in following if word.tag == "VB"), None)
    if span is not None and verb is not None and following[0].text == "to" and cue.lemma in senses().calling:
        end = text.subtree(verb)[1]  # the parser gave the infinitive to something else
        over = next((word.number for word in text.words[verb.number : end] if word.text == ";"), end)
        return Span(span.start, text.analysis.span(verb.number, over).end)
    return span


def _object_of_stance(text: Text, cue: Word, children: tuple[Word, ...]) -> tuple[tuple[Span, ...], Word] | None:
    deps = {child.dep for child in children}
    # “called a taxi” and “a retreat called Rest” are no stances, “called the test a threat” is one.
    naming = cue.lemma in text.lexicon.naming and not ("oprd" in deps and deps & {"dobj", "obj", "nsubjpass"})
    if cue.lemma not in text.lexicon.stances or naming:
        return None
    for child in children:
        if child.dep in {"dobj", "obj", "xcomp", "ccomp", "oprd"} and child.number > cue.number:
            last = max(text.subtree(c)[1] for c in children if c.dep in _AFTER and c.number >= child.number)
            last = before_reason(text, cue, child) if child.dep in _OBJECTS and last == text.subtree(child)[1] else last
            last = _with_purpose(text, child, _end_of_name(text, child, last))
            last = _upto_condition(text, cue, last)
            span = text.trimmed(max(text.subtree(child)[0], cue.number + 1), last, frozenset({"CCONJ"}))
            judged = child.dep in {"xcomp", "oprd"} and any(c.dep == "agent" for c in text.children(cue))
            if judged and span is not None:  # “*the law* is considered by the agencies to be vital”
                return with_object(text, cue, span), cue
            return ((span,), cue) if span is not None else None
    return None


def _upto_condition(text: Text, cue: Word, last: int) -> int:
    """Return where a content ends with the condition right behind it (“offered to leave *if they were freed*”)."""
    for child in text.children(cue):
        first, end = text.subtree(child)
        if child.dep == "advcl" and first == last and _marks(text, child) & {"if", "unless"}:
            return end
    return last


def _end_of_name(text: Text, called: Word, last: int) -> int:
    """Return where a name ends that somebody has for what a clause is about (“what he called *a toy* near a harbour”).

    What follows it tells where or when that was, in the writer's words.
    """
    cue = text.head(called)
    what = any(c.tag == "WP" and c.dep in {"dobj", "obj"} and c.number < cue.number for c in text.children(cue))
    if called.dep != "oprd" or not what or cue.lemma not in text.lexicon.naming:
        return last
    behind = [c for c in text.words[called.number + 1 : last] if c.dep == "prep" and c.lemma in senses().places]
    return next((c.number for c in behind if c.head in {called.number, cue.number} and not text.quoted(c)), last)


def _with_purpose(text: Text, noun: Word, last: int) -> int:
    """Return where an object ends with the infinitive that says what it is (“our call on them *to engage*”).

    The parser often hangs it on the verb. Only nouns that ask for one take it: a call, a decision, a commitment.
    """
    if noun.pos != "NOUN" or noun.lemma not in text.lexicon.with_infinitive:
        return last
    at = last
    while at < len(text.words) and text.words[at].dep in {"npadvmod", "advmod"} and at - last < _REACH:
        at += 1  # “the announcement today to impose”
    if at + 1 >= len(text.words) or text.words[at].lemma != "to" or text.words[at + 1].tag not in {"VB", "RB"}:
        return last
    verb = next((word for word in text.words[at + 1 : at + _TO_REACH] if word.tag == "VB"), None)
    sentence = text.analysis.sentence_at(noun.start)
    if verb is None or sentence is None or verb.number >= sentence.last:
        return last
    end = text.subtree(verb)[1]
    return next((word.number for word in text.words[verb.number : end] if word.text == ";"), end)

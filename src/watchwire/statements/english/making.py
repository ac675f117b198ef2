"""From a cue, a source and a content to a statement: the cue in full, certainty, modality and manner."""

import re
from collections.abc import Sequence
from itertools import pairwise

from watchwire.language import Word
from watchwire.model import QUESTION, Certainty, Manner, Span
from watchwire.statements.english.fragments import with_its_beginning, with_its_subject, without_verdict
from watchwire.statements.english.joined import without_joined
from watchwire.statements.english.phrases import settled, whole_words
from watchwire.statements.english.reach import with_rest
from watchwire.statements.english.senses import is_negated, is_nobody, senses
from watchwire.statements.english.subjects import with_lost_subject
from watchwire.statements.english.text import Text
from watchwire.statements.english.written import without_written
from watchwire.statements.raw import RawStatement

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_APART = frozenset({"however", "forward", "so", "when", "where", "how", "why", "then", "as", "meanwhile", "instead"})
_MARKS = (("(", ")"), ("“", "”"), ('"', '"'), ("«", "»"))
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_OPEN = {Certainty.CONFIRMED: Certainty.SPECULATED, Certainty.DENIED: Certainty.SPECULATED}
_WITHHELD = frozenset(
    {"refuse", "decline", "fail", "neglect", "hesitate", "unable", "seek", "try", "want", "wait", "attempt"}
)
_OF_ADDRESSEE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_OPENING = frozenset({"that", "how", "why", "whether", "where", "when"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEAST = 3
_CLIMBS = 4
_WHETHER = ("if ", "whether ")
_NEXT_SENTENCE = re.compile(r"[.!?] +[“\"]?[A-Z]")
_TOLD_TOO = re.compile(r"[.!](?:[”\"’']*\s|$)")
_ASKED = ("whether", "if", "who", "what", "why", "how", "when", "where", "which")


def made(
    text: Text, cue: Word, source: Span | None, content: tuple[Span, ...], certainty: Certainty, cue_span: Span
) -> RawStatement:
    """Return a statement; negation, modality and an unsure source change how certain it is."""
    if is_negated(text, cue) or (source is not None and is_nobody(text, source)):
        # Who does not find it so denies it; what somebody does not say is left open.
        certainty = _OPEN.get(certainty, _when_negated(text, cue, content))
    elif _left_open(text, cue, content):
        certainty = _OPEN.get(certainty, certainty)
    modal, weak = _modality(text, cue, content)
    if _asks(text, cue, content):
        modal = QUESTION
    unsure = text.lexicon.hearsay | text.lexicon.weakeners
    weak = weak or any(c.text.lower() in unsure and c.dep == "advmod" for c in text.children(cue) if not text.quoted(c))
    if certainty is Certainty.ASSERTED and (weak or _unsure_source(text, source) or _is_guess(text, content)):
        certainty = Certainty.SPECULATED
    content = without_written(text, cue, tuple(_within_headline(text, piece) for piece in content))
    if content and cue_span.end <= content[0].start:
        content = (with_lost_subject(text, cue, cue_span, content[0]), *content[1:])
    if content:
        first = with_its_subject(text, cue, cue_span, content[0])
        first = with_its_beginning(text, cue, cue_span, first) if first == content[0] else first
        content = (_after_told(text, cue, first), *content[1:])
    content = tuple(with_rest(text, cue, without_joined(text, cue, piece)) for piece in content)
    content = tuple(without_verdict(text, cue, _without_next_subject(text, cue, piece)) for piece in content)
    content = tuple(_within_semicolons(text, cue, _with_lost_verb(text, cue, piece)) for piece in content)
    content = tuple(_before_gloss(text, _without_tail(text, cue, piece)) for piece in content)
    content = tuple(_with_but(text, cue, _before_outcome(text, cue, piece)) for piece in content)
    content = tuple(_with_marks(text.string, settled(text, piece)) for piece in _whole(text, cue, source, content))
    if len(content) > 1:  # “what they saw as *a threat*”
        content = tuple(piece for piece in content if piece.of(text.string).lower() != "what")
    source = _whole_source(text, cue, source, content)
    return RawStatement(cue_span, cue.number, source, content, manner_of(content, text.quotes), certainty, modal)


def _when_negated(text: Text, cue: Word, content: tuple[Span, ...]) -> Certainty:
    """Return how certain it is what somebody does not say or find."""
    plain = any(c.dep in {"dobj", "obj"} and c.pos == "NOUN" for c in text.children(cue))
    if cue.lemma in text.lexicon.no_content and plain and content:
        return Certainty.ASSERTED  # “has not claimed responsibility”: that he has not is told
    return Certainty.DENIED if cue.lemma in senses().denying else Certainty.SPECULATED


def _within_headline(text: Text, piece: Span) -> Span:
    """Return what a headline tells without the next line, which no full stop parts from it."""
    title = len(text.analysis.article.title or "")
    if not piece.start < title < piece.end or "\n" not in text.string[title : piece.end]:
        return piece
    return Span(piece.start, piece.start + len(text.string[piece.start : title].rstrip()))


def _without_tail(text: Text, cue: Word, piece: Span) -> Span:
    """Return a quotation without what the writer says behind it (““It is late,” *when asked about it*”)."""
    quote = next((q for q in text.quotes if piece.start <= q.start <= piece.start + 1 and q.end < piece.end), None)
    if quote is None or cue.start > quote.start:
        return piece
    behind = text.analysis.words_in(Span(quote.end, piece.end))
    first = next((word for word in behind if word.pos not in {"PUNCT", "SPACE"}), None)
    ended = quote.of(text.string).rstrip("”\"' ").endswith(",")
    when = first is not None and first.pos == "ADP" and first.lemma in senses().opening
    asked = first is not None and (when or (ended and first.tag in {"WRB", "IN"})) and not any(map(text.quoted, behind))
    return Span(piece.start, quote.end + (text.string[quote.end : quote.end + 1] in "”\"'")) if asked else piece


def _with_but(text: Text, cue: Word, piece: Span) -> Span:
    """Return what is said with what “but” adds to it (“is not only late*, but dear*”, “may go*, but only if …*”)."""
    words = text.analysis.words_in(piece)
    sentence = text.analysis.sentence_at(piece.start)
    if not words or sentence is None or piece.end < cue.start or words[-1].number + 4 >= sentence.last:
        return piece
    comma, but, third, fourth = text.words[words[-1].number + 1 : words[-1].number + 5]
    only = any(a.lemma == "not" and b.lemma == "only" for a, b in pairwise(words))
    if comma.text != "," or but.lemma != "but" or not (only or (third.lemma == "only" and fourth.dep == "mark")):
        return piece
    verb = next((c for c in text.children(cue) if c.dep == "conj" and c.number > but.number), None)
    end = text.subtree(verb)[1] if verb is not None else sentence.last
    rest = text.trimmed(comma.number, end)
    return Span(piece.start, rest.end) if rest is not None else piece


def _before_outcome(text: Text, cue: Word, piece: Span) -> Span:
    """Return what somebody had hoped without what came of it (“had hoped that it would last *but the war went on*”)."""
    had = any(c.dep == "aux" and c.text.lower() == "had" for c in text.children(cue))
    if not had or cue.lemma not in senses().hoping:
        return piece
    words = text.analysis.words_in(piece)
    for number, word in enumerate(words):
        behind = text.words[word.number + 1 : words[-1].number + 1]
        if word.lemma == "but" and number > 1 and any(w.tag in _FINITE for w in behind) and not text.quoted(word):
            return Span(piece.start, words[number - 1 - (words[number - 1].text == ",")].end)
    return piece


def _before_gloss(text: Text, piece: Span) -> Span:
    """Return a content without what the writer says that it means (“broke the law — *meaning sailors need not …*”)."""
    words = text.analysis.words_in(piece)
    for before, word in pairwise(words):
        if before.text in {"—", "–", "-"} and word.lemma == "mean" and word.tag == "VBG" and not text.quoted(word):
            return Span(piece.start, piece.start + len(text.string[piece.start : before.start].rstrip()))
    return piece


def _after_told(text: Text, cue: Word, piece: Span) -> Span:
    """Return what is said without who is told it and “that” (“told *an interviewer that* to rely on him was wrong”)."""
    words = text.analysis.words_in(piece)
    if not words or words[0].number != cue.number + 1 or cue.lemma not in senses().telling or text.quoted(words[0]):
        return piece
    that = next((n for n, word in enumerate(words) if word.pos not in _OF_ADDRESSEE), 0)
    if that + 1 >= len(words) or words[that].lemma != "that" or (that == 0 and words[0].pos != "SCONJ"):
        return piece
    if words[that + 1].tag in _FINITE:
        return piece  # “warned the firms that pollute the lake”
    return Span(words[that + 1].start, piece.end)


def _whole_source(text: Text, cue: Word, source: Span | None, content: tuple[Span, ...]) -> Span | None:
    """Return a source that was cut inside a word with a hyphen with all of it (“study *co*-author Anna Berg”)."""
    if source is None:
        return None
    whole = whole_words(text, source)
    over = whole.start <= cue.start < whole.end or any(whole.overlaps(piece) for piece in content)
    return source if over else whole


def _whole(text: Text, cue: Word, source: Span | None, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content with its first and last words whole, as far as they do not reach over the cue or the source."""
    found: list[Span] = []
    for piece in content:
        whole = whole_words(text, piece)
        over = whole.start <= cue.start < whole.end or (source is not None and whole.overlaps(source))
        held = piece if over else whole
        if found and held.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, held.end))
        else:
            found.append(held)
    return tuple(found)


def _within_semicolons(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content without the clauses of their own that a semicolon parts from it (“She said so; he left”)."""
    words = text.analysis.words_in(piece)
    marks = [n for n, word in enumerate(words) if word.text == ";" and not text.quoted(word)]
    if not marks or not words:
        return piece
    if cue.number < words[0].number:
        cut = next((n for n in marks if n and _is_main_clause(words[n + 1 :])), None)
        return piece if cut is None else Span(piece.start, words[cut - 1].end)
    cut = next((n for n in reversed(marks) if n + 1 < len(words) and _is_main_clause(words[:n])), None)
    return piece if cut is None else Span(words[cut + 1].start, piece.end)


def _is_main_clause(words: Sequence[Word]) -> bool:
    """Say whether words hold a subject and its finite verb."""
    verbs = {word.number for word in words if word.pos in {"VERB", "AUX"}}
    return any(word.dep in {"nsubj", "nsubjpass"} and word.head in verbs for word in words)


def _with_lost_verb(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content whose last clause has lost its verb with that (“how the works at the base *could affect* it”).

    The parser may hang the verb elsewhere; it stands right behind the content, and what it would be joined to has none.
    """
    words = text.analysis.words_in(piece)
    opened = next(
        (n for n in range(len(words) - 1, -1, -1) if words[n].lemma in _OPENING and (n or words[n].pos != "DET")), None
    )
    if (
        opened is None
        or words[-1].pos not in _NOUNS
        or words[-1].number + 1 >= len(text.words)
        or piece.end < cue.start
    ):
        return piece
    after = text.words[words[-1].number + 1]
    if any(word.tag in _FINITE for word in words[opened:]) or after.tag not in _FINITE or opened + 1 == len(words):
        return piece
    verb = after if after.pos == "VERB" else text.head(after)
    if verb.number < after.number or verb.pos not in {"VERB", "AUX"} or text.quoted(after) or verb.number == cue.number:
        return piece
    rest = text.trimmed(after.number, text.subtree(verb)[1], frozenset({"CCONJ"}))
    return Span(piece.start, rest.end) if rest is not None else piece


def _without_next_subject(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content without the subject of what comes next (“funding for Oslo *and Bergen* announcing …”)."""
    words = text.analysis.words_in(piece)
    if len(words) < _LEAST or piece.end < cue.start or words[-1].number + 1 >= len(text.words):
        return piece
    after = text.words[words[-1].number + 1]
    cued = after.tag in {"VBG", "VBD", "VBZ"} and after.lemma in text.lexicon.verbs
    if not (cued or _is_next_subject(text, words[-1], after)) or words[-1].pos != "PROPN":
        return piece
    joint = next((n for n in range(len(words) - 2, 0, -1) if words[n].pos != "PROPN" and words[n].pos != "DET"), 0)
    return Span(piece.start, words[joint - 1].end) if joint > 1 and words[joint].pos == "CCONJ" else piece


def _is_next_subject(text: Text, last: Word, after: Word) -> bool:
    """Say whether a finite verb comes right after a name that is joined to an object (“its case *and Oslo had*”)."""
    return after.tag in {"VBD", "VBZ"} and last.dep == "conj" and text.head(last).dep not in {"nsubj", "nsubjpass"}


def _left_open(text: Text, cue: Word, content: tuple[Span, ...]) -> bool:
    """Say whether something is neither confirmed nor denied: “refused to confirm”, “to confirm whether”."""
    withheld = cue.dep in {"xcomp", "ccomp"} and text.head(cue).lemma in _WITHHELD
    return withheld or any(piece.of(text.string).lower().startswith(_WHETHER) for piece in content)


def _with_marks(string: str, piece: Span) -> Span:
    """Return a content that begins or ends inside a quotation with the mark that it lacks."""
    inside = piece.of(string)
    before, after = string[piece.start - 1 : piece.start], string[piece.end : piece.end + 1]
    for opening, closing in _MARKS:
        odd = inside.count(opening) > inside.count(closing) if opening != closing else inside.count(opening) % 2 == 1
        if odd and after == closing:
            return Span(piece.start, piece.end + 1)
        lacking = inside.count(closing) > inside.count(opening) if opening != closing else odd
        if lacking and before == opening:
            return Span(piece.start - 1, piece.end)
    return piece


def verbal_group(text: Text, cue: Word, last: Word | None = None) -> Span:
    """Return a cue with its auxiliaries, negation, adverbs and particle: “has repeatedly denied”, “went on to say”.

    `last` is a word after the cue that belongs to it, as the preposition of “called for”.
    """
    first = _reach_left(text, cue)
    governor = text.head(cue)
    between = text.words[governor.number + 1 : first]
    chained = cue.dep == "xcomp" and governor.pos == "VERB" and governor.number < first
    if chained and all(word.pos in {"PART", "ADV", "ADP"} for word in between):
        first = _reach_left(text, governor)
    end = max(cue.number, last.number if last else 0)
    if last is None:
        end = _reach_right(text, cue)
    return text.analysis.span(first, end + 1)


def _reach_left(text: Text, verb: Word) -> int:
    first = verb.number
    while first > 0:
        word = text.words[first - 1]
        own = word.head == verb.number or text.head(word).head == verb.number
        if not own or word.dep not in _GROUP or word.lemma in _APART or word.pos not in {"AUX", "PART", "ADV"}:
            break
        first -= 1
    return first


def _reach_right(text: Text, verb: Word) -> int:
    last = verb.number
    while last + 1 < len(text.words):
        word = text.words[last + 1]
        particle = word.dep == "prt" or (word.dep == "advmod" and word.tag == "RB")
        if word.head != verb.number or not particle or word.lemma in _APART:
            break
        last += 1
    return last


def _asks(text: Text, cue: Word, content: tuple[Span, ...]) -> bool:
    """Say whether what stands there is a question and claims nothing (“he asked *whether it was late*”).

    Quoted questions and nothing else are one, whatever the cue (““Is it late?” he said”).
    """
    if not content:
        return False
    first, last = content[0].of(text.string).lower(), content[-1].of(text.string)
    joined = " ".join(piece.of(text.string) for piece in content).rstrip("”\"' ")
    quoted = all(text.quoted(word) for word in text.analysis.words_in(content[0])[:1])
    if quoted and joined.endswith("?") and not _TOLD_TOO.search(joined):
        return joined[:-1].rpartition(", ")[2].lower() not in senses().tags
    if cue.lemma not in senses().asking:
        return False
    return first.split(None, 1)[0].strip("“\"'") in _ASKED or last.rstrip("”\"' ").endswith("?")


def _modality(text: Text, cue: Word, content: tuple[Span, ...]) -> tuple[str, bool]:
    """Return the words that weaken or turn the content's main verb, and whether they make it a guess."""
    lexicon = text.lexicon
    found: list[str] = []
    weak = False
    heads = [head for head in text.children(cue) if head.dep in {"ccomp", "parataxis", "acl"}]
    # What another quotation beside the cue says, or one sentence of several, is not how certain this one is.
    told = [head for head in heads if not text.quoted(head) or _is_main_in(text, head, content)]
    for head in told:
        children = text.children(head)
        lemmas = [child.text.lower() for child in children if child.dep in {"aux", "neg"}]
        found.extend(lemma for lemma in lemmas if lemma in lexicon.modals or lemma in lexicon.negators)
        weak = weak or any(c.text.lower() in {"may", "might"} and not _wishes(c, children) for c in children)
    for word in (word for piece in content for word in text.analysis.words_in(piece)):
        if (lemma := word.text.lower()) in lexicon.weakeners and word.dep in {"advmod", "amod", "acomp"}:
            found.append(lemma)
            apart = _of_another(text, word, heads) or _is_in_passing(text, word) or _is_in_commas(text, word, content)
            weak = weak or not apart
    return " ".join(dict.fromkeys(found)), weak


def _is_main_in(text: Text, head: Word, content: tuple[Span, ...]) -> bool:
    """Say whether a quoted verb stands in a content, which is of one sentence."""
    inside = any(piece.start <= head.start < piece.end for piece in content)
    return inside and not any(_NEXT_SENTENCE.search(piece.of(text.string)) for piece in content)


def _is_in_passing(text: Text, weakener: Word) -> bool:
    """Say whether a weakener in a quotation is no part of what it mainly says.

    It stands in a clause below (“when you had to tell it *perhaps* too soon”), or before a number.
    """
    if not text.quoted(weakener):
        return False
    after = text.words[min(weakener.number + 1, len(text.words) - 1)]
    verb = text.head(weakener)
    for _ in range(_CLIMBS):
        below = verb.dep in {"advcl", "relcl", "acl"} or (verb.dep in {"pcomp", "ccomp"} and _is_asked(text, verb))
        if verb.pos in {"VERB", "AUX"} and below:
            return True
        if verb.head == verb.number:
            break
        verb = text.head(verb)
    return after.pos == "NUM" or (after.text.lower() == "a" and text.words[after.number + 1].pos == "NUM")


def _is_in_commas(text: Text, weakener: Word, content: tuple[Span, ...]) -> bool:
    """Say whether a weakener begins what is told by the way between two commas (“the man, *allegedly* a cook, left”).

    What stands so has words of its own, and no finite verb.
    """
    if weakener.number == 0 or text.words[weakener.number - 1].text != "," or text.quoted(weakener):
        return False
    last = next((text.analysis.words_in(p)[-1].number for p in content if p.start <= weakener.start < p.end), 0)
    behind = text.words[weakener.number + 1 : last + 1]
    comma = next((n for n, word in enumerate(behind) if word.text == ","), 0)
    return comma > 0 and not any(word.tag in _FINITE for word in behind[:comma])


def _is_asked(text: Text, verb: Word) -> bool:
    """Say whether a verb heads an indirect question (“no doubt as to *whether* it is *likely* to end”)."""
    return any(c.lemma == "whether" for c in text.children(verb))


def _wishes(modal: Word, beside: Sequence[Word]) -> bool:
    """Say whether “may” stands before its subject, as in a wish (“May God protect them”)."""
    return any(word.dep in {"nsubj", "nsubjpass"} and word.number > modal.number for word in beside)


def _of_another(text: Text, weakener: Word, heads: list[Word]) -> bool:
    """Say whether a weakener is in what somebody within the content holds (“he admits that he will likely lose”).

    Or in a clause below what is said (“will sue him for *allegedly* lying”), or beside one of several nouns.
    """
    verb = text.head(weakener)
    if verb.pos in {"NOUN", "PROPN", "DET"} and verb.dep in {"conj", "appos"}:
        return True  # “against mothers, fathers and *apparently* some aunts”
    while verb.pos not in {"VERB", "AUX"} and text.head(verb).number != verb.number:
        verb = text.head(verb)
    below = verb.dep in {"relcl", "acl", "pcomp", "advcl"} and verb.number not in {head.number for head in heads}
    if below and (heads or text.words[weakener.number].dep == "advmod") and not text.quoted(weakener):
        return True  # “despite issues that have made it *likely* late”: that weakens the issues
    above = text.head(verb)
    numbers = {head.number for head in heads}
    told = verb.dep == "ccomp" and verb.number not in numbers and above.lemma in text.lexicon.verbs
    return told and (above.number in numbers or above.dep == "conj")


def _is_guess(text: Text, content: tuple[Span, ...]) -> bool:
    """Say whether who is quoted begins with saying that he only supposes it (““*I suspect* it is late,” she said”)."""
    words = text.analysis.words_in(content[0])[:2] if content else ()
    first_person = bool(words) and words[0].text in {"I", "We"} and text.quoted(words[0])
    return first_person and words[-1].lemma in senses().guessing and words[-1].tag == "VBP"


def _unsure_source(text: Text, source: Span | None) -> bool:
    name = source.of(text.string).lower() if source else ""
    return "unconfirmed" in name or "rumor" in name or "rumour" in name


def manner_of(content: tuple[Span, ...], quotes: tuple[Span, ...]) -> Manner:
    """Return whether a content is quoted, told in other words, or both."""
    total = sum(len(piece) for piece in content)
    quoted = sum(
        max(0, min(piece.end, quote.end) - max(piece.start, quote.start)) for piece in content for quote in quotes
    )
    if quoted == 0:
        return Manner.PARAPHRASED
    return Manner.QUOTED if quoted >= 0.9 * total - 4 else Manner.MIXED

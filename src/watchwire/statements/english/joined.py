"""What the parser joins to a content though grammar does not: the speaker's next deed, or the writer's own clause."""

from watchwire.language import Word
from watchwire.model import Span
from watchwire.statements.english.text import EDGES, SUBJECTS, Text

_PAST = frozenset({"would", "could", "might", "should"})
_PRESENT = frozenset({"will", "can", "may", "shall", "must", "’ll", "'ll", "wo", "ca"})
_SINGULAR = frozenset({"NN", "NNP", "PRP"})
_MANY = frozenset({"we", "they", "you", "i"})
_DASHES = frozenset({"—", "–"})
_CHAIN = 6


def without_joined(text: Text, cue: Word, piece: Span) -> Span:
    """Return a content without what its cue's speaker does next, or what the writer adds in a clause of his own.

    “urged them to wait *and spoke with Oslo*”, “said he would not run *and Lund has decided to*”, “says it worked *—
    and in some cases, he is right*”.
    """
    if piece.end < cue.start:
        return piece
    words = text.analysis.words_in(piece)
    for verb in words:
        joint = _joint(text, cue, verb, piece) or _before_noun(text, cue, verb)
        if joint is None or text.quoted(text.words[joint]):
            continue
        last = next((w for w in reversed(text.words[words[0].number : joint]) if w.pos not in EDGES), None)
        if last is not None and last.number > words[0].number:
            return Span(piece.start, last.end)
    return piece


def _before_noun(text: Text, cue: Word, verb: Word) -> int | None:
    """Return the joining word before what the parser took for a noun (“has denied it *and claims to be* ill”)."""
    if verb.tag != "NNS" or verb.number < 1 or verb.number + 2 >= len(text.words):
        return None
    joint, to, after = text.words[verb.number - 1], text.words[verb.number + 1], text.words[verb.number + 2]
    one = cue.tag == "VBZ" or any(c.dep == "aux" and c.tag == "VBZ" for c in text.children(cue))
    says = verb.lemma in text.lexicon.verbs and to.tag == "TO" and after.tag == "VB"
    return joint.number if one and says and joint.pos == "CCONJ" and joint.number > cue.number else None


def _joint(text: Text, cue: Word, verb: Word, piece: Span) -> int | None:
    """Return the joining word before a verb that is no part of a content, or None."""
    if verb.dep != "conj" or verb.pos not in {"VERB", "AUX"} or text.quoted(verb):
        return None
    above, seen = text.head(verb), 0
    while above.dep == "conj" and seen < _CHAIN and text.head(above).start >= piece.start:
        above, seen = text.head(above), seen + 1
    if above.start < piece.start or above.number >= verb.number:
        return None
    first = text.subtree(verb)[0]
    joint = next((n for n in range(min(first, verb.number) - 1, above.number, -1) if text.words[n].pos not in EDGES), 0)
    if not joint:
        return None
    if text.words[joint].pos != "CCONJ":
        return _listed_deed(text, cue, verb, above)
    subject = next((c for c in text.children(verb) if c.dep in SUBJECTS and c.number < verb.number), None)
    if subject is None:
        return joint if is_next_deed(text, cue, verb, above) or is_our_call(text, cue, verb) else None
    if above.number > text.words[joint].number:
        return None
    dashed = text.words[joint - 1].text in _DASHES and not any(
        w.text in _DASHES for w in text.words[joint : text.subtree(verb)[1]]
    )
    return joint if dashed or _is_writers(text, cue, verb, above, subject) else None


def is_our_call(text: Text, cue: Word, verb: Word) -> bool:
    """Say whether a verb is a call of who speaks (“We reject the use of force to move it *and call on both* …”)."""
    called = verb.lemma == "call" and verb.tag in {"VB", "VBP"} and cue.tag == "VBP"
    children = text.children(verb)
    to = any(c.dep == "aux" for c in children)
    return called and not to and any(c.lemma in {"on", "upon"} and c.number == verb.number + 1 for c in children)


def _listed_deed(text: Text, cue: Word, verb: Word, above: Word) -> int | None:
    """Return the comma before a deed in the midst of a list (“said it must end*, condemned* it, and urged …”)."""
    comma = text.words[verb.number - 1]
    told = verb.lemma in text.lexicon.verbs or verb.lemma in text.lexicon.stances
    subject = any(c.dep in SUBJECTS for c in text.children(verb))
    return comma.number if comma.text == "," and told and not subject and is_next_deed(text, cue, verb, above) else None


def is_next_deed(text: Text, cue: Word, verb: Word, above: Word) -> bool:
    """Say whether a verb without a subject agrees with its cue, and not with what it is joined to."""
    helped = any(c.dep in {"aux", "auxpass"} for c in text.children(verb))
    if verb.tag == "VBD" and not helped:
        bare = above.tag == "VB" and _form(text, above) != "past"
        bare = bare or _concludes(text, verb, above)
        return bare or (cue.tag == "VBD" and _form(text, above) == "present")
    if verb.tag == "VBG" and not helped:  # “warning that it may come *and implying* that it has”
        told = verb.lemma in text.lexicon.verbs or verb.lemma in text.lexicon.stances
        return told and cue.tag == "VBG" and above.tag != "VBG" and bool(_form(text, above))
    if verb.tag == "VBZ" and not helped and cue.tag == "VBZ" and _form(text, above) == "past":
        return True  # “denies that it was a crime *and goes* to great lengths …”
    several = cue.tag == "VBP" and verb.tag in {"VB", "VBP"} and not helped
    return (
        several
        and _is_singular(text, above)
        and not any(c.dep == "aux" and c.tag == "MD" for c in text.children(above))
    )


def _concludes(text: Text, verb: Word, above: Word) -> bool:
    """Say whether a verb in the past, joined to what would be, reports something (“would break *and found that* …”)."""
    would = any(c.dep == "aux" and c.tag == "MD" for c in text.children(above))
    that = text.words[min(verb.number + 1, len(text.words) - 1)]
    return would and verb.lemma in text.lexicon.verbs and that.lemma == "that" and that.pos == "SCONJ"


def _is_singular(text: Text, verb: Word) -> bool:
    """Say whether a verb has the form of one: “has taken”, “takes”."""
    finite = [verb, *(c for c in text.children(verb) if c.dep in {"aux", "auxpass"})]
    subject = next((c for c in text.children(verb) if c.dep in SUBJECTS), None)
    one = subject is not None and subject.tag in _SINGULAR and subject.text.lower() not in _MANY
    return one and any(word.tag == "VBZ" for word in finite)


def _is_writers(text: Text, cue: Word, verb: Word, above: Word, subject: Word) -> bool:
    """Say whether a clause stands in the writer's present beside what is told in the past of “he said”."""
    marked = any(c.dep == "mark" for c in text.children(verb))
    would = any(c.dep == "aux" and c.text.lower() == "would" for c in text.children(above))
    plain = verb.tag == "VBD" and not any(c.dep in {"aux", "auxpass"} for c in text.children(verb))
    if cue.tag == "VBD" and would and plain and not marked and subject.pos in {"PROPN", "NOUN", "NUM"}:
        return True  # “replied they would come and a million more *showed* interest”
    told = cue.tag == "VBD" and _form(text, above) == "past" and _form(text, verb) == "present"
    return told and not marked and subject.pos in {"PROPN", "NOUN"}


def _form(text: Text, verb: Word) -> str:
    """Return whether a verb stands in the past, in the present, or in no finite form."""
    for word in (*text.children(verb), verb):
        if word is not verb and word.dep not in {"aux", "auxpass"}:
            continue
        lower = word.text.lower()
        if word.tag == "VBD" or (word.tag == "MD" and lower in _PAST):
            return "past"
        if word.tag in {"VBZ", "VBP"} or (word.tag == "MD" and lower in _PRESENT):
            return "present"
    return ""

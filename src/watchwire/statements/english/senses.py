"""Cues in their sense: whether a verb, with this subject, this object and in this form, says or holds something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.entities.people import people_words
from watchwire.language import Word
from watchwire.language.nouns import noun_class
from watchwire.model import Span
from watchwire.statements.english.text import Text
from watchwire.tables import read_yaml

ONLY_SOURCE = "only names a source"
"""The doubt of “citing officials”."""
_DANGER = "a danger and no word"
_SIGN = "a sign and no word"
NO_WORDS = frozenset({_DANGER, _SIGN})
"""The doubts of what nobody says or holds but the writer."""
_OBJECTS = frozenset({"dobj", "obj"})
_OPEN_MARKS = frozenset({"if", "unless", "whether", "lest"})
_CLIMBS = 4
_SIGNS = frozenset({"act", "event", "idea", "thing", "words"})
"""Of which kind a noun is that is a sign of something and nobody."""
_NEAR = 6
"""Within how many words behind an envoy “home” stands."""
_DATELINE = re.compile(r"(?:, [A-Z][\w.]+)?(?: \([A-Z]\w+\))? [–—-] ")


@dataclass(frozen=True, slots=True)
class Senses:
    """The table of senses: objects by verb, and lists of verbs."""

    only: dict[str, frozenset[str]]
    never: dict[str, frozenset[str]]
    acts: frozenset[str]
    no_passive: frozenset[str]
    denying: frozenset[str]
    turning_down: frozenset[str]
    claims: frozenset[str]
    foreseeing: frozenset[str]
    asking: frozenset[str]
    knowing: frozenset[str]
    nobody: frozenset[str]
    trying: frozenset[str]
    counted: frozenset[str]
    thanking: frozenset[str]
    work: frozenset[str]
    next_acts: frozenset[str]
    wished: frozenset[str]
    counting: frozenset[str]
    telling: frozenset[str]
    issuing: frozenset[str]
    issued: frozenset[str]
    speaking_of: frozenset[str]
    leaving: frozenset[str]
    showing: frozenset[str]
    deeds: frozenset[str]
    talking: frozenset[str]
    ahead: frozenset[str]
    going: frozenset[str]
    giving: frozenset[str]
    other_sense: dict[str, frozenset[str]]
    things: frozenset[str]
    courtesies: frozenset[str]
    speaking: frozenset[str]
    personal: frozenset[str]
    objects: frozenset[str]
    turning: frozenset[str]
    handling: frozenset[str]
    meeting: frozenset[str]
    leading_to: frozenset[str]
    places: frozenset[str]
    anybody: frozenset[str]
    pointing: frozenset[str]
    supposed: frozenset[str]
    doers: frozenset[str]
    verdicts: frozenset[str]
    unheld: frozenset[str]
    guessing: frozenset[str]
    relaying: frozenset[str]
    empty: frozenset[str]
    placing: frozenset[str]
    their: frozenset[str]
    moving: frozenset[str]
    counts: frozenset[str]
    same: frozenset[str]
    listing: frozenset[str]
    against: frozenset[str]
    heading: frozenset[str]
    calling: frozenset[str]
    glosses: frozenset[str]
    unsaid: frozenset[str]
    open: frozenset[str]
    awaited: frozenset[str]
    heard: frozenset[str]
    hearing: frozenset[str]
    endangering: frozenset[str]
    works: frozenset[str]
    titling: frozenset[str]
    adding: frozenset[str]
    announcing: frozenset[str]
    joining: frozenset[str]
    counting_from: frozenset[str]
    feeling: frozenset[str]
    removing: frozenset[str]
    sent: frozenset[str]
    together: frozenset[str]
    means: frozenset[str]
    where: frozenset[str]
    anonymous: frozenset[str]
    judging: frozenset[str]
    charging: frozenset[str]
    brought: frozenset[str]
    told_of: frozenset[str]
    answering: frozenset[str]
    questions: frozenset[str]
    wooing: frozenset[str]
    matter: frozenset[str]
    obtaining: frozenset[str]
    opening: frozenset[str]
    speaking_as: frozenset[str]
    hoping: frozenset[str]
    aside: frozenset[str]
    moments: frozenset[str]
    conditions: frozenset[str]
    signs: frozenset[str]
    tags: frozenset[str]
    accordance: frozenset[str]


@cache
def senses() -> Senses:
    """Return the senses of cues, from data."""
    content: dict[str, Any] = read_yaml("watchwire.statements", "senses.yaml")
    values: dict[str, Any] = {
        key: {verb: frozenset(nouns) for verb, nouns in held.items()} if isinstance(held, dict) else frozenset(held)
        for key, held in content.items()
    }
    return Senses(**values)


def is_anybody(source: str) -> bool:
    """Say whether a source is whoever is spoken to, who says or holds nothing."""
    return source.lower() in senses().anybody


def doubts_of(text: Text, cue: Word, source: Span | None) -> tuple[str, ...]:
    """Return what speaks against a verb's saying or holding something here, in a few words each."""
    children = text.children(cue)
    objects = [c for c in children if c.dep in _OBJECTS]
    clausal = any(c.dep == "ccomp" for c in children)
    bare = cue.tag == "VBN" and not any(c.dep in {"aux", "auxpass", "nsubj", "dobj"} for c in children)
    passive = bare or any(c.dep in {"auxpass", "nsubjpass"} for c in children)
    found = {
        "who cannot speak": source is not None and not can_hold(text, source),
        "somebody who is nobody": source is not None and is_nobody(text, source),
        "only supposed": is_only_supposed(text, cue),
        "a purpose": is_act(text, cue),
        "not with this object": not clausal
        and (any(not object_fits(text, cue, item) for item in objects) or _is_about_another(text, cue)),
        "a passive without a doer": passive
        and cue.lemma in senses().no_passive
        and not any(c.dep == "agent" for c in children),
        "not known": cue.lemma in senses().knowing and any(c.dep == "neg" for c in children),
        "a participle before a noun": _is_between(text, cue),
        "under a condition": is_conditional(text, cue),
        "only tried": cue.dep == "xcomp" and text.head(cue).lemma in senses().trying,
        "object a pronoun": any(
            c.pos == "PRON" and c.tag not in {"WDT", "WP"} and c.lemma.lower() in senses().pointing for c in objects
        ),
        "a participle that explains": cue.lemma in {"mean", "refer"} and cue.tag == "VBG" and cue.dep == "advcl",
        ONLY_SOURCE: cue.lemma in {"cite", "quote"} and cue.tag == "VBG" and any(map(is_somebody, objects)),
        "shown as nothing": cue.lemma in {"portray", "depict"}
        and not any(c.lemma == "as" or c.dep in {"oprd", "xcomp", "ccomp"} for c in children),
        "a deed that shows": _is_shown_by_deed(text, cue, source),
        "a thing by name": _is_named_thing(text, cue, source),
        "only looked forward to": _is_looked_forward_to(text, cue),
        "only what is spoken of": _only_spoken_of(text, cue),
        "asked and not said": _is_asked(text, cue),
        "below a negation": _is_below_negation(text, cue),
        "not said": _is_unsaid(text, cue),
        "still to come": _is_awaited(text, cue),
        "only demanded": _is_demanded(text, cue),
        _DANGER: _is_danger(text, cue),
        _SIGN: _is_sign(text, cue, source),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def is_removal(text: Text, cue: Word) -> bool:
    """Say whether somebody is only removed from his post, or called back to his capital, and nothing is said of him.

    “The board *dismissed its treasurer*”, “Oslo *called its envoy home*”; but “dismissed Berg as a liar” is a word.
    """
    people = [c for c in text.children(cue) if c.dep in _OBJECTS | {"nsubjpass"}]
    if cue.lemma in senses().removing:
        judged = any(c.dep in {"prep", "oprd"} and c.lemma == "as" for c in text.children(cue))
        return not judged and any(noun_class(c.lemma.lower()) == "person" for c in people if c.pos == "NOUN")
    if cue.lemma not in {"call", "recall"} or not any(c.lemma.lower() in senses().sent for c in people):
        return False
    last = max(c.number for c in people)
    behind = text.words[last + 1 : last + _NEAR]
    return cue.lemma == "recall" or any(w.text.lower() in {"home", "back", "in"} and w.tag != "IN" for w in behind)


def is_deed(text: Text, cue: Word) -> bool:
    """Say whether a verb that may tell a view tells what is done to a thing or to somebody here.

    “*attacked a van*”, “*ordered machines*”; “questioned a suspect”, “*quoted Berg* as saying”, “*noticed* a bag”.
    """
    objects = [c for c in text.children(cue) if c.dep in _OBJECTS and c.pos in {"NOUN", "PROPN", "PRON"}]
    things = any(c.pos == "NOUN" and noun_class(c.lemma.lower()) == "thing" for c in objects)
    if things and cue.lemma in senses().handling:
        return True
    after = text.words[min(cue.number + 1, len(text.words) - 1)]
    if cue.lemma == "back" and after.text.lower() in senses().aside and after.pos != "DET":
        return True  # “weighed it, then *backed off*”
    if cue.lemma in senses().relaying:  # whose words they are is told by the verb below
        return any(c.dep == "prep" and c.lemma == "as" and _is_before_participle(text, c) for c in text.children(cue))
    return cue.lemma in senses().meeting and any(_is_person(text, c) for c in objects)


def _is_before_participle(text: Text, preposition: Word) -> bool:
    return any(c.tag == "VBG" for c in text.children(preposition))


def _is_person(text: Text, noun: Word) -> bool:
    """Say whether an object is somebody, and not what is his."""
    if noun.pos == "PRON":
        return noun.text.lower() in senses().objects
    if noun.pos == "NOUN":
        return noun_class(noun.lemma.lower()) == "person" or noun.lemma.lower() in people_words().persons
    return any(n.label == "person" and n.span.start <= noun.start < n.span.end for n in text.analysis.names)


def tells_of_himself(text: Text, cue: Word) -> bool:
    """Say whether somebody only tells his name, or that it is not to be told (“*calling himself* Abu Rafa”)."""
    children = text.children(cue)
    named = cue.lemma in text.lexicon.naming and any(c.text.lower().endswith(("self", "selves")) for c in children)
    clauses = (c for c in children if c.dep == "xcomp" and c.lemma in senses().anonymous)
    return named or any(c.dep == "auxpass" for clause in clauses for c in text.children(clause))


def is_negated(text: Text, cue: Word) -> bool:
    """Say whether a verb is negated, and not what is quoted beside it (“It is hard *not* to,” he said).

    “Neither confirmed *nor denied*” negates both.
    """
    first = text.head(cue) if cue.dep == "conj" else cue
    if any(c.dep == "preconj" and c.text.lower() == "neither" for c in text.children(first)):
        return True
    return any(c.dep == "neg" and (text.quoted(cue) or not text.quoted(c)) for c in text.children(cue))


def _is_unsaid(text: Text, cue: Word) -> bool:
    """Say whether a verb tells that somebody did not say a thing, or not yet."""
    if not is_negated(text, cue):
        return False
    return cue.lemma in senses().unsaid or any(c.lemma.lower() in senses().open for c in text.children(cue))


def _is_awaited(text: Text, cue: Word) -> bool:
    """Say whether somebody is only expected, or told, to say so (“is due *to announce*”)."""
    above = text.head(cue)
    if cue.dep != "xcomp" or cue.tag != "VB" or above.lemma not in senses().awaited:
        return False
    return above.pos == "ADJ" or any(c.dep in {"auxpass", "nsubjpass"} for c in text.children(above))


def _is_demanded(text: Text, cue: Word) -> bool:
    """Say whether somebody is to say so, in another's view (“Lund *must* reveal”, “important *for Lund to* recall”)."""
    children = text.children(cue)
    who = next((c for c in children if c.dep == "nsubj"), None)
    must = any(c.dep == "aux" and c.text.lower() == "must" for c in children) or _has_to(text, cue)
    asked = any(c.dep == "mark" and c.lemma == "for" for c in children) and cue.tag == "VB"
    into = cue.dep == "pcomp" and text.head(cue).lemma == "into" and cue.lemma not in senses().denying
    asked = asked or into  # “pressed Lund *into announcing* it”
    return asked or (must and who is not None and who.text.lower() not in {"i", "we"})


def is_wanted_of(text: Text, cue: Word) -> bool:
    """Say whether somebody is only wanted to do so (“are waiting *for Oslo to present* a plan”)."""
    marks = any(c.dep == "mark" and c.lemma == "for" for c in text.children(cue))
    marks = marks and cue.lemma not in senses().talking  # “met for them *to discuss* the port”: they did
    wanted = marks and cue.tag == "VB" and any(c.dep == "nsubj" for c in text.children(cue))
    return wanted or _has_to(text, cue)


def _has_to(text: Text, cue: Word) -> bool:
    """Say whether somebody only has or needs to do so (“*has to* approve it first”)."""
    above = text.head(cue)
    above = text.head(above) if cue.dep == "conj" and cue.tag == "VB" else above
    first = any(c.dep == "nsubj" and c.text.lower() in {"i", "we"} for c in text.children(above))
    return cue.tag == "VB" and above.lemma in {"have", "need"} and above.pos in {"VERB", "AUX"} and not first


def _is_danger(text: Text, cue: Word) -> bool:
    """Say whether what threatens is a thing that may come about, and nobody's word (“threatens to derail it”)."""
    return cue.lemma == "threaten" and any(
        c.dep == "xcomp" and c.lemma in senses().endangering for c in text.children(cue)
    )


def _is_about_another(text: Text, cue: Word) -> bool:
    """Say whether what a verb leads to by a preposition gives it another sense (“responding *to treatment*”)."""
    held, leading = senses().never.get(cue.lemma, ()), text.lexicon.prepositions.get(cue.lemma, ())
    led = (c for c in text.children(cue) if c.dep == "prep" and c.lemma in leading)
    return any(item.lemma.lower() in held for c in led for item in text.children(c) if item.dep == "pobj")


def _is_looked_forward_to(text: Text, cue: Word) -> bool:
    """Say whether somebody only looks forward to doing so (“looks forward to *discussing* …”)."""
    word = text.head(cue) if cue.dep == "xcomp" else cue
    through = text.head(word)
    return word.dep == "pcomp" and through.lemma == "to" and text.head(through).lemma == "look"


def _is_shown_by_deed(text: Text, cue: Word, source: Span | None) -> bool:
    """Say whether it is what somebody did that shows something (“the announcement *underscores* its commitment”)."""
    head = _head(text, text.analysis.words_in(source), source) if source is not None else None
    return head is not None and cue.lemma in senses().showing and head.pos == "NOUN" and head.lemma in senses().deeds


def _is_sign(text: Text, cue: Word, source: Span | None) -> bool:
    """Say whether a thing or a deed is only a sign (“*the storm threatens to end* it”, “the talks signal”).

    Nobody says so but the writer.
    """
    head = _head(text, text.analysis.words_in(source), source) if source is not None else None
    shows = cue.lemma in senses().signs or cue.lemma in senses().showing
    if source is None or head is None or head.pos != "NOUN" or not shows or can_hold(text, source):
        return False
    told = {head.lemma.lower(), head.text.lower()} & senses().matter  # “data show” what somebody has found
    return noun_class(head.lemma.lower()) in _SIGNS and not told


def _is_named_thing(text: Text, cue: Word, source: Span | None) -> bool:
    """Say whether it is a plan, a law or a prize that supports or shows a thing (“the Harbour Act *shows* it”)."""
    head = _head(text, text.analysis.words_in(source), source) if source is not None else None
    shows = cue.lemma in senses().showing or cue.lemma in senses().acts
    return head is not None and shows and head.text[:1].isupper() and head.lemma.lower() in senses().things


def _only_spoken_of(text: Text, cue: Word) -> bool:
    """Say whether a participle tells only what somebody's words are about (“…, she said, *speaking of the ban*”)."""
    above = text.head(cue)
    return (
        cue.tag == "VBG"
        and cue.dep == "advcl"
        and cue.lemma in senses().speaking_of
        and above.lemma in text.lexicon.verbs
    )


def is_conditional(text: Text, cue: Word) -> bool:
    """Say whether a verb stands under “if”, “unless” or “whether”, its own or that of the clause it belongs to."""
    word = cue
    for _ in range(_CLIMBS):
        marks = [c for c in text.children(word) if c.dep == "mark" and c.text.lower() in _OPEN_MARKS]
        if any(not mark.number or text.words[mark.number - 1].text.lower() != "even" for mark in marks):
            return True  # but “*even if* they resented it” says that they may well
        if word.dep in {"acl", "relcl"} and text.head(word).lemma in senses().conditions:
            return True  # “on *condition* that Oslo agrees to talks”
        if word.dep not in {"conj", "xcomp"} or word.head == word.number:
            return False
        word = text.head(word)
    return False


def _is_below_negation(text: Text, cue: Word) -> bool:
    """Say whether a verb stands in a clause below one that is negated (“will not stand by while they support …”)."""
    word = cue
    for _ in range(_CLIMBS):
        if word.dep not in {"advcl", "ccomp", "xcomp", "conj"} or word.head == word.number:
            return False
        below = word.dep != "conj"
        word = text.head(word)
        if below and any(c.dep == "neg" for c in text.children(word)):
            return True
    return False


def _is_asked(text: Text, cue: Word) -> bool:
    """Say whether a cue is what its sentence asks (“Does the minister support the ban?”), outside quotations."""
    sentence = text.analysis.sentence_at(cue.start)
    if sentence is None or not sentence.span.of(text.string).rstrip(' ”"').endswith("?"):
        return False
    word = cue
    while word.dep in {"xcomp", "conj", "acomp"} and word.head != word.number:
        word = text.head(word)
    return word.head == word.number


def _is_between(text: Text, cue: Word) -> bool:
    """Say whether a participle stands before the noun that it describes (“1,217 pledged delegates”)."""
    if cue.tag not in {"VBN", "VBD"} or cue.number + 1 >= len(text.words) or cue.number == 0:
        return False
    before, after = text.words[cue.number - 1], text.words[cue.number + 1]
    return before.pos in {"NUM", "DET"} and after.pos == "NOUN"


def object_fits(text: Text, cue: Word, item: Word) -> bool:
    """Say whether a plain object leaves a verb its sense of saying or holding."""
    wanted = senses().only.get(cue.lemma)
    lemma = item.lemma.lower()
    if cue.lemma in senses().counted and any(c.dep == "nummod" for c in text.children(item)):
        return False  # “supports 18 million people”
    if wanted is not None and lemma not in wanted:
        return False
    return lemma not in senses().never.get(cue.lemma, ())


def is_act(text: Text, cue: Word) -> bool:
    """Say whether a verb tells only the purpose of something done (“travelled *to support* the talks”)."""
    if cue.lemma not in senses().acts:
        return False
    infinitive = cue.tag == "VB" and any(c.text.lower() == "to" and c.dep == "aux" for c in text.children(cue))
    purpose = cue.dep in {"acl", "relcl", "advcl"} or (cue.dep in {"xcomp", "conj"} and text.head(cue).pos != "VERB")
    purpose = purpose or _is_of_noun(text, cue)
    helper = cue.dep in {"xcomp", "ccomp"} and text.head(cue).lemma not in text.lexicon.stances | {
        "continue",
        "go",
        "want",
        "refuse",
    }
    return (infinitive and (purpose or helper)) or cue.dep in {"pcomp", "acl"}


def _is_of_noun(text: Text, cue: Word) -> bool:
    """Say whether an infinitive comes right behind a noun that does not ask for one (“sent men *to support*”)."""
    marker = next((c for c in text.children(cue) if c.text.lower() == "to" and c.dep == "aux"), None)
    before = text.words[marker.number - 1] if marker is not None and marker.number else None
    if before is None or before.pos != "NOUN" or cue.dep not in {"xcomp", "ccomp", "conj"}:
        return False
    return before.lemma not in text.lexicon.with_infinitive | senses().work


def is_only_supposed(text: Text, cue: Word) -> bool:
    """Say whether a verb tells what somebody may say, and not that he does (“some may argue”)."""
    above = text.head(cue) if cue.dep == "conj" and cue.tag == "VB" else cue
    return any(
        c.dep == "aux" and c.text.lower() in senses().supposed for verb in (cue, above) for c in text.children(verb)
    )


def can_hold(text: Text, source: Span) -> bool:
    """Say whether a source is somebody or something that can say or hold a thing: a name, a person, a body, a paper."""
    words = text.analysis.words_in(source)
    head = _head(text, words, source)
    if head is None or words[-1].text in {"No", "No."} or _is_dateline(text.string, source):
        return False
    if head.pos == "PRON" or head.text.lower() in senses().personal:
        return head.text.lower() in senses().personal
    if head.pos == "PROPN" or (head.text[:1].isupper() and head.start > source.start):
        return True
    if head.pos in {"NUM", "ADJ"}:
        return (
            head.text.lower() in senses().personal
            or head.lemma.lower() in people_words().persons
            or head.text.isupper()
        )
    return is_somebody(head) or _named(words)


def _is_dateline(string: str, source: Span) -> bool:
    """Say whether a source is the place before an agency's text (“Indianapolis – Several thousand teachers …”)."""
    return string[: source.start].rstrip(" ")[-1:] in {"", "\n"} and bool(_DATELINE.match(string, source.end))


def is_somebody(noun: Word) -> bool:
    """Say whether a noun means people, a body or a paper, or names somebody by what he does."""
    lemma = noun.lemma.lower()
    named = noun_class(lemma) == "person" or lemma in senses().together  # “his client”, “the prefect”, “the pair”
    return people_words().can_speak(lemma) or _agent(noun) or named


def is_nobody(text: Text, source: Span) -> bool:
    """Say whether a source says that there is none (“none of us”, “no official”)."""
    words = source.of(text.string).lower().split()
    none = words[:1] == ["no"] and words[1:2] not in (["fewer"], ["less"])  # “no fewer than 60 passengers” are some
    none = none or words[:2] == ["not", "even"]  # “not even the army”
    return none or (bool(words) and words[0] in senses().nobody)


def _head(text: Text, words: Iterable[Word], source: Span) -> Word | None:
    for word in words:
        above = text.words[word.head]
        if word.head == word.number or not source.start <= above.start < source.end:
            return word
    return None


def _agent(head: Word) -> bool:
    """Say whether a noun names somebody by what he does (“bankers”, “Republicans”, “employees”)."""
    lemma = head.lemma.lower()
    done = noun_class(lemma) in {"act", "event"}  # “a transfer”, “an encounter”
    return head.text[:1].isupper() or (len(lemma) > _SHORT and not done and lemma.endswith(tuple(senses().doers)))


_SHORT = 4


def _named(words: Iterable[Word]) -> bool:
    """Say whether somebody stands in a phrase for its head (“the newspaper Le Monde”, “its choice, the clerk”)."""
    return any(word.dep == "appos" and (word.pos == "PROPN" or is_somebody(word)) for word in words)

"""What a verb governs: its objects, and the small words behind it."""

from watchwire.events.lexicon import frames
from watchwire.events.phrases import counted_of
from watchwire.language import Analysis, Word

OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp"})
TAKEN = frozenset({"dobj", "obj", "nsubjpass"})


def has_object(analysis: Analysis, word: Word, wanted: frozenset[str], described: bool = True) -> bool:
    """Say whether one of some nouns is the object of a verb, or the subject of its passive ("the ban was lifted").

    Args:
        analysis: the analysed text.
        word: the verb.
        wanted: the nouns.
        described: whether it counts too where the noun only describes the object (“*jail* terms”).

    """
    heads = [c for c in analysis.children(word.number) if c.dep in {"dobj", "obj", "nsubjpass"}]
    heads = heads or suffering_noun(analysis, word)
    for child in analysis.children(word.number):
        if child.dep in {"prep", "prt"} and not heads:
            heads.extend(c for c in analysis.children(child.number) if c.dep == "pobj")
    heads.extend([inner for head in heads for inner in (*counted_of(analysis, head), *_headed(analysis, head))])
    near = [
        *heads,
        *(
            c
            for head in heads
            for c in analysis.children(head.number)
            if c.dep == "conj" or (described and c.dep == "compound" and head.lemma.lower() not in frames().rules)
        ),
    ]
    # “on March 13” is no march.
    return any(item.lemma.lower() in wanted and item.pos != "PROPN" for item in near)


def _headed(analysis: Analysis, noun: Word) -> list[Word]:
    """Return what somebody is the head or a member of (“the head of *mission*”)."""
    if noun.lemma.lower() not in frames().heads_of:
        return []
    below = (c for c in analysis.children(noun.number) if c.dep == "prep" and c.lemma == "of")
    return [c for item in below for c in analysis.children(item.number) if c.dep == "pobj"]


def suffering_noun(analysis: Analysis, word: Word) -> list[Word]:
    """Return the noun that a participle describes, to which it is done (“a *statement* released on Monday”).

    Args:
        analysis: the analysed text.
        word: the word that may be such a participle.

    """
    noun = analysis.words[word.head]
    described = word.pos == "VERB" and word.tag == "VBN" and word.dep == "acl" and noun.pos in {"NOUN", "PROPN"}
    return [noun] if described and not any(c.dep in {"dobj", "obj"} for c in analysis.children(word.number)) else []


def has_any_object(analysis: Analysis, verb: Word) -> bool:
    """Say whether a verb has an object, or is a passive with a subject."""
    return any(c.dep in TAKEN | {"dative"} for c in analysis.children(verb.number))


def has_particle(analysis: Analysis, word: Word, particles: frozenset[str]) -> bool:
    """Say whether a verb has one of some particles (“stepped *down*”), whatever the parser takes it for."""
    after = analysis.words[word.number + 1 : word.number + 2]
    below = (c for c in analysis.children(word.number) if c.dep in {"prt", "advmod", "prep"})
    return any(c.lemma.lower() in particles for c in below) or any(c.text.lower() in particles for c in after)

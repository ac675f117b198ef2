"""What is fired: at somebody, or into the open to try it (“sends missiles *into the East Sea*”)."""

from watchwire.events.lexicon import frames
from watchwire.language import Analysis, Word

_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp"})
_AT = frozenset({"at", "against"})
_INTO = frozenset({"into", "toward", "towards", "over"})
_DOWN = _INTO | {"in", "on", "off"}
_FLYING = frozenset({"arms", "missile"})


def fires(analysis: Analysis, verb: Word) -> bool:
    """Say whether what a verb governs is something that flies (“fired a *missile*”)."""
    return any(
        c.dep in _OBJECTS | {"nsubjpass"} and c.lemma.lower() in frames().projectiles
        for c in analysis.children(verb.number)
    )


def is_aimed(analysis: Analysis, verb: Word) -> bool:
    """Say whether what is fired is fired at somebody or something (“at a base”, “into Israel”), and not to try it."""
    below = analysis.children(verb.number)
    held = [*below, *(c for item in below if item.dep in _OBJECTS for c in analysis.children(item.number))]
    if any(c.lemma in {"target", "hit", "strike", "kill"} and c.pos == "VERB" for c in held):
        return True
    return any(not _is_open(analysis, aim) for aim in _aims(analysis, held, _AT | _INTO))


def aimed_at(analysis: Analysis, verb: Word) -> list[Word]:
    """Return at whom or what somebody fires or throws (“threw a grenade *at the crowd*”), where it is not the open.

    Args:
        analysis: the analysed text.
        verb: the verb that tells it.

    """
    below = analysis.children(verb.number)
    objects = [c for c in below if c.dep in _OBJECTS]
    if objects and not any(c.lemma.lower() in frames().thrown | frames().projectiles | frames().shot for c in objects):
        return []
    held = [*below, *(c for item in objects for c in analysis.children(item.number))]
    return [aim for aim in _aims(analysis, held, _AT) if not _is_open(analysis, aim)]


def goes_nowhere(analysis: Analysis, mover: Word, goods_key: str) -> bool:
    """Say whether arms only go into the open, and to nobody.

    Args:
        analysis: the analysed text.
        mover: the word of movement.
        goods_key: the category of the goods.

    """
    aims = _aims(analysis, analysis.children(mover.number), _INTO) if goods_key in _FLYING else []
    return any(_is_open(analysis, aim) for aim in aims)


def flies(analysis: Analysis, verb: Word) -> Word | None:
    """Return what flies or comes down into the open, where a verb tells that of something that is fired.

    (“*projectiles* believed to be missiles left the area”, “a *rocket* fell into the sea”)
    """
    if verb.pos != "VERB" or verb.lemma not in frames().flying | frames().coming_down:
        return None
    subject, held = None, verb
    while subject is None:
        subject = next((c for c in analysis.children(held.number) if c.dep in {"nsubj", "nsubjpass"}), None)
        if held.dep != "conj" or held.head == held.number:
            break
        held = analysis.words[held.head]
    if subject is None or subject.lemma.lower() not in frames().projectiles:
        return None
    below = analysis.children(verb.number)
    down = verb.lemma in frames().flying or any(_is_open(analysis, aim) for aim in _aims(analysis, below, _DOWN))
    return subject if down else None


def _aims(analysis: Analysis, below: tuple[Word, ...] | list[Word], prepositions: frozenset[str]) -> list[Word]:
    """Return what some prepositions among words govern."""
    held = [c for c in below if c.dep == "prep" and c.lemma in prepositions]
    return [aim for c in held for aim in analysis.children(c.number) if aim.dep == "pobj" and aim.pos != "NUM"]


def _is_open(analysis: Analysis, aim: Word) -> bool:
    """Say whether something is fired only into the open (“into the *Sea* of Japan”)."""
    return bool({aim.lemma.lower(), *(c.lemma.lower() for c in analysis.children(aim.number))} & frames().open_space)

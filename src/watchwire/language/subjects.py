"""Subjects that the parser loses: it hangs who speaks on the name before a comma (“… in Oslo, *a trader* told us”)."""

from watchwire.language.analysis import Analysis, Word

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BETWEEN = frozenset({"aux", "auxpass", "advmod", "neg"})
_SHARING = frozenset({"conj", "xcomp", "relcl", "acl", "advcl"})
_CLIMBS = 4


def lost_subject(analysis: Analysis, verb: Word) -> Word | None:
    """Return the noun that stands as its subject right before a finite verb that the parse gives none, or None.

    Args:
        analysis: the analysed text.
        verb: the verb.

    """
    children = analysis.children(verb.number)
    if verb.tag not in _FINITE or verb.dep in _SHARING or any(child.dep in _SUBJECTS for child in children):
        return None
    last = verb.number - 1
    while last > 0 and analysis.words[last].head == verb.number and analysis.words[last].dep in _BETWEEN:
        last -= 1
    noun = analysis.words[last] if last > 0 else None
    for _ in range(_CLIMBS):
        if noun is None or noun.head == noun.number:
            return None
        if noun.dep == "appos" and noun.pos == "NOUN":
            first = analysis.subtree(noun.number)[0]
            opens = analysis.words[first].pos == "DET" and first > 0 and analysis.words[first - 1].text == ","
            return noun if opens and analysis.subtree(noun.number)[1] == last + 1 else None
        noun = analysis.words[noun.head]
    return None

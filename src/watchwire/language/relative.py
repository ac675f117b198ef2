"""Which noun a relative clause is about, and which a preposition governs that stands apart from it."""

from watchwire.language.analysis import Analysis, Word

_BEFORE = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod"})
_REMARK = 5
"""How many words a remark has at most that stands between a preposition and what it governs."""
_ONE = frozenset({"is", "was", "has"})


def antecedent_of(analysis: Analysis, pronoun: Word, verb: Word) -> Word:
    """Return the noun that a relative clause describes: of two the last, if one is meant.

    (“A and B, which is listed”: B.)

    Args:
        analysis: the analysed text.
        pronoun: the relative pronoun.
        verb: the verb of the clause, which hangs on the noun as `relcl`.

    """
    noun = analysis.words[verb.head]
    below = (*analysis.children(verb.number), verb)
    one = any(word.text.lower() in _ONE for word in below)
    while one:
        children = analysis.children(noun.number)
        joined = [c for c in children if c.dep == "conj" and noun.number < c.number < pronoun.number]
        if not joined:
            break
        noun = joined[-1]
    return noun


def is_governed_apart(analysis: Analysis, noun: Word) -> bool:
    """Say whether a noun belongs to a preposition that a remark parts from it (“on behalf of, directly or not, *it*”).

    The parser then takes it for one more of an earlier list, or hangs it elsewhere.

    Args:
        analysis: the analysed text.
        noun: the noun, a name or not.

    """
    at = noun.number - 1
    while at > 0 and analysis.words[at].head == noun.number and analysis.words[at].dep in _BEFORE:
        at -= 1
    if at < 1 or analysis.words[at].text != ",":
        return False
    at -= 1
    least = at - _REMARK
    while at > max(0, least) and analysis.words[at].tag in {"RB", "CC"}:
        at -= 1
    if analysis.words[at].text == ",":
        at -= 1
    word = analysis.words[at]
    return word.tag == "IN" and not any(c.dep in {"pobj", "pcomp"} for c in analysis.children(word.number))

"""Which noun a relative clause is about."""

from watchwire.language.analysis import Analysis, Word

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

"""Listed words that say the same as an ordinary word of a body's name, in any language."""

from watchwire.names.classes import meanings, words_of_meaning
from watchwire.names.pairing import SAME_MEANING
from watchwire.screening.index import Index


def like_or_translated(index: Index, norm: str) -> dict[int, float]:
    """Return the listed words that a word is like, and those that say the same in the names of bodies."""
    like = index.like(norm)
    told = meanings(norm)
    if not told:
        return like
    same = {number: SAME_MEANING for meaning in told for number in index.numbers_of(words_of_meaning(meaning))}
    return {**same, **like}

"""Listed words that say the same: as an ordinary word of a body's name, in any language, or whence somebody comes."""

from watchwire.names.classes import meanings, nisbas, words_of_meaning
from watchwire.names.pairing import SAME_MEANING
from watchwire.screening.index import Index


def like_or_translated(index: Index, norm: str) -> dict[int, float]:
    """Return the listed words that a word is like, and those that say the same in the names of bodies or people."""
    like = index.like(norm)
    told = meanings(norm)
    whence = nisbas().get(norm)
    if not told and whence is None:
        return like
    same = {number: SAME_MEANING for meaning in told for number in index.numbers_of(words_of_meaning(meaning))}
    if whence is not None:
        same.update(dict.fromkeys(index.numbers_of(whence), SAME_MEANING))
    return {**same, **like}

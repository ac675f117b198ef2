"""Listed words that say the same as an ordinary word of a body's name, in any language."""

from watchwire.names.classes import meanings, words_of_meaning
from watchwire.names.pairing import SAME_MEANING
from watchwire.screening.index import Index


def like_or_translated(index: Index, norm: str) -> dict[int, float]:
    """Return the listed words that a word is like, and those that say the same in the names of bodies."""
    like = found = index.like(norm)
    for meaning in meanings(norm):
        for word in words_of_meaning(meaning):
            number = index.word_number(word)
            if number is not None and number not in found:
                found = dict(found) if found is like else found
                found[number] = SAME_MEANING
    return found

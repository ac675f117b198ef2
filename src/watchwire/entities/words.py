"""The words of a whole text, which several steps walk through: taken apart once for all of them."""

from functools import lru_cache

from watchwire.names.tokens import Token, tokenize


@lru_cache(maxsize=4)
def words_of(text: str) -> tuple[Token, ...]:
    """Return the words of an article's text, with their places."""
    return tuple(tokenize(text))

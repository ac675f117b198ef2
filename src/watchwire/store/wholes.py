"""Articles and briefs as they are kept: whole, by the vocabulary's one codec, packed.

The text of an article stands in its own column, where it is searched; it is put back when the value is read. Only a
text that the database cannot hold as it is (NUL, lone surrogates) is kept within the value.
"""

import zlib
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from watchwire.errors import StoreError
from watchwire.model import Article, Brief
from watchwire.model.codec import dumps, loads

T = TypeVar("T", Article, Brief)
_HELD, _SMALL = 64, 64 << 10
"""Of values that are no longer than this, packed, so many are held unpacked: pages show the same again and again."""
_LEVEL = 6
_LONGEST = 256 << 20
"""Bytes of an unpacked value: none that we write comes near it."""


def pack_article(article: Article, held: str | None) -> bytes:
    """Return an article as bytes; `held` is its text as the column has it."""
    return zlib.compress(dumps(replace(article, text="") if article.text == held else article), _LEVEL)


def unpack_article(data: bytes, held: str) -> Article:
    """Return the article that was packed.

    Raises:
        StoreError: the bytes are no article.

    """
    return _with_text(_loaded(Article, data), held)


def pack_brief(brief: Brief, held: str | None) -> bytes:
    """Return a brief as bytes; `held` is its article's text as the column has it."""
    article = replace(brief.article, text="") if brief.article.text == held else brief.article
    return zlib.compress(dumps(replace(brief, article=article)), _LEVEL)


def unpack_brief(data: bytes, held: str) -> Brief:
    """Return the brief that was packed.

    Raises:
        StoreError: the bytes are no brief.

    """
    brief = _loaded(Brief, data)
    return replace(brief, article=_with_text(brief.article, held))


def _with_text(article: Article, held: str) -> Article:
    return article if article.text else replace(article, text=held)


def _loaded(kind: type[T], data: bytes) -> T:
    if len(data) > _SMALL:
        return _read(kind, data)
    hashable: Any = kind
    found: T = _read_again(hashable, bytes(data))
    return found


@lru_cache(_HELD)
def _read_again(kind: Any, data: bytes) -> Any:
    """Return what was unpacked before. Values are frozen, so whoever asks may have the same one; the bytes themselves
    are the key, so what is changed in the database, in whatever way, is read anew.
    """  # noqa: D205
    return _read(kind, data)


def _read(kind: type[T], data: bytes) -> T:
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data, _LONGEST)
        if unpacker.unconsumed_tail:
            raise StoreError(f"a stored {kind.__name__.lower()} is larger than {_LONGEST >> 20} MB")
        return loads(kind, text)
    except (zlib.error, ValueError) as error:
        raise StoreError(
            f"a stored {kind.__name__.lower()} cannot be read ({error}); see: watchwire store check"
        ) from error

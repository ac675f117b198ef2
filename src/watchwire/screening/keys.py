"""The keys under which a word of a text finds the listed words that it may be a spelling of.

A key is one of: a Korean syllable's class spelling, a class of equivalent given names, the folded form, the
consonants, the folded form with one letter left out, and (for two words that the list writes as one) a long word's
beginning. Keys are kept as CRC-32: a chance meeting only proposes a word that the edit distance then refuses.
"""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

from watchwire.names.acronyms import may_abbreviate
from watchwire.names.classes import country_classes, syllable_classes
from watchwire.names.fold import bones_of, fold, fold_many
from watchwire.names.similarity import bare_of_article, equivalents, read_french

_SKELETON_LEAST: Final = 3
_DELETION_LEAST: Final = 4
_TYPED_LEAST: Final = 3
_LONGEST: Final = 40
"""A longer run of letters is no word whose misspellings are worth the time."""
JOINED_LEAST: Final = 8
"""A word must be this long before two words of a text may stand for it."""
_SOFT_J: Final = ("je", "dje")
_PART_LEAST: Final = 3
_JOINT_LEAST: Final = 5
_JOINT_BONES: Final = 5
_SPOKEN_LEAST: Final = 7
_NONE: frozenset[int] = frozenset()


def search_keys(norms: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """Return for each word the keys under which it looks, and is kept.

    The first list holds the keys that only words of one sound share (the folded form, a Korean syllable's spellings),
    the second those that merely propose.
    """
    found = []
    bare = [bare_of_article(norm) for norm in norms]
    fold_many([*norms, *bare])  # all at once: one by one costs several times as much
    syllables = syllable_classes()
    for norm, article_off in zip(norms, bare, strict=True):
        folded, without = fold(norm), fold(article_off)
        same = [crc32(f"f{folded}".encode())]
        if norm in syllables:
            same.extend([crc32(f"s{name}".encode()) for name in syllables[norm]])
        further = [crc32(key.encode()) for key in _keys(norm, folded)]
        if _DELETION_LEAST <= len(folded) <= _LONGEST and not folded.isdigit():
            further.extend(_without_a_letter(b"d", folded))
        if without != folded:
            further.append(crc32(f"f{without}".encode()))
        french = read_french(norm)
        if french != norm:
            further.extend(crc32(key.encode()) for key in (f"f{fold(french)}", *_keys(norm, fold(french))))
        if norm.startswith(_SOFT_J):  # Slavic names leave it out ("Jeltsin"), Arabic ones do not ("Jebali", "Jabali")
            further.extend(crc32(key.encode()) for key in _keys(norm, f"j{folded}"))
        found.append((same, further))
    return found


def _keys(norm: str, folded: str) -> list[str]:
    found = [f"e{number}" for number in equivalents().get(norm, _NONE)]
    land = country_classes().get(norm)
    if land is not None:
        found.append(f"g{land}")
    if folded.isdigit():
        return found
    bones = bones_of(folded)
    if len(bones) >= _SKELETON_LEAST:
        # h is heard or not as the romanisation will: "Zawahri", "Zawahiri".
        found.append(f"c{bones[0]}{bones[1:].replace('h', '')}")
    if _DELETION_LEAST <= len(folded) <= _LONGEST:
        found.append(f"d{folded}")
    return found


def typing_keys(norm: str) -> list[int]:
    """Return the keys under which a word meets those that differ by one letter as they are written ("Heard", "Herard").

    They serve for single names only: in a running text a letter more or less is another word.
    """
    if not _TYPED_LEAST <= len(norm) <= _LONGEST or norm.isdigit():
        return []
    return sorted({crc32(f"w{norm}".encode()), *_without_a_letter(b"w", norm)})


def _without_a_letter(kind: bytes, word: str) -> list[int]:
    """Return the keys of a word with each letter left out: hashed on from what stands before it."""
    written = word.encode()
    if len(written) > len(word):
        return [crc32(kind + (word[:k] + word[k + 1 :]).encode()) for k in range(len(word))]
    before = crc32(kind)
    found: list[int] = []
    for k in range(len(written)):
        found.append(crc32(written[k + 1 :], before))
        before = crc32(written[k : k + 1], before)
    return found


def beginning_key(norm: str) -> int:
    """Return the key under which a word looks for longer ones that begin with it."""
    return crc32(f"p{norm}".encode())


def beginning_keys(norm: str) -> list[int]:
    """Return the keys of a long word's beginnings; none for a short one."""
    if not JOINED_LEAST <= len(norm) <= _LONGEST or not norm.isalpha():
        return []
    return [beginning_key(norm[:k]) for k in range(_PART_LEAST, len(norm) - _PART_LEAST + 1)]


def joint_keys(word: str) -> list[int]:
    """Return the keys under which two words of a listed name and one that they make meet ("Abdi Asjard", "Abdiasjerd").

    The folded form, and the consonants if they are enough. Words that are too short or no letters have none.
    """
    if not _JOINT_LEAST <= len(word) <= _LONGEST or not word.isalpha():
        return []
    folded = fold_many((word,))[0]
    keys = [crc32(f"j{folded}".encode())]
    bones = bones_of(folded).replace("h", "")
    if len(bones) >= _JOINT_BONES:
        keys.append(crc32(f"b{bones}".encode()))
    return keys


def acronym_key(letters: str) -> int:
    """Return the key under which an acronym meets the bodies whose words begin with its letters."""
    return crc32(f"a{letters}".encode())


def spoken_key(word: str) -> int:
    """Return the key under which two words with an Arabic article between them meet the one that they are spoken as."""
    return crc32(f"s{bones_of(fold_many((word,))[0]).replace('h', '')}".encode())


def joint_keys_asked(word: str) -> list[int]:
    """Return the keys under which a word asked looks for names of which two words, or all first letters, make it."""
    keys = joint_keys(word)
    if may_abbreviate(word):
        keys.append(acronym_key(word))
    if _SPOKEN_LEAST <= len(word) <= _LONGEST and word.isalpha():
        keys.append(spoken_key(word))
    return keys

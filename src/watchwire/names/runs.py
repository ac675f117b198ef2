"""Words of one name that stand together for one word of the other.

Written apart ("Abd al-Aziz", "Abdulaziz"; "Patr ushev", "Patrushev"), as initials ("JC", "Jean-Claude"), as letters
("A.B.C.", "ABC"), or as a number in words ("Forty-Four", "44").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.similarity import token_similarity
from watchwire.names.tokens import figure_of, letter_runs
from watchwire.names.unvowelled import SPELT, spells
from watchwire.tables import read_table

_LONGEST: Final = 3
_JOINED_LEAST: Final = 0.8
_WORTH: Final = 5
"""A joined word must have this many letters: shorter ones meet by chance."""
ABD: Final = "abd"
"""A small word that begins a name all the same ("Abd al-Rahman")."""
_GLUED_LEAST: Final = 7
_GLUED_ALIKE: Final = 0.88
ARTICLES: Final = frozenset(
    {"al", "el", "ul", "ol", "il", "ad", "ed", "ud", "ar", "er", "ur", "as", "es", "us", "ash", "az", "uz"}
)
_SUN: Final = ("d", "t", "r", "s", "z", "n")
"""Letters before which the l of an Arabic article is not heard."""
VOWELS: Final = ("a", "e", "u")
"""What is heard of it then."""
_INITIALS: Final = 0.8
_NUMBER: Final = 0.97
_FIGURES_MOST: Final = 9


@dataclass(frozen=True)
class Run:
    """A run of one name's words (`first` to `last`) that stands for one word of the other; the best word pairs."""

    first: int
    last: int
    other: int
    similarity: float


def find_letters(a: Anatomy, b: Anatomy) -> list[Run]:
    """Return runs of a's single letters that b writes as one word, letter by letter ("A.B.C.", "ABC")."""
    found: list[Run] = []
    if not a.lettered:
        return found
    norms = [word.norm for word in a.words]
    free = {word.norm: k for k, word in enumerate(b.words) if len(word.norm) > 1 and not word.form}
    for start, end in letter_runs(norms):
        first = start
        while first < end - 1:
            for last in range(end - 1, first, -1):
                other = free.pop("".join(norms[first : last + 1]), None)
                if other is not None:
                    found.append(Run(first, last, other, 1.0))
                    first = last
                    break
            first += 1
    return found


def find_runs(a: Anatomy, b: Anatomy, left_a: set[int], left_b: set[int]) -> list[Run]:
    """Return runs of a's words that stand for a word of b, among the words that have no partner yet."""
    found: list[Run] = []
    free = {k: _value((b.words[k],)) for k in left_b if _can_be_run(b.words[k], a.person)}
    if not free:
        return found
    first = 0
    while first < len(a.words):
        run = _run_from(a, b, first, left_a, free)
        if run is None:
            first += 1
            continue
        found.append(run)
        del free[run.other]
        first = run.last + 1
    return found


def says_number(word: Word) -> bool:
    """Say whether a word is a number, in digits or in words."""
    return _value((word,)) is not None


def _can_be_run(word: Word, person: bool) -> bool:
    """Say whether a word is one that several may stand for."""
    if not person:
        return True
    return not word.light and len(word.norm) > 1


def _run_from(a: Anatomy, b: Anatomy, first: int, left: set[int], free: dict[int, int | None]) -> Run | None:
    """Return the best run from a place on for one of the free words of b, given with the number that each says."""
    best: Run | None = None
    # Letters alone are the initials of very many people: another word must agree ("JC Moreau").
    initials = a.person and any(not word.light and k not in left for k, word in enumerate(a.words))
    numbers = not a.person and any(value is not None for value in free.values())
    for last in range(first if numbers else first + 1, min(first + _LONGEST, len(a.words))):
        # Particles may already have partners of their own; they join all the same.
        if any(k not in left and not a.words[k].light for k in range(first, last + 1)):
            break
        length = sum(len(a.words[k].norm) for k in range(first, last + 1))
        words = a.words[first : last + 1]
        for other, value in free.items():
            letters = len(b.words[other].norm)
            written = bool(b.words[other].raw or words[0].raw)  # a writing without vowels has fewer letters
            if a.person and letters > last - first + 1 and not (written or 0.7 * length <= letters <= 1.4 * length):
                continue  # neither initials nor the same letters
            similarity = _stands_for(words, b.words[other], value, a.person, initials)
            if similarity and (best is None or similarity > best.similarity):
                best = Run(first, last, other, similarity)
    return best


def _stands_for(words: tuple[Word, ...], other: Word, value: int | None, person: bool, initials: bool) -> float:
    if value is not None and (other.role is Role.NUMBER or not person) and value == _value(words):
        return _NUMBER
    norms = [word.norm for word in words]
    if len(words) > 1 and other.form and "".join(norms) == other.norm:
        return 1.0
    if len(words) < 2 or other.light:  # noqa: PLR2004
        return 0.0
    if initials and len(other.norm) == len(norms) and other.norm == "".join(norm[0] for norm in norms):
        return _INITIALS
    joined = "".join(norms)
    if len(joined) < _WORTH or all(word.light for word in words):
        return 0.0
    similarity = _glued(norms, other.norm)
    if similarity < _JOINED_LEAST and _spelt_together(words, other):
        return SPELT
    return similarity if similarity >= _JOINED_LEAST else 0.0


def assimilated(first: str, article: str, last: str, vowel: str = "") -> str:
    """Return three words as they are spoken together ("Nur al-Din" is "Nuraddin"): the article's l is not heard.

    Empty where it is heard, or where the word between is no article. `vowel` is another for the article's own.
    """
    if article in ARTICLES and last.startswith(_SUN):
        return first + (vowel or article[0]) + last
    return ""


def _glued(norms: Sequence[str], other: str) -> float:
    """Return how alike some words, written as one, are to a word of another name."""
    similarity = token_similarity("".join(norms), other)
    if len(norms) == _LONGEST and assimilated(*norms):
        spoken = [token_similarity(assimilated(norms[0], norms[1], norms[2], vowel), other) for vowel in VOWELS]
        return max(similarity, *spoken)
    return similarity


def find_glued(a: Anatomy, b: Anatomy) -> list[Run]:
    """Return runs of a person's words that the other name writes as one, nearly alike ("Nur al-Din", "Noureddine").

    Such a word looks like the first of the run, too ("Salah", "Salaheddine"), so these are paired before the others.
    """
    found: list[Run] = []
    norms = [word.norm for word in a.words]
    for other, word in enumerate(b.words):
        if len(word.norm) < _GLUED_LEAST or word.light or word.raw or word.norm in norms:
            continue
        for first in range(len(norms) - 1):
            if norms[first][0] != word.norm[0] or (a.words[first].light and norms[first] != ABD):
                continue
            for last in range(first + 1, min(first + _LONGEST, len(norms))):
                run = norms[first : last + 1]
                length = sum([len(norm) for norm in run])
                if a.words[last].light or not len(word.norm) <= length + _LONGEST <= len(word.norm) + 2 * _LONGEST:
                    continue
                similarity = _glued(run, word.norm)
                if similarity >= _GLUED_ALIKE:
                    found.append(Run(first, last, other, similarity))
    return found


def _spelt_together(words: tuple[Word, ...], other: Word) -> bool:
    """Say whether words of a writing without vowels spell one Latin word together, or the other way round."""
    if other.raw:
        return not words[0].raw and spells(other.raw, "".join([w.norm for w in words if not w.light]))
    return bool(words[0].raw) and spells("".join([w.raw for w in words]), other.norm)


@cache
def number_words() -> dict[str, int]:
    """Return the words for numbers ("forty"), each with its value."""
    return {
        word: int(row["value"]) for row in read_table("watchwire.names", "numbers.tsv") for word in row["words"].split()
    }


def _figure(norm: str) -> int | None:
    figure = figure_of(norm) if len(norm) <= _FIGURES_MOST else ""
    return int(figure) if figure else number_words().get(norm)


def _value(words: tuple[Word, ...]) -> int | None:
    """Return the number that words say: digits, a number word, or tens and units; None for anything else."""
    values = [_figure(word.norm) for word in words]
    if len(values) == 1:
        return values[0]
    if len(values) == 2 and None not in values:  # noqa: PLR2004
        tens, units = values
        assert tens is not None  # noqa: S101
        assert units is not None  # noqa: S101
        if tens % 10 == 0 and 20 <= tens <= 90 and 1 <= units <= 9:  # noqa: PLR2004
            return tens + units
    return None

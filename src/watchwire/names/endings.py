"""What a name may be that a text bends or spells in its language: “Kadyrovin”, “Timčenka”, “Szecsin”."""

import re
from functools import cache
from typing import Final

from watchwire.names.scripts import latin
from watchwire.tables import read_table

STEM_LEAST: Final = 3
"""How many letters are left of a word at least."""


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the endings of each language, and what stands in their place where the name is by itself."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("watchwire.names", "endings.tsv"):
        found.setdefault(row["language"], []).append((row["ending"], row["base"]))
    return {language: tuple(rows) for language, rows in found.items()}


def is_bending(language: str | None) -> bool:
    """Say whether a language (ISO 639-1) bends names in Latin or Greek letters, and its endings are known."""
    return language is not None and language in _endings()


def unbent(norm: str, language: str | None) -> tuple[str, ...]:
    """Return what a word may be without the endings of a language.

    Args:
        norm: the word as names are compared (`names.fold`).
        language: ISO 639-1; of one whose endings are not known, or that has none, nothing is returned.

    """
    if language is None or not norm.isalpha():
        return ()
    found = [
        norm[: -len(ending)] + base
        for ending, base in _endings().get(language, ())
        if norm.endswith(ending) and len(norm) - len(ending) >= STEM_LEAST
    ]
    # Hungarian doubles the last letter before “with” (“Orlanovval”).
    doubled = [form[:-1] for form in found if language == "hu" and len(form) > STEM_LEAST and form[-1] == form[-2]]
    return tuple(dict.fromkeys(form for form in (*found, *doubled) if form != norm))


@cache
def _respellings() -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """Return for each language a pattern of what it writes its own way, and how lists write that."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("watchwire.names", "respellings.tsv"):
        found.setdefault(row["language"], {})[row["written"]] = row["english"]
    return {
        language: (re.compile("|".join(sorted(map(re.escape, rows), key=len, reverse=True))), rows)
        for language, rows in found.items()
    }


def unspelt(raw: str, norm: str, language: str) -> tuple[str, ...]:
    """Return what a word may be in the English spelling and without an ending.

    Args:
        raw: the word as it is written.
        norm: the word as names are compared.
        language: ISO 639-1, of the text.

    """
    forms = [*unbent(norm, language)]
    if language in _respellings():
        pattern, rows = _respellings()[language]
        other = latin(pattern.sub(lambda match: rows[match[0]], raw.lower()))
        if other != norm:
            forms += [other, *unbent(other, language)]
    return tuple(dict.fromkeys(forms))

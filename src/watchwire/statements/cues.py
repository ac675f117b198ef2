"""The cue lexicon, from data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.model import Certainty
from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cue lemmas of one language with the certainty that each carries."""

    verbs: dict[str, Certainty]
    nouns: dict[str, Certainty]
    adjectives: dict[str, Certainty]
    undertaking: frozenset[str]
    about: dict[str, frozenset[str]]
    clause_only: frozenset[str]
    quotation_only: frozenset[str]
    infinitive: frozenset[str]
    addressing: frozenset[str]
    weakeners: frozenset[str]
    modals: frozenset[str]
    negators: frozenset[str]
    stances: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    headline_sources: frozenset[str]
    fields: frozenset[str]
    naming: frozenset[str]
    accusing: frozenset[str]
    no_content: dict[str, frozenset[str]]
    deeds: tuple[str, ...]
    speaking: frozenset[str]
    outlooks: frozenset[str]
    carrying: frozenset[str]
    seeming: frozenset[str]
    hearsay: frozenset[str]
    unspoken: frozenset[str]
    going_on: frozenset[str]
    with_infinitive: frozenset[str]


@cache
def cue_lexicon(language: str = "en") -> CueLexicon:
    """Return the cues of a language."""
    block: dict[str, Any] = read_yaml("watchwire.statements", "cues.yaml")[language]
    return CueLexicon(
        _by_lemma(block["verbs"]),
        _by_lemma(block["nouns"]),
        _by_lemma(block["adjectives"]),
        frozenset(block["undertaking"]),
        {word: frozenset(held) for word, held in block["about"].items()},
        frozenset(block["clause_only"]),
        frozenset(block["quotation_only"]),
        frozenset(block["infinitive"]),
        frozenset(block["addressing"]),
        frozenset(block["weakeners"]),
        frozenset(block["modals"]),
        frozenset(block["negators"]),
        frozenset(block["stances"]),
        {lemma: frozenset(held) for lemma, held in block["prepositions"].items()},
        frozenset(block["headline_sources"]),
        frozenset(block["fields"]),
        frozenset(block["naming"]),
        frozenset(block["accusing"]),
        {lemma: frozenset(held) for lemma, held in block["no_content"].items()},
        tuple(block["deeds"]),
        frozenset(block["speaking"]),
        frozenset(block["outlooks"]),
        frozenset(block["carrying"]),
        frozenset(block["seeming"]),
        frozenset(block["hearsay"]),
        frozenset(block["unspoken"]),
        frozenset(block["going_on"]),
        frozenset(block["with_infinitive"]),
    )


def _by_lemma(classes: dict[str, list[str]]) -> dict[str, Certainty]:
    found: dict[str, Certainty] = {}
    for name, lemmas in classes.items():
        for lemma in lemmas:
            found.setdefault(lemma, Certainty(name))
    return found

"""What a listing does, read from the words of a publisher by the table `data/effects.tsv`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from watchwire.model import Effect, PartyKind
from watchwire.tables import read_table


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    words: str
    effects: tuple[Effect, ...]

    def fits(self, term: str, kind: PartyKind | None) -> bool:
        if self.kind != "any" and (self.kind == "person") != (kind is PartyKind.PERSON):
            return False
        bare = self.words.strip("*")
        starts, ends = self.words.startswith("*"), self.words.endswith("*")
        if starts and ends:
            return bare in term
        if ends:
            return term.startswith(bare)
        return term.endswith(bare) if starts else term == bare


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for row in read_table("watchwire.lists", "effects.tsv"):
        effects = tuple(Effect(word) for word in row["effects"].split("|"))
        found.setdefault(row["publisher"], []).append(_Row(row["kind"], row["words"], effects))
    return {publisher: tuple(rows) for publisher, rows in found.items()}


@cache
def effects_of(
    publisher: Literal["un", "eu", "ofac", "csl", "uk"], term: str, kind: PartyKind | None = None
) -> tuple[Effect, ...]:
    """Return what one term of a publisher (a list's name, a measure) means; `other` where the table lacks it."""
    folded = " ".join(term.casefold().split())
    fitting = (row.effects for row in _rows().get(publisher, ()) if row.fits(folded, kind))
    return next(fitting, (Effect.OTHER,))


def ordered(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Return effects without repeats, in the order of the vocabulary, so that two files of one fact read the same."""
    held = set(effects)
    return tuple(effect for effect in Effect if effect in held)

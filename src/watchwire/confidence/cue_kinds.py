"""What a cue of stance tells, from data: a judgement and a demand are views, the mention of a matter is hardly one."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from watchwire.language import Analysis
from watchwire.model import Statement
from watchwire.tables import read_yaml

_TELLING = frozenset({"VERB", "NOUN", "ADJ", "AUX"})


@cache
def cue_kinds() -> Mapping[str, frozenset[str]]:
    """Return for each lemma what it tells as a cue of stance."""
    content: dict[str, Any] = read_yaml("watchwire.confidence", "cue_kinds.yaml")
    found: dict[str, set[str]] = {}
    for kind, lemmas in content.items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(kind)
    return {lemma: frozenset(kinds) for lemma, kinds in found.items()}


def cue_kind_features(analysis: Analysis, statement: Statement) -> Iterator[str]:
    """Yield what the cue of a stance tells, by its last word that tells something."""
    if not statement.stance:
        return
    words = [word for word in analysis.words_in(statement.cue_span) if word.pos in _TELLING]
    known = [word for word in words if word.lemma in cue_kinds()]
    if not known:
        yield "a cue of no kind"
        return
    for kind in sorted(cue_kinds()[known[-1].lemma]):
        yield f"a cue that {kind}"
        speaker = "a name" if statement.speaker is not None else "no name"
        yield f"a cue that {kind}, {speaker} speaks"

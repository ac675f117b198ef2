"""Whose word it is where several speak: “we” of a joint statement, and “they” or “the two” after two were named."""

import re

from watchwire.language import Analysis, Word
from watchwire.model import Span

_END = (
    r"(?= on the | on [A-Z0-9]| following| regarding| after | in response| concerning| about | at the |, following"
    r"|, which|[:;]|(?<![A-Z])\.(?=\s|$)|\s*\n|$)"
)
_WHO = r"(?P<who>[^\n:]{8,400}?)"
_STATEMENT = r"(?:statement|communiqu[ée]|declaration)"
_MADE = r"(?:released|issued|made|adopted|agreed|delivered|published|given)"
_BODIES = "Representatives|Members|Ministers|Leaders|Foreign Ministers|Heads|Envoys|Governments"
_JOINT = (
    re.compile(rf"\b{_STATEMENT}s?\b[^.\n:]{{0,60}}? {_MADE} (?:\w+ ){{0,2}}?by {_WHO}{_END}"),
    re.compile(rf"\bis an? (?:joint )?{_STATEMENT} (?:by|from|of) {_WHO}{_END}"),
    re.compile(
        rf"^(?P<who>(?:{_BODIES}) (?:of|from) [^\n.:]{{8,300}}?) (?:met|gathered|convened|issued|released|held|came)\b"
        r"(?=[^\n]*\n\s*Begin [Tt]ext)",
        re.MULTILINE,
    ),
)
_EARLY = 2000
"""Within how many characters a text says whose it is."""
_MANY = re.compile(
    r"\band\b|\b(?:governments|ministers|members|leaders|representatives|envoys|states)\b", re.IGNORECASE
)


def joint_speakers(text: str) -> Span | None:
    """Return the words for those who make a joint statement (“the governments of Canada and Mexico”), or None.

    Args:
        text: the text of an article.

    """
    for pattern in _JOINT:
        found = pattern.search(text, 0, _EARLY)
        if found is not None and _MANY.search(found["who"]):
            return Span(found.start("who"), found.start("who") + len(found["who"].rstrip(" ,")))
    return None


_TWO = frozenset({"they", "the two", "both", "the two leaders", "the two ministers", "both sides", "the two sides"})
_BACK = 3
_NAMED = frozenset({"PROPN", "NOUN"})


def pair_before(analysis: Analysis, source: Span) -> Span | None:
    """Return the two people that “they” or “the two” are, if they were the subject of a sentence shortly before.

    (“Secretary Berg and Minister Lopez met in Oslo. *They* discussed …”)

    Args:
        analysis: the analysed text.
        source: the pronoun or description.

    """
    if source.of(analysis.article.text).lower() not in _TWO:
        return None
    here = next((n for n, s in enumerate(analysis.sentences) if s.span.contains(source)), None)
    if here is None:
        return None
    for sentence in reversed(analysis.sentences[max(0, here - _BACK) : here]):
        words = analysis.words[sentence.first : sentence.last]
        subjects = [w for w in words if w.dep in {"nsubj", "nsubjpass"} and analysis.words[w.head].dep == "ROOT"]
        for subject in subjects:
            pair = _pair(analysis, subject)
            if pair is not None:
                return pair
            if subject.tag in {"NNS", "NNPS"}:
                return None  # other people came between
    return None


def _pair(analysis: Analysis, subject: Word) -> Span | None:
    """Return a subject of two people with names or offices (“the Secretary and Minister Lopez”)."""
    joined = [c for c in analysis.children(subject.number) if c.dep == "conj" and c.pos in _NAMED]
    if len(joined) != 1 or subject.pos != "PROPN" or not joined[0].text[:1].isupper():
        return None
    if any(c.dep == "conj" for c in analysis.children(joined[0].number)):
        return None
    first = analysis.subtree(subject.number)[0]
    last = analysis.subtree(joined[0].number)[1]
    end = next(
        (
            n
            for n in range(joined[0].number + 1, last)
            if analysis.words[n].pos in {"VERB", "AUX"} or analysis.words[n].text == ","
        ),
        last,
    )
    return analysis.span(first, end)

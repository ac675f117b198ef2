"""Whom short descriptions stand for (“the ministry”, “the company”), where the reading is clear."""

from collections import defaultdict
from itertools import islice, takewhile

from watchwire.entities.described import is_description
from watchwire.entities.people import people_words
from watchwire.entities.pronouns import BACK
from watchwire.entities.walk import CLEAR, FADES, SEEN_MOST, SUBJECT, Reading
from watchwire.language import Word

UNNAMED_BACK = 4
"""How many sentences somebody without a name is meant by the noun that the text has called him by."""


def described(reading: Reading, word: Word, sentence: int) -> str | None:
    """“The ministry”, “the company”: the one before whom the text calls so, or of several the clearly nearest.

    Nobody where somebody without a name was called so a moment ago (“a Dutch company”).
    """
    if word.number in reading.covered or not is_description(reading.analysis, word, reading.called):
        return None
    lemma = word.lemma.lower()
    if sentence - reading.unnamed.get(lemma, -UNNAMED_BACK) < UNNAMED_BACK:
        return None
    fits = [entity for start, entity in reading.called[lemma] if start < word.start]
    plain = word.number and reading.analysis.words[word.number - 1].pos == "DET"
    if len(fits) < 2 or not plain or lemma not in people_words().companies:  # noqa: PLR2004
        return fits[0] if len(fits) == 1 else None
    weights: dict[str, float] = defaultdict(float)
    for mention in takewhile(
        lambda seen: sentence - seen.sentence <= BACK["body"], islice(reversed(reading.seen), SEEN_MOST)
    ):
        if mention.entity in fits:
            joined = reading.analysis.words[mention.word].dep == "conj"
            worth = (100 + (SUBJECT if joined else mention.weight)) * FADES ** (sentence - mention.sentence)
            weights[mention.entity] = max(weights[mention.entity], worth)
    ordered = sorted(weights.items(), key=lambda pair: -pair[1])
    clear = ordered and (len(ordered) == 1 or ordered[0][1] >= CLEAR * ordered[1][1])
    return ordered[0][0] if clear else None

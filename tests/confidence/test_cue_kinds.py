"""What a cue of stance tells: a judgement, a demand, or only that somebody comes to speak of a matter."""

import pytest

from watchwire.confidence.cue_kinds import cue_kind_features, cue_kinds
from watchwire.language import language_for
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

CASES = [
    ("Minister Tove Lund condemned the raid on the harbour.", "a cue that judges against"),
    ("Minister Tove Lund praised the pilots of the harbour.", "a cue that judges for"),
    ("Minister Tove Lund demanded the withdrawal of the fleet.", "a cue that asks"),
    ("Minister Tove Lund refused a meeting with the fleet's owners.", "a cue that refuses"),
    ("Minister Tove Lund discussed the fleet with the mayor.", "a cue that only touches"),
]


@pytest.mark.parametrize(("sentence", "feature"), CASES)
def test_a_cue_tells(sentence: str, feature: str) -> None:
    brief = Reader().brief(read_plain(f"{sentence}\n"))
    analysis = language_for("en").analyse(brief.article)
    seen = {name for item in brief.statements for name in cue_kind_features(analysis, item)}
    assert feature in seen
    assert f"{feature}, a name speaks" in seen


def test_every_word_is_a_lemma_of_few_kinds() -> None:
    assert all(word == word.lower().strip() and len(kinds) <= 2 for word, kinds in cue_kinds().items())

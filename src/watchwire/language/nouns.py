"""What common nouns name: a person, a group, an act, and so on (from WordNet, see the head of the table)."""

from functools import cache

from watchwire.tables import read_table


@cache
def _classes() -> dict[str, str]:
    rows = read_table("watchwire.language", "noun_classes.tsv")
    return {noun: row["class"] for row in rows for noun in row["nouns"].split()}


def noun_class(lemma: str) -> str | None:
    """Return what a common noun names by its most frequent sense; None for what is no common noun of English.

    Args:
        lemma: the noun in lower case, singular.

    Returns:
        `act`, `event`, `words`, `idea`, `thing`, `group`, `person`, `place` or `amount`.

    """
    return _classes().get(lemma)

"""Names that people bear: that a name is a person's, and whether "he" or "she" can stand for its bearer."""

from functools import cache

from watchwire.names.scripts import latin
from watchwire.tables import read_table


@cache
def _sexes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("watchwire.entities", "given_names.tsv"):
        for name in row["names"].split():
            held = found.setdefault(name, row["sex"])
            if held != row["sex"]:
                found[name] = "b"
    for row in read_table("watchwire.entities", "census_names.tsv"):
        if row["kind"] != "family":
            for name in row["names"].split():
                found.setdefault(name, row["kind"])
    return found


@cache
def _families() -> frozenset[str]:
    rows = read_table("watchwire.entities", "census_names.tsv")
    return frozenset(name for row in rows if row["kind"] == "family" for name in row["names"].split())


def is_given_name(word: str) -> bool:
    """Say whether a word is a known given name."""
    return latin(word).lower() in _sexes()


def is_family_name(word: str) -> bool:
    """Say whether a word is one of the commonest family names in the United States (most of the world's are not)."""
    return latin(word).lower() in _families()


def sex_of_given_name(word: str) -> str | None:
    """Return `m` or `f` where only men or only women bear a given name, else None."""
    sex = _sexes().get(latin(word).lower())
    return sex if sex in {"m", "f"} else None

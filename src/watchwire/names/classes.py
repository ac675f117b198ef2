"""What kind of word a token of a name is."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

from watchwire.geography import countries, country_words, places
from watchwire.names.fold import fold, fold_many
from watchwire.names.forms import single_forms
from watchwire.names.scripts import latin
from watchwire.names.unvowelled import Spellings
from watchwire.tables import data_text, read_table, read_yaml

_PATRONYMIC: Final = (
    "ovich", "evich", "ovic", "evic", "ievich", "yevich", "ich", "ovna", "evna", "ivna", "ichna", "yevna",
    "ovych", "evych", "iyovych", "ivych", "ovitch", "evitch", "owicz", "ogly", "oglu", "kyzy", "qizi",
)  # fmt: skip
_PATRONYMIC_LEAST: Final = 6
_BEGUN_LEAST: Final = 4
_NOTHING: frozenset[int] = frozenset()
_HARDLY: Final = 0.5
_EVERYWHERE: Final = 333.0
"""Shares among people, in hundredths of a percent, of names that are hardly common, and of the commonest (James)."""
_GRADES: Final = {"everywhere": 50.0, "common": 20.0, "frequent": 7.0}
"""The shares, likewise, that the grades of `common_abroad.tsv` stand for."""


@cache
def _classes() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml("watchwire.names", "classes.yaml")
    return content


@cache
def particles() -> frozenset[str]:
    """Small words that join name parts (al, bin, de, van)."""
    return frozenset(_classes()["particles"])


@cache
def joining_words() -> frozenset[str]:
    """Further small words inside the names of bodies (in, fi, pour)."""
    return frozenset(_classes()["joining_words"])


@cache
def titles() -> frozenset[str]:
    """Words before a person's name that are no part of it."""
    return frozenset(_classes()["titles"])


@cache
def arms_words() -> frozenset[str]:
    """Words right behind a maker's name that make it the name of a weapon ("Kalashnikov *rifles*")."""
    return frozenset(_classes()["arms_words"])


@cache
def honorifics() -> frozenset[str]:
    """Titles, and words of respect that stand before, after or in a person's name, or are left out."""
    return titles() | frozenset(_classes()["honorifics"])


@cache
def _common_names() -> dict[str, float]:
    """Common names by their folded form: one name in two spellings is as common as its commoner one."""
    scale = math.log(_EVERYWHERE / _HARDLY)
    found: dict[str, float] = {}
    rows = _shares()
    for (_, share), key in zip(rows, fold_many([name for name, _ in rows]), strict=True):
        common = min(1.0, math.log(share / _HARDLY) / scale)
        found[key] = max(found.get(key, 0.0), common)
    return found


@cache
def _shares() -> list[tuple[str, float]]:
    """Return common names with their shares among people, in hundredths of a percent: counted ones, and estimates."""
    counted = [(row["name"], float(row["share"])) for row in read_table("watchwire.names", "common_names.tsv")]
    abroad = [
        (name, share)
        for row in read_table("watchwire.names", "common_abroad.tsv")
        for grade, share in _GRADES.items()
        for name in row[grade].split()
    ]
    return counted + abroad


def commonness(norm: str) -> float:
    """Return how common a name is among people, 0 (not known to be) to 1, by the logarithm of its share."""
    return _common_names().get(fold(norm), 0.0)


@cache
def _common_spellings() -> Spellings:
    return Spellings([name for name, _ in _shares()])


@lru_cache(maxsize=1 << 12)
def commonness_unvowelled(raw: str) -> float:
    """Return the same of a word of Arabic or Hebrew writing: of the commonest name that its letters spell."""
    return max([commonness(norm) for norm in _common_spellings().of(raw, clitics=False)], default=0.0)


def organisation_forms() -> dict[str, str]:
    """Legal forms of bodies that are one word, each with the name of its class."""
    return single_forms()


@cache
def words_of_class() -> frozenset[str]:
    """Words for what kind of body it is that the press writes small behind a name (cartel, network)."""
    return frozenset(_classes()["words_of_class"])


@cache
def organisation_words() -> frozenset[str]:
    """Words that tell little about which body is meant (bank, trading, ministry)."""
    return frozenset(_classes()["organisation_words"])


@cache
def _body_words() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """Ordinary words of bodies' names with the numbers of their meanings; and beginnings of such words likewise."""
    whole: dict[str, set[int]] = {}
    begun: dict[str, set[int]] = {}
    for number, row in enumerate(read_table("watchwire.names", "body_words.tsv")):
        for word in row["words"].split():
            table = begun if word.endswith("*") else whole
            table.setdefault(word.rstrip("*"), set()).add(number)
    return _frozen(whole), _frozen(begun)


@cache
def _beginnings() -> frozenset[str]:
    """Return the first letters of the beginnings: most words have none of them."""
    return frozenset([word[:_BEGUN_LEAST] for word in _body_words()[1]])


def _frozen(table: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    return {word: frozenset(numbers) for word, numbers in table.items()}


@lru_cache(maxsize=1 << 13)
def meanings(norm: str) -> frozenset[int]:
    """Return what an ordinary word of bodies' names means, in any language, by number; nothing for other words."""
    whole, begun = _body_words()
    found = whole.get(norm, _NOTHING)
    if norm[:_BEGUN_LEAST] not in _beginnings():
        return found
    for end in range(_BEGUN_LEAST, len(norm) + 1):
        found = found | begun.get(norm[:end], _NOTHING)
    return found


@cache
def words_of_meaning(number: int) -> tuple[str, ...]:
    """Return the words of a meaning that the table gives in full."""
    return tuple([word for word, numbers in _body_words()[0].items() if number in numbers])


@cache
def nisbas() -> dict[str, tuple[str, ...]]:
    """Names after where somebody comes from, each with all that say the same ("masri", "egyptian")."""
    rows = [tuple(row["words"].split()) for row in read_table("watchwire.names", "nisbas.tsv")]
    return {word: row for row in rows for word in row}


@cache
def _generations(table: str) -> dict[str, int]:
    return {word: number for number, words in _classes()[table].items() for word in words}


def generation_of(norms: Sequence[str], place: int) -> int:
    """Return the generation that a word of a person's name says ("Sr." 1, "Jr." 2); 0 where it says none."""
    if not place:
        return 0
    norm = norms[place]
    said = _generations("generations").get(norm, 0)
    if not said and norms[place - 1] == "the":
        said = _generations("generations_the").get(norm, 0)
    if not said and place > 1 and place == len(norms) - 1:
        said = _generations("generations_at_the_end").get(norm, 0)
    return said


@cache
def vessel_prefixes() -> frozenset[str]:
    """Abbreviations before a ship's name (MV, MT)."""
    return frozenset(_classes()["vessel_prefixes"])


@cache
def land_tokens() -> frozenset[str]:
    """Return the Latin forms of all names of countries and regions of one word, without towns: few people bear them."""
    regions = [*_classes()["regions"], *(form for forms in _classes()["region_forms"].values() for form in forms)]
    # "Korean" and "Lankan" say a country as "Iranian" does, whether or not the word before them is there.
    adjectives = [demonym.split()[-1] for country in countries().values() for demonym in country.demonyms]
    return frozenset(latin(word) for word in (*country_words(), *regions, *adjectives) if " " not in word)


@cache
def country_tokens() -> frozenset[str]:
    """Return the Latin forms of all country, region and place names of one word."""
    return land_tokens() | {latin(word) for word in places() if " " not in word}


@cache
def country_classes() -> dict[str, str]:
    """Return the names and demonyms of countries and regions that are one word, each with what it stands for."""
    table = {latin(word): code for word, (code, *_) in country_words().items() if " " not in word}
    table |= {latin(form): name for name, forms in _classes()["region_forms"].items() for form in forms}
    return table


@cache
def calendar_words() -> frozenset[str]:
    """Names of days and months, which have capitals and are no names of anybody."""
    return frozenset(_classes()["calendar"])


@cache
def common_english() -> frozenset[str]:
    """Common English words, lower case."""
    lines = data_text("watchwire.names", "common_english.txt").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def no_family_names() -> frozenset[str]:
    """Codes of countries whose people have no family names, so that the press does not shorten what they are called."""
    return frozenset(_classes()["no_family_names"])


def is_patronymic(norm: str) -> bool:
    """Say whether a Latin token has the shape of a Slavic or Turkic patronymic."""
    return len(norm) >= _PATRONYMIC_LEAST and norm.endswith(_PATRONYMIC)


@cache
def syllable_classes() -> dict[str, frozenset[str]]:
    """Korean syllables: every spelling with the classes it can stand for."""
    table: dict[str, set[str]] = {}
    for row in read_table("watchwire.names", "syllables.tsv"):
        for spelling in row["spellings"].split():
            table.setdefault(spelling, set()).add(row["class"])
    return {spelling: frozenset(names) for spelling, names in table.items()}


@cache
def korean_families() -> frozenset[str]:
    """Spellings of common Korean family names."""
    return frozenset(
        spelling
        for row in read_table("watchwire.names", "syllables.tsv")
        if row["family"] == "yes"
        for spelling in row["spellings"].split()
    )


@cache
def chinese_families() -> frozenset[str]:
    """Common Chinese family names, as pinyin spells them."""
    return frozenset(_classes()["chinese_families"])


@lru_cache(maxsize=1 << 12)
def two_syllables(norm: str) -> tuple[tuple[str, str], ...]:
    """Return the ways of parting a word into two known Korean syllables ("sangho": "sang", "ho")."""
    known = syllable_classes()
    return tuple([(norm[:k], norm[k:]) for k in range(1, len(norm)) if norm[:k] in known and norm[k:] in known])


def same_syllables(left: str, right: str) -> bool:
    """Say whether two words of two Korean syllables each may be the same ("Sangho", "Sanghoh"; not "Songho")."""
    if left == right:
        return True
    classes = syllable_classes()
    return any(
        all(classes[a] & classes[b] for a, b in zip(one, other, strict=True))
        for one in two_syllables(left)
        for other in two_syllables(right)
    )


def looks_korean(tokens: tuple[str, ...]) -> bool:
    """Say whether a name is built as Korean names are: two to four known syllables, a family name at one end."""
    known = syllable_classes()
    if not 2 <= len(tokens) <= 4 or not all(token in known for token in tokens):  # noqa: PLR2004
        return False
    families = korean_families()
    return tokens[0] in families or tokens[-1] in families

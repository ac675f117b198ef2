"""What the text around a name says: countries, offices, the words by which it is called."""

import re
from functools import lru_cache
from typing import Final

from watchwire.names.classes import common_english, country_tokens, land_tokens, no_family_names, titles
from watchwire.names.scripts import latin
from watchwire.names.similarity import equivalents, token_similarity
from watchwire.names.tokens import words
from watchwire.screening.entry import family_of
from watchwire.screening.evidence import Features
from watchwire.screening.found import Found
from watchwire.screening.roles import HIGH, role_or_country
from watchwire.screening.signs import ship_near
from watchwire.screening.surroundings import ACRONYM_MOST, Around, Standing, Surroundings

_WORDS_MOST: Final = 3
_BESIDE: Final = 25
_FEW_COUNTRIES: Final = 4
"""Up to so many countries named in a text, each is taken to be what it is about."""
_CHINESE: Final = frozenset({"CN", "TW", "HK", "MO", "SG", "MY"})
_ONE_CULTURE: Final = {
    "KP": frozenset({"KR"}),
    "KR": frozenset({"KP"}),
    **{code: _CHINESE - {code} for code in _CHINESE},
}
"""Countries whose people bear the same names."""
_GIVEN_ALIKE: Final = 0.85
_SHORT_WORD: Final = 3
_TELLING_WORDS: Final = 2
"""How many words at the end of what an acronym is spelt out with must be the party's own."""
_POSSESSED: Final = re.compile(r"['’]s?$")


def context_of(surroundings: Surroundings, item: Found) -> Features:
    """Return what the text around a name found says, without the other names found in it."""
    around = surroundings.at(item.start, item.end)
    standing = item.entry.standing
    found: Features = {"topic": surroundings.topic}
    _countries(found, surroundings, around, standing)
    if item.group in {"person", "syllabic", "lone"}:
        _roles(found, around, standing)
        cut = item.group == "person" and "whole name" not in item.features
        found["part of a name without family name"] = float(cut and bool(standing.countries & no_family_names()))
        if item.group == "lone":
            found["high office on the list"] = float(bool(standing.roles & HIGH))
            _full_names(found, surroundings, item)
            found["family name of many"] = float(item.entry.anatomy.korean and not found["full name in text"])
        elif "initial" in item.features:
            found["initial, role agrees"] = found.get("role agrees", 0.0)
    elif item.group == "body":
        _claims(found, around, standing)
        found["press form"] = float(item.entry.press)
        found["called an armed group"] = float(around.armed_group)
        near = bool(found.get("country near")) or "claimed by its country" in found
        if "acronym" in item.features:
            found["acronym, country not named"] = float(not near and "country in text" not in found)
            _spelt_out(found, surroundings, item)
            unknown = not ("daily name" in item.features or found.get("spelt out as its name"))
            found["acronym, nothing for it"] = float(unknown and not near and "country in text" not in found)
        elif item.end - item.start <= ACRONYM_MOST:
            _spelt_out(found, surroundings, item)  # “Isis (Institute of …)”
        common = "no own word" in item.features and not near
        found["common name, country not near"] = float(common and bool(standing.countries))
        found["common name, no country known"] = float(common and not standing.countries)
    else:
        beside = surroundings.text[max(0, item.start - _BESIDE) : item.start]
        found["ship near"] = float(ship_near(surroundings.text, item.start, item.end))
        found["ship beside"] = float(ship_near(beside, 0, 0) or ship_near(beside, len(beside), len(beside)))
    return found


def _countries(found: Features, surroundings: Surroundings, around: Around, standing: Standing) -> None:
    if not standing.countries:
        found["no country known"] = 1.0
        found["country near"] = float(bool(standing.home & surroundings.countries_at(around)))
        return
    near = surroundings.countries_at(around)
    if standing.countries & near:
        found["country near"] = 1.0
        return
    found["namesake country near"] = float(not _akin(standing).isdisjoint(near))
    if any(code in surroundings.countries for code in standing.countries):
        # A text that names half the world names the party's country, too.
        found["country in text"] = min(1.0, _FEW_COUNTRIES / len(surroundings.countries))
    else:
        # One that names a single other country says little by not naming the party's.
        found["country not in text"] = min(1.0, len(surroundings.countries) / _FEW_COUNTRIES)
        found["another country near"] = float(bool(near))


def _akin(standing: Standing) -> frozenset[str]:
    return frozenset[str]().union(*(_ONE_CULTURE.get(code, ()) for code in standing.countries))


def _roles(found: Features, around: Around, standing: Standing) -> None:
    public = around.roles - {"private"}
    if public & standing.roles:
        found["role agrees"] = 1.0
    elif public and standing.roles:
        found["another role"] = 1.0
    found["public role"] = float(bool(public))
    unexplained = bool(public & HIGH) and not standing.roles and bool(standing.countries)
    found["high office, none listed"] = float(unexplained and not found.get("country near"))
    elsewhere = bool(around.offices - standing.countries - _akin(standing)) and not around.offices & standing.countries
    found["office of another country"] = float(elsewhere and bool(standing.countries))
    found["private occupation"] = float("private" in around.roles and not public & standing.roles)
    agreeing = len(around.words & standing.words) if standing.words else 0
    found["position words"] = float(min(_WORDS_MOST, agreeing))


def _full_names(found: Features, surroundings: Surroundings, item: Found) -> None:
    """Whether the text has the family name with a given name elsewhere: the party's, or another's."""
    listed = item.entry.anatomy.words
    family_word = listed[item.entry.order[family_of(item.entry)]].norm
    givens = [listed[k].norm for k in item.entry.order if listed[k].norm != family_word]
    own = other = False
    for words_before in surroundings.words_before(surroundings.text[item.start : item.end]):
        before = [latin(word.rstrip(".")) for word in words_before if not _POSSESSED.search(word)]
        before = [norm for norm in before if _is_given(norm)]
        agrees = any(token_similarity(given, word) >= _GIVEN_ALIKE for given in before for word in givens)
        own, other = own or agrees, other or (bool(before) and not agrees)
    found["full name in text"] = float(own)
    found["another bearer in text"] = float(other and not own)


def _spelt_out(found: Features, surroundings: Surroundings, item: Found) -> None:
    """An acronym stands for the words that the text spells it out with: the party's own name, or something else."""
    phrases = surroundings.spelt_out(surroundings.text[item.start : item.end])
    if not phrases:
        return
    listed = {word for name in item.entry.party.names for word in words(name.full) if len(word) > _SHORT_WORD}
    as_its_name = any(all(norm in listed for norm in phrase[-_TELLING_WORDS:]) for phrase in phrases)
    found["spelt out as its name"] = float(as_its_name)
    found["spelt out otherwise"] = float(not any(norm in listed for phrase in phrases for norm in phrase))


@lru_cache(maxsize=1 << 14)
def _is_given(norm: str) -> bool:
    """Say whether a word before a family name may be a given name: no title, role, country or word of the language."""
    if len(norm) < 2 or norm in titles() or norm in land_tokens():  # noqa: PLR2004
        return False
    if norm in country_tokens() and norm not in equivalents():  # "In Vladivostok Petrov said", but "José Petrov"
        return False
    return (norm not in common_english() or norm in equivalents()) and not role_or_country(norm)


def _claims(found: Features, around: Around, standing: Standing) -> None:
    claims = around.claims()
    if not claims:
        return
    if not standing.countries:
        found["claimed by a country"] = 1.0
        return
    if claims & standing.countries:
        found["claimed by its country"] = 1.0
    else:
        found["claimed by another country"] = 1.0

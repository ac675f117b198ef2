"""What a stretch of text shows of a listed name, as numbers that the model weighs (`model`).

Every feature has a name that the reasons shown to a reader repeat; `data/weights.tsv` says what each means.
"""

from itertools import pairwise
from typing import Final

from watchwire.geography import find_city
from watchwire.model import PartyKind
from watchwire.names.anatomy import Role
from watchwire.names.classes import (
    common_english,
    commonness,
    country_tokens,
    organisation_words,
    particles,
    titles,
)
from watchwire.names.forms import are_other_forms
from watchwire.names.press import daily_names, daily_words
from watchwire.names.similarity import equivalents
from watchwire.names.tokens import Token
from watchwire.screening.edges import edges
from watchwire.screening.entry import Entry, family_of
from watchwire.screening.passage import NOTHING_BESIDE, Passage, Pick
from watchwire.screening.signs import forms_beside, small_forms_beside
from watchwire.scripts import script_of

Features = dict[str, float]
_FOLDED: Final = 0.969
_ACROSS: Final = 0.95
_INITIAL_SHARE: Final = 0.3
_NEAR: Final = 0.9
_SON_OF: Final = frozenset({"bin", "ibn", "ben", "bint"})
_SERVANT: Final = frozenset({"abdul", "abdal", "abd", "abdel", "abdoul", "abu", "abou", "umm", "oum"})
"""Words that make one name with the next ("Abdul Aziz", "Abu Ali")."""
_YOUNGER: Final = frozenset({"jr", "junior", "ii", "iii", "iv", "hijo", "filho"})
"""What tells a son from his father of the same name."""
OF_PLACE: Final = (
    "legal form agrees", "legal form missing", "other legal form", "legal form in text only", "begins sentence",
    "begins sentence, other writing", "article missing", "junior not said", "common word before", "goes on left",
    "goes on right", "given name before", "one word, name before", "hyphen and name after", "number joined",
    "named as a place",
)  # fmt: skip
"""What is told of the place where a name stands, and not of its words."""
_FORMS: Final = ("legal form agrees", "legal form missing", "other legal form", "legal form in text only")
_SHORT: Final = 5
_TELLING: Final = 0.6
"""From here on a body's own words tell it without its legal form."""
_GIVEN_SHARE: Final = 0.7
_ENGLISH_SHARE: Final = 0.6
_PATRONYMIC_SHARE: Final = 0.5
_COMMON_SHARE: Final = 0.35
_MOST_INFORMATION: Final = 3.0
_FEW_COMMON: Final = 4
_MOST_WORDS: Final = 5
_SURE_LENGTH: Final = 8


def information(norm: str, rarity: float, role: Role) -> float:
    """Return how much a word says about who is meant, 0 to 1: rare words of the lists most, given names and words of
    the language less.
    """  # noqa: D205
    if role is Role.PATRONYMIC:
        return rarity * _PATRONYMIC_SHARE
    if role in {Role.COMMON, Role.PLACE} or norm in titles():
        return rarity * _COMMON_SHARE
    if norm in common_english():
        return rarity * _ENGLISH_SHARE
    return rarity * _GIVEN_SHARE if norm in equivalents() else rarity


def of_words(passage: Passage, entry: Entry, picks: list[Pick]) -> Features:
    """Return what the words found say by themselves: nothing outside the stretch from the first to the last is read.

    What is still to be told of the place has its room already, as the order of terms that weigh the same is theirs.
    """
    first, last = picks[0][0], picks[-1][0]
    found = _likeness(passage, entry, picks)
    if entry.anatomy.korean:
        _syllables(found, passage, entry, picks)
    elif entry.anatomy.person:
        _person(found, passage, entry, picks, first, last)
    else:
        _body(found, passage, entry, picks)
    return found


def of_name(words: Features, passage: Passage, entry: Entry, picks: list[Pick], end: int) -> Features:
    """Return what the words found and what stands beside them say, without regard to the rest of the text.

    Args:
        words: what the words say by themselves (`of_words`).
        passage: the stretch of text.
        entry: the listed name.
        picks: the words found, in order.
        end: the place of the last word of the name in the text, which may be one more where the list writes two as one.

    """
    first, last = picks[0][0], picks[-1][0]
    found = dict(words)
    if entry.anatomy.person:
        if not entry.anatomy.korean:
            _person_there(found, passage, entry, picks, first, last)
    else:
        _form(found, passage, entry, first, last)
        if len(entry.ids) == 1:
            _one_word_there(found, passage, entry, picks[0])
    edges(found, passage, entry, first, end)
    return {name: value for name, value in found.items() if value}


def of_family_name(entry: Entry, norm: str, similarity: float) -> Features:
    """Return what a family name says by itself, wherever it stands alone.

    Args:
        entry: the listed name.
        norm: the family name as the text has it.
        similarity: how alike the two are.

    """
    number = family_of(entry)
    listed = entry.anatomy.words[entry.order[number]].norm
    found: Features = {
        "information": entry.rarities[number],
        "letter by letter": float(similarity == 1.0),
        "unlike": 1.0 - similarity,
        "word of the language": float(listed in common_english()),
        "given name or place": float(norm in equivalents() or norm in country_tokens() or find_city(norm) is not None),
    }
    return {name: value for name, value in found.items() if value}


def of_edges(passage: Passage, entry: Entry, first: int, last: int) -> Features:
    """Return whether the text's own name goes on beyond the words found, where it is a family name alone."""
    found: Features = {}
    edges(found, passage, entry, first, last)
    after = passage.beside.get((last, last + 1), NOTHING_BESIDE)
    # "Shah Joy": a word of the language with a capital goes on with a single name as well as a further name does.
    if not found["goes on right"] and after.body == 1.0 and not after.binds and after.norm not in entry.norms:
        found["goes on right, a word"] = 1.0
    return {name: value for name, value in found.items() if value}


def _likeness(passage: Passage, entry: Entry, picks: list[Pick]) -> Features:
    words, tokens = entry.anatomy.words, passage.tokens
    tied = {n for p, n, _ in picks[1:] if entry.anatomy.person and _is_tied(passage, entry, p, n)}
    parts = [
        (
            entry.rarities[n]
            if n in tied
            else information(words[entry.order[n]].norm, entry.rarities[n], words[entry.order[n]].role)
        )
        * (_INITIAL_SHARE if len(tokens[p].norm) == 1 < len(words[entry.order[n]].norm) else 1.0)
        for p, n, _ in picks
    ]
    ranked = sorted(parts, reverse=True)
    letters = [s for p, n, s in picks if len(tokens[p].norm) > 1 or len(words[entry.order[n]].norm) == 1] or [1.0]
    across = script_of(tokens[picks[0][0]].raw) != entry.anatomy.script
    if across:
        # Across writings a name has no letters of its own: the closest that they come counts as the same.
        letters = [1.0 if s >= _ACROSS else s for s in letters]
    found: Features = {
        "information": min(_MOST_INFORMATION, sum(ranked)),
        "second word": ranked[1] if len(ranked) > 1 else 0.0,
        "unlike": sum(1.0 - s for s in letters),
        "loose word": float(min(letters) < _NEAR),
        "respelt": float(min(letters) < _FOLDED),
        "letter by letter": float(min(letters) == 1.0),
        "other writing": float(across),
        "read by its sound": float(across and script_of(tokens[picks[0][0]].raw) == "Hani"),
        "small word agrees": float(bool(tied)),
        "word of the language, respelt": float(
            sum(_is_misread(tokens[p].norm, words[entry.order[n]].norm, s) for p, n, s in picks)
        ),
    }
    if len(ranked) > 2:  # noqa: PLR2004
        found["three words"] = 1.0
    if len(ranked) > 3:  # noqa: PLR2004
        found["four words"] = 1.0
    return found


def _is_tied(passage: Passage, entry: Entry, place: int, number: int) -> bool:
    """Say whether the small word before a family name stands in list and text ("bin Laden" is no load)."""
    at = entry.order[number]
    listed = entry.anatomy.words[at - 1] if at else None
    return listed is not None and listed.role is Role.PARTICLE and passage.tokens[place - 1].norm == listed.norm


def _is_misread(norm: str, listed: str, similarity: float) -> bool:
    """Say whether a word of the text is one of its language where the list has another ("state", "estate")."""
    words = common_english()
    another = norm.removesuffix("s") != listed.removesuffix("s")
    return similarity < _NEAR and another and norm in words and listed in words and norm not in equivalents()


def _person(found: Features, passage: Passage, entry: Entry, picks: list[Pick], first: int, last: int) -> None:
    words, tokens = entry.anatomy.words, passage.tokens
    taken = {entry.order[n] for _, n, _ in picks}
    roles = [words[k].role for k in entry.order]
    missing = [words[k] for k in entry.order if k not in taken]
    families = [k for k in entry.order if words[k].role is Role.FAMILY]
    givens = [k for k in entry.order if words[k].role is Role.GIVEN]
    if families:
        found["family name missing"] = float(families[0] not in taken)
        found["second family name missing"] = float(families[0] in taken and any(k not in taken for k in families[1:]))
    else:
        found["last word missing"] = float(entry.order[-1] not in taken)
        found["first word missing"] = float(entry.order[0] not in taken)
    if givens:
        found["given name missing"] = float(not any(k in taken for k in givens))
        found["first given name missing"] = float(givens[0] not in taken and any(k in taken for k in givens))
        found["further given name missing"] = float(givens[0] in taken and any(k not in taken for k in givens[1:]))
    elif families and Role.NAME not in roles:
        found["given name missing"] = 0.0
    found["patronymic missing"] = float(any(word.role is Role.PATRONYMIC for word in missing))
    found["names missing"] = float(sum(word.role is Role.NAME for word in missing))
    found["whole name"] = float(not missing)
    initials = [p for p, n, _ in picks if len(tokens[p].norm) == 1 < len(words[entry.order[n]].norm)]
    found["initial"] = float(bool(initials))
    found["two words of many"] = float(len(picks) - len(initials) == 2 and len(entry.order) > 3)  # noqa: PLR2004
    _inside(found, passage, entry, picks, first, last)
    found["junior not said"] = 0.0
    found["one name in two words"] = float(len(picks) == 2 and tokens[picks[0][0]].norm in _SERVANT)  # noqa: PLR2004
    order = [n for _, n, _ in picks]
    found["other order"] = float(order != sorted(order))
    found["other order, respelt"] = found["other order"] * found["respelt"]
    found["other order, name inside"] = found["other order"] * found.get("further name inside", 0.0)
    found["common word before"] = 0.0


def _person_there(found: Features, passage: Passage, entry: Entry, picks: list[Pick], first: int, last: int) -> None:
    tokens = passage.tokens
    if not entry.norms.isdisjoint(_YOUNGER):
        after = tokens[last + 1].norm if last + 1 < len(tokens) else ""
        said = after in _YOUNGER or any(tokens[p].norm in _YOUNGER for p, _, _ in picks)
        found["junior not said"] = float(not said)
    found["common word before"] = float(_begins_sentence(passage, first) and tokens[first].norm in common_english())


def _inside(found: Features, passage: Passage, entry: Entry, picks: list[Pick], first: int, last: int) -> None:
    """What stands between the words of a person's name that is none of them."""
    tokens, words = passage.tokens, entry.anatomy.words
    places = {p for p, _, _ in picks}
    taken = {entry.order[n] for _, n, _ in picks}
    middle = {w.norm[0] for k, w in enumerate(words) if w.role is Role.INITIAL and k not in taken}
    missing = [words[k] for k in entry.order if k not in taken]
    for k in range(first, last + 1):
        norm = tokens[k].norm
        if k in places or norm in titles():
            continue
        if norm in particles():
            listed = any(word.norm in _SON_OF for word in words)
            found["son of another"] = max(found.get("son of another", 0.0), float(norm in _SON_OF and not listed))
        elif len(norm) == 1:
            against = [word for word in missing if word.norm[0] != norm]
            found["other middle initial"] = float(bool(missing) and len(against) == len(missing))
        else:
            found["further name inside"] = 1.0
            if (middle and norm[0] not in middle) or missing:
                found["other name inside"] = 1.0


def _syllables(found: Features, passage: Passage, entry: Entry, picks: list[Pick]) -> None:
    tokens = passage.tokens
    found["whole name"] = float(len(picks) == len(entry.ids))
    found["two syllables"] = float(len(entry.ids) == 2)  # noqa: PLR2004
    across = script_of(tokens[picks[0][0]].raw) != entry.anatomy.script
    found["respelt syllables"] = 0.0 if across else float(sum(s < 1.0 for _, _, s in picks))
    order = [n for _, n, _ in picks]
    moved = [order[k] < order[k - 1] for k in range(1, len(order))]
    found["other order"] = float(sum(moved) > 0)
    found["given name turned"] = float(sum(moved) > 1)
    places = sorted(p for p, _, _ in picks)
    found["written apart"] = float(any(tokens[b].start - tokens[a].end > 1 for a, b in pairwise(places)))


def _body(found: Features, passage: Passage, entry: Entry, picks: list[Pick]) -> None:
    words, tokens = entry.anatomy.words, passage.tokens
    taken = {entry.order[n] for _, n, _ in picks}
    own = [(p, n) for p, n, _ in picks if is_own(words[entry.order[n]].norm, words[entry.order[n]].role)]
    missing = [words[k] for k in entry.order if k not in taken]
    whole = not missing
    found["whole name"] = float(whole)
    found["own words"] = min(2.0, sum(entry.rarities[n] for _, n in own))
    found["no own word"] = float(not own)
    respelt = sum(similarity < _FOLDED for _, _, similarity in picks)
    found["no own word, respelt"] = found["no own word"] * respelt / len(picks)
    found["no own word, part"] = float(not own and not whole)
    found["own word missing"] = float(sum(is_own(word.norm, word.role) for word in missing))
    found["word missing"] = float(sum(w.role is Role.NAME and not is_own(w.norm, w.role) for w in missing))
    found["class word missing"] = float(sum(word.role is Role.COMMON for word in missing))
    found["place missing"] = float(any(word.role is Role.PLACE for word in missing))
    found["number missing"] = float(any(word.role is Role.NUMBER for word in missing))
    found["daily name"] = float(whole and tuple(words[k].norm for k in entry.order) in daily_names())
    found["long name"] = float(min(_MOST_WORDS, len(picks)) - 1) if whole else 0.0
    for name in _FORMS:
        found[name] = 0.0
    if len(entry.ids) == 1:
        _one_word(found, passage, picks[0])
    elif len(picks) == 1:
        found["one word of several"] = 1.0
    order = [n for _, n, _ in picks]
    found["other order"] = float(order != sorted(order))
    if entry.kind is not PartyKind.ORGANIZATION:
        found["number in name"] = float(any(words[k].role is Role.NUMBER for k in taken))
    norms = {tokens[p].norm for p, _, _ in picks}
    placed = norms <= country_tokens() | organisation_words() and bool(norms & country_tokens())
    # So many words in a row are a name, however common each is ("North Korean Foreign Trade Bank").
    found["place alone"] = float(placed and not (whole and len(picks) > _FEW_COMMON))


def is_own(norm: str, role: Role) -> bool:
    """Say whether a word of a body's name is its own: no class word, word of the language, place or single letter."""
    return role is Role.NAME and len(norm) > 1 and norm not in common_english() and norm not in country_tokens()


def _form(found: Features, passage: Passage, entry: Entry, first: int, last: int) -> None:
    """Legal forms: whether the list gives one, and whether the text does."""
    listed = {word.norm for word in entry.anatomy.words if word.role is Role.FORM}
    tokens = passage.tokens
    start, end = tokens[first].start, tokens[last].end
    there = forms_beside(passage.text, start, end)
    if listed and not listed & there:
        there |= listed & small_forms_beside(passage.text, start, end)
    if listed:
        found["legal form agrees"] = float(bool(listed & there))
        common = found["own words"] < _TELLING or (
            len(entry.ids) == 1 and len(entry.anatomy.words[entry.order[0]].norm) <= _SHORT
        )
        found["legal form missing"] = float(not there and common)
    found["other legal form"] = float(are_other_forms(listed, there))
    found["legal form in text only"] = float(bool(there) and not listed)


def _one_word(found: Features, passage: Passage, pick: Pick) -> None:
    token = passage.tokens[pick[0]]
    norm = token.norm
    found["one word"] = 1.0
    found["short word"] = float(len(norm) <= _SHORT)
    found["short word, not in capitals"] = float(
        len(norm) <= _SHORT and token.raw.istitle() and norm not in daily_words()
    )
    found["daily name"] = float(norm in daily_words())
    found["distinctive word"] = float(len(norm) >= _SURE_LENGTH)
    found["acronym"] = float(len(norm) <= _SHORT and token.raw.isupper() and norm.isalpha())
    found["word of the language"] = float(norm in common_english() or norm in organisation_words())
    found["given name or place"] = float(
        norm in equivalents() or norm in country_tokens() or find_city(norm) is not None or _names_people(token)
    )
    for name in ("begins sentence", "begins sentence, other writing", "article missing"):
        found[name] = 0.0


def _names_people(token: Token) -> bool:
    """Say whether a word is a common name of people ("Reynolds"), no acronym and no body that is in the news daily."""
    return token.raw.istitle() and token.norm not in daily_words() and commonness(token.norm) > 0.0


def _one_word_there(found: Features, passage: Passage, entry: Entry, pick: Pick) -> None:
    token = passage.tokens[pick[0]]
    if _begins_sentence(passage, pick[0]):
        found["begins sentence"] = 1.0
        latin = script_of(token.raw) == "Latn"
        found["begins sentence, other writing"] = 0.0 if latin or token.norm in daily_words() else 1.0
    article = {w.norm for w in entry.anatomy.words if w.role is Role.PARTICLE and w.norm != "the"}
    if article:
        before = passage.tokens[pick[0] - 1].norm if pick[0] else ""
        found["article missing"] = float(before not in article)


def _begins_sentence(passage: Passage, place: int) -> bool:
    return passage.breaks[place] == place

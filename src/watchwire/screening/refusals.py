"""Hard rules: where a probability cannot speak. Each refuses a candidate with a reason that can be read and defended.

`watchwire scan --explain NAME` and the self-test print these reasons.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from watchwire.model import PartyKind
from watchwire.names.anatomy import Role
from watchwire.names.classes import (
    arms_words,
    common_english,
    country_tokens,
    organisation_forms,
    organisation_words,
    particles,
    same_syllables,
    titles,
)
from watchwire.names.forms import form_at
from watchwire.names.pinyin import another_syllable as other_syllables
from watchwire.names.pinyin import is_chinese
from watchwire.names.press import daily_words
from watchwire.names.tokens import Token
from watchwire.names.written_small import written_small
from watchwire.screening.entry import Entry
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.roles import is_role_word
from watchwire.screening.signs import DISTINCTIVE, FUNCTION_WORDS, forms_beside, is_place, is_unvowelled
from watchwire.scripts import script_of

_BETWEEN_PEOPLE: Final = frozenset({"and", "of", "the", "for", "und", "et"})
_MOST_INSIDE: Final = 1
_TWO: Final = 2
_APOSTROPHES: Final = ("'", "’")
_LONG_ENOUGH: Final = 8
_CLOSE: Final = 0.9
_SYLLABLES: Final = 3
_SAME_PRESS: Final = {"Hira": "Kana"}
_CHARACTERS: Final = frozenset({"Hani", "Hang", "Kana", "Hira"})
_JAPANESE: Final = frozenset({"Hani", "Kana", "Hira"})
Rule = Callable[[Passage, Entry, list[Pick]], bool]


def one_word_of_a_person(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """One word of a person's name is no match by itself, unless a role beside it points to him.

    Our table of the press in other writings has the single words that mean one person ("プーチン").
    """
    return entry.anatomy.person and len(picks) == 1 and not (entry.press and len(entry.ids) == 1)


def press_form_in_another_writing(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """What the press of one writing calls a person is not looked for in another, where the list's names stand."""
    if not (entry.press and entry.anatomy.person):
        return False
    there = script_of(passage.tokens[picks[0][0]].raw)
    return _SAME_PRESS.get(there, there) != _SAME_PRESS.get(entry.anatomy.script, entry.anatomy.script)


def syllable_missing(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Every syllable of a Korean or Chinese name must be there."""
    return (entry.anatomy.korean or entry.given_joined) and len(picks) < len(entry.ids)


def another_syllable(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Each syllable of a Korean or Chinese name must be the same ("Sangho" is not "Songho")."""
    tokens = passage.tokens
    if entry.given_joined:
        return not all(
            same_syllables(tokens[place].norm, entry.content[number].norm) for place, number, _ in picks if number
        )
    if not entry.anatomy.person or all(similarity == 1.0 for _, _, similarity in picks):
        return False
    return is_chinese(entry.anatomy) and any(
        other_syllables(_written(passage, place), entry.content[number].norm) for place, number, _ in picks
    )


def _written(passage: Passage, place: int) -> str:
    """Return a word, with the next where the two stand for one that the list writes together ("Xiao-ping")."""
    tokens = passage.tokens
    return tokens[place].norm + tokens[place + 1].norm if place in passage.joins else tokens[place].norm


def too_far_apart(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Between the words of a name stand only particles, titles, initials, or one further name."""
    places = [p for p, _, _ in picks]
    extra = past = 0
    norms: list[str] = []
    for k in range(places[0], places[-1] + 1):
        if k in places or k < past:
            continue
        token = passage.tokens[k]
        if not entry.anatomy.person:
            # A legal form of several words inside a name ("Scientific and Production Association") is one form.
            norms = norms or [inside.norm for inside in passage.tokens[places[0] : places[-1]]]
            form = form_at(norms, k - places[0])
            if form is not None:
                past = k + form[0]
                continue
        if entry.anatomy.person and token.norm in _BETWEEN_PEOPLE:
            return True
        if token.norm in particles() or len(token.norm) == 1 or token.norm in titles():
            continue
        if not entry.anatomy.person and token.norm in organisation_forms():
            continue
        if entry.anatomy.korean or token.capital is False or not entry.anatomy.person:
            return True
        extra += 1
    return extra > _MOST_INSIDE


def parted_by_comma(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A comma parts two people or bodies, save after a family name that leads ("PUTIN, Vladimir")."""
    places = [place for place, _, _ in picks]
    tokens, text = passage.tokens, passage.text
    listed = _marks_of(entry, picks)
    for before, after in pairwise(range(places[0], places[-1] + 1)):
        gap = text[tokens[before].end : tokens[after].start]
        if ("," not in gap and "،" not in gap) or any(first <= before and after <= then for first, then in listed):
            continue
        if not entry.anatomy.person:
            return True
        leading = {entry.order[number] for place, number, _ in picks if place <= before}
        words = entry.anatomy.words
        families = {k for k, word in enumerate(words) if word.role is Role.FAMILY} or {entry.order[-1], entry.order[0]}
        begins = places[0] == 0 or text[tokens[places[0] - 1].end : tokens[places[0]].start] != " "
        begins = begins or not tokens[places[0] - 1].capital or tokens[places[0] - 1].norm in titles()
        if gap.strip() not in {",", "،"} or after not in places or not leading <= families or not begins:
            return True
    return False


def _marks_of(entry: Entry, picks: list[Pick]) -> list[tuple[int, int]]:
    """Return between which places the list has a mark, too, where the whole name stands letter by letter."""
    if not entry.marked or not is_whole(entry, picks):
        return []
    return [(picks[number - 1][0], picks[number][0]) for number in entry.marked]


def is_whole(entry: Entry, picks: list[Pick]) -> bool:
    """Say whether all words of a name stand in its order, letter by letter."""
    return len(picks) == len(entry.ids) and all(s == 1.0 and n == k for k, (_, n, s) in enumerate(picks))


def small_letters(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """In a script with capitals the words of a name have them, save where list or press write them small.

    The press does so with the common nouns of a body's whole name ("the Sinaloa cartel").
    """
    tokens = passage.tokens
    if all(tokens[place].capital is None for place, _, _ in picks) or _whole_with_capitals(passage, entry, picks):
        return False
    if _whole_with_small_nouns(passage, entry, picks):
        return False
    for order, (place, number, _) in enumerate(picks):
        token = tokens[place]
        if token.capital is not False or token.raw[0].isdigit() or token.norm in particles():
            continue
        joined_syllable = entry.anatomy.person and token.joined
        small = entry.order[number] in entry.small
        small = small if entry.anatomy.person else small or token.norm in FUNCTION_WORDS
        if not joined_syllable and (order == 0 or not small) and not (small and len(picks) == len(entry.ids)):
            return True
    return False


def one_word_among_capitals(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Where nearly all words have capitals, they prove nothing of one word, unless it is long or in the news daily."""
    if not passage.shouting or len(picks) > 1 or entry.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT}:
        return False  # registers of ships are written in capitals
    norm = passage.tokens[picks[0][0]].norm
    return len(norm) < DISTINCTIVE and norm not in daily_words()


def _whole_with_capitals(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Say whether a body's whole name stands there letter by letter, most of its words with a capital.

    Lists in capitals do not tell which words the press writes small ("Works named after A. G. Ivanov"), nor what is
    glued on by a full stop ("Blender.io").
    """
    if entry.anatomy.person or len(picks) < max(2, len(entry.ids)) or passage.shouting:
        return False
    tokens = passage.tokens
    glued = [
        tokens[place].joined or passage.text[tokens[place].start - 1 : tokens[place].start] == "."
        for place, _, _ in picks
    ]
    large = sum(tokens[place].capital is not False or on for (place, _, _), on in zip(picks, glued, strict=True))
    exact = all(similarity == 1.0 for _, _, similarity in picks)
    return exact and bool(tokens[picks[0][0]].capital) and 2 * large > len(picks)


def _whole_with_small_nouns(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Say whether a body's whole name stands there in its order, small only where the press writes nouns small."""
    if entry.anatomy.person or len(picks) < len(entry.ids) or passage.shouting:
        return False
    # Of two words the order is free: "the bank Melli", "батальон «Восток»".
    turned = len(picks) > _TWO and any(number != k for k, (_, number, _) in enumerate(picks))
    if turned or any(similarity < _CLOSE for _, _, similarity in picks) or _is_of_owner(passage, entry, picks):
        return False
    small = {number for place, number, _ in picks if passage.tokens[place].capital is False}
    large = [number for number in range(len(picks)) if number not in small]
    may = written_small(entry.content)
    return small <= may | {number for number in small if _is_small_anyway(entry, number)} and not may.issuperset(large)


def _is_of_owner(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Say whether a small word is the possession of the word before it, which the list does not say ("Iran's air")."""
    tokens, text = passage.tokens, passage.text
    return any(
        number not in entry.marked and text[tokens[before].end : tokens[place].start][:1] in _APOSTROPHES
        for (before, _, _), (place, number, _) in pairwise(picks)
    )


def _is_small_anyway(entry: Entry, number: int) -> bool:
    return entry.order[number] in entry.small or entry.content[number].norm in FUNCTION_WORDS


def romanised_loosely(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A writing without capitals and without all vowels must agree closely before it is a romanised name."""
    tokens = passage.tokens
    if entry.anatomy.script != "Latn" or not is_unvowelled(tokens[picks[0][0]].raw):
        return False
    letters = sum([len(entry.anatomy.words[entry.order[number]].norm) for _, number, _ in picks])
    return not (len(picks) > 1 and letters > _LONG_ENOUGH and all(similarity > _CLOSE for _, _, similarity in picks))


def name_of_a_place(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A country or place named as such is no party ("Hong Kong", but "MACEDONIA LTDA.", where the list has that)."""
    if entry.anatomy.person:
        return False
    start, end = passage.tokens[picks[0][0]].start, passage.tokens[picks[-1][0]].end
    if not is_place(passage.text[start:end]):
        return False
    forms = {word.norm for word in entry.anatomy.words if word.form}
    return not (forms and is_whole(entry, picks) and forms & forms_beside(passage.text, start, end))


def part_of_a_title(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A nationality and common words that go on into a title are no part of a body's name.

    "North Korean Foreign Minister X" names no "North Korean Foreign Trade Bank".
    """
    if entry.anatomy.person or len(picks) == len(entry.ids):
        return False
    norms = {passage.tokens[place].norm for place, _, _ in picks}
    if norms.isdisjoint(country_tokens()) or not all(_says_nothing_of_its_own(norm) for norm in norms):
        return False
    last = picks[-1][0]
    tokens = passage.tokens
    if last + 1 >= len(tokens) or passage.breaks[last + 1] != passage.breaks[last]:
        return False
    after = tokens[last + 1]
    beside = not passage.text[tokens[last].end : after.start].strip("-‐‑ ")
    return beside and after.norm not in entry.norms and (after.capital is True or is_role_word(after.raw))


def _says_nothing_of_its_own(norm: str) -> bool:
    return norm in country_tokens() or norm in organisation_words() or norm in common_english()


def characters_elsewhere(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A body's name in Chinese, Japanese or Korean characters stands there character by character, in that writing."""
    if entry.anatomy.person or entry.anatomy.script not in _CHARACTERS:
        return False
    tokens = passage.tokens
    core = [place for place, word in enumerate(entry.anatomy.words) if word.role is not Role.FORM]
    begin = picks[0][0] - core.index(entry.order[picks[0][1]])
    there = tokens[max(0, begin) : begin + len(core)]
    writings = _JAPANESE if entry.anatomy.script in {"Kana", "Hira"} else {entry.anatomy.script}
    if len(there) < len(core) or any(script_of(token.raw) not in writings for token in there):
        return True
    return any(token.norm != entry.anatomy.words[place].norm for token, place in zip(there, core, strict=True))


def name_of_a_weapon(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A maker's one-word name right before a weapon is what the weapon is called ("fired *Kalashnikov* rifles")."""
    if entry.anatomy.person or len(picks) > 1 or picks[0][0] + 1 >= len(passage.tokens):
        return False
    name, after = passage.tokens[picks[0][0]], passage.tokens[picks[0][0] + 1]
    beside = passage.text[name.end : after.start] in {" ", "-", "‑"}
    return beside and after.capital is False and after.norm in arms_words()


def few_syllables(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Fewer than three syllables of Chinese or Korean writing fit too many words to be a name in Latin letters."""
    syllables = len(picks) + sum([place in passage.joins for place, _, _ in picks])
    if syllables >= _SYLLABLES or entry.anatomy.script != "Latn":
        return False
    tokens = passage.tokens
    return all(len(tokens[place].raw) == 1 and tokens[place].capital is None for place, _, _ in picks)


RULES: tuple[tuple[Rule, str], ...] = (
    (one_word_of_a_person, "one word of a person's name is no match by itself"),
    (press_form_in_another_writing, "the press of another writing calls him so"),
    (syllable_missing, "a syllable of the name is missing"),
    (another_syllable, "another syllable of the name"),
    (too_far_apart, "other words stand between the words of the name"),
    (parted_by_comma, "a comma parts the words"),
    (small_letters, "the words are written without capitals"),
    (one_word_among_capitals, "one word of a text in which nearly all have capitals"),
    (romanised_loosely, "a writing without vowels agrees too loosely"),
    (name_of_a_place, "the name of a country or place"),
    (part_of_a_title, "a nationality and common words, which go on into a title"),
    (characters_elsewhere, "characters of the name are missing, or stand in another writing"),
    (name_of_a_weapon, "what a weapon is called, whoever made it"),
    (few_syllables, "one or two syllables of another writing fit too many words"),
)
"""The rules, each with the reason that a reader is given; the one that refuses most stands first."""


def refusal(passage: Passage, entry: Entry, picks: list[Pick]) -> str | None:
    """Return the reason of the first rule that refuses a candidate, or None."""
    for rule, reason in RULES:
        if rule(passage, entry, picks):
            return reason
    return None


def may_be_name(token: Token) -> bool:
    """Say whether a word may begin the search for a name: it has a capital, where its script has them."""
    return token.raw[0].isdigit() if token.capital is False and not token.joined else True

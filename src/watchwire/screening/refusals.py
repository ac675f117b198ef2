"""Hard rules: where a probability cannot speak. Each refuses a candidate with a reason that can be read and defended.

`watchwire scan --explain NAME` and the self-test print these reasons.
"""

from collections.abc import Callable
from itertools import pairwise

from watchwire.model import PartyKind
from watchwire.names.anatomy import Role
from watchwire.names.classes import organisation_forms, particles, titles
from watchwire.names.forms import form_at
from watchwire.names.tokens import Token
from watchwire.screening.entry import Entry
from watchwire.screening.evidence import is_own
from watchwire.screening.passage import Passage, Pick
from watchwire.screening.signs import is_place, is_unvowelled

_BETWEEN_PEOPLE = frozenset({"and", "of", "the", "for", "und", "et"})
_FUNCTION = frozenset({"in", "of", "and", "for", "the", "on", "to", "at", "by", "with", "de", "des", "et", "y", "und"})
"""Words that the press writes small inside the names of bodies, whatever a list in capitals does."""
_MOST_INSIDE = 1
_LONG_ENOUGH = 3
_CLOSE = 0.9
_NAMING = 2
Rule = Callable[[Passage, Entry, list[Pick]], bool]


def nothing_but_forms(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Only legal forms, single letters or numbers of the name stand there."""
    norms = [passage.tokens[place].norm for place, _, _ in picks]
    if all(norm in organisation_forms() or len(norm) == 1 for norm in norms):
        return True
    craft = entry.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT}
    return all(norm.isdigit() or len(norm) == 1 for norm in norms) and not craft


def one_word_of_a_person(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """One word of a person's name is no match by itself, unless a role beside it points to him."""
    return entry.anatomy.person and len(picks) == 1


def syllable_missing(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Every syllable of a Korean or Chinese name must be there."""
    return entry.anatomy.korean and len(picks) < len(entry.ids)


def only_initials(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """An initial goes with the family name or the last word, written as the list has it."""
    if not entry.anatomy.person or not any(len(passage.tokens[p].norm) == 1 for p, _, _ in picks):
        return False
    words = entry.anatomy.words
    full = [(n, s) for p, n, s in picks if len(passage.tokens[p].norm) > 1]
    if len(full) > 1:
        return False
    families = [k for k in entry.order if words[k].role is Role.FAMILY] or [entry.order[-1]]
    return not any(entry.order[n] in families and s > _CLOSE for n, s in full)


def given_name_only(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Given names and patronymics without a family name, or the reverse without a given name, fit a brother as well."""
    roles = [entry.anatomy.words[entry.order[n]].role for _, n, _ in picks]
    named = [role for role in roles if role is not Role.PATRONYMIC]
    return entry.anatomy.person and len(named) < _NAMING and Role.PATRONYMIC in roles


def inside_abbreviation(passage: Passage, _entry: Entry, picks: list[Pick]) -> bool:
    """The last letter of “U.S.” or “D.C.” begins no name."""
    first = passage.tokens[picks[0][0]]
    return len(first.norm) == 1 and first.start > 0 and passage.text[first.start - 1] == "."


def end_of_sentence_inside(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """An abbreviation with stops before a capitalised word of the language ends a sentence (“Washington, D.C. He”)."""
    from watchwire.names.classes import common_english

    for (a, _, _), (b, _, _) in pairwise(picks):
        before, after = passage.tokens[a], passage.tokens[b]
        stops = len(before.norm) == 1 and "." in passage.text[before.end : after.start]
        if stops and inside_abbreviation(passage, entry, [(a, 0, 1.0)]) and after.norm in common_english():
            return True
    return False


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
    for before, after in pairwise(range(places[0], places[-1] + 1)):
        gap = text[tokens[before].end : tokens[after].start]
        if "," not in gap and "،" not in gap:
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


def small_letters(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """In a script with capitals the words of a name have them, save where the list itself writes them small."""
    tokens = passage.tokens
    if all(tokens[place].capital is None for place, _, _ in picks) or _whole_with_capitals(passage, entry, picks):
        return False
    for order, (place, number, _) in enumerate(picks):
        token = tokens[place]
        if token.capital is not False or token.raw[0].isdigit() or token.norm in particles():
            continue
        joined_syllable = entry.anatomy.person and token.joined
        small = not entry.anatomy.person and (entry.order[number] in entry.small or token.norm in _FUNCTION)
        if not joined_syllable and (order == 0 or not small) and not (small and len(picks) == len(entry.ids)):
            return True
    craft = entry.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT}  # registers are written in capitals
    return passage.shouting and len(picks) == 1 and not craft


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


def romanised_loosely(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A writing without capitals and without all vowels must agree closely before it is a romanised name."""
    tokens = passage.tokens
    if entry.anatomy.script != "Latn" or not is_unvowelled(tokens[picks[0][0]].raw):
        return False
    long_enough = all(len(tokens[place].norm) > _LONG_ENOUGH for place, _, _ in picks)
    return not (len(picks) > 1 and long_enough and all(similarity > _CLOSE for _, _, similarity in picks))


def name_of_a_place(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """A country or place named as such is no party ("Hong Kong", "Democratic People's Republic of Korea")."""
    if entry.anatomy.person:
        return False
    tokens = passage.tokens
    return is_place(passage.text[tokens[picks[0][0]].start : tokens[picks[-1][0]].end])


def own_words_missing(_passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """Of a body that has words of its own at least one must be there ("Trust Logistics" is not the Barakat Trust)."""
    if entry.anatomy.person:
        return False
    words = entry.anatomy.words
    taken = {entry.order[number] for _, number, _ in picks}
    own = {place for place in entry.order if is_own(words[place].norm, words[place].role)}
    return bool(own) and own.isdisjoint(taken)


def one_syllable(passage: Passage, entry: Entry, picks: list[Pick]) -> bool:
    """One syllable of Chinese or Korean writing is no acronym."""
    token = passage.tokens[picks[0][0]]
    return len(picks) == 1 and len(token.raw) == 1 and token.capital is None and entry.anatomy.script == "Latn"


RULES: tuple[tuple[Rule, str], ...] = (
    (one_word_of_a_person, "one word of a person's name is no match by itself"),
    (nothing_but_forms, "only legal forms, single letters or numbers of the name stand there"),
    (syllable_missing, "a syllable of the name is missing"),
    (only_initials, "an initial goes with the family name only"),
    (given_name_only, "given names and patronymics fit a brother as well"),
    (inside_abbreviation, "the last letter of an abbreviation begins no name"),
    (end_of_sentence_inside, "a sentence ends inside"),
    (too_far_apart, "other words stand between the words of the name"),
    (parted_by_comma, "a comma parts the words"),
    (small_letters, "the words are written without capitals"),
    (romanised_loosely, "a writing without vowels agrees too loosely"),
    (name_of_a_place, "the name of a country or place"),
    (own_words_missing, "only class words and places of the name stand there, none of its own words"),
    (one_syllable, "one syllable of another writing is no acronym"),
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

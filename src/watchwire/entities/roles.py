"""Roles: the words beside a name that say what its bearer is ("Kremlin spokesman Dmitri Peskov")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from watchwire.entities.given_names import is_given_name
from watchwire.entities.people import people_words
from watchwire.geography import country_words, places
from watchwire.language import Analysis, Word
from watchwire.language.calendar import words as words_of
from watchwire.language.nouns import noun_class
from watchwire.model import Span
from watchwire.names.classes import common_english, particles, titles
from watchwire.tables import read_table

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "prep", "pobj", "det", "advmod"})
_STOP_POS = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "ADV", "PRON"})
_FORMER = re.compile(r"\b(?:former|ex|late|acting|then)\b|\bex-", re.IGNORECASE)
_LONGEST = 12
_ACRONYM = 4
_CHARGE_LONGEST = 14
_OTHERS = "official"
_NO_OFFICE = frozenset({"idea", "act", "words", "event", "amount"})
_TIMES = frozenset({"today", "tonight", "yesterday", "tomorrow", "now"})
_WHERE = frozenset({"in", "at"})
_CHARGED = frozenset({"for", "of", "and", "on", "to", "in", "at", "&"})
_CHARGED_WITH = frozenset({"of", "for"})


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role beside a name, with the class of its office."""

    span: Span
    text: str
    office: str
    former: bool


@cache
def _offices() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(read_table("watchwire.entities", "offices.tsv"), key=lambda row: -len(row["word"]))
    return tuple((re.compile(rf"\b{re.escape(row['word'])}s?\b", re.IGNORECASE), row["class"]) for row in rows)


@cache
def _any_office() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in read_table("watchwire.entities", "offices.tsv"))
    return re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def office_of(text: str) -> str | None:
    """Return the class of the office that a phrase names, or None; the longest word that fits decides."""
    if _any_office().search(text) is None:  # most phrases name none
        return None
    return next((office for pattern, office in _offices() if pattern.search(text)), None)


def role_beside(analysis: Analysis, name: Span) -> RolePhrase | None:
    """Return the role that stands directly before a name, or after it between commas."""
    first = analysis.word_at(name.start)
    if first is None or first.start > name.end:
        return None
    return _before(analysis, first.number) or _after(analysis, name)


def _before(analysis: Analysis, number: int) -> RolePhrase | None:
    """Walk left over the words that belong to the same phrase."""
    words = analysis.words
    sentence = analysis.sentence_at(words[number].start)
    if sentence is None:
        return None
    end = number
    if end - 1 > sentence.first and words[end - 1].text == ",":
        end -= 1
        return _noun_phrase_before(analysis, sentence.first, end)
    start = _start_of(words, sentence.first, end)
    if (whole := _with_charge(words, sentence.first, start, end)) < start:
        return _phrase(analysis, _with_under(words, sentence.first, whole), _without_title(words, whole, end))
    if start < end and words[end - 1].tag in {"NNS", "NNPS"}:
        return None  # “officers A, B and C”: not this one's own
    end = _without_title(words, start, end)
    start = _with_under(words, sentence.first, start) if start < end else start
    start = _within(words, sentence.first, start, end)
    if start < end and (whole := _of_another(words, sentence.first, start)) < start:
        return _phrase(analysis, whole, end)
    while start < end - 1 and _stands_before(words[start]):
        start += 1
    start = _title_only(words[start:end]) + start
    start = next(
        (n for n in range(end - 1, start, -1) if _FORMER.fullmatch(words[n].text)), start
    )  # “thanks *former* …”
    while start < end - 1 and _is_shouted(words[start], words[start + 1]):
        start += 1  # “LOCAL Secretary”
    while start < end - 1 and _is_of_name(words[end - 1]):
        end -= 1  # “Mayor de Blasio” is no “Mayor de”
    if start < end - 1 and words[start].tag == "NNPS":
        start += 1  # “the Office to Monitor Trafficking in *Persons* Acting Director”
    return _phrase(analysis, start, end)


def _stands_before(word: Word) -> bool:
    """Say whether a word before a role is none of it (“*Dear* Secretary”, “I am *confident* Ambassador Lund will”)."""
    if word.text.lower() in people_words().greetings or word.tag == "POS":  # “Here*’s* Senator Lund”
        return True
    return word.dep == "acomp" or (word.dep == "npadvmod" and word.lemma in _TIMES)


def _without_title(words: Sequence[Word], start: int, end: int) -> int:
    """Return where a role ends before a mere title: “President Dr.” is a president."""
    while (
        start < end
        and words[end - 1].lemma.lower().strip(".") in titles()
        and office_of(words[end - 1].text) is None
        and office_of(" ".join(w.text for w in words[end - 2 : end])) == office_of(words[end - 2].text)
    ):
        end -= 1
    return end


def _with_under(words: Sequence[Word], low: int, start: int) -> int:
    """Return where a role begins with its “Under”, to the parser a preposition (“US *Under* Secretary”)."""
    if low < start and words[start - 1].text == "Acting":
        start -= 1  # at the beginning of a sentence a verb to the parser
    under = low < start and words[start - 1].text.lower() == "under" and words[start].lemma.lower() == "secretary"
    return _start_of(words, low, start - 1) if under else start


def _with_charge(words: Sequence[Word], low: int, start: int, end: int) -> int:
    """Return where an office begins of which only the charge stands next to the name.

    (“*Secretary of* State Lund”, “*Assistant Secretary for Democracy, Human Rights, and* Labor Lisa Berg”)
    """
    if start == end or office_of(" ".join(word.text for word in words[start:end])) is not None:
        return start
    if not all(word.text[:1].isupper() for word in words[start:end]):
        return start
    before = start - 1
    if before <= low or words[before].text == ",":
        return start
    while before > low and end - before < _CHARGE_LONGEST and _in_charge(words[before]):
        before -= 1
    if before - 1 < low or words[before].text not in _CHARGED_WITH:
        return start
    head = words[before - 1]
    written = head.text[:1].isupper() and head.tag not in {"NNS", "NNPS"}
    return _start_of(words, low, before) if written and office_of(head.text) is not None else start


def _in_charge(word: Word) -> bool:
    """Say whether a word can stand in what an office is for (“Human Rights, and Labor”)."""
    if word.text in {"and", "the", "&", ","}:
        return True
    return word.text[:1].isupper() and word.pos in {"NOUN", "PROPN", "ADJ"} and office_of(word.text) is None


def _start_of(words: Sequence[Word], low: int, end: int) -> int:
    """Return where a role before a name begins: “vice president-elect” is no president, “ABS-CBN CEO” is not of CBN."""
    start = end
    while start > low:
        joined = start < end and _joined(words[start - 1], words[start])
        if not joined and not _in_role(words[start - 1]):
            break
        start -= 1
    return start


def _within(words: Sequence[Word], low: int, start: int, end: int) -> int:
    """Return where a title begins that stands after what a body or office is for.

    (“Organization for Migration *Director General*”, “Crime Commissioner” of “Police and Crime Commissioner”, whose
    whole is lost; of “former governor and *US Senator*” both are held)
    """
    before = words[start - 1] if low < start < end else None
    if before is None or (before.pos not in {"ADP", "CCONJ"} and before.text != "&"):
        return start
    if before.pos == "CCONJ":
        held = _start_of(words, low, start - 1)
        if held < start - 1 and office_of(words[start - 2].text) is not None:
            own = words[start - 2].tag not in {"NNS", "NNPS"} and (held == low or words[held - 1].pos != "DET")
            return held if own else start  # “*the* Secretary and President Berg” are two
        if any(is_given_name(word.text.lower()) for word in words[held : start - 1]):
            return start
    if before.text[:1].isupper() or before.lemma not in _CHARGED or office_of(words[start].text) is not None:
        return start
    if (
        words[start].text[:1].islower()
        or words[start].text.isupper()
        or (before.lemma not in _WHERE and _is_somewhere(" ".join(w.text for w in words[start : start + 2])))
    ):
        return start  # “Berg and *former Texas governor* Lopez”
    first = end - 1
    while first > start and (
        office_of(words[first - 1].text) is not None or words[first - 1].text.lower() in people_words().ranks
    ):
        first -= 1
    return first


def _is_somewhere(two: str) -> bool:
    """Say whether two words begin with a country, its people or a place (“Rhode Island”, “Norwegian King”)."""
    return any(text in country_words() or text in places() for text in (two, two.split(maxsplit=1)[0]))


def _of_another(words: Sequence[Word], low: int, start: int) -> int:
    """Return where a role begins that is “of the” office beside a name (“*Envoy of the* Secretary-General”)."""
    if start - 3 < low or words[start - 1].text != "the" or words[start - 2].text != "of":
        return start
    if office_of(words[start - 3].text) is None:
        return start
    first = start - 3
    while first > low and words[first - 1].text.lower() in people_words().ranks:
        first -= 1
    return first


def _title_only(role: Sequence[Word]) -> int:
    """Return where a title with capitals begins after a noun that is none of it (“the dialogue *President* Duque”)."""
    return max(
        (n for n, word in enumerate(role) if n and word.text[0].isupper() and role[n - 1].tag == "NN"), default=0
    )


def _is_of_name(word: Word) -> bool:
    """Say whether a word before a name belongs to it and to no role: a particle, a given name, an initial."""
    written = word.text.lower()
    initial = len(written) == 2 and written.endswith(".")  # noqa: PLR2004
    given = is_given_name(written) and written not in titles() and written not in common_english()
    return written in particles() or initial or (given and office_of(written) is None and word.pos == "PROPN")


def _is_shouted(word: Word, after: Word) -> bool:
    """Say whether a word in capitals before a title is a word of its line and none of the title's."""
    return (
        word.text.isupper()
        and word.text.lower() in common_english()
        and len(word.text) > _ACRONYM
        and not after.text.isupper()
    )


def _joined(before: Word, word: Word) -> bool:
    dash = {"-", "–"}
    return before.end == word.start and (before.text in dash or word.text in dash or before.text[-1:] in dash)


def _in_role(word: Word) -> bool:
    """Say whether a word may belong to a role before a name: neither “to” nor a weekday does."""
    if word.pos == "PART":
        return word.tag == "POS"
    return word.pos in {"NOUN", "PROPN", "ADJ"} and word.text.lower() not in words_of("en", "weekdays")


def _noun_phrase_before(analysis: Analysis, low: int, end: int) -> RolePhrase | None:
    """“the governor of that Russian region, Oleg Kojemiako”: a whole noun phrase, its prepositions included."""
    words = analysis.words
    start = end
    while (
        start > low
        and end - start < _LONGEST
        and words[start - 1].pos not in _STOP_POS
        and words[start - 1].text not in {",", ";", ":", "“", '"'}
    ):
        start -= 1
    if start - low > 1 and words[start - 1].text == "," and words[start - 2].pos == "PROPN":
        return None  # “according to Berg, the former minister, Petrov left”: that is who Berg is
    if words[end - 1].tag in {"NNS", "NNPS"} and office_of(words[end - 1].lemma) is not None:
        return None  # “his counterparts, Berg, Petrov and Lopez”
    start = _own_phrase(words, start, end)
    if (start := _of_office(words, start, end)) == end:
        return None  # “in a letter to the president in May, Petrov said”
    # A role begins at its own noun phrase, not at a preposition that governs it.
    while start < end and words[start].pos in {"ADP", "PUNCT"}:
        start += 1
    return _phrase(analysis, start, end)


def _of_office(words: Sequence[Word], start: int, end: int) -> int:
    """Return where a phrase begins whose first noun is an office; its end where there is none.

    (“the meeting in Oslo with *Norway's leader*, Berg”; but in “a letter to the president in May, Berg” none is Berg's)
    """
    cut = False
    while start < end:
        stop = next((n for n in range(start + 1, end) if _is_preposition(words, n)), end)
        if office_of(_written(words[start:stop])) is not None:
            return start if not cut or stop == end else end
        if noun_class(words[stop - 1].lemma.lower()) == "person":
            return start  # “the *nominee* for governor, Berg”
        start, cut = stop + 1, True
    return end


def _is_preposition(words: Sequence[Word], number: int) -> bool:
    """Say whether a word is a preposition, and none within another word (“second-*in*-command”)."""
    return words[number].pos == "ADP" and words[number - 1].end != words[number].start


def _written(words: Sequence[Word]) -> str:
    """Return words as they stand, joined where they are."""
    return "".join(
        word.text + ("" if n + 1 < len(words) and words[n + 1].start == word.end else " ")
        for n, word in enumerate(words)
    ).rstrip()


def _own_phrase(words: Sequence[Word], start: int, end: int) -> int:
    """Return where a role's own phrase begins (“the assassination of *Haiti's president*”)."""
    for number in range(end - 1, start, -1):
        before = " ".join(word.text for word in words[start:number])
        after = " ".join(word.text for word in words[number + 1 : end])
        cut = words[number].lemma == "of" and office_of(before) is None
        if (cut or words[number].lemma == "by") and office_of(after) is not None:
            return number + 1  # “a welcome address by *the Governor of Hawaii*”
    return start


def _after(analysis: Analysis, name: Span) -> RolePhrase | None:
    words = analysis.words
    last = analysis.word_at(name.end - 1)
    if last is None:
        return None
    sentence = analysis.sentence_at(last.start)
    at = last.number + 1
    if sentence is None or at >= sentence.last or words[at].text != ",":
        return None
    start = end = at + 1
    while (
        end < sentence.last
        and end - start < _LONGEST
        and words[end].pos not in _STOP_POS
        and words[end].text not in {",", ";", ":", ".", "("}
    ):
        end += 1
    if start == end:
        return None
    if end == sentence.last and words[sentence.first].start == name.start:  # a byline: “Anna Lund, Secretary of State”
        return _phrase(analysis, start, end)
    if end >= sentence.last or words[end].text not in {",", "."}:
        return None
    if words[start].pos not in {"DET", "NOUN", "ADJ"}:
        return None
    return _phrase(analysis, start, end)


def _phrase(analysis: Analysis, start: int, end: int) -> RolePhrase | None:
    words = analysis.words
    while start < end and words[start].pos == "DET":
        start += 1
    if start >= end:
        return None
    span = analysis.span(start, end)
    text = span.of(analysis.article.text)
    office = office_of(text)
    if office is None or words[start].tag == "CD":
        return None  # “one of two presidents in the history of the country” are two
    stop = next((n for n in range(start + 1, end) if _is_preposition(words, n)), end)
    joined = stop - start > 1 and words[stop - 1].start == words[stop - 2].end  # “second-in-command” is one word
    if not joined and _names_no_office([word for word in words[start:stop] if word.pos != "PUNCT"]):
        return None  # “in her official *capacity*”
    owned = next((tail for mark in ("’s ", "'s ") if (tail := text.rpartition(mark)[2]) != text), text)
    if owned != text and office_of(owned) is not None:
        office = office_of(owned) or office  # “the president’s lawyer” is no president
    elif office_of(owned) is None and noun_class(owned.split()[-1].lower()) == "person":
        office = _OTHERS
    return RolePhrase(span, text, office, bool(_FORMER.search(text)))


def _names_no_office(role: Sequence[Word]) -> bool:
    """Say whether what heads a phrase is a thing (“official *capacity*”), whatever office is among its words."""
    last = " ".join(word.text for word in role[-2:])
    named = any(office_of(word.text) == office_of(last) for word in role[-2:-1])
    own = office_of(last) is not None and (not named or office_of(role[-1].text) is not None)
    return bool(role) and not own and role[-1].text != "Large" and noun_class(role[-1].lemma.lower()) in _NO_OFFICE


def definite_roles(analysis: Analysis) -> list[tuple[RolePhrase, int]]:
    """Return phrases like “the North Korean leader” that name nobody: a role with the number of its head."""
    found: list[tuple[RolePhrase, int]] = []
    words = analysis.words
    for word in words:
        if word.pos not in {"NOUN", "PROPN"} or word.tag in {"NNS", "NNPS"} or office_of(word.text) is None:
            continue
        start = word.number
        while start > 0 and words[start - 1].pos in {"ADJ", "NOUN", "PROPN", "PART"}:
            start -= 1
        if start == 0 or words[start - 1].text.lower() != "the":
            continue
        after = words[word.number + 1] if word.number + 1 < len(words) else None
        if after is not None and (after.pos in {"PROPN", "NOUN"} or after.lemma == "of" or after.text == "-"):
            continue
        if after is not None and after.tag == "POS" and words[min(after.number + 1, len(words) - 1)].pos == "PROPN":
            continue  # “the Founder's Edition” is named after nobody
        if _describes_another(analysis, word):
            continue
        span = analysis.span(start, word.number + 1)
        text = span.of(analysis.article.text)
        office = office_of(text)
        if office is not None:
            found.append((RolePhrase(span, text, office, bool(_FORMER.search(text))), word.number))
    return found


def _describes_another(analysis: Analysis, role: Word) -> bool:
    """Say whether a role is said of another (“Berg, formerly the president of the club”, “he was the head”)."""
    above = analysis.words[role.head]
    if role.dep == "attr" or (role.dep == "appos" and above.pos == "PROPN"):
        return True
    further = [c for c in analysis.children(role.number) if c.dep == "conj"]
    return any(c.lemma == "of" for word in further for c in analysis.children(word.number))

"""Where a person's name begins and ends, where the recogniser left a part of it outside or took in what is none."""

import re

from watchwire.entities.given_names import is_given_name
from watchwire.entities.roles import office_of
from watchwire.geography import country_words, places
from watchwire.language.calendar import words as calendar_words
from watchwire.model import Span
from watchwire.names.classes import common_english, looks_korean, organisation_words, titles

_LONGEST_WORD = 24
_REACH = 60
_INITIAL = re.compile(r"[A-Z]\.\s")
_GIVEN = re.compile(r"\b([A-Z][a-z]+|[A-Z]{3,}) $")
_NICKNAME = re.compile(r" [(“\"][A-Z]\w+[)”\"] [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")
_CUT = re.compile(r"\b(?:[Ll][ea]|[Dd][eaiu]|[Dd]el|[Dd]os|[Vv][ao]n|[Aa]l|[Ee]l|[Bb]in|[Bb]en|[Aa]bu)$")
_GOES_ON = re.compile(r" d[’'][A-Z]\w+|(?<=[”\"]) [A-Z][a-z][\w-]+")
_ARTICLE = re.compile(r" (?:[Aa]l|[Ee]l|[Bb]in|[Ii]bn)[ -][A-Z][\w’'-]+")
_SON_OF = re.compile(r"\b([A-Z][\w’'-]+ )(?:(?:bin|bint|ibn|ben) (?:[A-Z][\w’'-]+ )?)?$")
_OWN_SON = re.compile(r"(?:bin|bint|ibn) ")
_NUMERAL = re.compile(r" (?:II|III|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI)\b(?=[^.\w]|$|\.\s)")
_DATELINE = re.compile(r"(?<=[a-z]) [A-Z]{3,}$")
_MAJESTY = re.compile(
    r"(?:His|Her|Their|Your) (?:[A-Z]\w+ )?(?:Majesty|Highness|Excellency|Holiness|Eminence)(?:,? |$)"
)
_OF_STATE = re.compile(r" of (?:the )?([A-Z][\w ]+)$")
_SYLLABLE = re.compile(r"-[a-z]{2,5}\b")
_DOUBLE = re.compile(r"(?<=[a-z]{3})-[A-Z][a-z]+\b")
_NEXT = re.compile(r" (?!(?:Said|Says)\b)[A-Z][\w’'-]+")
_FAMILY = re.compile(r" (?:([A-Z][a-zà-ÿ’'-]+) )?([A-Z][a-zà-ÿ’'-]+)(?![\w’'-]| [A-Z])")
_ENDS_IN_INITIAL = re.compile(r"[A-Z]\w+ [A-Z]\.$")
_LAST = re.compile(r" ([A-Z][a-z]+)$")


def whole_person(text: str, span: Span) -> Span:
    """Return a person's name with what the recogniser left outside, and without a day that it took in.

    Args:
        text: the text of the article.
        span: where the recogniser sees the name.

    """
    span = _without_dateline(text, _without_majesty(text, span))
    words = span.of(text)
    given = _GIVEN.search(text[max(0, span.start - _LONGEST_WORD) : span.start])
    span = _to_the_right(text, _without_day(text, span), words)
    if given is not None and _stands_before(given[1], words):
        return Span(span.start - len(given[0]), span.end)
    return _with_father(text, span)


def _without_dateline(text: str, span: Span) -> Span:
    """Return a name without the town in capitals that begins the next text (“… said Fazlur Lund *OSLO*: …”)."""
    line = _DATELINE.search(span.of(text))
    if line is None or not text.startswith(":", span.end):
        return span
    return Span(span.start, span.start + line.start())


def _without_majesty(text: str, span: Span) -> Span:
    """Return a name without the honour before it and the state after it (“*His Majesty King* Harald V *of Norway*”)."""
    words = span.of(text)
    honour = _MAJESTY.match(words)
    state = _OF_STATE.search(words)
    end = span.start + state.start() if state is not None and state[1] in country_words() else span.end
    start = span.start + honour.end() if honour is not None else span.start
    return Span(start, end) if start < end else span


def _without_day(text: str, span: Span) -> Span:
    """Return a name without the weekday after it (“met Prime Minister Andrew Lund *Friday*”)."""
    last = _LAST.search(span.of(text))
    day = last is not None and last[1].lower() in calendar_words("en", "weekdays")
    return (
        Span(span.start, span.start + last.start())
        if last is not None and day and " " in last.string[: last.start()]
        else span
    )


def _stands_before(given: str, words: str) -> bool:
    """Say whether a word before a name is the given name that belongs to it."""
    if not _INITIAL.match(words) and not is_given_name(given):
        return False
    if given.isupper() and (not words.isupper() or not is_given_name(given.lower())):
        return False
    return office_of(given.lower()) is None and given.lower() not in {"state", *titles()}


def _to_the_right(text: str, span: Span, words: str) -> Span:
    """Return a name with what follows it and is part of it."""
    if words.count(" ") <= 1 and (rest := _NICKNAME.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “James (Jim) Hedges”
    if (rest := _GOES_ON.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “Valéry Giscard d'Estaing”, “Selwa “Lucky” Roosevelt”
    if " " in span.of(text) and (rest := _DOUBLE.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “Ade Sanwo-Olu”
    if _CUT.search(words) and (rest := _NEXT.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “Jean-Yves Le Drian”
    if _ENDS_IN_INITIAL.search(words) and (rest := _NEXT.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())  # “PHILIP T. REEKER”
    rest = _FAMILY.match(text, span.end) if span.of(text).count(" ") == 1 else None
    if rest is not None and _is_rare(rest[2].lower(), rest[2]) and (rest[1] is None or is_given_name(rest[1].lower())):
        # “Lee Hsien Loong”, “Roch Marc Christian Kaboré”: the recogniser often leaves the last of several names.
        span = Span(span.start, rest.end())
    return with_article(text, span)


def with_article(text: str, span: Span) -> Span:
    """Return a name with the family name after an Arabic article (“Khalid *Al-Falih*”), a syllable, a king's number.

    Args:
        text: the text of the article.
        span: where the name is seen.

    """
    while (rest := _ARTICLE.match(text, span.end) or _NUMERAL.match(text, span.end)) is not None:
        span = Span(span.start, rest.end())
    rest = _SYLLABLE.match(text, span.end)
    if rest is not None and looks_korean(tuple(re.split(r"[ -]", text[span.start : rest.end()].lower()))):
        span = Span(span.start, rest.end())  # “Kwon Young-*se*”
    return span


def _with_father(text: str, span: Span) -> Span:
    """Return a name with the son before the father's name (“*Abdulaziz* bin Salman Al Saud”)."""
    before = _SON_OF.search(text[max(0, span.start - _REACH) : span.start])
    own = _OWN_SON.match(span.of(text)) is not None
    if before is None or (own == (before.end(1) != len(before.string))):
        return span
    known = before[1].strip().lower()
    return span if office_of(known) is not None or known in titles() else Span(span.start - len(before[0]), span.end)


def _is_rare(word: str, written: str) -> bool:
    """Say whether a word with a capital is only part of a name: no word of English, office, country, body or day."""
    known = word in common_english() or word.removesuffix("s") in common_english() or office_of(word) is not None
    known = known or word in calendar_words("en", "weekdays") or word in calendar_words("en", "months")
    return not (known or word in organisation_words() or written in country_words() or written in places())

"""Date expressions in running text, normalised against the day of publication as TIMEX3 would have it.

A weekday is the last one before publication unless the verb near it looks ahead; "last", "next" and "this" decide
by themselves. Durations ("for 18 months") and sets ("every Friday") are recognised and given no day.
"""

import re
from datetime import date
from functools import cache

from watchwire.language.analysis import Analysis, Word
from watchwire.language.clock import with_clock
from watchwire.language.date_rules import rules_of
from watchwire.language.date_values import Context
from watchwire.model import Article, DateExpression, Span
from watchwire.sources.stated import writes_month_first

_FUTURE = frozenset({"will", "shall", "may", "might", "could", "should", "would"})


_PAST_HELPERS = frozenset({"was", "were", "has", "have", "had", "been", "’ve", "'ve", "’s", "'s"})


_TOWARDS = frozenset({"ahead", "before", "until", "till", "for", "by", "to", "towards", "toward"})


_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)\d\d(?!\d)")


_FORWARD = frozenset(
    {"plan", "agree", "expect", "intend", "want", "schedule", "set", "vow", "promise", "decide", "hope", "call", "ask"}
)


# What is due on a day that may still come, whatever tense it is told in.
_DUE = _FORWARD | frozenset(
    "adjourn book cancel deadline delay due effective expiration expire extend holder line mature maturity move order "  # noqa: SIM905
    "payable postpone record slate summon".split()
)


def find_dates(analysis: Analysis, reference: date | None, until: int | None = None) -> tuple[DateExpression, ...]:
    """Return the date expressions of an analysed text, in order, without overlaps.

    Args:
        analysis: the analysed text.
        reference: the day of publication; without it, relative expressions are recognised but get no day.
        until: the character before which to look; the whole text if not given.

    """
    article = analysis.article
    language = "ru" if article.language == "ru" else "en"
    context = Context(
        reference,
        language,
        lambda at: looks_ahead(analysis, at),
        lambda at: tells_past(analysis, at),
        _month_first(article),
    )
    taken: list[Span] = []
    found: list[DateExpression] = []
    end = len(article.text) if until is None else until
    small = article.text.lower()
    held = analysis.held
    for pattern, make in rules_of(language):
        # In small letters a pattern for both cases is looked for twice as quickly.
        twin = _in_small(pattern) if len(small) == len(article.text) else None
        for match in held.find(pattern, until=end) if twin is None else held.find(twin, small, end):
            span = Span(match.start(), match.end())
            if article.in_furniture(span) or any(span.overlaps(other) for other in taken):
                continue
            made = make(match, context)
            if made is not None:
                made = with_clock(article.text, made) if language == "en" else made
                found.append(made)
                taken.append(made.span if made.span.contains(span) else span)
    return tuple(sorted(found, key=lambda item: item.span))


@cache
def _in_small(pattern: "re.Pattern[str]") -> "re.Pattern[str] | None":
    """Return a pattern for letters of either case as one for a text in small letters; None for any other."""
    if not pattern.flags & re.IGNORECASE:
        return None
    return re.compile(pattern.pattern, pattern.flags & ~re.IGNORECASE)


def _month_first(article: Article) -> bool | None:
    """Say how a text's figures are read: by the site's country, else as those of it that only fit one way are."""
    known = writes_month_first(article.country, article.language)
    if known is not None:
        return known
    day, month = (pattern.search(article.text) is not None for pattern in (_DAY_FIRST, _MONTH_FIRST))
    return month if day != month else None


def tells_past(analysis: Analysis, at: int) -> bool:
    """Say whether the verb that a date belongs to tells what is over (“attacked on”, “were killed in the attack of”).

    What was set, planned or put off for a day may still be to come, and so may what something was done before or for.
    """
    word = analysis.word_at(at)
    seen: set[int] = set()
    while word is not None and word.number not in seen:
        seen.add(word.number)
        if word.pos in {"VERB", "AUX"} and word.dep not in {"amod", "compound"}:
            return _is_over(analysis, word)
        if word.text.lower() in _TOWARDS or word.lemma in _DUE:
            return False
        word = analysis.words[word.head]
    return False


def _is_over(analysis: Analysis, verb: Word) -> bool:
    if verb.lemma in _DUE:
        return False
    helpers = {child.text.lower() for child in analysis.children(verb.number) if child.pos in {"AUX", "PART"}}
    if helpers & _FUTURE or "to" in helpers:
        return False
    return (
        verb.tag == "VBD"
        or (verb.tag == "VBN" and bool(helpers & _PAST_HELPERS))
        or (verb.tag == "VBN" and not helpers)
    )


def looks_ahead(analysis: Analysis, at: int) -> bool:
    """Say whether the verb nearest before (else after) a place speaks of the future."""
    sentence = analysis.sentence_at(at)
    word = analysis.word_at(at)
    if sentence is None or word is None:
        return False
    order = [*range(word.number - 1, sentence.first - 1, -1), *range(word.number + 1, sentence.last)]
    for number in order:
        other = analysis.words[number]
        if other.pos not in {"VERB", "AUX"} or (other.tag in {"VBG", "VBN"} and other.dep in {"amod", "acl"}):
            continue
        ahead = _ahead(analysis, other)
        if ahead is not None:
            return ahead
    return False


def _ahead(analysis: Analysis, verb: Word) -> bool | None:
    """Say whether a verb speaks of the future; None where the verb above it decides."""
    helpers = {child.lemma for child in analysis.children(verb.number) if child.pos in {"AUX", "PART"}}
    if helpers & _FUTURE or verb.lemma in {"will", "shall"}:
        return True
    if verb.tag in {"VBZ", "VBP"}:
        return not helpers & {"have"} and verb.lemma not in {"say", "report", "have"}
    if verb.tag != "VB" or "to" not in helpers:
        return False
    # A purpose (“an operation to arrest him Saturday”) is as old as the deed it belongs to.
    return None if verb.dep in {"acl", "advcl", "relcl"} and _past_above(analysis, verb) else True


def _past_above(analysis: Analysis, verb: Word) -> bool:
    """Say whether the nearest finite verb above a verb stands in the past."""
    seen = {verb.number}
    above = analysis.words[verb.head]
    while above.number not in seen:
        seen.add(above.number)
        if above.pos in {"VERB", "AUX"} and above.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return above.tag == "VBD" and above.lemma not in _FORWARD
        above = analysis.words[above.head]
    return False

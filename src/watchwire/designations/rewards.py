"""Rewards that a text reports as offered for what is known of somebody."""

import re
from collections.abc import Iterator

from watchwire.designations.frames import frames
from watchwire.designations.listing import Listing
from watchwire.designations.reports import Report, start_of
from watchwire.designations.sentences import whole_sentence
from watchwire.language import Analysis, Word
from watchwire.model import Action, Span

_OFFERS = frozenset({"offer", "announce", "increase", "raise", "post"})
_SEEKS = frozenset({"seek", "want"})
_TOLD = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG"})
_REWARD = re.compile(r"\b(?:reward|bounty)s?\b", re.IGNORECASE)
_INFORMATION = re.compile(r"\binformation\b")
_ON_WHOM = re.compile(r"\b(?:of|on|about|regarding|concerning)\s+")
_LEAD = 60
"""How many characters say before his name who he is ("of two fugitive Norwegian nationals, ...")."""
_FAR = 220
"""How many characters behind “information” begins the name of whom it is sought."""


def rewards_in(analysis: Analysis, listing: Listing) -> Iterator[Report]:
    """Yield the rewards that a text reports, of which somebody named is the target.

    Args:
        analysis: the analysed text.
        listing: how its lists of names are read.

    """
    text = analysis.article.text
    about = _REWARD.search(analysis.article.title or "") is not None
    for word in analysis.words:
        if word.pos != "VERB" or word.tag not in _TOLD or word.lemma not in _OFFERS | _SEEKS:
            continue
        sentence = whole_sentence(analysis, word.start)
        sought = _INFORMATION.search(text, word.end, sentence.span.end) if sentence is not None else None
        if sentence is None or sought is None or any(c.dep == "neg" for c in analysis.children(word.number)):
            continue
        offered = word.lemma in _OFFERS and _REWARD.search(text, word.end, sought.start())
        if not offered and not (about and word.lemma in _SEEKS):
            continue
        doers, start = tuple(_subjects(analysis, word)), start_of(analysis, word)
        group = _group(analysis, text, Span(sought.end(), sentence.span.end))
        place = _whom(listing, text, Span(sought.end(), sentence.span.end))
        if group is not None:
            yield Report(Action.REWARD_OFFERED, word, (group,), doers, group.start, start)
        elif place is not None:
            yield Report(Action.REWARD_OFFERED, word, (), doers, place, start)


def _group(analysis: Analysis, text: str, span: Span) -> Word | None:
    """Return the noun of a counted group that information is sought on (“on *six officers* of the Red Bureau”)."""
    match = _ON_WHOM.search(text, span.start, min(span.end, span.start + _FAR))
    word = analysis.word_at(match.end()) if match is not None else None
    if word is None or word.pos != "NUM":
        return None
    noun = analysis.words[word.head]
    following = analysis.words[min(noun.number + 1, len(analysis.words) - 1)]
    counted = noun.lemma in frames().nouns and word.dep == "nummod"
    return noun if counted and following.text == "of" else None


def _whom(listing: Listing, text: str, span: Span) -> int | None:
    """Return where the names begin of whom information is sought, or None where nobody is named."""
    for match in _ON_WHOM.finditer(text, span.start, min(span.end, span.start + _FAR)):
        if match.end() < span.end:
            first = next(listing.items(Span(match.end(), span.end), ()), None)
            if first is not None and first[0].named and first[0].span.start < match.end() + _LEAD:
                return match.end()
    return None


def _subjects(analysis: Analysis, verb: Word) -> Iterator[Word]:
    yield from (child for child in analysis.children(verb.number) if child.dep == "nsubj")

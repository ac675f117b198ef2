"""The words for who takes part and has no name: a whole phrase (“15 individuals and entities”), with its list."""

import re
from collections.abc import Callable

from watchwire.entities.people import people_words
from watchwire.events.lexicon import frames, triggers
from watchwire.language import Analysis, Word
from watchwire.language.nouns import noun_class
from watchwire.model import Span

_PHRASE, _LIST = 8, 30
"""How many words a phrase has at most; with the list of what follows “of” or “from”."""
_WITHIN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "prep", "pobj"})
_WITHIN_LIST = _WITHIN_PHRASE - {"prep"} | {"conj", "cc", "punct"}
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_TIME = re.compile(
    r"(?:19|20)\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber"
)
_TAKEN = frozenset({"dobj", "obj", "nsubjpass"})
_SOME = frozenset({"several", "many", "some", "most", "few", "one", "none", "all", "dozens", "hundreds", "others"})
_JOINS = frozenset({",", "and", "or", "&", "as", "well"})


def words_for(analysis: Analysis, head: Word, is_named: Callable[[Word], bool]) -> Span | None:
    """Return the words of somebody or something without a name (“armed men”), without what is told of them after.

    Args:
        analysis: the analysed text.
        head: the noun that heads the phrase.
        is_named: whether a word names somebody, so that it is no part of the phrase where it is joined to the head.

    """
    if head.pos == "NUM" and head.dep in _TAKEN:
        mutual = analysis.words[head.number + 1].text.lower() if head.number + 1 < len(analysis.words) else ""
        return _counted(analysis, head) if mutual != "another" else None  # “shelling *one another*”
    if head.pos not in {"NOUN", "PROPN"}:
        return _some_of(analysis, head)
    if any(c.tag in {"WP$", "WDT", "WP"} for c in analysis.children(head.number)):
        return None  # “on *whose side* it was”
    low = high = head.number
    stack = [(head.number, head.number)]
    while stack:
        current, base = stack.pop()
        for child in joined_to(analysis, current):
            if child.dep == "prep" and is_aside(analysis, child):
                continue
            if child.dep == "prep" and analysis.subtree(child.number)[1] - base > _PHRASE + 1:
                # What does not fit is left out whole, but for whose people they are (“leadership *from the FAO*, …”).
                own = child.lemma in {"of", "from"} and not _is_behind_clause(analysis, base, child)
                high = max(high, _end_of_list(analysis, child)) if own else high
            elif current != head.number and _is_second_place(analysis, current, child):
                high = max(high, child.number)  # “police in *Omsk and Tomsk*”
            elif child.dep in _WITHIN_PHRASE and abs(child.number - base) <= _PHRASE:
                low, high = min(low, child.number), max(high, child.number)
                stack.append((child.number, base))
            elif child.dep == "conj" and current == base and _goes_on(analysis, base, child) and not is_named(child):
                high = max(high, child.number)
                stack.append((child.number, child.number))  # “individuals *and entities*”
    after = analysis.words[high + 1] if high + 1 < len(analysis.words) else head
    if after.lemma in {"of", "from"} and after.dep == "prep" and after.head < low and is_somebody(head):
        high = max(high, _end_of_list(analysis, after))  # the parser hangs “from …” on the verb
    high = _before_teller(analysis, head.number, high)
    low = _hyphened(analysis, low)
    high -= high > head.number and analysis.words[high].dep == "case"
    high = _whole_end(analysis, head.number, high)
    found = analysis.span(low, high + 1) if high - low <= _LIST else analysis.span(head.number, head.number + 1)
    line_end = analysis.article.text.find("\n", head.end, found.end)
    return found if line_end < 0 else Span(found.start, line_end)  # a headline has no full stop


def _before_teller(analysis: Analysis, head: int, high: int) -> int:
    """Return where a phrase ends to which the parser joins who tells of it (“killing 42 *people, officials* said”)."""
    after = analysis.words[high + 1] if high + 1 < len(analysis.words) else analysis.words[high]
    if after.lemma not in frames().tellers or after.tag not in _FINITE:
        return high
    return next((n - 1 for n in range(head + 1, high) if analysis.words[n].text == ","), high)


def is_aside(analysis: Analysis, preposition: Word) -> bool:
    """Say whether a preposition only says when or where (“12 people *outside the embassy*”, “a raid *on Sunday*”).

    Args:
        analysis: the analysed text.
        preposition: the preposition.

    """
    if preposition.lemma in frames().aside:
        return True
    held = [c for c in analysis.children(preposition.number) if c.dep == "pobj"]
    return preposition.lemma in {"on", "in", "between"} and any(_TIME.fullmatch(c.text) for c in held)


def _counted(analysis: Analysis, number: Word) -> Span | None:
    """Return a number that stands for people, with what says that it is about so many (“killing *at least 12*”)."""
    low = number.number
    of = next((c for c in analysis.children(low) if c.dep == "prep" and c.lemma == "of"), None)
    if of is None and any(c.dep == "det" for c in analysis.children(low)):
        return None  # “arrested *the two*”: who they are stands elsewhere
    high = _end_of_list(analysis, of) if of is not None else low  # “captured *one of the leaders*”
    while low > 0 and analysis.words[low - 1].dep in {"quantmod", "advmod", "nummod", "compound", "amod"}:
        if analysis.words[low - 1].head not in {low, number.number, low - 2}:
            break
        low -= 1
    return analysis.span(low, high + 1)


def _some_of(analysis: Analysis, head: Word) -> Span | None:
    """Return who is meant by a word that only says how many of them it is done to (“*several* of its traders”)."""
    of = next((c for c in analysis.children(head.number) if c.dep == "prep" and c.lemma == "of"), None)
    if head.dep not in _TAKEN or head.lemma.lower() not in _SOME or of is None:
        return None
    return analysis.span(head.number, _end_of_list(analysis, of) + 1)


def _hyphened(analysis: Analysis, low: int) -> int:
    """Return where a phrase begins whose first word has another before its hyphen (“*Norwegian*-led forces”)."""
    while low > 1 and "-" in {analysis.words[low].text, analysis.words[low - 1].text}:
        low -= 1 if analysis.words[low].text == "-" else 2
    return max(low, 0)


def _is_second_place(analysis: Analysis, current: int, child: Word) -> bool:
    """Say whether a name is joined to the one that a preposition governs, right behind it."""
    first = analysis.words[current]
    near = child.number - current <= 2  # noqa: PLR2004  (“and” stands between them)
    return child.dep == "conj" and first.dep == "pobj" and near and first.pos == child.pos == "PROPN"


def _whole_end(analysis: Analysis, head: int, high: int) -> int:
    """Return where a phrase ends that is cut within a word with a hyphen, or before somebody's age.

    (“*ex-officer*”, “two men, *aged* 23 and 31”)
    """
    words = analysis.words
    while high + 2 < len(words) and words[high + 1].text == "-" and words[high + 1].start == words[high].end:
        high += 2
    while high > head and words[high].text in {"aged", ","}:
        high -= 1
    return high


def is_somebody(head: Word) -> bool:
    """Say whether a noun is for people or a body (“officials”, “a delegation”), and for no thing.

    Args:
        head: the noun.

    """
    lemma = head.lemma.lower()
    single = lemma.removesuffix("s") if head.tag == "NNPS" else lemma  # a name's plural keeps it: “Foreign Ministers”
    return people_words().can_speak(single) or noun_class(single) == "person"


def joined_to(analysis: Analysis, number: int) -> list[Word]:
    """Return what hangs on a noun, before a verb that the parser takes for a noun (“met officials and *co-chaired*”).

    Args:
        analysis: the analysed text.
        number: which word the noun is.

    """
    below = list(analysis.children(number))
    co = next((c.number for c in below if c.text.lower() == "co" and c.dep == "conj"), None)
    return [c for c in below if co is None or c.number < co]


def _goes_on(analysis: Analysis, head: int, joined: Word) -> bool:
    """Say whether a noun is joined to another with nothing but its own words in between."""
    if joined.pos not in {"NOUN", "PROPN"} or joined.number < head or _is_headline_verb(analysis, joined):
        return False
    first = analysis.subtree(joined.number)[0]
    last = max((n for n in range(head, first) if analysis.words[n].text.lower() not in _JOINS), default=head)
    return joined.number - last <= _PHRASE and not any(
        word.pos in {"VERB", "AUX"} for word in analysis.words[head + 1 : joined.number]
    )


def _is_headline_verb(analysis: Analysis, noun: Word) -> bool:
    """Say whether what a headline joins to a noun is its second verb (“court dissolves party and *bans* premier”)."""
    after = analysis.words[noun.number + 1] if noun.number + 1 < len(analysis.words) else noun
    headline = after.end <= len(analysis.article.title or "") or "\n" not in analysis.article.text[: noun.start]
    beside = after.pos in {"NOUN", "PROPN", "ADJ", "DET"} and after.number != noun.number
    return headline and noun.tag == "NNS" and beside and ("VERB", noun.lemma.lower()) in triggers()


def _is_behind_clause(analysis: Analysis, head: int, preposition: Word) -> bool:
    """Say whether a verb stands between a noun and a preposition (“Chileans, all of whom *are* here, from unions”)."""
    return any(word.tag in _FINITE for word in analysis.words[head + 1 : preposition.number])


def _end_of_list(analysis: Analysis, preposition: Word) -> int:
    """Return the last word of the list that a preposition governs (“from *Costa Rica, Honduras, and Mexico*”)."""
    high = preposition.number - 1
    stack = [preposition.number]
    while stack:
        for child in analysis.children(stack.pop()):
            if child.dep in _WITHIN_LIST or (child.dep == "prep" and child.lemma in {"of", "from"}):
                high = max(high, child.number if child.dep not in {"punct", "cc"} else high)
                stack.append(child.number)
    return high if high - preposition.number <= _LIST else _first_of_list(analysis, preposition)


def _first_of_list(analysis: Analysis, preposition: Word) -> int:
    """Return the last word of what a preposition governs before its first comma, or the last before it."""
    last = analysis.subtree(preposition.number)[1]
    cut = next((n for n in range(preposition.number, last) if analysis.words[n].text in {",", ";"}), last)
    return cut - 1 if cut - preposition.number <= 2 * _PHRASE else preposition.number - 1

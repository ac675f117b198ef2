"""Bodies, ships and whatever else is neither person nor place: their names in full, in short and as acronyms."""

import re
from collections import defaultdict
from collections.abc import Iterable

from watchwire.entities.group import Group
from watchwire.entities.mention import Mention
from watchwire.entities.people import people_words
from watchwire.entities.words import words_of
from watchwire.geography import country_of, country_words, places
from watchwire.language import Analysis
from watchwire.language.places import Places
from watchwire.model import Band, EntityKind, Span
from watchwire.names.classes import common_english, organisation_forms, organisation_words, particles
from watchwire.names.forms import forms_in
from watchwire.names.tokens import tokenize

_BRACKET = re.compile(r"[,\s]*\(\s*(?:[“\"‘']|also known as |or )?([A-Z][A-Z0-9&.-]{1,9})[”\"’']?(?:[,;)]| or )")
_COLLECTIVE = re.compile(
    r"[,\s]*\(\s*(?:collectively|together|jointly|hereinafter|hereafter)[, ]+(?:the )?"
    r"[“\"‘']([A-Z][\w&.-]+)[”\"’']\s*\)"
)
_OF_STATES = (("united", "states"), ("u", "s"), ("us",))
_OWNED = re.compile(r"((?:[A-Z][\w.]*(?: |$|(?=[’'])))+)(?:[’']s? )?$")
_OF_STATE = re.compile(r" (?:of|in) (?:the )?((?:[A-Z][\w.]*(?: |$)?)+)")
_SMALL = frozenset({"the", "of", "and", "for", "on", "in", "to"})
_OWNER_REACH = 40
_PART_LEAST, _PART_MORE = 2, 2
_PLACED = re.compile(r"\b(?:in|at|near|from|to|around|outside|across|through|throughout|into)\s(?:the\s)?$")
_PLACED_REACH = 16
_THERE = re.compile(r",? (?:[A-Z]\.[A-Z]\.|[A-Z]{2}\b|County|city|area)|, (?:[A-Z][a-z]+)(?: [A-Z][a-z]+)?,")
_RUN = re.compile(r"[\w&.'’-]+")


def called_like_towns(analysis: Analysis, mentions: list[Mention]) -> None:
    """Take a town's name for the company that bears it where the text names that and nothing says where.

    “Nashua Corp. sued. *Nashua* wants more”, but “in *Nashua*”, “*Nashua*, New Hampshire”.
    """
    text = analysis.article.text
    companies = {
        mention.words[:end]
        for mention in mentions
        if mention.kind is EntityKind.ORGANIZATION and (end := _before_form(mention.words))
    }
    for mention in mentions if companies else ():
        if mention.kind is not EntityKind.PLACE or mention.words not in companies or mention.matches:
            continue
        if not is_placed(text, mention.span):
            mention.kind, mention.country, mention.country_role = EntityKind.ORGANIZATION, None, None


def is_placed(text: str, span: Span) -> bool:
    """Say whether the text tells of a name as of a place: something is in it, or it is followed by where it lies."""
    before = _PLACED.search(text, max(0, span.start - _PLACED_REACH), span.start)
    return before is not None or _THERE.match(text, span.end) is not None


def _before_form(words: tuple[str, ...]) -> int:
    """Return how many words of a name stand before the legal form that ends it, 0 where none does."""
    last = next(reversed(forms_in(words)), None)
    return last[0] if last is not None and last[1] == len(words) else 0


def bodies_among(analysis: Analysis, mentions: list[Mention]) -> list[Group]:
    """Join the mentions of one body: the same party of a list, the same words, or an acronym of them."""
    known = _Known(analysis.article.text)
    for mention in mentions:
        if mention.kind in {EntityKind.PLACE, EntityKind.GROUP} and not mention.matches:
            continue
        known.add(mention)
    return known.groups


class _Known:
    """The bodies found so far by party, words and initials: a mention is not compared with each of them."""

    def __init__(self, text: str) -> None:
        self.groups: list[Group] = []
        self._text = text
        self._by_key: dict[tuple[str, object], int] = {}

    def add(self, mention: Mention) -> None:
        """Give a mention to the first body that it names, or make a new one of it."""
        own, answered = self._keys(mention)
        country = _state_of(self._text, mention)
        homes = [
            home
            for key in (*own, *answered)
            if key[0] != "initials" or key in answered  # two names in full are not one for their initials
            if (home := self._by_key.get(key)) is not None and (country is None or self._of(home) in {None, country})
        ]
        if country is not None:  # the ministries of two countries are two
            bare = tuple(word for word in _core(mention.words) if word.capitalize() not in country_words())
            own = [("of a state", (country, _turned(bare))), *own]
            homes = [self._by_key[own[0]]] if own[0] in self._by_key else homes
        home = min(homes, default=len(self.groups))
        if not homes:
            self.groups.append(Group(mention.kind))
        self.groups[home].country = self.groups[home].country or country
        self.groups[home].mentions.append(mention)
        for key in own:
            # The first body of a key stays its owner: later ones are only asked for what it is not.
            self._by_key[key] = min(home, self._by_key.get(key, home))

    def _of(self, home: int) -> str | None:
        return self.groups[home].country

    def _keys(self, mention: Mention) -> tuple[list[tuple[str, object]], list[tuple[str, object]]]:
        """Return what a mention is known by, and by what else it finds the body that it is."""
        words = _core(mention.words)
        own: list[tuple[str, object]] = [("party", match.party.id) for match in mention.matches]
        own.append(("words", words))
        if len(words) > 1:
            initials = "".join(word[0] for word in words)
            if all(len(word) == 1 for word in words):  # “U.N.”
                return [*own, ("acronym", initials)], [("initials", initials)]
            long = "".join(word[0] for word in mention.words if word not in _SMALL)  # “GMAC” has its “Corp.” too
            wholes = dict.fromkeys((initials, long))
            return [*own, *(("initials", whole) for whole in wholes)], [("acronym", whole) for whole in wholes]
        if len(words) == 1 and mention.span.of(self._text).isupper():
            return [*own, ("acronym", words[0])], [("initials", words[0])]
        return own, []


def join_short_bodies(groups: list[Group], text: str) -> None:
    """Give "Ford" to "Ford Motor Company" where no other body of the article begins so.

    Args:
        groups: persons, bodies and whatever else is named; those that go to others are taken out.
        text: the text of the article.

    """
    bodies = [g for g in groups if g.kind is EntityKind.ORGANIZATION]
    _join_parts(bodies)
    bodies = [g for g in bodies if g.mentions]
    begins: dict[str, dict[int, Group]] = defaultdict(dict)
    for group in bodies:
        for mention in group.mentions:
            if mention.words:
                begins[mention.words[0]][id(group)] = group
    for short in [g for g in bodies if len(g.words) == 1 and not any(m.matches for m in g.mentions)]:
        word = short.words[0]
        longer = [g for g in begins[word].values() if g is not short and g.mentions]
        own = len(longer) == 1 and len(longer[0].words) > 1 and word not in organisation_words()
        own = own and not people_words().products.intersection(longer[0].words[1:])
        if own and not (_is_of_an_acronym(text, short, longer[0]) or _is_of_maker(text, longer[0])):
            longer[0].mentions.extend(short.mentions)
            short.mentions.clear()
    groups[:] = [group for group in groups if group.mentions]


def _is_of_an_acronym(text: str, short: Group, longer: Group) -> bool:
    """Say whether a longer name is only that of something of a body written as an acronym (“NATO Response Fund”)."""
    written = short.mentions[0].span.of(text)
    further = set(longer.words[1:]).difference(organisation_forms(), ("group", "news"))
    return len(written) > 1 and written.isupper() and written.isalpha() and bool(further)


def _is_of_maker(text: str, longer: Group) -> bool:
    """Say whether a longer name is that of a ware by its maker's: the text has the ware's own name alone too.

    “Harbora Panes is old, and its *Panes* system is slow”: Harbora makes it. But “the *Bank*” is no ware.
    """
    last = longer.words[-1]
    if len(longer.words) != _PART_LEAST or last in {*organisation_words(), *organisation_forms()}:
        return False
    ware = next(m.span.of(text).split()[-1] for m in longer.mentions if len(m.words) == _PART_LEAST)
    return re.search(rf"(?:\b(?:its|their|using|running)|['’]s) {re.escape(ware)}\b", text) is not None


def _join_parts(bodies: list[Group]) -> None:
    """Give “Security Council” to “UN Security Council”, and “Liberal National” to “Liberal National Party”.

    What the longer name has more is one word or two; where two bodies end (or begin) so, neither is meant.
    """
    cores = {id(group): _core(group.words) for group in bodies}
    for short in bodies:
        words = cores[id(short)]
        least = 1 if words and words[-1] in people_words().of_a_state | people_words().chambers else _PART_LEAST
        if len(words) < least or any(m.matches for m in short.mentions):
            continue
        longer = [g for g in bodies if g is not short and g.mentions and _is_part(words, cores[id(g)])]
        alike = short.country is None or not longer or longer[0].country in {None, short.country}
        if len(longer) == 1 and alike:
            longer[0].mentions.extend(short.mentions)
            longer[0].country = longer[0].country or short.country
            short.mentions.clear()


def _is_part(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    more = len(longer) - len(words)
    if not 0 < more <= _PART_MORE:
        return False
    if longer[: len(words)] == words and " ".join(longer[len(words) :]).title() in {*country_words(), *places()}:
        return True  # “Supreme Court” of “Supreme Court of Puerto Rico”
    return longer[more:] == words or (more == 1 and longer[:-1] == words and longer[-1] in organisation_words())


def _state_of(text: str, mention: Mention) -> str | None:
    """Return the country whose ministry, army or court a body is, where its name or what owns it says so."""
    if not people_words().of_a_state.intersection(mention.words):
        return None
    table = country_words()
    own = text[mention.span.start : mention.span.end].split()
    for length in (2, 1):
        named = table.get(" ".join(own[:length]))
        if named is not None and named[1] != "metonym" and len(own) > length:
            return named[0]
    owner = _OWNED.search(text[max(0, mention.span.start - _OWNER_REACH) : mention.span.start])
    after = _OF_STATE.match(text, mention.span.end)
    for found in (owner, after):
        words = found[1].split() if found is not None else []
        for length in range(len(words), 0, -1):
            known = table.get(" ".join(words[-length:] if found is owner else words[:length]))
            if known is not None and known[1] != "metonym":
                return known[0]
    return None


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(w for w in words if w not in organisation_forms() and w not in _SMALL) or words
    for country in _OF_STATES:  # “US House of Representatives”, “United States House of Representatives”
        if kept[: len(country)] == country and len(kept) > len(country) + 1:
            return ("us", *_turned(kept[len(country) :]))
    return _turned(kept)


def _turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return “Justice Department” as “Department of Justice”, and a ministry without its “affairs”."""
    if len(words) == 2 and words[1] in {"department", "ministry"}:  # noqa: PLR2004
        words = (words[1], words[0])
    return words[:-1] if words[:1] == ("ministry",) and words[-1] == "affairs" else words


def add_short_forms(analysis: Analysis, groups: list[Group]) -> None:
    """Link a body's acronym, once introduced in brackets, and the first word of a listed body's name."""
    text = analysis.article.text
    owners: dict[str, Group] = {}
    for group in groups:
        if group.kind in {EntityKind.PERSON, EntityKind.PLACE}:
            continue
        for word in _short_names(text, group):
            owners.setdefault(word, group)
    if not owners:
        return
    held = Places((m.span, (g, m)) for g in groups for m in g.mentions)
    gone: set[int] = set()
    for span, home in (*_as_words(text, owners), *_as_written(text, owners)):
        if analysis.article.in_furniture(span) or _describes(analysis, span):
            continue
        covering = [(g, m) for g, m in held.over(span) if id(m) not in gone]
        if any(g is home or m.matches or not span.contains(m.span) for g, m in covering):
            continue
        gone.update(id(m) for _, m in covering)
        norms = tuple(token.norm for token in tokenize(span.of(text)))
        home.mentions.append(Mention(span, home.kind, {"document"}, norms))
        held.add(span, (home, home.mentions[-1]))
    for group in groups:
        group.mentions[:] = [mention for mention in group.mentions if id(mention) not in gone]
    groups[:] = [group for group in groups if group.mentions]


def _describes(analysis: Analysis, span: Span) -> bool:
    """Say whether a name's first word only says of what kind something is (“Islamic militants”, Islamic Jihad)."""
    word = analysis.word_at(span.start)
    return word is not None and word.pos == "ADJ"


def _as_words(text: str, owners: dict[str, Group]) -> Iterable[tuple[Span, Group]]:
    """Yield the words of a text that are a body's short form."""
    for token in words_of(text):
        home = _owner(owners, token.raw)
        if home is not None:
            yield Span(token.start, token.end), home


def _as_written(text: str, owners: dict[str, Group]) -> list[tuple[Span, Group]]:
    """Return the places of short forms that are several words to the tokenizer (“MC&M”), a form at a time."""
    several = {word: number for number, word in enumerate(owners) if not word.isalnum()}
    if not several:
        return []
    lengths = sorted({len(word) for word in several})
    found: list[tuple[int, Span, Group]] = []
    for run in _RUN.finditer(text):
        for start in range(run.start(), run.end()):
            if start > run.start() and _within_word(text[start - 1]):
                continue
            for length in lengths:
                end = start + length
                word = text[start:end]
                if end <= run.end() and word in several and not _within_word(text[end : end + 1]):
                    found.append((several[word], Span(start, end), owners[word]))
    return [(span, home) for _, span, home in sorted(found, key=lambda item: (item[0], item[1]))]


def _within_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _owner(owners: dict[str, Group], raw: str) -> Group | None:
    return owners.get(raw) or owners.get(raw.rstrip("s")) or owners.get(f"{raw}s")


def _short_names(text: str, group: Group) -> list[str]:
    """Return acronyms in brackets behind a mention, and the first word of a listed name, as they are written."""
    found: list[str] = []
    for mention in group.mentions:
        bracket = _BRACKET.match(text, mention.span.end) or _COLLECTIVE.match(text, mention.span.end)
        if bracket and len(mention.words) > 1:
            found.append(bracket[1])
        listed = any(match.band is not Band.WEAK for match in mention.matches)
        words = tokenize(mention.span.of(text))
        if listed and words and _is_short_name(words[0].norm) and (len(words) > 1 or words[0].raw.endswith("s")):
            found.append(words[0].raw)
    return found


def _is_short_name(norm: str) -> bool:
    return len(norm) > 3 and norm not in common_english() and country_of(norm) is None and norm not in particles()  # noqa: PLR2004

"""From mentions to entities: all mentions of one person, body or place in an article are one entity."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from watchwire.entities.coreference import with_references
from watchwire.entities.mention import Mention
from watchwire.entities.mentions import Places, find_mentions
from watchwire.entities.recognised import is_generic
from watchwire.entities.roles import RolePhrase, definite_roles, role_beside
from watchwire.geography import countries, country_of, find_city
from watchwire.language import Analysis
from watchwire.model import Band, Entity, EntityKind, Match, Span
from watchwire.names.classes import (
    common_english,
    korean_families,
    looks_korean,
    organisation_forms,
    organisation_words,
    particles,
    titles,
)
from watchwire.names.similarity import token_similarity
from watchwire.names.tokens import tokenize

_ALIKE = 0.9
_BRACKET = re.compile(r"[,\s]*\(\s*(?:[“\"‘']|also known as |or )?([A-Z][A-Z0-9&.-]{1,9})[”\"’']?(?:[,;)]| or )")
_COLLECTIVE = re.compile(
    r"[,\s]*\(\s*(?:collectively|together|jointly|hereinafter|hereafter)[, ]+(?:the )?"
    r"[“\"‘']([A-Z][\w&.-]+)[”\"’']\s*\)"
)
_HEADS = frozenset({"head", "prime-minister", "foreign-minister", "defence-minister", "governor", "spokesperson"})
_OF_STATES = (("united", "states"), ("u", "s"), ("us",))
_SEATS = frozenset({"kremlin", "white house", "downing street", "whitehall", "capitol hill"})
_MINISTER = frozenset({"minister", "foreign-minister", "defence-minister", "prime-minister", "secretary"})


@dataclass(slots=True)
class _Group:
    """The mentions of one entity while it is being put together."""

    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)
    roles: list[RolePhrase] = field(default_factory=list)
    country: str | None = None
    extra_roles: list[Span] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        """The longest name."""
        return max((m.words for m in self.mentions), key=len, default=())

    @property
    def first(self) -> Span:
        return min(m.span for m in self.mentions)


def build_entities(analysis: Analysis, matches: list[Match]) -> tuple[Entity, ...]:
    """Return the entities of an article in order of first mention, with the pronouns that clearly stand for them.

    Args:
        analysis: the analysed text.
        matches: what screening found in it.

    """
    mentions = find_mentions(analysis, matches)
    persons, others = _split(mentions)
    groups = _persons(persons)
    others = _mend_labels(groups, others)
    _find_short_forms(analysis, groups, mentions)
    left = {id(mention) for mention in mentions}
    others = [m for m in others if id(m) in left]
    groups.extend(_places(analysis, others))
    groups.extend(_bodies(analysis, others))
    _join_short_bodies(groups)
    _add_body_short_forms(analysis, groups)
    _add_roles(analysis, groups)
    groups = [g for g in groups if g.mentions and not _is_portfolio(analysis, g, groups)]
    groups = [g for g in groups if not all(is_generic(analysis.article.text, m) for m in g.mentions)]
    groups.sort(key=lambda group: group.first)
    entities = tuple(_entity(analysis, number, group) for number, group in enumerate(groups, 1))
    spoken_of = {code for entity in entities for code in entity.countries}
    return with_references(analysis, tuple(_located(entity, spoken_of) for entity in entities))


def _located(entity: Entity, spoken_of: set[str]) -> Entity:
    """Give a city its country and coordinates; a country has neither capital nor middle that could stand for it."""
    country = country_of(entity.name)
    if entity.kind is not EntityKind.PLACE or country is not None:
        return entity
    city = find_city(entity.name, entity.countries or spoken_of)
    if city is None or (entity.countries and city.country not in entity.countries):
        return entity
    return replace(entity, countries=(city.country,), coordinates=(city.latitude, city.longitude))


def _split(mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    persons = [m for m in mentions if m.kind is EntityKind.PERSON]
    return persons, [m for m in mentions if m.kind is not EntityKind.PERSON]


# -- persons


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(w for w in words if w not in titles() or len(words) == 1)
    return kept or words


def _family(words: tuple[str, ...]) -> str:
    """Return the word by which a newspaper goes on to call a person."""
    if looks_korean(words) and words[0] in korean_families():
        return words[0]
    content = [w for w in words if w not in particles()]
    return content[-1] if content else words[-1]


def _families(group: _Group) -> list[str]:
    """Return the family names of a person's full names: somebody known under two names has two."""
    full = (_bare(mention.words) for mention in group.mentions)
    return sorted({_family(words) for words in full if len(words) > 1})


def _persons(mentions: list[Mention]) -> list[_Group]:
    """Join full names first, then give each short form to the full name that it can stand for."""
    known = _Known()
    groups = known.groups
    short: list[Mention] = []
    for mention in mentions:
        words = _bare(mention.words)
        if len(words) < 2 and not mention.matches:  # noqa: PLR2004
            short.append(mention)
            continue
        known.add(mention)
    for mention in short:
        home = _home_of_short(mention, groups)
        if home is None:
            home = _Group(EntityKind.PERSON)
            groups.append(home)
        home.mentions.append(mention)
    return groups


class _Known:
    """The persons found so far, by family name and listed party: a text of names is not compared with itself."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._by_family: dict[str, set[int]] = defaultdict(set)
        self._by_party: dict[str, set[int]] = defaultdict(set)
        self._families: list[str] = []
        self._alike: dict[str, tuple[int, list[str]]] = {}

    def add(self, mention: Mention) -> None:
        """Give a mention to the first person whom it names, or make a new one of it."""
        home = next((k for k in sorted(self._candidates(mention)) if _same_person(self.groups[k], mention)), None)
        if home is None:
            home = len(self.groups)
            self.groups.append(_Group(EntityKind.PERSON))
        group = self.groups[home]
        group.mentions.append(mention)
        family = _family(_bare(group.words))
        if family not in self._by_family:
            self._families.append(family)
        self._by_family[family].add(home)
        for match in mention.matches:
            self._by_party[match.party.id].add(home)

    def _candidates(self, mention: Mention) -> set[int]:
        found: set[int] = set()
        for match in mention.matches:
            found |= self._by_party.get(match.party.id, set())
        for family in self._like(_family(_bare(mention.words))):
            found |= self._by_family[family]
        return found

    def _like(self, family: str) -> list[str]:
        """Return the family names met so far that may be this one. Each pair is compared once."""
        checked, alike = self._alike.get(family, (0, []))
        alike = alike + [other for other in self._families[checked:] if token_similarity(family, other) >= _ALIKE]
        self._alike[family] = len(self._families), alike
        return alike


def _mend_labels(groups: list[_Group], others: list[Mention]) -> list[Mention]:
    """Give what a recogniser called a body or place to the person who is so named; return the rest."""
    left: list[Mention] = []
    for mention in others:
        words = tuple(w for w in mention.words if w not in particles())
        home = None
        if mention.by == {"recogniser"} and words:
            for group in groups:
                full = tuple(w for w in _bare(group.words) if w not in particles())
                if len(full) > 1 and (words == full or (len(words) == 1 and words[0] in _families(group))):
                    home = group
                    break
        if home is None:
            left.append(mention)
        else:
            mention.kind = EntityKind.PERSON
            home.mentions.append(mention)
    return left


def _same_person(group: _Group, mention: Mention) -> bool:
    theirs = {m.party.id for other in group.mentions for m in other.matches if m.band is not Band.WEAK}
    mine = {m.party.id for m in mention.matches if m.band is not Band.WEAK}
    if theirs and mine:
        return bool(theirs & mine)
    return _same_name(_bare(group.words), _bare(mention.words))


@lru_cache(maxsize=1 << 16)
def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether one name is the other, or is in it, with the same family name. Kept: a text repeats its names."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 2:  # noqa: PLR2004
        return False
    if token_similarity(_family(a), _family(b)) < _ALIKE:
        return False
    return all(any(token_similarity(x, y) >= _ALIKE for y in longer) for x in shorter)


def _home_of_short(mention: Mention, groups: list[_Group]) -> _Group | None:
    """Return the nearest person before (else after) whose family name, or else other name, this is."""
    word = _bare(mention.words)[-1]
    fits = [g for g in groups if any(token_similarity(family, word) >= _ALIKE for family in _families(g))]
    if not fits:
        fits = [g for g in groups if len(g.words) > 1 and word in g.words]
    if not fits:
        fits = [g for g in groups if len(g.words) == 1 and g.words[0] == word]
    if not fits:
        return None
    before = [g for g in fits if g.first.start < mention.span.start]
    if before:
        return max(before, key=lambda g: max(m.span.start for m in g.mentions if m.span.start < mention.span.start))
    return min(fits, key=lambda g: g.first.start)


def _find_short_forms(analysis: Analysis, groups: list[_Group], mentions: list[Mention]) -> None:
    """Add family names of known persons that no witness marked ("Peskov", "Miller"), with their capital."""
    by_family = _by_short_name(groups)
    text = analysis.article.text
    near = Places(mentions)
    for token in tokenize(text):
        owners = by_family.get(token.norm)
        span = Span(token.start, token.end)
        if not owners or not token.capital or analysis.article.in_furniture(span):
            continue
        covering = [m for m in near.around(span) if m.span.overlaps(span)]
        if covering and not _wrong_label(covering, span):
            continue
        if token.norm in common_english() and _starts_sentence(analysis, token.start):
            continue
        if covering:
            for m in covering:
                _drop(groups, mentions, m)
                near.remove(m)
        mention = Mention(span, EntityKind.PERSON, {"document"}, (token.norm,))
        home = _home_of_short(mention, owners)
        if home is not None:
            home.mentions.append(mention)


def _by_short_name(groups: list[_Group]) -> dict[str, list[_Group]]:
    """Return known persons by family name, and by given name where only one bears it and no family name is like it."""
    by_word: dict[str, list[_Group]] = defaultdict(list)
    given: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        words = _bare(group.words)
        if len(words) > 1:
            for family in _families(group):
                by_word[family].append(group)
            if not looks_korean(words):
                given[words[0]].append(group)
    for word, owners in given.items():
        if len(owners) == 1 and word not in by_word and len(word) > 3 and word not in common_english():  # noqa: PLR2004
            by_word[word] = owners
    return by_word


def _wrong_label(covering: list[Mention], span: Span) -> bool:
    """A recogniser's body or place that is exactly a known person's family name is that person."""
    return all(m.span == span and m.by == {"recogniser"} and m.kind is not EntityKind.PERSON for m in covering)


def _drop(groups: list[_Group], mentions: list[Mention], mention: Mention) -> None:
    if mention in mentions:
        mentions.remove(mention)
    for group in groups:
        if mention in group.mentions:
            group.mentions.remove(mention)


def _starts_sentence(analysis: Analysis, offset: int) -> bool:
    sentence = analysis.sentence_at(offset)
    return sentence is not None and sentence.span.start == offset


# -- places, countries, governments


def _places(analysis: Analysis, mentions: list[Mention]) -> list[_Group]:
    """One entity a country (its name, its people, and its capital where that acts), one a place."""
    by_key: dict[str, _Group] = {}
    for mention in mentions:
        if mention.kind not in {EntityKind.PLACE, EntityKind.GROUP} or mention.matches:
            continue
        key = _place_key(analysis, mention)
        if key is None:
            continue
        group = by_key.setdefault(key, _Group(EntityKind.PLACE, country=mention.country))
        group.mentions.append(mention)
    return list(by_key.values())


def _place_key(analysis: Analysis, mention: Mention) -> str | None:
    role = mention.country_role
    if mention.country and role == "name":
        return f"country:{mention.country}"
    if mention.country and role == "demonym":
        word = analysis.word_at(mention.span.start)
        last = analysis.word_at(mention.span.end - 1)
        noun = last is not None and last.pos in {"NOUN", "PROPN"} and last.dep not in {"compound", "amod"}
        return f"country:{mention.country}" if word is not None and noun else None
    seat = " ".join(mention.words) in _SEATS
    if mention.country and role == "metonym" and (seat or _acts(analysis, mention.span)):
        return f"country:{mention.country}"
    if mention.kind is EntityKind.GROUP:
        return None
    return "place:" + " ".join(mention.words)


def _acts(analysis: Analysis, span: Span) -> bool:
    """Say whether a capital's name stands for a government: it is a subject, an owner, or comes from "from"."""
    word = analysis.word_at(span.end - 1)
    if word is None:
        return False
    if word.dep in {"nsubj", "nsubjpass", "poss"}:
        return True
    if word.dep == "pobj":
        preposition = analysis.words[word.head]
        governor = analysis.words[preposition.head]
        return preposition.lemma == "for" or (preposition.lemma in {"from", "by"} and governor.pos == "NOUN")
    return False


# -- bodies


def _bodies(analysis: Analysis, mentions: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    for mention in mentions:
        if mention.kind in {EntityKind.PLACE, EntityKind.GROUP} and not mention.matches:
            continue
        home = next((g for g in groups if _same_body(analysis, g, mention)), None)
        if home is None:
            home = _Group(mention.kind)
            groups.append(home)
        home.mentions.append(mention)
    return groups


def _same_body(analysis: Analysis, group: _Group, mention: Mention) -> bool:
    theirs = {m.party.id for other in group.mentions for m in other.matches}
    mine = {m.party.id for m in mention.matches}
    if theirs & mine:
        return True
    mine_words = _core(mention.words)
    for other in group.mentions:
        words = _core(other.words)
        if words == mine_words:
            return True
        if _is_acronym(analysis.article.text, other.span, mention.span, words, mine_words):
            return True
    return False


def _join_short_bodies(groups: list[_Group]) -> None:
    """Give "Ford" to "Ford Motor Company" where no other body of the article begins so."""
    bodies = [g for g in groups if g.kind is EntityKind.ORGANIZATION]
    for short in [g for g in bodies if len(g.words) == 1 and not any(m.matches for m in g.mentions)]:
        word = short.words[0]
        longer = [g for g in bodies if g is not short and any(m.words[0] == word for m in g.mentions if m.words)]
        if len(longer) == 1 and len(longer[0].words) > 1 and word not in organisation_words():
            longer[0].mentions.extend(short.mentions)
            short.mentions.clear()
    groups[:] = [group for group in groups if group.mentions]


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(w for w in words if w not in organisation_forms() and w not in {"the", "of", "and", "for"}) or words
    for country in _OF_STATES:  # “US House of Representatives”, “United States House of Representatives”
        if kept[: len(country)] == country and len(kept) > len(country) + 1:
            return ("us", *kept[len(country) :])
    return kept


def _is_acronym(text: str, one: Span, other: Span, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    (short, short_span), (long, _) = sorted(((a, one), (b, other)), key=lambda pair: len(pair[0]))
    if len(short) != 1 or len(long) < 2 or not short_span.of(text).isupper():  # noqa: PLR2004
        return False
    return "".join(word[0] for word in long) == short[0]


def _add_body_short_forms(analysis: Analysis, groups: list[_Group]) -> None:
    """Link a body's acronym, once introduced in brackets, and the first word of a listed body's name."""
    text = analysis.article.text
    tokens = tokenize(text)
    owners: dict[str, _Group] = {}
    for group in groups:
        if group.kind in {EntityKind.PERSON, EntityKind.PLACE}:
            continue
        for word in _short_names(text, group):
            owners.setdefault(word, group)
    places = [
        (Span(token.start, token.end), home) for token in tokens if (home := _owner(owners, token.raw)) is not None
    ]
    for word, home in owners.items():
        if not word.isalnum():  # "MC&M" is three words to the tokenizer
            found = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            places.extend((Span(match.start(), match.end()), home) for match in found)
    for span, home in places:
        if analysis.article.in_furniture(span):
            continue
        covering = [(g, m) for g in groups for m in g.mentions if m.span.overlaps(span)]
        if any(g is home or m.matches or not span.contains(m.span) for g, m in covering):
            continue
        for group, mention in covering:
            group.mentions.remove(mention)
        norms = tuple(token.norm for token in tokenize(span.of(text)))
        home.mentions.append(Mention(span, home.kind, {"document"}, norms))
    groups[:] = [group for group in groups if group.mentions]


def _owner(owners: dict[str, _Group], raw: str) -> _Group | None:
    return owners.get(raw) or owners.get(raw.rstrip("s")) or owners.get(f"{raw}s")


def _short_names(text: str, group: _Group) -> list[str]:
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


# -- roles


def _add_roles(analysis: Analysis, groups: list[_Group]) -> None:
    people = [g for g in groups if g.kind is EntityKind.PERSON]
    for group in people:
        for mention in group.mentions:
            role = role_beside(analysis, mention.span)
            if role is not None and _names_another(role, group, people):
                continue
            if role is not None and not any(role.span.overlaps(known.span) for known in group.roles):
                group.roles.append(role)
    named = [m.span for g in groups for m in g.mentions if g.kind is EntityKind.PERSON]
    beside = [role.span for g in people for role in g.roles]
    for phrase, _ in definite_roles(analysis):
        if any(phrase.span.overlaps(span) for span in (*named, *beside)):
            continue
        owner = _owner_of(phrase, people)
        if owner is not None:
            owner.extra_roles.append(phrase.span)


def _names_another(role: RolePhrase, group: _Group, people: list[_Group]) -> bool:
    """Say whether a role would hold another person's name (“officers A, B” before C)."""
    return any(role.span.overlaps(m.span) for other in people if other is not group for m in other.mentions)


def _listed_countries(group: _Group) -> set[str]:
    """Return the countries of the parties that a person may be: the French president is not the Russian one."""
    return {code for m in group.mentions for match in m.matches for code in match.party.countries}


def _owner_of(phrase: RolePhrase, people: list[_Group]) -> _Group | None:
    """Return the one person before whose role fits a phrase, by office and country."""
    wanted = set(country_codes_in_phrase(phrase.text))
    fits: list[tuple[int, _Group]] = []
    exact: list[_Group] = []
    for group in people:
        before = [m.span.start for m in group.mentions if m.span.start < phrase.span.start]
        for role in group.roles:
            have = set(country_codes_in_phrase(role.text)) | _listed_countries(group)
            if before and role.office == phrase.office and (not wanted or wanted & have):
                fits.append((max(before), group))
                if wanted and wanted & have:
                    exact.append(group)
                break
    if len(exact) == 1:
        return exact[0]
    owners = {id(group): group for _, group in fits}
    if len(owners) == 1 or (owners and not wanted and phrase.office in _HEADS):
        return max(fits, key=lambda pair: pair[0])[1]
    return None


def _is_portfolio(analysis: Analysis, group: _Group, groups: list[_Group]) -> bool:
    """Say whether a recogniser's body is only a minister's portfolio ("Minister of Natural Resources")."""
    if group.kind is not EntityKind.ORGANIZATION or any(m.by != {"recogniser"} for m in group.mentions):
        return False
    roles = [role for other in groups for role in other.roles if role.office in _MINISTER]
    text = analysis.article.text
    return all(
        any(
            role.span.contains(m.span) and "inister" in role.text and "inistry" not in m.span.of(text) for role in roles
        )
        for m in group.mentions
    )


def country_codes_in_phrase(text: str) -> tuple[str, ...]:
    """Return the countries named by name, demonym or capital anywhere in a phrase."""
    from watchwire.geography import country_words

    table = country_words()
    words = text.split()
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for length in (6, 5, 4, 3, 2, 1):
            phrase = " ".join(words[at : at + length]).strip(".,")
            known = table.get(phrase) or table.get(phrase.removesuffix("’s").removesuffix("'s"))
            if known is not None:
                found[known[0]] = None
                at += length - 1
                break
        at += 1
    return tuple(found)


# -- the finished entity


def _entity(analysis: Analysis, number: int, group: _Group) -> Entity:
    text = analysis.article.text
    mentions = sorted(group.mentions, key=lambda m: m.span)
    matches = _best_matches(mentions)
    spans = tuple(dict.fromkeys(m.span for m in mentions))
    name = _display(text, group, mentions)
    codes = [group.country] if group.country else []
    for role in group.roles:
        codes.extend(country_codes_in_phrase(role.text))
    roles = sorted({role.span for role in group.roles} | set(group.extra_roles))
    return Entity(
        f"e{number}",
        name,
        group.kind,
        spans,
        tuple(dict.fromkeys(code for code in codes if code)),
        tuple(roles),
        matches,
        tuple(sorted({by for m in mentions for by in m.by})),
        _notes(group),
    )


def _display(text: str, group: _Group, mentions: list[Mention]) -> str:
    if group.country and any(m.country_role in {"name", "demonym", "metonym"} for m in mentions):
        country = countries().get(group.country)
        whole = any(m.country_role == "name" for m in mentions) or all(m.country_role == "demonym" for m in mentions)
        if country is not None and whole:
            return country.name
    longest = max(mentions, key=lambda m: (len(m.words), _uninflected(text, m), len(m.span)))
    return " ".join(longest.span.of(text).split())


def _uninflected(text: str, mention: Mention) -> bool:
    return mention.words == tuple(token.norm for token in tokenize(mention.span.of(text)))


def _best_matches(mentions: list[Mention]) -> tuple[Match, ...]:
    best: dict[str, Match] = {}
    order = {Band.STRONG: 0, Band.POSSIBLE: 1, Band.WEAK: 2}

    def rank(match: Match) -> tuple[bool, int, float]:
        # In the story before in its furniture; a weak alias, however likely, hides no match by a strong name.
        return not match.in_furniture, -order[match.band], match.score

    for mention in mentions:
        for match in mention.matches:
            held = best.get(match.party.id)
            if held is None or rank(match) > rank(held):
                best[match.party.id] = match
    return tuple(sorted(best.values(), key=lambda m: (order[m.band], -m.score, m.party.id)))


def _notes(group: _Group) -> tuple[str, ...]:
    """Note roles that one person cannot well hold at once."""
    held: dict[str, str] = {}
    for role in group.roles:
        if not role.former and role.office in _HEADS:
            held.setdefault(role.office, role.text)
    if len(held) > 1:
        named = " and ".join(f"“{text}”" for text in held.values())
        return (f"the article calls this person both {named}; at least one may be a mistake",)
    return ()

"""From mentions to entities: all mentions of one person, body or place in an article are one entity."""

import re
from dataclasses import replace

from watchwire.entities.abroad import add_family_names_abroad
from watchwire.entities.bodies import add_short_forms, bodies_among, called_like_towns, join_short_bodies
from watchwire.entities.coreference import with_references
from watchwire.entities.group import Group
from watchwire.entities.holders import HEADS, add_roles, country_codes_in_phrase, without_portfolios
from watchwire.entities.mention import Mention
from watchwire.entities.mentions import find_mentions
from watchwire.entities.persons import add_family_names, join_aliases, mend_labels, persons_among
from watchwire.entities.places import places_among
from watchwire.entities.recognised import is_generic
from watchwire.geography import countries, country_of, find_city
from watchwire.geography.cities import City, cities_called
from watchwire.geography.landforms import state_of_town
from watchwire.language import Analysis
from watchwire.model import Band, Entity, EntityKind, Match
from watchwire.names.tokens import tokenize


def build_entities(analysis: Analysis, matches: list[Match]) -> tuple[Entity, ...]:
    """Return the entities of an article in order of first mention, with the pronouns that clearly stand for them.

    Args:
        analysis: the analysed text.
        matches: what screening found in it.

    """
    mentions = find_mentions(analysis, matches)
    groups = persons_among([m for m in mentions if m.kind is EntityKind.PERSON], analysis)
    join_aliases(analysis.article.text, groups)
    others = mend_labels(groups, [m for m in mentions if m.kind is not EntityKind.PERSON])
    gone = add_family_names(analysis, groups, mentions)
    others = [m for m in others if id(m) not in gone]
    add_family_names_abroad(analysis, groups, mentions)
    called_like_towns(analysis, others)
    groups.extend(places_among(analysis, others))
    groups.extend(bodies_among(analysis, others))
    join_short_bodies(groups, analysis.article.text)
    add_short_forms(analysis, groups)
    add_roles(analysis, groups)
    groups = without_portfolios(analysis, [g for g in groups if g.mentions])
    groups = [g for g in groups if not all(is_generic(analysis.article.text, m) for m in g.mentions)]
    groups.sort(key=lambda group: group.first)
    entities = tuple(_entity(analysis, number, group) for number, group in enumerate(groups, 1))
    spoken_of = {code for entity in entities for code in entity.countries}
    text = analysis.article.text
    return with_references(analysis, tuple(_located(entity, spoken_of, _stated(text, entity)) for entity in entities))


_LARGE = 300_000
"""From how many people on a city is meant by its name in a text that does not speak of its country."""


_FAR_LARGER = 4
"""How many times larger than its namesakes abroad a city is that is meant by its name alone."""
_BEYOND = frozenset(
    {"Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto", "Titan", "Europa"}
)
"""What is far from any country, though a town may be named after it."""


_STATE_REACH = 12
_WHERE = re.compile(r", ((?:[A-Z][\w.’'-]*(?: |\b)){1,4})")


def _stated(text: str, place: Entity) -> str | None:
    """Return the country that a text states after a town (“San José, *Costa Rica*”), if it has one so called."""
    if place.kind is not EntityKind.PLACE or place.countries:
        return None
    for span in place.mentions:
        where = _WHERE.match(text, span.end)
        words = where[1].split() if where is not None else []
        state = state_of_town(text[span.end + 2 : span.end + _STATE_REACH]) if where is not None else None
        if state is not None:
            return state  # “Garden City, N.Y.”
        for length in range(len(words), 0, -1):
            code = country_of(" ".join(words[:length]))
            if code is not None:
                city = find_city(place.name, (code,))
                return code if city is not None and city.country == code else None
    return None


def _has_rival(city: City, name: str) -> bool:
    """Say whether a city of another country, of which the text does not speak either, may as well be meant."""
    return any(c.country != city.country and c.population * _FAR_LARGER > city.population for c in cities_called(name))


def _located(entity: Entity, spoken_of: set[str], stated: str | None = None) -> Entity:
    """Give a city its country and coordinates; a country has neither capital nor middle that could stand for it."""
    spoken_of = {stated} if stated is not None else spoken_of
    country = country_of(entity.name)
    if entity.name in _BEYOND:
        return entity
    if entity.kind is not EntityKind.PLACE or country is not None:
        return entity
    city = find_city(entity.name, entity.countries or spoken_of)
    if stated is not None and city is not None and city.country != stated:
        return replace(entity, countries=(stated,))
    if city is None or (entity.countries and city.country not in entity.countries):
        return entity
    if not entity.countries and city.country not in spoken_of and city.population < _LARGE:
        return entity  # “Waterloo station” in a text of London is not in Canada
    if not entity.countries and city.country not in spoken_of and _has_rival(city, entity.name):
        return entity
    return replace(entity, countries=(city.country,), coordinates=(city.latitude, city.longitude))


def _entity(analysis: Analysis, number: int, group: Group) -> Entity:
    text = analysis.article.text
    mentions = sorted(group.mentions, key=lambda m: m.span)
    matches = _best_matches(mentions)
    spans = tuple(dict.fromkeys(m.span for m in mentions))
    name = _display(text, group, mentions)
    codes = [group.country] if group.country else []
    for role in group.roles:
        # What an envoy or minister is *for* is not where he is from (“Special Envoy for Yemen”).
        codes.extend(country_codes_in_phrase(role.text.partition(" for ")[0]))
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


def _display(text: str, group: Group, mentions: list[Mention]) -> str:
    if group.country and any(m.country_role in {"name", "demonym", "metonym"} for m in mentions):
        country = countries().get(group.country)
        whole = any(m.country_role == "name" for m in mentions) or all(m.country_role == "demonym" for m in mentions)
        whole = whole or len({m.words for m in mentions}) > 1  # the White House and Capitol Hill are one country's
        if country is not None and whole:
            return country.name
    own = [mention for mention in mentions if not any(mention is other for other in group.other_names)]
    longest = max(own or mentions, key=lambda m: (len(m.words), _uninflected(text, m), len(m.span)))
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


def _notes(group: Group) -> tuple[str, ...]:
    """Note roles that one person cannot well hold at once."""
    held: dict[str, str] = {}
    for role in group.roles:
        if not role.former and role.office in HEADS:
            held.setdefault(role.office, role.text)
    if len(held) > 1:
        named = " and ".join(f"“{text}”" for text in held.values())
        return (f"the article calls this person both {named}; at least one may be a mistake",)
    return ()

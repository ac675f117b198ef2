"""The entities of an article by where they are named and stood for, for who seeks a speaker among them."""

import re
from dataclasses import replace
from functools import cached_property

from watchwire.entities.authors import author_of
from watchwire.entities.coreference import WE, nouns_meant
from watchwire.entities.people import people_words
from watchwire.language import Analysis, Word
from watchwire.language.places import Places
from watchwire.language.quotes import find_quotes
from watchwire.model import Entity, EntityKind, Span, Statement
from watchwire.statements.joint import (
    are_people,
    are_states,
    is_several,
    phrase_of,
    several_before,
    those_before,
)
from watchwire.statements.joint_text import joint_speakers
from watchwire.statements.meetings import participants, those_who_met
from watchwire.statements.offices import are_offices, holders_of
from watchwire.statements.papers import PAPERS
from watchwire.statements.raw import RawStatement

_ALONE = frozenset({"he", "she"})
_WORD = re.compile(r"[\w.]+")
_BEFORE_NAME = 90
"""How many characters before a full name tell who it is."""


class Known:
    """The entities of an article by where they are named and stood for."""

    def __init__(self, analysis: Analysis, entities: tuple[Entity, ...]) -> None:
        self.analysis = analysis
        self.by_id = {entity.id: entity for entity in entities}
        self._entities = entities
        self._numbers = {entity.id: number for number, entity in enumerate(entities)}
        self._named = Places((span, (entity, span)) for entity in entities for span in entity.mentions)
        self._roles = Places((span, (entity, span)) for entity in entities for span in entity.roles)
        self.quoted: Places[Statement] = Places()
        """The quotations made so far."""
        self._pronouns: dict[Span, Entity] = {}
        for entity in entities:
            for span in entity.pronouns:
                self._pronouns.setdefault(span, entity)

    @cached_property
    def author(self) -> Entity | None:
        """Who signs the text."""
        return self.by_id.get(author_of(self.analysis, self._entities) or "")

    @cached_property
    def _joint(self) -> Span | None:
        return joint_speakers(self.analysis.article.text)

    def in_full(self, raw: RawStatement) -> RawStatement:
        """Return a statement with its source whole: the name it is part of, or who makes a joint statement (“we”)."""
        source = raw.source
        if source is None:
            return raw
        whole = [span for entity, span in self._named.around(source) if len(span) > len(source)]
        cut = [s for e, s in self._named.over(source) if s.start < source.start < s.end <= source.end]
        if cut and not raw.cue.start < cut[0].end < raw.cue.end:
            whole = [Span(cut[0].start, source.end)]  # “the Organization of *Norwegian States, whose envoys* said so”
        if whole and not whole[0].overlaps(raw.cue) and not any(whole[0].overlaps(piece) for piece in raw.content):
            return replace(raw, source=whole[0])  # “The Committee to Protect *Journalists* reports”
        if (source not in self._pronouns or self._is_land(source)) and (those := self._those(source)):
            spoken = those if len(those) == 1 else self._people_first(those)
            if len(spoken) > 1:
                return replace(raw, stands_for=spoken)
            source, raw = spoken[0], replace(raw, source=spoken[0])
        if (described := self._without_name(source)) and not any(p.overlaps(described) for p in raw.content):
            return replace(raw, source=described)  # “A man fell. *He* said …”
        if source not in self._pronouns and len(holders := self._holding(source)) > 1:
            return replace(raw, stands_for=holders)
        if self._joint is None or source.overlaps(self._joint):
            return raw
        text = source.of(self.analysis.article.text).lower()
        if are_states(text) and "government" not in self._joint.of(self.analysis.article.text).lower():
            return raw  # two ministers may speak of “both countries” that are not theirs
        all_of_us = text in WE or (is_several(text) and (text != "they" or self._goes_on(source)))
        ours = all_of_us and self.author is None and self.quoted.around(source) == []
        return replace(raw, source=self._joint) if ours else raw

    @cached_property
    def _nouns(self) -> dict[Span, int]:
        return nouns_meant(self.analysis, self._entities)

    def _without_name(self, pronoun: Span) -> Span | None:
        """Return the words for somebody without a name whom a pronoun clearly stands for."""
        if pronoun in self._pronouns or pronoun.of(self.analysis.article.text).lower() not in _ALONE:
            return None
        noun = self._nouns.get(pronoun)
        return phrase_of(self.analysis, self.analysis.words[noun], behind=True) if noun is not None else None

    def _goes_on(self, source: Span) -> bool:
        """Say whether the sentence before a pronoun has those for its subject who make the statement (“both sides”)."""
        here = next((n for n, s in enumerate(self.analysis.sentences) if s.span.contains(source)), 0)
        before = self.analysis.sentences[here - 1].span.of(self.analysis.article.text).lower() if here else ""
        return any(before.startswith(f"{phrase} ") for phrase in several_before())

    def _is_land(self, source: Span) -> bool:
        """Say whether a pronoun was taken for a country, which gives way to people who met."""
        return bool(self._met) and self._pronouns[source].kind in {EntityKind.PLACE, EntityKind.GOVERNMENT}

    def _those(self, source: Span) -> tuple[Span, ...]:
        """Return whom “they” or “the two” stands for: who was named right before, or who met."""
        those = those_before(self.analysis, source, self.entity_at, self._is_quoted)
        if are_states(source.of(self.analysis.article.text)) and any(self._people_in(piece) for piece in those):
            return ()  # “the two countries” are not two who met
        if len(those) == 1 or not self._met:
            return those
        if those:
            lands = [p for p in those if {e.kind for e, _ in self._named.inside(p)} & {EntityKind.PLACE}]
            broken = any(not self._people_in(piece) for piece in lands)
            return self._met if broken and any(self._met[0].overlaps(piece) for piece in those) else those
        if self._quotations.around(source):
            return ()
        part = {e.id for span in self._met for e, _ in self._named.inside(span)}

        def strangers_in(place: Span) -> bool:
            return any(e.kind is EntityKind.PERSON and e.id not in part for e, _ in self._named.inside(place))

        def stranger(word: Word) -> bool:
            who = self.by_id.get(self.entity_at(word) or "")
            return are_people(word) if who is None else who.kind is EntityKind.PERSON and who.id not in part

        return self._met if those_who_met(self.analysis, source, self._met, stranger, strangers_in) else ()

    @cached_property
    def _met(self) -> tuple[Span, ...]:
        """Who takes part in the meeting that the text tells of."""
        if self.analysis.article.language != "en":
            return ()
        return participants(self.analysis, self._people_in, lambda word: self.entity_at(word) is not None)

    @cached_property
    def _roles_of_met(self) -> tuple[tuple[str, ...], ...]:
        text = self.analysis.article.text
        met = [next((e for e, _ in self._named.inside(span)), None) for span in self._met]
        return tuple(tuple(role.of(text).lower() for role in e.roles) if e is not None else () for e in met)

    def _people_in(self, place: Span) -> list[Span]:
        return sorted(span for e, span in self._named.inside(place) if e.kind is EntityKind.PERSON)

    def _holding(self, source: Span) -> tuple[Span, ...]:
        """Return where those are named whom a description by several offices means."""
        held = tuple(span for _, span in self.holders_of(source))
        if held or self._quotations.around(source) or not self._met:
            return held
        described = source.of(self.analysis.article.text)
        return self._met if are_offices(described, self._roles_of_met) and self._met[-1].end < source.start else ()

    def holders_of(self, source: Span) -> tuple[tuple[Entity, Span], ...]:
        """Return whom a description by offices alone means, outside quotations."""
        if self.analysis.article.language != "en" or self._quotations.around(source):
            return ()
        return holders_of(self.analysis, self._entities, source)

    def holder_of(self, source: Span) -> Entity | None:
        """Return the one person whom a description by an office alone means."""
        holders = self.holders_of(source)
        return holders[0][0] if len(holders) == 1 else None

    def _people_first(self, places: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the places without those of countries and towns, where people are named too (“met Norway's Berg”)."""
        people = [p for p in places if any(e.kind is EntityKind.PERSON for e, _ in self._named.inside(p))]
        if len(people) < 2:  # noqa: PLR2004
            return places
        return tuple(
            p for p in places if p in people or {e.kind for e, _ in self._named.inside(p)} != {EntityKind.PLACE}
        )

    @cached_property
    def _quotations(self) -> Places[None]:
        return Places((span, None) for span in find_quotes(self.analysis.article))

    def _is_quoted(self, word: Word) -> bool:
        return bool(self._quotations.around(Span(word.start, word.end)))

    def entity_at(self, word: Word) -> str | None:
        """Return whom a word names, by a role or as a pronoun too."""
        place = Span(word.start, word.end)
        for entity, _ in (*self._named.around(place), *self._roles.around(place)):
            return entity.id
        clear = self._pronouns.get(place)
        return clear.id if clear is not None else None

    def namesake(self, entity: Entity, name: Span, source: Span) -> Entity | None:
        """Return who is meant by a family name that another has too: whose words before the full name are these.

        “U.S. Special Representative Kim” beside “ROK Special Representative Kim”; None where that cannot be told.
        """
        text = self.analysis.article.text
        family = name.of(text).split()[-1].lower()
        people = [e for e in self._entities if e.kind is EntityKind.PERSON and family in e.name.lower().split()]
        if len(people) < 2 or entity not in people or len(name.of(text).split()) > 1:  # noqa: PLR2004
            return entity
        said = set(_WORD.findall(text[source.start : name.start].lower()))
        told = {e.id: self._introduced(e, people, source.start) for e in people}
        best = sorted(people, key=lambda e: -len(said & told[e.id]))
        clear = len(said & told[best[0].id]) > len(said & told[best[1].id])
        return best[0] if clear else entity if not said else None

    def _introduced(self, entity: Entity, people: list[Entity], until: int) -> set[str]:
        """Return the words before somebody's full name, as far back as the name of one of his namesakes."""
        text = self.analysis.article.text
        ends = [m.end for e in people for m in e.mentions if e is not entity]
        found: set[str] = set()
        for name in entity.mentions:
            if name.start < until and len(name.of(text).split()) > 1:
                first = max((end for end in ends if end <= name.start), default=0)
                found.update(_WORD.findall(text[max(first, name.start - _BEFORE_NAME) : name.start].lower()))
        return found

    def stood_for(self, place: Span) -> Entity | None:
        """Return whom a pronoun or description (“the company”, “a spokesman for the company”) clearly stands for."""
        clear = self._pronouns.get(place)
        words = self.analysis.words_in(place) if clear is None else ()
        if len(words) < 2 or words[-1].pos == "PRON":  # noqa: PLR2004
            return clear
        head = head_of(self.analysis, place)
        whole = head == words[-1] or (head is not None and stands_for_body(head))
        return self._pronouns.get(Span(words[-1].start, words[-1].end)) if whole else None

    def owner_of_paper(self, place: Span) -> Entity | None:
        """Return whose a statement, letter or post is that a pronoun owns (“*his* post urged people to wait”)."""
        head = head_of(self.analysis, place)
        first = next(iter(self.analysis.words_in(place)), None)
        if head is None or first is None or head.lemma not in PAPERS:
            return None
        if first.tag != "PRP$":  # “*the company's* statement”
            owner = next((c for c in self.analysis.children(head.number) if c.dep == "poss" and c.pos == "NOUN"), first)
            return self._pronouns.get(Span(owner.start, owner.end)) if owner is not first else None
        return self._pronouns.get(Span(first.start, first.end))

    def named_in(self, place: Span) -> list[tuple[Entity, Span]]:
        """Return who is named in a place, and where, in the order of the entities."""
        return self._ordered(self._named.inside(place))

    def roles_in(self, place: Span) -> list[tuple[Entity, Span]]:
        """Return whose roles stand in a place, and where, in the order of the entities."""
        return self._ordered(self._roles.inside(place))

    def _ordered(self, found: list[tuple[Entity, Span]]) -> list[tuple[Entity, Span]]:
        return sorted(found, key=lambda pair: (self._numbers[pair[0].id], pair[1]))


def head_of(analysis: Analysis, phrase: Span) -> Word | None:
    """Return the word of a phrase that governs the others."""
    words = analysis.words_in(phrase)
    head = next(
        (w for w in words if w.head == w.number or not phrase.start <= analysis.words[w.head].start < phrase.end), None
    )
    below = analysis.children(head.number) if head is not None else ()
    if any(child.tag == "POS" for child in below):  # “the singer's *manager*, Anna Berg”, which the parser turns round
        return next((child for child in below if child.dep == "appos" and child.pos == "NOUN"), head)
    return head


def stands_for_body(noun: Word) -> bool:
    """Say whether a noun is what speaks for a body (“Ukrainian *officials*”), and not one man of it who has no name."""
    known, lemma = people_words(), noun.lemma.lower()
    return noun.pos == "NOUN" and lemma in known.standing_for and not (noun.tag == "NN" and lemma in known.alone)

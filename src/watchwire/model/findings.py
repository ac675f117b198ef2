"""What an article tells: who is in it, who said what, what happened, and what it touches."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchwire.model.match import Match
from watchwire.model.span import Span


@dataclass(frozen=True, slots=True)
class Confidence:
    """How likely a reader lets a line stand: a share from 0 to 1, and the features that speak for and against it.

    The weights are in log-odds; features and weights add up to the share (`watchwire.confidence`).
    """

    value: float
    reasons: tuple[tuple[str, float], ...] = ()


class EntityKind(StrEnum):
    """What an entity of an article is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GOVERNMENT = "government"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body or place with all its mentions in one article.

    `by` names the witnesses that found it (`list`, `recogniser`, `gazetteer`, `role`). `pronouns` are the personal
    pronouns, and descriptions as "the ministry", that clearly stand for it. `coordinates` are a city's latitude and
    longitude in degrees.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    countries: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    matches: tuple[Match, ...] = ()
    by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pronouns: tuple[Span, ...] = ()
    coordinates: tuple[float, float] | None = None
    confidence: Confidence | None = None


class Certainty(StrEnum):
    """How certain a claim is, by the words that carry it."""

    CONFIRMED = "confirmed"
    ASSERTED = "asserted"
    DENIED = "denied"
    SPECULATED = "speculated"
    WARNED = "warned"
    PROMISED = "promised"


QUESTION = "question"
"""The modal of a statement that asks and claims nothing."""


class Manner(StrEnum):
    """How a statement is rendered."""

    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement does to another one of its article: `kind` is denies or confirms.

    `party` says that who answers takes part in what is told: such a word outranks an outlet's.
    """

    statement: str
    kind: str
    party: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Who (`speaker`, an entity id) said (`cue_span`) what (`content_spans`), and how certain it is.

    `speaker_span` is given also where the source is no entity ("analysts", "images"). `stands_for` holds the words for
    those whom a source of several stands for, where the text says it elsewhere ("Berg met Lopez. *They* agreed ...").
    `modal` holds the words that weaken or negate ("will", "would", "not", "allegedly"), or `QUESTION`. `stance` marks
    what somebody is for, against or concerned with ("criticised the test") rather than what somebody says is so.
    `doubts` are what speaks against the cue's having this sense here, in a few words each.
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue_span: Span
    content_spans: tuple[Span, ...]
    manner: Manner
    certainty: Certainty
    modal: str = ""
    stance: bool = False
    answers: tuple[Answer, ...] = ()
    doubts: tuple[str, ...] = ()
    confidence: Confidence | None = None
    stands_for: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text, normalised: `first` to `last` inclusive; `grain` is day, week, month, quarter,
    season, year or decade. Durations and sets have no `first` and `last`; `value` is TIMEX3's.
    """  # noqa: D205

    span: Span
    kind: str
    value: str
    grain: str
    first: date | None = None
    last: date | None = None


class Tense(StrEnum):
    """Whether an event is told as past, going on, planned or hypothetical."""

    PAST = "past"
    PRESENT = "present"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Event:
    """Who (`actors`) did what (`type`, `mode`) to whom (`recipients`), when and where.

    `type` is a PLOVER root in lower case or one of our extensions (`test`, `visit`, `meet`, `supply`).
    `actor_countries` and `recipient_countries` are the countries that each side is of, also where only an adjective
    names them ("a Chinese firm"); `actor_spans` and `recipient_spans` are the words for who has no name ("armed men").
    `confidence` is how likely all of it is right, `kind_confidence` how likely what happened, when and how certain is,
    whoever took part; `words` are those of the text that tell it.
    """

    id: str
    type: str
    span: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mode: str = ""
    goods: str | None = None
    goods_span: Span | None = None
    date: DateExpression | None = None
    place: str | None = None
    certainty: Certainty = Certainty.ASSERTED
    tense: Tense = Tense.PAST
    statement: str | None = None
    also: tuple[Span, ...] = ()
    actor_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    confidence: Confidence | None = None
    kind_confidence: Confidence | None = None
    words: Span | None = None


class Verification(StrEnum):
    """Whether the paragraph number of a measure was seen in a source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Measure:
    """One rule: which instrument and paragraph forbids or requires what, since when, until when."""

    id: str
    issuer: str
    instrument: str
    paragraph: str
    title: str
    summary: str
    activities: tuple[str, ...]
    direction: str
    targets: tuple[str, ...]
    programmes: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_until: date | None = None
    exceptions: str | None = None
    widened_by: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    contested_by: str | None = None
    source: str = ""
    checked_on: date | None = None
    verification: Verification = Verification.UNVERIFIED
    groups: tuple[str, ...] = ()

    def in_force_on(self, day: date) -> bool:
        """Say whether the measure was in force on a day."""
        started = self.in_force_from is None or self.in_force_from <= day
        return started and (self.in_force_until is None or day < self.in_force_until)


@dataclass(frozen=True, slots=True)
class ListedRole:
    """A listed party near a concern and what it does there: actor, speaker, delegate or mentioned."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A reported activity that a measure covers. It is a reading of the text, not a finding of fact.

    `providers` and `receivers` are country codes or entity ids; a test has no receivers. `unsaid` lists what the text
    leaves open. `kind` is `activity`, `support` (for a listed party), or one that weighs less: `travel` (of a listed
    person), `meeting` (with a listed party), `ownership` and `position` (hints). `begun` are measures that cover it
    only since then, `ended` the ids of those that no longer do, by the rule base as it stands. `confidence` is how
    likely the words report such an activity (none where nothing was weighed).
    """

    id: str
    activity: str
    providers: tuple[str, ...]
    receivers: tuple[str, ...]
    span: Span
    certainty: Certainty
    event: str | None = None
    statement: str | None = None
    by: str | None = None
    measures: tuple[Measure, ...] = ()
    listed: tuple[ListedRole, ...] = ()
    unsaid: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()
    kind: str = "activity"
    begun: tuple[Measure, ...] = ()
    ended: tuple[str, ...] = ()
    confidence: Confidence | None = None

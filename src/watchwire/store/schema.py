"""The tables: one schema for SQLite and PostgreSQL (SQLAlchemy Core).

Moments are text in UTC, ISO 8601 with seconds (`2026-11-24T20:47:00Z`), which sort alike on both; days are dates.
Values that only we read (a whole brief, the reasons of a match) are JSON text.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_ARTICLE = "articles.id"
_BRIEF = "briefs.id"


def _moment(name: str, nullable: bool = False) -> Column[str]:
    return Column(name, String(20), nullable=nullable)


articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("url", Text),
    Column("site", Text),
    Column("title", Text),
    Column("author", Text),
    Column("published", Date, index=True),
    Column("published_from", String(16), nullable=False),
    Column("language", String(8)),
    Column("text", Text),
    Column("source", Text, nullable=False),
    Column("whole", LargeBinary),
    _moment("stored_at"),
    _moment("forgotten_at", nullable=True),
)
"""Texts, once each and never changed. `text` is empty only when the article was forgotten. `whole` is the article as a
value (`store.wholes`); what was stored before there was such a column has none. The other columns are for queries."""

addresses = Table(
    "addresses",
    metadata,
    Column("url", Text, primary_key=True),
    Column("article", ForeignKey(_ARTICLE), nullable=False, index=True),
)
"""Every address under which a text was met, as it was given and in its canonical form."""

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey(_ARTICLE), nullable=False, index=True),
    Column("watchwire", String(32), nullable=False),
    Column("as_of", Date),
    Column("lists", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("whole", LargeBinary),
    _moment("made_at"),
)
"""What was found in an article, by which engine and lists: `whole` is the brief as a value, `record` the JSON contract
without the text. The tables that follow are projections of it, for queries."""

entities = Table(
    "entities",
    metadata,
    Column("brief", ForeignKey(_BRIEF), primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("countries", String(64), nullable=False),
    Column("mentions", Integer, nullable=False),
)
matches = Table(
    "matches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("brief", ForeignKey(_BRIEF), nullable=False, index=True),
    Column("entity", String(16), nullable=False),
    Column("party", String(128), nullable=False, index=True),
    Column("caption", Text, nullable=False),
    Column("list", String(64), nullable=False),
    Column("reference", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("found", Text, nullable=False),
    Column("programme", Text),
    Column("score", Float, nullable=False),
    Column("band", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("place", Integer, nullable=False, server_default="0"),
)
"""One row a match and listing. `start` and `end` are the words that matched, `found` is what stands there, `place` is
the match's place among those of its entity."""

statements = Table(
    "statements",
    metadata,
    Column("brief", ForeignKey(_BRIEF), primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("speaker", Text),
    Column("certainty", String(16), nullable=False),
    Column("content", Text, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("brief", ForeignKey(_BRIEF), primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("type", String(32), nullable=False),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("content", Text, nullable=False),
)
concerns = Table(
    "concerns",
    metadata,
    Column("brief", ForeignKey(_BRIEF), primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("activity", String(64), nullable=False),
    Column("providers", Text, nullable=False),
    Column("receivers", Text, nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("measures", Text, nullable=False),
    Column("content", Text, nullable=False),
)
stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    _moment("made_at"),
)
story_articles = Table(
    "story_articles",
    metadata,
    Column("article", ForeignKey(_ARTICLE), primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
)
alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("party", String(128), nullable=False, index=True),
    Column("caption", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("list", String(64), nullable=False),
    Column("reference", Text, nullable=False),
    Column("programme", Text),
    Column("rule", String(64), nullable=False),
    Column("why", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("band", String(16), nullable=False),
    Column("state", String(24), nullable=False, index=True),
    Column("held_by", ForeignKey("good_guys.id")),
    Column("recommended_by", String(64)),
    Column("version", Integer, nullable=False, server_default="0"),
    _moment("raised_at"),
    _moment("changed_at"),
    Column("subject_id", String(128), nullable=False, server_default=""),
    Column("assigned_to", String(64), index=True),
    Column("due_on", Date),
    Column("merged_into", Integer, index=True),
    UniqueConstraint("story", "party"),
    Index("ix_alerts_story_subject", "story", "subject_id", unique=True),
)
"""One alert a story and subject: `party` is the entry that leads, `alert_parties` are the entries of all lists.
`held_by` is the good-guy entry that holds it back; it stays visible and counted. `version` counts the changes: who
changes an alert says which one they saw. `merged_into` is the alert that stands for this one too, since lists were
found to speak of one subject: it is no longer shown by itself."""

alert_articles = Table(
    "alert_articles",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("article", ForeignKey(_ARTICLE), primary_key=True),
    Column("match", ForeignKey("matches.id"), nullable=False),
)
alert_parties = Table(
    "alert_parties",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("party", String(128), primary_key=True, index=True),
    Column("caption", Text, nullable=False),
    Column("list", String(64), nullable=False),
    Column("reference", Text, nullable=False),
    Column("programme", Text),
    Column("name", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("band", String(16), nullable=False),
)
"""The entries of one subject on all lists, which an alert stands for, each with its best match."""

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert", ForeignKey("alerts.id"), nullable=False, index=True),
    Column("user", String(64), nullable=False),
    Column("text", Text, nullable=False),
    _moment("at"),
)
mentions = Table(
    "mentions",
    metadata,
    Column("note", ForeignKey("notes.id"), primary_key=True),
    Column("user", String(64), primary_key=True, index=True),
)
"""Who is called in a note."""

saved_filters = Table(
    "saved_filters",
    metadata,
    Column("user", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("query", Text, nullable=False),
)
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert", ForeignKey("alerts.id"), nullable=False, index=True),
    Column("user", String(64), nullable=False),
    Column("before", String(24), nullable=False),
    Column("after", String(24), nullable=False),
    Column("comment", Text, nullable=False),
    _moment("at"),
)
good_guys = Table(
    "good_guys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("party", String(128), nullable=False),
    Column("entry", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("user", String(64), nullable=False),
    Column("expires", Date, nullable=False),
    Column("lapsed", Text),
    Column("held", Integer, nullable=False),
    _moment("made_at"),
    Index("ix_good_guys_key", "subject_key", "party"),
)
"""Subjects that were found not to be a listed party. `entry` is a hash of the list's entry: a changed one lapses it."""

rules = Table(
    "rules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user", String(64), nullable=False),
    Column("content", Text, nullable=False),
    _moment("at"),
)
"""Alert rules as YAML, each set as it was saved; the last one is in force."""

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    _moment("asked_at", nullable=True),
    _moment("answered_at", nullable=True),
    _moment("next_at"),
)
items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("key", String(64), nullable=False),
    Column("url", Text),
    Column("content", Text),
    Column("state", String(12), nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("error", Text),
    _moment("next_at"),
    UniqueConstraint("feed", "key"),
)
"""What feeds and folders offered: `waiting` until its article is stored in the same transaction that says `done`."""

revisits = Table(
    "revisits",
    metadata,
    Column("item", ForeignKey("items.id"), primary_key=True),
    Column("mark", String(64), nullable=False),
    Column("reads", Integer, nullable=False),
    _moment("next_at", nullable=True),
)
"""Items that were read: a hash of what their feed said, how often they were read, and when they are read again."""

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, index=True),
    Column("article", ForeignKey(_ARTICLE), nullable=False, index=True),
    _moment("seen_at"),
)
"""Which text stood under an address (in its canonical form) since when: stories change where they stand."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("alert", ForeignKey("alerts.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("error", Text),
    _moment("next_at"),
)
"""Messages to send, written with the alert they tell of, and tried until they are taken."""

screened = Table(
    "screened",
    metadata,
    Column("list", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("version", Date, nullable=False),
    _moment("at"),
)
"""The snapshot of each list against which all stored articles were last screened."""

users = Table(
    "users",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text),
    Column("disabled", Boolean, nullable=False),
    _moment("made_at"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    Column("label", Text, nullable=False),
    Column("role", String(16)),
    _moment("made_at"),
    _moment("expires_at"),
)
"""`role` bounds what a token may do; without one it may do what its user may."""

sessions = Table(
    "sessions",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    _moment("made_at"),
    _moment("expires_at"),
)
attempts = Table(
    "attempts",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("failures", Integer, nullable=False),
    _moment("until"),
)
"""Failed log-ins by user and by address, and until when no further one is heard."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("user", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("process", String(128), nullable=False),
    Column("steps", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("lines", Text, nullable=False),
    Column("state", String(12), nullable=False),
    _moment("started_at"),
    _moment("changed_at"),
)
"""Long work that pages start. `process` is the computer and the number of the process that does it; it says at
`changed_at`, every few seconds, that it still does, so that one that died is told from one that is slow."""

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(128), nullable=False),
)
"""What all processes of a desk share: the key that signs forms."""

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("detail_sha256", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    _moment("at"),
    Index("ix_ledger_subject", "kind", "subject"),
)
ledger_details = Table(
    "ledger_details",
    metadata,
    Column("number", ForeignKey("ledger.number"), primary_key=True),
    Column("detail", Text, nullable=False),
)
"""What an entry says. It stands apart so that a person's data can be forgotten while the chain stays whole."""

"""What was read: one text, with what is known about it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from watchwire.model.span import Span


class FurnitureKind(StrEnum):
    """Parts of a page that are no part of the story."""

    BREADCRUMB = "breadcrumb"
    COMMENT_FORM = "comment-form"
    NOTICE = "notice"
    SHARE = "share"
    NAVIGATION = "navigation"
    CREDIT = "credit"
    REPEATED_TITLE = "repeated-title"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of site furniture: marked, not analysed, never cut out."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and how it is known.

    `basis` is one of `given` (by the caller), `metadata` (the page, feed or message says so),
    `page` (found on the page), `url`, `text` (worked out from the text) and `unknown`.
    `how` is a sentence for a person. `earliest` and `latest` bound the day where it is not certain.
    """

    on: date | None
    basis: str
    how: str
    earliest: date | None = None
    latest: date | None = None
    evidence: tuple[Span, ...] = ()


UNKNOWN_PUBLISHED = Published(None, "unknown", "no date stands on the page and none follows from the text")


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read. The text never changes; all that is found refers to it by spans.

    `modified` is the day of a later change that the page states, in the publisher's time zone. `free` says whether the
    page calls itself free to read, None where it says nothing; `lead` is its own summary. `country` (ISO 3166-1) is the
    one whose customs the site follows, as when it writes a day in figures.
    """

    text: str
    url: str | None = None
    site: str | None = None
    title: str | None = None
    author: str | None = None
    published: Published = UNKNOWN_PUBLISHED
    language: str | None = None
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    modified: date | None = None
    section: str | None = None
    lead: str | None = None
    free: bool | None = None
    country: str | None = None
    sha256: str = field(default="", metadata={"computed": True})

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)

    def in_furniture(self, span: Span) -> bool:
        """Say whether the span lies in site furniture."""
        return any(piece.span.overlaps(span) for piece in self.furniture)

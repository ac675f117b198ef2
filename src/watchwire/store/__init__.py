"""The database of the desk: SQLite by default, PostgreSQL for teams; same schema, same queries."""

from watchwire.store.database import Store, default_store
from watchwire.store.keeping import (
    article_at,
    article_of,
    brief_of,
    canonical,
    keep_article,
    keep_brief,
    whole_brief_of,
)
from watchwire.store.moments import moment, now, plain

__all__ = [
    "Store",
    "article_at",
    "article_of",
    "brief_of",
    "canonical",
    "default_store",
    "keep_article",
    "keep_brief",
    "moment",
    "now",
    "plain",
    "whole_brief_of",
]

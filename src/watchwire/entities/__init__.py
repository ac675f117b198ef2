"""All mentions of one person, body or place in one article, and the words that stand for them."""

from watchwire.entities.build import build_entities
from watchwire.entities.coreference import with_spoken
from watchwire.entities.holders import country_codes_in_phrase

__all__ = ["build_entities", "country_codes_in_phrase", "with_spoken"]

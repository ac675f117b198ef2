"""All mentions of one person, body or place in one article."""

from watchwire.entities.build import build_entities, country_codes_in_phrase

__all__ = ["build_entities", "country_codes_in_phrase"]

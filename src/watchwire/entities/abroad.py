"""Countries that a text of another language than English names."""

from watchwire.entities.mention import Mention, new_mention
from watchwire.geography import country_words, names_of_countries
from watchwire.language import Analysis
from watchwire.model import EntityKind, Span


def countries_abroad(analysis: Analysis) -> list[Mention]:
    """Return the countries named in a text that is not English, in their cases and with their clitics."""
    article = analysis.article
    if article.language in {None, "en"}:
        return []
    found: list[Mention] = []
    for start, end, code in names_of_countries(article.text):
        span = Span(start, end)
        if span.of(article.text) not in country_words() and not article.in_furniture(span):
            mention = new_mention(article.text, span, EntityKind.PLACE, "gazetteer")
            mention.country, mention.country_role = code, "name"
            found.append(mention)
    return found

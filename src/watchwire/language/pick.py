"""Which pipeline reads a language."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from watchwire.language.analysis import Analysis, Language, Loads
from watchwire.language.english import English
from watchwire.language.plain import Plain
from watchwire.language.russian import Russian, installed
from watchwire.model import Article

_RUSSIAN = "for its names and statements: pip install 'watchwire[ru]'"


@cache
def language_for(code: str | None) -> Language:
    """Return the pipeline for a language code; text of an unknown language is split and no more."""
    if code == "en":
        return English()
    if code == "ru":
        return Russian() if installed() else Plain(code, _RUSSIAN)
    return Plain(code)


def load(articles: Sequence[Article]) -> None:
    """Load the models that the articles need, those that have any, unless they are loaded."""
    for code in {article.language for article in articles}:
        language = language_for(code)
        if isinstance(language, Loads):
            language.load()


def analyses_of(articles: Sequence[Article]) -> Iterator[Analysis]:
    """Analyse articles in their order; neighbours in one language go through its pipeline together."""
    for code, group in groupby(articles, key=lambda article: article.language):
        yield from language_for(code).analyse_all(list(group))

"""Which pipeline reads a language."""

from functools import cache

from watchwire.language.analysis import Language
from watchwire.language.english import English
from watchwire.language.plain import Plain
from watchwire.language.russian import Russian, installed

_RUSSIAN = "for its names and statements: pip install 'watchwire[ru]'"


@cache
def language_for(code: str | None) -> Language:
    """Return the pipeline for a language code; text of an unknown language is split and no more."""
    if code == "en":
        return English()
    if code == "ru":
        return Russian() if installed() else Plain(code, _RUSSIAN)
    return Plain(code)

"""Which pipeline reads a language."""

from watchwire.language.analysis import Language
from watchwire.language.english import English
from watchwire.language.plain import Plain


def language_for(code: str | None) -> Language:
    """Return the pipeline for a language code; text of an unknown language is split and no more."""
    return English() if code == "en" else Plain(code)

"""Which language a text is in (py3langid, whose model ships inside its package)."""

_LEAST = 20
_SAMPLE = 4000


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None when there is too little of it."""
    sample = text.strip()[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _LEAST:
        return None
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)

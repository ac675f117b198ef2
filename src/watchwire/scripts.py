"""Which writing a text is in (ISO 15924), by its first character that is not Latin."""

from functools import lru_cache

_CACHE = 1 << 17
_RANGES = (
    ("Grek", "\u0370", "\u03ff"),
    ("Cyrl", "\u0400", "\u052f"),
    ("Armn", "\u0530", "\u058f"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Arab", "\u0600", "\u06ff"),
    ("Syrc", "\u0700", "\u074f"),
    ("Arab", "\u0750", "\u077f"),
    ("Thaa", "\u0780", "\u07bf"),
    ("Nkoo", "\u07c0", "\u07ff"),
    ("Deva", "\u0900", "\u097f"),
    ("Beng", "\u0980", "\u09ff"),
    ("Guru", "\u0a00", "\u0a7f"),
    ("Gujr", "\u0a80", "\u0aff"),
    ("Orya", "\u0b00", "\u0b7f"),
    ("Taml", "\u0b80", "\u0bff"),
    ("Telu", "\u0c00", "\u0c7f"),
    ("Knda", "\u0c80", "\u0cff"),
    ("Mlym", "\u0d00", "\u0d7f"),
    ("Sinh", "\u0d80", "\u0dff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Laoo", "\u0e80", "\u0eff"),
    ("Tibt", "\u0f00", "\u0fff"),
    ("Mymr", "\u1000", "\u109f"),
    ("Geor", "\u10a0", "\u10ff"),
    ("Ethi", "\u1200", "\u139f"),
    ("Khmr", "\u1780", "\u17ff"),
    ("Mong", "\u1800", "\u18af"),
    ("Hira", "\u3040", "\u309f"),
    ("Kana", "\u30a0", "\u30ff"),
    ("Hani", "\u3400", "\u9fff"),
    ("Tfng", "\u2d30", "\u2d7f"),
    ("Hang", "\uac00", "\ud7a3"),
    ("Hani", "\uf900", "\ufaff"),
    ("Arab", "\ufb50", "\ufdff"),
    ("Arab", "\ufe70", "\ufefe"),
)
ALPHABETS_WITH_CAPITALS = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor"})


@lru_cache(maxsize=_CACHE)
def script_of(text: str) -> str:
    """Return the ISO 15924 code of the first script in a text that is not Latin, else `Latn`."""
    for char in text:
        if char < "\u0370":
            continue
        for code, first, last in _RANGES:
            if first <= char <= last:
                return code
    return "Latn"

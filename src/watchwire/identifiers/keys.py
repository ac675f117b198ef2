"""Numbers as they are compared: one form for all the ways in which people and lists write the same one."""

import re
import unicodedata

_SITE = re.compile(r"^(?:[a-z]+://)?(?:www\d?\.)?", re.IGNORECASE)
_PHONE_TAIL = 8
_PHONE_LEAST = 7
_SHORTEST = 4
_BANK, _HEAD_OFFICE = 11, "XXX"
"""A bank's code (ISO 9362) with its branch, and how the head office is written, which may be left out."""


def keys_of(kind: str, value: str) -> list[str]:
    """Return the forms under which a listed number can be found; none for one that is too short to tell anybody.

    Args:
        kind: as `model.Identifier.kind`.
        value: the number as the list writes it; several behind one another ("A123; B456") are each a number.

    """
    pieces = [piece for piece in re.split(r"[;\n]|,\s+(?=\S*\d)", value) if piece.strip()]
    return list(dict.fromkeys(key for piece in pieces or [value] if (key := key_of(kind, piece))))


def key_of(kind: str | None, value: str) -> str:
    """Return a number as it is compared; an empty string for what is none.

    Letters and digits in upper case, without "IMO" before a ship's number; of a site the host and path; of a telephone
    number the last eight digits, as country codes and trunk zeros come and go (`same_phone` compares the rest).
    """
    text = unicodedata.normalize("NFKC", value).strip()
    if kind == "email":
        found = text.casefold().removeprefix("mailto:").strip("<>.,; ")
        return found if "@" in found else ""
    if kind == "website":
        found = _SITE.sub("", text.casefold()).rstrip("/.,; ")
        return found if "." in found else ""
    if kind == "phone":
        digits = digits_key(text)
        return f"T{digits[-_PHONE_TAIL:]}" if len(digits) >= _PHONE_LEAST else ""
    found = "".join(filter(str.isalnum, text)).upper()
    if len(found) == _BANK and found.endswith(_HEAD_OFFICE):
        return found.removesuffix(_HEAD_OFFICE)
    if kind in {"imo", None}:
        found = found.removeprefix("IMO")
    return found if len(found) >= _SHORTEST else ""


def digits_key(value: str) -> str:
    """Return a telephone number's digits without the zeros before it and without an extension."""
    number = re.split(r"(?i)\b(?:ext|x|доб)\b", value)[0]
    return "".join(filter(str.isdecimal, number)).lstrip("0")


def same(kind: str, asked: str, listed: str) -> bool:
    """Say whether two numbers of one kind are the same."""
    if kind == "phone":
        ours, theirs = digits_key(asked), digits_key(listed)
        return bool(ours and theirs) and (ours.endswith(theirs) or theirs.endswith(ours))
    return key_of(kind, asked) in keys_of(kind, listed)

"""Check digits: the schemes whose numbers can be told from any other row of digits.

Written from the published standards (see `data/kinds.yaml`), a few lines each; the tests hold them against
python-stdnum (decision 0008 says why that library is not a dependency).
"""

import hashlib
import re
from collections.abc import Callable

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HASH_OF_KEY = 25
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}")
_MONERO = re.compile(r"[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?")
_SEGWIT = re.compile(r"(bc1|tb1|ltc1)([02-9ac-hj-np-z]{6,90})")
_LEAST_DIGITS = 2


def _imo(number: str) -> bool:
    digits = [int(digit) for digit in number] if number.isdecimal() else []
    return len(digits) == 7 and sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]  # noqa: PLR2004


def _as_number(text: str) -> int:
    """Return letters as two digits each (A is 10), as ISO 7064 counts them."""
    return int("".join(str(int(character, 36)) for character in text))


def _lei(number: str) -> bool:
    return len(number) == 20 and _as_number(number) % 97 == 1  # noqa: PLR2004


def _iban(number: str) -> bool:
    return len(number) >= 15 and _as_number(number[4:] + number[:4]) % 97 == 1  # noqa: PLR2004  (Norway's, the shortest)


def luhn(digits: str) -> bool:
    """Say whether the last digit is the one that Luhn's rule wants."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004
    return total % 10 == 0


def _isin(number: str) -> bool:
    return len(number) == 12 and luhn("".join(str(int(character, 36)) for character in number))  # noqa: PLR2004


def _swift(number: str) -> bool:
    from watchwire.geography import countries

    return number[4:6] in countries() or number[4:6] == "XK"


def _crypto(address: str) -> bool:
    return bool(_ETHEREUM.fullmatch(address) or _MONERO.fullmatch(address)) or _segwit(address) or _base58(address)


def _base58(address: str) -> bool:
    """Bitcoin's addresses of the first kind, and those of Tron, Litecoin, Dash, Zcash …: a double SHA-256 ends them."""
    number = 0
    for character in address:
        place = _BASE58.find(character)
        if place < 0:
            return False
        number = number * 58 + place
    leading = len(address) - len(address.lstrip("1"))
    body = number.to_bytes((number.bit_length() + 7) // 8, "big")
    data = b"\0" * leading + body
    if len(data) not in {_HASH_OF_KEY, _HASH_OF_KEY + 1}:
        return False
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _segwit(address: str) -> bool:
    """Bech32 and Bech32m (BIP 173, BIP 350)."""
    match = _SEGWIT.fullmatch(address.lower())
    if match is None or (address != address.lower() and address != address.upper()):
        return False
    prefix, data = match[1][:-1], [_BECH32.index(character) for character in match[2]]
    values = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *data]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check in {1, 0x2BC830A3}


_SCHEMES: dict[str, Callable[[str], bool]] = {
    "imo": _imo,
    "lei": _lei,
    "iban": _iban,
    "isin": _isin,
    "swift": _swift,
    "crypto": _crypto,
}


def passes(scheme: str | None, number: str) -> bool:
    """Say whether a number passes its scheme's check; True where there is none.

    Args:
        scheme: `imo`, `lei`, `iban`, `isin`, `swift`, `crypto` or None.
        number: without separators; in upper case, but for wallets, whose letters' case counts.

    """
    if scheme is None:
        return True
    if not number.isascii() or not number.isalnum():
        return False
    return _SCHEMES[scheme](number)

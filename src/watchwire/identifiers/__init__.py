"""Numbers that identify: how each kind is compared, checked by its own digits, and found as people write it."""

from watchwire.identifiers.find import Number, label_of_letters, numbers_in, only_number, typed_numbers
from watchwire.identifiers.keys import digits_key, key_of, keys_of
from watchwire.identifiers.kinds import KINDS, Kind, compatible, kind_named

__all__ = [
    "KINDS",
    "Kind",
    "Number",
    "compatible",
    "digits_key",
    "key_of",
    "keys_of",
    "kind_named",
    "label_of_letters",
    "numbers_in",
    "only_number",
    "typed_numbers",
]

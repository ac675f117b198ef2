"""Check digits, held against python-stdnum where it knows the scheme, and against the standards' own examples."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchwire.identifiers.schemes import passes

EXAMPLES = [
    ("imo", "9074729", True), ("imo", "9074728", False), ("imo", "907472", False),  # A.1117(30)
    ("lei", "529900T8BM49AURSDO55", True), ("lei", "529900T8BM49AURSDO54", False),
    ("isin", "US0378331005", True), ("isin", "US0378331004", False),
    ("iban", "GB82WEST12345698765432", True), ("iban", "GB82WEST12345698765433", False),
    ("swift", "DEUTDEFF", True), ("swift", "DEUTQQFF", False),
    ("crypto", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", True), ("crypto", "1BoatSLRHtKNngkdXEeobR76b53LETtpyU", False),
    ("crypto", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", True), ("crypto", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp", False),
    ("crypto", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", True),  # BIP 173
    ("crypto", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", True),  # BIP 350
    ("crypto", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", True), ("crypto", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", False),
    ("crypto", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", True),
    ("imo", "٩٠٧٤٧٢٩", False), ("crypto", "0" * 34, False), ("lei", "", False), (None, "anything", True),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "number", "expected"), EXAMPLES)
def test_examples_of_the_standards(scheme: str | None, number: str, expected: bool) -> None:
    assert passes(scheme, number) is expected


@given(st.sampled_from(["imo", "lei", "isin", "iban", "bitcoin"]), st.integers(0, 2**32))
def test_as_python_stdnum_says(scheme: str, seed: int) -> None:
    """Numbers of the right form and random digits: both accept and refuse the same ones."""
    from stdnum import bitcoin, iban, imo, isin, lei

    drawn = random.Random(seed)
    letters, both = string.ascii_uppercase, string.ascii_uppercase + string.digits

    def some(alphabet: str, count: int) -> str:
        return "".join(drawn.choice(alphabet) for _ in range(count))

    number = {
        "imo": some(string.digits, 7),
        "lei": some(both, 18) + some(string.digits, 2),
        "isin": drawn.choice(["US", "DE", "FR", "GB"]) + some(both, 9) + some(string.digits, 1),
        "iban": "DE" + some(string.digits, 20),
        "bitcoin": "1" + some("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 33),
    }[scheme]
    theirs = {"imo": imo, "lei": lei, "isin": isin, "iban": iban, "bitcoin": bitcoin}[scheme]
    expected = theirs.is_valid(number) if scheme != "iban" else theirs.is_valid(number, check_country=False)
    assert passes("crypto" if scheme == "bitcoin" else scheme, number) is expected
    assert letters


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for scheme in ("imo", "lei", "isin", "iban", "swift", "crypto"):
        assert passes(scheme, text) in {True, False}

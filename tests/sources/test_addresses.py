"""Which addresses are of the public network: also those that hide a private one in another form."""

import pytest

from watchwire.errors import FetchRefused
from watchwire.sources.fetch import _is_public, check_address

PRIVATE = (
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "192.0.0.1", "192.0.0.170",
    "192.0.0.9", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "192.88.99.1", "::", "::1", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:0:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8",
    "2002:7f00:1::", "2002:0a00:1::", "2002:c0a8:101::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2001:10::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "feff::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1", "3fff::1", "5f00::1",
)  # fmt: skip
PUBLIC = (
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not _is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert _is_public(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "localhost", "::ffff:127.0.0.1"])
def test_other_spellings_are_resolved_first(host: str) -> None:
    with pytest.raises(FetchRefused):
        check_address(host, 80, allow_private=False)

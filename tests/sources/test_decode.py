"""Encodings, whole and with broken bytes."""

import pytest

from tests.sources.tables import rows
from watchwire.model import Article
from watchwire.sources import read_bytes
from watchwire.sources.decode import decode_noted


@pytest.mark.parametrize("row", rows("encodings.tsv"), ids=lambda row: row["kind"])
def test_what_bytes_are_read_as(row: dict[str, str]) -> None:
    head, tail = row["text"][:12].encode(row["written"]), row["text"][12:].encode(row["written"])
    if row["broken"] == "cut":
        tail = tail[1:]
    elif row["broken"]:
        head += bytes.fromhex(row["broken"])
    text, encoding, notes = decode_noted(head + tail, row["declared"] or None)
    assert encoding == row["expected"]
    assert bool(notes) == bool(row["note"])
    if row["broken"]:
        assert text[-20:] == row["text"][-20:]
        assert "\ufffd" in text
    else:
        assert text == row["text"]


def test_a_broken_page_keeps_its_names_and_says_so() -> None:
    story = "<p>" + "Губернатор Приморского края Олег Кожемяко встретил гостя на станции Хасан во вторник утром. " * 5
    page = f"<html><head><meta charset=utf-8></head><body><article>{story}</p></article></body></html>".encode()
    (article,) = read_bytes(
        page.replace("встретил".encode(), "встре".encode() + b"\xd1" + "тил".encode(), 1), "a.html", ".html", None
    )
    assert isinstance(article, Article)
    assert "Олег Кожемяко" in article.text
    assert any("could not be read" in note for note in article.notes)

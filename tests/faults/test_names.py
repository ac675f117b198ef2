"""Names that a text, a page or a watchlist spells in ways that hide them: found by each verb, in their exact place."""

from pathlib import Path

import pytest

from tests.faults.commands import run
from watchwire.model import Article
from watchwire.read import Reader
from watchwire.screening.verbs import scan_text, screen_name, screener_for
from watchwire.sources import SourceProblem
from watchwire.sources.plain import read_plain
from watchwire.sources.read import read_source

# written in the text, and what of it is the name
TEXTS = {
    "soft hyphen": ("Vladi\u00admir Putin", "Vladi\u00admir Putin"),
    "zero-width space": ("Vla\u200bdimir Pu\u200btin", "Vla\u200bdimir Pu\u200btin"),
    "word joiner": ("Vladimir Pu\u2060tin", "Vladimir Pu\u2060tin"),
    "byte-order mark": ("Vladi\ufeffmir Putin", "Vladi\ufeffmir Putin"),
    "control character": ("Vladi\x08mir Putin", "Vladi\x08mir Putin"),
    "hyphen and line break": ("Vladi-\nmir Putin", "Vladi-\nmir Putin"),
    "hyphen and line break in both": ("Vladi-\nmir Pu-\ntin", "Vladi-\nmir Pu-\ntin"),
    "line break between": ("Vladimir\nPutin", "Vladimir\nPutin"),
    "footnote number": ("Vladimir Putin12", "Vladimir Putin"),
    "raised footnote number": ("Vladimir Putin¹²", "Vladimir Putin"),
    "hashtag": ("#VladimirPutin", "VladimirPutin"),
    "mathematical letters": ("𝐕𝐥𝐚𝐝𝐢𝐦𝐢𝐫 𝐏𝐮𝐭𝐢𝐧", "𝐕𝐥𝐚𝐝𝐢𝐦𝐢𝐫 𝐏𝐮𝐭𝐢𝐧"),
    "Cyrillic look-alikes": ("Vl\u0430dimir Putin", "Vl\u0430dimir Putin"),
}
PAGES = {
    "raised footnote": "Vladimir Putin<sup>12</sup>",
    "line break element": "Vladimir<br>Putin",
    "neighbouring cells": "</p><table><tr><td>Vladimir</td><td>Putin</td></tr></table><p>",
    "soft hyphen entity": "Vladi&shy;mir Putin",
    "marked letters": "<b>V</b>ladimir Putin",
}
SENTENCE = "The Kremlin said on Monday that {} had spoken to reporters in Moscow about the war in Ukraine."
WHO = "Vladimir"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(None)


@pytest.mark.parametrize("case", TEXTS)
def test_found_by_scan_in_its_exact_place(case: str) -> None:
    written, name = TEXTS[case]
    text = SENTENCE.format(written)
    places = {m.span.of(text) for m in scan_text(text, None, None) if m.span and WHO in m.party.caption}
    assert places == {name}


@pytest.mark.parametrize("case", TEXTS)
def test_found_by_read_in_its_exact_place(case: str, reader: Reader) -> None:
    written, name = TEXTS[case]
    brief = reader.brief(read_plain(SENTENCE.format(written)))
    text = brief.article.text
    assert written in text, "the text of an article is never changed"
    listed = [entity for entity in brief.entities if any(WHO in m.party.caption for m in entity.matches)]
    assert [span.of(text) for entity in listed for span in entity.mentions] == [name]


@pytest.mark.parametrize("case", TEXTS)
def test_found_by_screen(case: str) -> None:
    found = screen_name(TEXTS[case][0], None, None, None, 3)
    assert any(WHO in match.party.caption and match.band.value != "weak" for match in found)


@pytest.mark.parametrize("case", PAGES)
def test_found_in_a_page(case: str, tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{SENTENCE.format(who)}</p>" for who in (PAGES[case], "nobody", "no one else"))
    path.write_text(
        f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1>{body}</article></body></html>"
    )
    [article] = [item for item in read_source(str(path)) if not isinstance(item, SourceProblem)]
    brief = reader.brief(article)
    places = [
        span.of(brief.article.text)
        for entity in brief.entities
        if any(WHO in m.party.caption for m in entity.matches)
        for span in entity.mentions
    ]
    assert len(places) == 1
    letters = "".join(char for char in places[0] if char.isalnum())
    assert letters == "VladimirPutin"


@pytest.mark.parametrize("text", ["\ud800", "Ri \udcff Chol", "AB\udcff12345"])
def test_lone_surrogates_are_a_question_like_others(text: str) -> None:
    screener = screener_for(None, None)
    assert screener.index.by_identifier(text) == []
    screen_name(text, None, None, None, 3)
    screener.scan(Article(f"A spokesman said that {text} had signed."))


def test_names_that_can_never_raise_anything_are_named_when_they_are_added(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "name,kind\nThe,company\nBank,company\nAda Quill,person\nInternational Trading Company,company\nKim,person\n"
    )
    done = run("lists", "add", path, "--library", tmp_path / "library")
    assert done.code == 0
    told = [line for line in done.err.splitlines() if "can never raise" in line]
    assert [line.split("“")[1].split("”")[0] for line in told] == ["The", "Bank", "Kim"]
    assert all("own-own:line-" in line for line in told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_hint_for_a_table_without_names_shows_its_columns(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("Kundenname,kind\nAda Quill,person\n".encode(encoding))
    done = run("lists", "add", path, "--library", tmp_path / "library")
    assert (done.code, "its columns: Kundenname, kind" in done.err) == (1, True), done
    assert run("lists", "add", path, "--map", "Kundenname=name", "--library", tmp_path / "library").code == 0

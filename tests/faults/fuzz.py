"""Hostile input for the public verbs: whatever comes in, what comes out is an answer or an error for a person.

    python -m tests.faults.fuzz --minutes 60 [--seed N]

`test_fuzz.py` does a short, seeded piece of the same in every run of the tests.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT
from tests.faults.commands import FIXTURES, run
from tests.sources import made
from watchwire.read import Reader
from watchwire.sources import SourceProblem
from watchwire.sources.read import read_source

PIECES = [
    "Ri Pyong Chol", "Сергей Шойгу", "“he said ", "\"", "\u0301" * 50, "\u200b", "\u202e", "\ufeff", "\x00", "\x1b[31m", "\ud83d\ude00", "\U000e0041",
    "MOSCOW, March 3 (Reuters) - ", "(", ")", "\n\n", "\r\n", "\t", " ", "a" * 500, "3 March 2021", "31 February 20000", "0000-00-00", "١٢٣", "½", "ⅷ",
    "The U.S. Treasury said it sanctioned ", "denied", "confirmed", "<b>", "</p>", "<br>", "&amp;", "&#xD800;", "<![CDATA[", "{", "}", "[", "]", ",", ";", "name,kind\n",
    "Dr. ", "Mr. ", "—", "…", "金正恩", "김정은", "محمد", "İ", "ß", "ﬁ", "http://[bad", "-1", "1e999", "\u2028", "\u0000", "' OR 1=1 --", "%s%n", "${x}", "../../etc/passwd",
]  # fmt: skip
CASES = sorted(
    p
    for p in (*(ROOT / "tests/sources/cases").iterdir(), *(ROOT / "examples").iterdir())
    if p.is_file() and p.suffix != ".py"
)
MADE: dict[str, Callable[[], bytes]] = {
    ".pdf": made.pdf,
    ".docx": made.docx,
    ".odt": made.odt,
    ".epub": made.epub,
    ".rtf": made.rtf,
    ".mbox": made.mbox,
    ".warc": lambda: made.warc([("response", "text/html", made.PAGE.encode(), {})]),
    ".eml": made.mail,
    ".mhtml": made.mhtml,
    ".arc": made.arc,
}
FORMATS = ("text", "json", "markdown", "html", "ftm")
SUFFIXES = (".txt", ".html", ".eml", ".xml", ".warc", ".md", ".rss", ".csv", ".json", ".gz", "")


def text_of(chance: random.Random, most: int = 60) -> str:
    """Return a text of pieces that break things."""
    return "".join(chance.choice(PIECES) + chance.choice(("", " ", " ", "\n")) for _ in range(chance.randint(0, most)))


def damaged(chance: random.Random, whole: bytes | bytearray) -> bytes:
    """Return some bytes with up to thirty places changed, cut out or written in, or cut short."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 30)):
        if data:
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = bytes(chance.randbytes(chance.randint(0, 5)))
    return bytes(data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data)


def changed(chance: random.Random, value: object, depth: int = 0) -> object:
    """Return a JSON value with something in it replaced, left out or of another kind."""
    if chance.random() < 0.1 * depth or not value or not isinstance(value, dict | list):
        return chance.choice(
            (None, -1, 1e300, 2**70, True, [], {}, "", text_of(chance, 3), [value], {"x": value}, "9" * 5000)
        )
    if isinstance(value, list):
        at = chance.randrange(len(value))
        if chance.random() < 0.2:
            return value[:at] + value[at + 1 :]
        return [*value[:at], changed(chance, value[at], depth + 1), *value[at + 1 :]]
    key = chance.choice(sorted(value))
    if chance.random() < 0.2:
        return {k: v for k, v in value.items() if k != key}
    return {**value, key: changed(chance, value[key], depth + 1)}


def bytes_of(chance: random.Random) -> bytes:
    """Return such a text in some encoding, or a damaged list file."""
    if chance.random() < 0.3:
        return damaged(
            chance, chance.choice(sorted(p for p in FIXTURES.rglob("*") if p.is_file())).read_bytes()[:40_000]
        )
    return text_of(chance).encode(chance.choice(("utf-8", "utf-16", "latin-1", "cp1251")), "replace")


class Verbs:
    """The public verbs, each over one hostile input."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reader = Reader(None, seconds=20)
        self.verbs: list[Callable[[random.Random], None]] = [
            self.read, self.read, self.known, self.formats, self.scan, self.screen, self.compare, self.table, self.pairs, self.add,
            self.verify, self.brief, self.measures, self.stories, self.store,
        ]  # fmt: skip

    def one(self, seed: int) -> None:
        """Do what a seed says; what it raises is a fault."""
        chance = random.Random(seed)
        chance.choice(self.verbs)(chance)

    def _file(self, chance: random.Random, suffix: str | None = None) -> Path:
        path = self.folder / f"input{chance.choice(SUFFIXES) if suffix is None else suffix}"
        path.write_bytes(bytes_of(chance))
        return path

    def _run(self, *arguments: str | Path) -> None:
        done = run(*arguments)
        assert done.code in {0, 1, 2}, done
        assert "Traceback" not in done.err, done.err

    def read(self, chance: random.Random) -> None:
        """Read a file in process, as `watchwire read` does."""
        self._read(self._file(chance))

    def known(self, chance: random.Random) -> None:
        """Read a damaged file of a known kind: page, feed, mail, PDF, office file, archive."""
        if chance.random() < 0.5:
            suffix, whole = chance.choice(sorted(MADE.items()))
            data = whole()
        else:
            path = chance.choice(CASES)
            suffix, data = path.suffix, path.read_bytes()
        path = self.folder / f"known{suffix}"
        path.write_bytes(damaged(chance, data))
        self._read(path)

    def formats(self, chance: random.Random) -> None:
        """Show a brief in each format."""
        self._run(
            "read", self._file(chance), "--format", chance.choice(FORMATS), "--show", chance.choice(("sure", "all"))
        )

    def stories(self, chance: random.Random) -> None:
        """Gather hostile texts into stories."""
        paths = [self._file(chance, f"-{number}.txt") for number in range(chance.randint(1, 4))]
        self._run("stories", *paths, "--format", chance.choice(("text", "json")))

    def pairs(self, chance: random.Random) -> None:
        """Compare the rows of a table."""
        self._run("compare", "--csv", self._file(chance, ".csv"))

    @cached_property
    def whole_brief(self) -> object:
        """A brief as `read --format json` gives it."""
        return json.loads(run("read", ROOT / "examples/summit.txt", "--format", "json").out)

    def brief(self, chance: random.Random) -> None:
        """Verify a brief in which values were changed, or bytes."""
        text = json.dumps(changed(chance, self.whole_brief)).encode()
        path = self.folder / "brief.json"
        path.write_bytes(damaged(chance, text) if chance.random() < 0.3 else text)
        self._run("verify", path)

    @cached_property
    def whole_store(self) -> bytes:
        """A desk's database with an article and an alert in it."""
        from tests.web.conftest import filled
        from watchwire.store import Store

        path = self.folder / "whole.sqlite"
        store = Store.open(str(path))
        filled(store)
        store.close()
        return path.read_bytes()

    def store(self, chance: random.Random) -> None:
        """Ask a damaged database."""
        path = self.folder / "store.sqlite"
        for left in self.folder.glob("store.sqlite*"):
            left.unlink()
        data = bytearray(self.whole_store)
        for _ in range(chance.randint(1, 20)):  # in place: what is moved is refused at once
            at, width = chance.randrange(len(data)), chance.choice((1, 1, 4, 100, 4096))
            data[at : at + width] = chance.randbytes(len(data[at : at + width]))
        path.write_bytes(damaged(chance, data) if chance.random() < 0.1 else data)
        command = chance.choice((("store", "check"), ("audit", "verify"), ("alerts", "list"), ("store", "export", "-")))
        self._run(*command, "--store", path)

    def _read(self, path: Path) -> None:
        for item in read_source(str(path)):
            if not isinstance(item, SourceProblem):
                brief = self.reader.brief(item)
                for entity in brief.entities:
                    for span in entity.mentions:
                        assert 0 <= span.start < span.end <= len(brief.article.text)

    def scan(self, chance: random.Random) -> None:
        """Scan a file."""
        self._run("scan", self._file(chance))

    def screen(self, chance: random.Random) -> None:
        """Screen a name."""
        name = text_of(chance, 4).replace("\x00", "")
        self._run("screen", "--limit", "3", "--", name)

    def compare(self, chance: random.Random) -> None:
        """Compare two names."""
        a, b = (text_of(chance, 3).replace("\x00", "") for _ in range(2))
        self._run("compare", "--", a, b)

    def table(self, chance: random.Random) -> None:
        """Screen a table."""
        self._run("screen", "--csv", self._file(chance, ".csv"))

    def add(self, chance: random.Random) -> None:
        """Add a list."""
        self._run("lists", "add", self._file(chance), "--library", self.folder / "library")

    def verify(self, chance: random.Random) -> None:
        """Verify a brief."""
        self._run("verify", self._file(chance, ".json"))

    def measures(self, chance: random.Random) -> None:
        """Check rules."""
        self._run("measures", "check", self._file(chance, ".yaml"))


def main() -> None:
    """Go on for so many minutes; print each seed that raises, with what it raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    until, seed, faults = time.monotonic() + asked.minutes * 60, asked.seed, 0
    with tempfile.TemporaryDirectory() as folder:
        verbs = Verbs(Path(folder))
        while time.monotonic() < until:
            try:
                verbs.one(seed)
            except Exception:  # noqa: BLE001 - what is looked for
                faults += 1
                sys.stdout.write(f"seed {seed}\n{traceback.format_exc()}\n")
                sys.stdout.flush()
            seed += 1
    sys.stdout.write(f"{seed - asked.seed} inputs, {faults} faults\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()

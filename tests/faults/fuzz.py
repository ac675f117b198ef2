"""Hostile input for the public verbs: whatever comes in, what comes out is an answer or an error for a person.

    python -m tests.faults.fuzz --minutes 60 [--seed N]

`test_fuzz.py` does a short, seeded piece of the same in every run of the tests.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.faults.commands import FIXTURES, run
from watchwire.read import Reader
from watchwire.sources import SourceProblem
from watchwire.sources.read import read_source

PIECES = [
    "Ri Pyong Chol", "Сергей Шойгу", "“he said ", "\"", "\u0301" * 50, "\u200b", "\u202e", "\ufeff", "\x00", "\x1b[31m", "\ud83d\ude00", "\U000e0041",
    "MOSCOW, March 3 (Reuters) - ", "(", ")", "\n\n", "\r\n", "\t", " ", "a" * 500, "3 March 2021", "31 February 20000", "0000-00-00", "١٢٣", "½", "ⅷ",
    "The U.S. Treasury said it sanctioned ", "denied", "confirmed", "<b>", "</p>", "<br>", "&amp;", "&#xD800;", "<![CDATA[", "{", "}", "[", "]", ",", ";", "name,kind\n",
    "Dr. ", "Mr. ", "—", "…", "金正恩", "김정은", "محمد", "İ", "ß", "ﬁ", "http://[bad", "-1", "1e999", "\u2028", "\u0000", "' OR 1=1 --", "%s%n", "${x}", "../../etc/passwd",
]  # fmt: skip
SUFFIXES = (".txt", ".html", ".eml", ".xml", ".warc", ".md", ".rss", ".csv", ".json", ".gz", "")


def text_of(chance: random.Random, most: int = 60) -> str:
    """Return a text of pieces that break things."""
    return "".join(chance.choice(PIECES) + chance.choice(("", " ", " ", "\n")) for _ in range(chance.randint(0, most)))


def bytes_of(chance: random.Random) -> bytes:
    """Return such a text in some encoding, or a damaged list file."""
    if chance.random() < 0.3:
        data = bytearray(chance.choice(sorted(p for p in FIXTURES.rglob("*") if p.is_file())).read_bytes()[:40_000])
        for _ in range(chance.randint(1, 30)):
            if data:
                at = chance.randrange(len(data))
                data[at : at + chance.randint(0, 9)] = bytes(chance.randbytes(chance.randint(0, 5)))
        return bytes(data)
    return text_of(chance).encode(chance.choice(("utf-8", "utf-16", "latin-1", "cp1251")), "replace")


class Verbs:
    """The public verbs, each over one hostile input."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reader = Reader(None, seconds=20)
        self.verbs: list[Callable[[random.Random], None]] = [
            self.read, self.read, self.scan, self.screen, self.compare, self.table, self.add, self.verify, self.measures
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
        for item in read_source(str(self._file(chance))):
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

"""How time and memory grow with the length of a text: twelve shapes of text, each at 1, 2, 4, 8 and 16 times its length.

    python benchmarks/growth.py [--verb read|scan] [--shapes NAME ...] [--words 250] [--times 16] [--limit 120] [--library PATH]

Each line gives the seconds of the processor at each length, the peak memory, and the exponent of growth between the two longest
lengths (1.0 is linear, 2.0 means that twice the text takes four times as long). Every length is read in a process of its own,
which is ended after `--limit` seconds: that is a hang, and shown as one.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

ARABIC = [
    "Muhammad",
    "Ahmad",
    "Ali",
    "Hassan",
    "Hussein",
    "Mahmoud",
    "Ibrahim",
    "Abdullah",
    "Omar",
    "Khalid",
    "Yusuf",
    "Mustafa",
    "Saleh",
    "Abdul",
    "Rahman",
    "Karim",
    "Nasser",
    "Said",
    "Jamal",
    "Tariq",
    "Walid",
    "Faisal",
    "Salim",
    "Hamid",
    "Rashid",
    "Aziz",
    "Mansour",
    "Qasim",
    "Farid",
    "Bashir",
]
OTHERS = [
    "Ivan",
    "Petrov",
    "Sergei",
    "Volkov",
    "Kim",
    "Chol",
    "Ri",
    "Yong",
    "Maria",
    "Garcia",
    "Chen",
    "Wei",
    "John",
    "Smith",
    "Anna",
    "Kowalska",
    "Peter",
    "Novak",
]
PLAIN = (
    "The minister said on Monday that the company had shipped {n} tonnes of coal to the port of Rotterdam, although officials in "
    "Oslo denied it. “We have seen nothing of the kind,” said Peter Novak, who heads the agency. A report published on 3 March "
    "2021 warned that the vessel could have been used to evade sanctions.\n\n"
)


def names(words: list[str], count: int, seed: int, end: str = ". ") -> str:
    """Return a text of names of two to four words."""
    chance = random.Random(seed)
    parts, made = [], 0
    while made < count:
        length = chance.randint(2, 4)
        parts.append(" ".join(chance.choice(words) for _ in range(length)))
        made += length
    return end.join(parts) + end


SHAPES: dict[str, Callable[[int], str]] = {
    "news": lambda n: "".join(PLAIN.format(n=k) for k in range(max(1, n // 62))),
    "names of Arabic writing": lambda n: names(ARABIC, n, 1, ", "),
    "names only, a line each": lambda n: names(ARABIC + OTHERS, n, 2, "\n"),
    "open quotations": lambda n: "“he said " * (n // 2),
    "lone quotation marks": lambda n: '" ' * n,
    "datelines": lambda n: "MOSCOW, March 3 (Reuters) - " * (n // 5),
    "combining marks": lambda n: "e" + "\u0301" * (n * 6),
    "one word without an end": lambda n: "a" * (n * 6),
    "one sentence without an end": lambda n: "he said that she knew, and " * (n // 6),
    "brackets": lambda n: "(" * (n // 2) + "word " + ")" * (n // 2),
    "pronouns": lambda n: (
        "Peter Novak met Anna Kowalska. He told her that he would leave. She said she knew him. " * (n // 17)
    ),
    "dates": lambda n: "from 3 March 2021 to 4 April 2022, last Monday, two weeks later, " * (n // 13),
    "confirmed and denied": lambda n: "The ministry confirmed the strike. Peter Novak denied the strike. " * (n // 10),
    "answered claims": lambda n: "".join(
        f"The ministry of {name} confirmed the strike on the port of {town}. Peter {name} denied the strike on the port. "
        for name, town in ((ARABIC[k % 30], OTHERS[k % 18]) for k in range(n // 20))
    ),
    "figures": lambda n: "12-34 5,678.90 1/2 2021-03-04 " * (n // 4),
    "headlines": lambda n: "RUSSIA BANS EXPORTS TO IRAN\n" * (n // 5),
}


def one(shape: str, count: int, verb: str, library: str) -> None:
    """Read one text and print the seconds of the processor taken (without what the first reading of a process costs) and the peak."""
    from pathlib import Path

    from watchwire.lists import Library
    from watchwire.read import Reader
    from watchwire.sources.plain import read_plain

    reader = Reader(Library(Path(library)) if library else None, seconds=3600)
    reader.brief(read_plain(PLAIN.format(n=1)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # As English, whatever it looks like: so that the deep reading is what is measured.
    article = replace(read_plain(SHAPES[shape](count)), language="en")
    begin = time.process_time()
    if verb == "scan":
        reader.screener(None).scan(article)
    else:
        reader.brief(article)
    taken = time.process_time() - begin
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"seconds": taken, "mb": grown / 1024, "characters": len(article.text)}))


def measured(shape: str, count: int, verb: str, limit: float, library: str) -> dict[str, float] | None:
    """Run one reading in a process of its own; None if it was ended."""
    command = [sys.executable, __file__, "--one", shape, str(count), verb, library]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit + 20, check=True)
    except subprocess.TimeoutExpired:
        return None
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print a line a shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=4)
    parser.add_argument("--verb", choices=("read", "scan"), default="read")
    parser.add_argument("--shapes", nargs="*", default=list(SHAPES))
    parser.add_argument("--words", type=int, default=250)
    parser.add_argument("--times", type=int, default=16)
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--library", default="")
    asked = parser.parse_args()
    if asked.one:
        one(asked.one[0], int(asked.one[1]), asked.one[2], asked.one[3])
        return
    for shape in asked.shapes:
        held: list[tuple[float, dict[str, float]]] = []
        times = 1
        line = f"{shape:<30}"
        while times <= asked.times:
            found = measured(shape, asked.words * times, asked.verb, asked.limit, asked.library)
            line += f"{found['seconds']:>9.2f}" if found else "     hang"
            if found is None:
                break
            held.append((times, found))
            times *= 2
        if len(held) > 1:
            (a, first), (b, last) = held[-2:]
            growth = math.log(max(last["seconds"], 0.01) / max(first["seconds"], 0.01)) / math.log(b / a)
            line += f"   {last['mb']:>6.0f} MB   {last['characters']:>8.0f} characters   exponent {growth:.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()

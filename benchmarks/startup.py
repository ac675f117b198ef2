"""What every call costs before it does anything: `python benchmarks/startup.py [--runs 9] [--library LIBRARY]`.

Medians in seconds, and what is above the bare interpreter. Each command runs once before it is measured, as the first run after
an installation or a change of lists writes bytecode and the index.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "summit.txt"
COMMANDS = {
    "python -c 'import watchwire'": ["-c", "import watchwire"],
    "watchwire --help": ["-m", "watchwire", "--help"],
    "watchwire screen NAME (starter list)": ["-m", "watchwire", "screen", "Ri Pyong Chol"],
    "watchwire compare NAME NAME": ["-m", "watchwire", "compare", "Ri Pyong Chol", "Ri Pyong Chul"],
    **{
        f"watchwire {command} --help": ["-m", "watchwire", command, "--help"]
        for command in (
            "scan",
            "read",
            "lists",
            "batch",
            "watch",
            "serve",
            "mcp",
            "alerts",
            "store",
            "measures",
            "selftest",
        )
    },
    "watchwire read examples/summit.txt (starter list)": ["-m", "watchwire", "read", str(EXAMPLE)],
}


def seconds(arguments: list[str], env: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=env)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--library", type=Path, help="also look a name up in this library")
    args = parser.parse_args()
    commands = dict(COMMANDS)
    if args.library:
        commands["watchwire screen NAME (the library)"] = [
            "-m", "watchwire", "screen", "Ri Pyong Chol", "--library", str(args.library)
        ]  # fmt: skip
        commands["watchwire lists show (the library)"] = [
            "-m",
            "watchwire",
            "lists",
            "show",
            "--library",
            str(args.library),
        ]
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, "WATCHWIRE_LIBRARY": "", "XDG_DATA_HOME": empty, "XDG_CACHE_HOME": empty}
        env |= {"PYTHONPYCACHEPREFIX": str(Path(empty) / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
        bare = 0.0
        for name, arguments in {"python -c pass": ["-c", "pass"], **commands}.items():
            seconds(arguments, env)
            middle = statistics.median([seconds(arguments, env) for _ in range(args.runs)])
            bare = bare or middle
            print(f"{name:<55}{middle:.3f}  +{middle - bare:.3f}", flush=True)


if __name__ == "__main__":
    main()

"""What every call costs before it does anything: `python benchmarks/startup.py [--runs 9]`, medians in seconds."""

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
    "watchwire read examples/summit.txt (starter list)": ["-m", "watchwire", "read", str(EXAMPLE)],
}


def seconds(arguments: list[str], env: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=env)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, "WATCHWIRE_LIBRARY": "", "XDG_DATA_HOME": empty}
        for name, arguments in {"python -c pass": ["-c", "pass"], **COMMANDS}.items():
            taken = [seconds(arguments, env) for _ in range(runs)]
            print(f"{name:<55}{statistics.median(taken):.3f}")


if __name__ == "__main__":
    main()

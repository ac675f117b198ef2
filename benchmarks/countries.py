"""How many of the countries that the lists' files state lead to none.

    WATCHWIRE_LISTS=... python benchmarks/countries.py [--shown 40]

Every call of a loader for a country is counted, over all files of the folder, with the texts that give nothing and are not known
to name no country of today.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchwire import geography
from watchwire.errors import WatchwireError
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle, publishers

_TRYING = ("watchwire.lists.values",)
"""It asks of the first words of a remark whether they are a country, most of which are none."""


def snapshots(root: Path) -> Iterable[list[Path]]:
    """Yield the files of each snapshot: a folder of OFAC's CSV set is one."""
    for folder in sorted({path.parent for path in root.rglob("*") if path.is_file()}):
        found = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() not in {".md"})
        if (
            len(found) > 1
            and all(path.suffix.lower() == ".csv" for path in found)
            and folder.parent.name.startswith("ofac")
        ):
            yield found
        else:
            yield from ([path] for path in found)


def counted(names: tuple[str, ...], told: Counter[str], unknown: Counter[str]) -> None:
    """Put counting wrappers in the place of the room's functions, in every module of the lists that uses them."""
    wrapped = {name: _counting(getattr(geography, name), told, unknown) for name in names}
    modules = [module for key, module in sys.modules.items() if key.startswith("watchwire.lists")]
    for module in (module for module in modules if module.__name__ not in _TRYING):
        for name, function in wrapped.items():
            if hasattr(module, name):
                setattr(module, name, function)


def _counting(function: Callable[[str], Any], told: Counter[str], unknown: Counter[str]) -> Callable[[str], Any]:
    def counting(text: str) -> Any:
        found = function(text)
        if text.strip():
            told[text] += 1
            if not found and not geography.is_no_country(text) and not geography.country_codes_in(text):
                unknown[text] += 1
        return found

    return counting


def main() -> None:
    """Print how many statements there are, how many lead to none, and which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shown", type=int, default=40)
    asked = parser.parse_args()
    root = Path(os.environ["WATCHWIRE_LISTS"])
    publishers()  # so that all loaders are there to be wrapped
    told, unknown = Counter[str](), Counter[str]()
    counted(("country_of", "country_codes_in"), told, unknown)
    for files in snapshots(root):
        try:
            load_bundle(Bundle.from_paths(files))
        except WatchwireError as error:
            print(f"left out: {error}"[:160], file=sys.stderr)
    print(f"{sum(told.values())} statements of countries, {sum(unknown.values())} lead to none ({len(unknown)} texts)")
    for text, count in unknown.most_common(asked.shown):
        print(f"{count:>6}  {text[:100]!r}")


if __name__ == "__main__":
    main()

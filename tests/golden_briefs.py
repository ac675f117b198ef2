"""Golden briefs of the examples: `python -m tests.golden_briefs` makes them anew; the tests compare."""

import json
from pathlib import Path
from typing import Any

from watchwire.brief import brief_record
from watchwire.model import Article
from watchwire.read import Reader
from watchwire.sources import read_source

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NAMES = ("release.txt", "summit.txt", "wire.txt", "vizit.txt", "page.html")


def brief_of(name: str) -> dict[str, Any]:
    (article,) = read_source(str(EXAMPLES / name))
    assert isinstance(article, Article)
    return brief_record(Reader().brief(article))


def reviewed(record: dict[str, Any]) -> dict[str, Any]:
    """What a golden brief holds: everything but what changes with a release or a rounding."""
    text = record["article"]["text"]
    kept = {key: value for key, value in record.items() if key not in {"watchwire", "lists"}}
    kept["article"] = {key: value for key, value in record["article"].items() if key != "text"}
    kept["entities"] = [
        {**entity, "matches": [_match(match) for match in entity["matches"]]} for entity in record["entities"]
    ]
    kept["statements"] = [
        {
            **statement,
            "says": " … ".join(text[start:end] for start, end in statement["content_spans"]),
            "cue": text[slice(*statement["cue_span"])],
        }
        for statement in record["statements"]
    ]
    kept["concerns"] = [
        {**concern, "measures": [measure["id"] for measure in concern["measures"]]} for concern in record["concerns"]
    ]
    return kept


def _match(match: dict[str, Any]) -> dict[str, Any]:
    names = ("party", "list", "reference", "name", "band", "listed_on", "status", "status_changed_on")
    return {**{name: match[name] for name in names}, "score": round(match["score"], 1)}


def path_of(name: str) -> Path:
    return EXAMPLES / "golden" / f"{name}.json"


def main() -> None:
    for name in NAMES:
        text = json.dumps(reviewed(brief_of(name)), ensure_ascii=False, indent=1, sort_keys=True)
        path_of(name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The whole `read` beside the bare language model on the same texts: how much the reading adds, and memory over time.

    python benchmarks/read_speed.py --data GOLD/news [--library LIBRARY] [--texts 200] [--json]

Times are processor time of one core. The model alone is told twice: spaCy's small English model as spaCy runs it, and
the pipeline that `read` itself runs, which finds the same by the same weights with some steps done quicker.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

import spacy

from scan import texts_of
from watchwire.language import language_for
from watchwire.language.analysis import stretches
from watchwire.language.english import model_folder
from watchwire.lists import Library
from watchwire.model import Article
from watchwire.read import Reader
from watchwire.sources.plain import read_plain


def held() -> int:
    """Return the memory that this process holds now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def as_shipped(articles: list[Article]) -> float:
    """Return the seconds that spaCy takes for the paragraphs of some articles with its model as it is shipped."""
    pipeline = spacy.load(model_folder())
    pipeline("Anna Lund spoke in Oslo.")
    begin = time.process_time()
    for article in articles:
        with pipeline.memory_zone():
            for _ in pipeline.pipe([span.of(article.text) for span in stretches(article)]):
                pass
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    texts = texts_of(args.data)
    random.Random(3).shuffle(texts)
    articles = [read_plain(text) for text in texts[: args.texts]]
    articles = [article for article in articles if article.language == "en"]
    reader = Reader(Library(args.library) if args.library else None)
    model = language_for("en")
    reader.brief(articles[0])  # loads model, index and tables
    begin = time.process_time()
    for article in articles:
        model.analyse(article)
    bare = time.process_time() - begin
    shipped = as_shipped(articles)
    memory = []
    begin = time.process_time()
    for number, article in enumerate(articles):
        reader.brief(article)
        if number % max(1, len(articles) // 5) == 0:
            memory.append(held())
    whole = time.process_time() - begin
    characters = sum(len(article.text) for article in articles)
    result: dict[str, Any] = {
        "texts": len(articles),
        "characters": characters,
        "spaCy's own run, s": round(shipped, 1),
        "model alone, s": round(bare, 1),
        "read, s": round(whole, 1),
        "read / spaCy's own run": round(whole / shipped, 2),
        "read / model": round(whole / bare, 2),
        "read, texts/s": round(len(articles) / whole, 2),
        "memory over time, MB": memory,
    }
    print(json.dumps(result) if args.json else "\n".join(f"{key:<30}{value}" for key, value in result.items()))


if __name__ == "__main__":
    main()

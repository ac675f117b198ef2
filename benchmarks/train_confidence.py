"""Learn the confidence of a brief's lines from judged ones, and measure it on texts that were left out.

    python benchmarks/train_confidence.py [--judged tests/judged] [--also FOLDER ...] [--write]

A logistic regression a section (scikit-learn, at training only) over the features of `watchwire.confidence.features`. A line
that two readers judged counts once for each of them. Folds keep a text's lines together. `--also` names folders of
further judged texts in the same shape, that need not be shipped. `--write` makes `src/watchwire/confidence/data/weights.tsv` anew: weights from all judged lines,
levels from the predictions for texts that were left out.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from brief_lines import HOME, judged_texts, key_of
from watchwire.brief.story import sections
from watchwire.confidence import Level
from watchwire.confidence.event_features import event_features
from watchwire.confidence.features import statement_features
from watchwire.confidence.name_features import entity_features
from watchwire.language import language_for
from watchwire.statements.told import Told

OUT = Path(__file__).parent.parent / "src" / "watchwire" / "confidence" / "data" / "weights.tsv"
SECTIONS = ("statements", "stances", "events", "people", "places")
AIMS = {"statements": 0.08, "stances": 0.10, "events": 0.10, "people": 0.07, "places": 0.05}
MARGIN = 0.35
"""Which part of an aim may be struck here: these texts were developed on, and new ones hold more that is wrong."""
SURE = 0.03
KEPT = 0.85
UNFILLED = "frame not filled"
"""An event that lacks its frame is not told, whatever else is to be seen of it: its weight is given, and not learned."""
GIVEN = -6.0
LEAST = 3
"""How many lines must show a feature for it to have a weight."""
STRENGTH = 0.25
"""Inverse of the regularisation's strength (C)."""


@dataclass(frozen=True)
class Row:
    """A judged line with what is to be seen of it."""

    section: str
    text: str
    features: tuple[str, ...]
    right: bool
    part: str


def rows_of(folder: Path) -> list[Row]:
    found: list[Row] = []
    for item in judged_texts(folder, None, []):
        brief = item.brief
        analysis = language_for("en").analyse(brief.article)
        by_id = {entity.id: entity for entity in brief.entities}
        told = Told(brief.statements)
        seen: dict[tuple[str, tuple[Any, ...]], tuple[str, ...]] = {}
        for statement in brief.statements:
            spans = (*statement.content_spans, statement.cue_span, *filter(None, (statement.speaker_span,)))
            key = "stances" if statement.stance else "statements"
            seen[key, tuple(sorted(spans))] = tuple(statement_features(analysis, by_id, statement, told))
        for event in brief.events:
            seen["events", tuple(sorted((event.span, *event.also)))] = tuple(event_features(analysis, by_id, event))
        for entity in brief.entities:
            for key in ("people", "places"):
                seen[key, tuple(sorted(entity.mentions))] = tuple(entity_features(analysis, entity))
        for section in sections(brief, Level.ALL):
            for line in section.lines:
                verdict = item.verdicts.get(key_of(section.key, line))
                features = seen.get((section.key, tuple(sorted(line.spans))))
                if verdict is not None and features is not None:
                    said = filter(None, (verdict[0], verdict[2]))
                    part = item.about["part"]
                    found.extend(Row(section.key, item.name, features, word == "right", part) for word in said)
    return found


def fitted(rows: list[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in set(row.features):
            counts[name] += 1
    vectors = DictVectorizer()
    table = vectors.fit_transform([{n: 1.0 for n in row.features if counts[n] >= LEAST} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(table, [row.right for row in rows])
    return vectors, model


def predicted(vectors: DictVectorizer, model: LogisticRegression, rows: Iterable[Row]) -> np.ndarray:
    return model.predict_proba(vectors.transform([dict.fromkeys(row.features, 1.0) for row in rows]))[:, 1]


def left_out(rows: list[Row]) -> np.ndarray:
    """Return the predictions for each line by a model that has not seen its text."""
    shares = np.zeros(len(rows))
    groups = [row.text for row in rows]
    for train, test in GroupKFold(n_splits=min(10, len(set(groups)))).split(rows, groups=groups):
        vectors, model = fitted([rows[k] for k in train])
        shares[test] = predicted(vectors, model, [rows[k] for k in test])
    return shares


def level(shares: np.ndarray, right: np.ndarray, aim: float, kept: float) -> float:
    """Return the lowest confidence from which the share struck stays within the aim, if enough right lines stay.

    Where both cannot be had, the one that strikes the least share and keeps enough right lines.
    """
    best, least = 0.0, 1.0
    for at in np.unique(shares.round(3)):
        stays = shares >= at
        if right[stays].sum() < kept * right.sum():
            break
        struck = 1 - right[stays].mean()
        if struck < least:
            best, least = float(at), struck
        if struck <= aim:
            break
    return best


def shown(shares: np.ndarray, right: np.ndarray, at: float) -> str:
    stays = shares >= at
    if not stays.any():
        return "nothing shown"
    return f"{stays.sum()} verdicts, {1 - right[stays].mean():.1%} struck, {right[stays].sum() / right.sum():.1%} of the right kept"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", type=Path, default=HOME)
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders of further judged texts")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    folders = (args.judged, *args.also)
    rows = [row for folder in folders for row in rows_of(folder) if UNFILLED not in row.features]
    lines = [
        "# How likely a reader lets a line stand: weights of features in log-odds, and from which confidence a level shows.",
        f"# Made by benchmarks/train_confidence.py from {len(rows)} verdicts on lines of {len({r.text for r in rows})} texts; do not edit.",
        "what\tsection\tname\tvalue",
    ]
    for section in SECTIONS:
        held = [row for row in rows if row.section == section]
        right = np.array([row.right for row in held])
        shares = left_out(held)
        likely = level(shares, right, MARGIN * AIMS[section], KEPT)
        sure = level(shares, right, SURE, 0.3)
        print(f"{section:<11} all: {len(held)} verdicts, {1 - right.mean():.1%} struck")
        print(f"{'':<11} likely, texts left out: {shown(shares, right, likely)}")
        print(f"{'':<11} sure, texts left out:   {shown(shares, right, sure)}")
        seen = [row for row in held if row.part == "development"]
        unseen = [row for row in held if row.part == "unseen"]
        if unseen and len({row.right for row in seen}) > 1:
            vectors, model = fitted(seen)
            truth = np.array([row.right for row in unseen])
            print(
                f"{'':<11} likely, learned from the development part, on the unseen: {shown(predicted(vectors, model, unseen), truth, likely)}"
            )
        vectors, model = fitted(held)
        lines += [f"level\t{section}\tlikely\t{likely:.3f}", f"level\t{section}\tsure\t{max(sure, likely):.3f}"]
        lines.append(f"weight\t{section}\tbase\t{model.intercept_[0]:.3f}")
        weights = sorted(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
        lines += [f"weight\t{section}\t{name}\t{weight:.3f}" for name, weight in weights]
        if section == "events":
            lines.append(f"weight\t{section}\t{UNFILLED}\t{GIVEN:.1f}")
    if args.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

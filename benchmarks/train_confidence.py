"""Learn the confidence of a brief's lines from judged ones, and measure it on texts that were left out.

    python benchmarks/train_confidence.py [--judged tests/judged] [--also FOLDER[=WEIGHT] ...] [--fresh FOLDER ...]
        [--hold SECTION ...] [--only SECTION ...] [--write]

A logistic regression a section (scikit-learn, at training only) over the features of `watchwire.confidence`, and over
pairs of them where that helps on texts left out. A line
that two readers judged counts once for each of them. Folds keep a text's lines together. `--also` names folders of
further judged texts in the same shape, that need not be shipped, and what each of their lines counts. `--fresh` names
texts of which every line was judged, those that are not likely too, before anybody mended a rule on them: only there is a share struck what it will
be on a new page, and the levels come from predictions for texts of that folder that were left out. Without it they
come from all texts, and are too good. `--onward V` starts from the weights that are shipped and moves them by the verdicts of
the given folders alone (V is the prior's variance, see `onward.py`): for when the texts that they were learned from are not at
hand. `--blend SHARE` learns anew from the given folders and takes the mean with the shipped weights in log-odds, SHARE of it
new: where the shipped ones were learned from more texts, and the new ones from others, the mean errs less than either. `--only` learns some sections and leaves the others as they are. `--write` makes `src/watchwire/confidence/data/weights.tsv` anew.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from brief_lines import HOME, Judged, judged_texts, key_of
from onward import Table, moved
from watchwire.brief.story import sections, told_by_sides, told_in_words
from watchwire.confidence import Level, shown_from
from watchwire.confidence.event_features import event_features
from watchwire.confidence.features import statement_features
from watchwire.confidence.genre import NO_NEWS, no_news
from watchwire.confidence.model import PAIR
from watchwire.confidence.name_features import entity_features
from watchwire.language import language_for
from watchwire.model import Event
from watchwire.statements.told import Told

OUT = Path(__file__).parent.parent / "src" / "watchwire" / "confidence" / "data" / "weights.tsv"
SECTIONS = ("statements", "stances", "events", "happenings", "people", "places")
"""`happenings`: what happened, when and how certain, whoever took part (`Event.kind_confidence`)."""
AIMS = {"statements": 0.08, "stances": 0.10, "events": 0.10, "happenings": 0.10, "people": 0.07, "places": 0.05}
MARGIN = 0.35
"""Which part of an aim may be struck where rules were mended on the texts: new ones hold more that is wrong."""
SURE = 0.03
KEPT = {"statements": 0.75, "stances": 0.75, "events": 0.7, "happenings": 0.7, "people": 0.85, "places": 0.85}
"""Which share of the right lines the likely ones must keep at least."""
WORN = 0.5
"""What a line of the shipped set counts: rules were mended on these texts, and their lines look better than others."""
UNTOUCHED = "wikinews"
"""The part of the set on which no rule was mended: its lines count wholly, and tell what a level shows."""
SMALL = 0.02
"""Weights below that are left out of the table, in log-odds."""
CHOSEN = {"statements": 0.98, "stances": 0.75, "events": 0.7, "happenings": 0.7, "people": 0.53, "places": 0.22}
"""Which part of an aim may be struck of the fresh texts.

Statements, stances and events: their fresh texts were read wholly before any rule was mended on them; since then rules were,
so that new texts hold a little more that is wrong. Less of people and places: rules were mended on theirs.
"""
LEAST = 3
"""How many lines must show a feature for it to have a weight."""
STRENGTH = {"statements": 0.2, "stances": 0.25, "events": 0.05, "happenings": 0.02, "people": 0.5, "places": 0.5}
"""Inverse of the regularisation's strength (C) by section, by the area under the curve on texts left out."""

PAIRED = {"statements": 0.1, "stances": 0.1, "events": 0.1}
OF_SIDES = frozenset({"party", "part", "vague", "joined", "double", "speaker", "content"})
"""Kinds of fault that are of who took part or tells it: the sentence of the text is right all the same."""
"""The sections of which pairs of features count, too, with their C (chosen likewise)."""
BLENDED = 0.03
"""C of what is learned anew to be blended: chosen on real news that it was not learned from (area under the curve)."""
PAIRS, COMMON, TOGETHER = 2000, 400, 15
"""How many pairs, of how many features that tell lines apart most, seen together in how many lines at least."""
LIGHTER = 0.5
"""What a pair counts beside a feature, so that the regularisation holds it more."""


@dataclass(frozen=True)
class Row:
    """A judged line with what is to be seen of it."""

    section: str
    text: str
    features: tuple[str, ...]
    right: bool
    counts: float
    fresh: bool


def rows_of(folder: Path, least: float, fresh_all: bool) -> list[Row]:
    found: list[Row] = []
    for item in judged_texts(folder, None, []):
        brief = item.brief
        if brief.article.language != "en":
            continue  # no confidence is learned for other languages
        untouched = item.about["part"] == UNTOUCHED
        counts, fresh = (1.0, True) if untouched else (least, fresh_all)
        analysis = language_for("en").analyse(brief.article)
        by_id = {entity.id: entity for entity in brief.entities}
        told = Told(brief.statements)
        seen: dict[tuple[str, tuple[Any, ...]], tuple[str, ...]] = {}
        for statement in brief.statements:
            spans = (*statement.content_spans, statement.cue_span, *filter(None, (statement.speaker_span,)))
            key = "stances" if statement.stance else "statements"
            seen[key, tuple(sorted(spans))] = tuple(statement_features(analysis, by_id, statement, told))
        for event in brief.events:
            seen["events", tuple(sorted((event.span, *event.also)))] = tuple(
                event_features(analysis, by_id, event, told)
            )
        names = tuple(dict.fromkeys(entity.name for entity in brief.entities))
        genre = (NO_NEWS,) if no_news(analysis, brief.statements) else ()
        for entity in brief.entities:
            for key in ("people", "places"):
                seen[key, tuple(sorted(entity.mentions))] = tuple(entity_features(analysis, entity, names))
        for section in sections(brief, Level.ALL):
            for line in section.lines if section.key != "events" else ():
                verdict = item.verdicts.get(key_of(section.key, line))
                features = seen.get((section.key, tuple(sorted(line.spans))))
                if verdict is not None and features is not None:
                    said = filter(None, (verdict[0], verdict[2]))
                    seen_too = (*features, *genre)
                    found.extend(Row(section.key, item.name, seen_too, word == "right", counts, fresh) for word in said)
        for event in brief.events:
            seen_too = (*seen["events", tuple(sorted((event.span, *event.also)))], *genre)
            for key, stands in _verdicts_on(item, event):
                found.append(Row(key, item.name, seen_too, stands, counts, fresh))
    return found


def _verdicts_on(item: Judged, event: Event) -> Iterator[tuple[str, bool]]:
    """Yield what readers said of an event: of all of it, and of what happened, whoever took part.

    A line in the words of the text tells only what happened; a line by sides that is struck for a side is right in that.
    """
    by_sides = item.verdicts.get(key_of("events", told_by_sides(item.brief, event)))
    in_words = item.verdicts.get(key_of("events", told_in_words(item.brief, event)))
    if by_sides is not None:
        said = [word for word in (by_sides[1] or by_sides[0], by_sides[2]) if word]
        for word in said:
            yield "events", word == "right"
            if in_words is None:
                yield "happenings", word == "right" or word in OF_SIDES
    if in_words is not None:
        for word in filter(None, (in_words[0], in_words[2])):
            yield "happenings", word == "right"


@dataclass(frozen=True)
class Learned:
    """A section's model: its features, the pairs of them that count, and the regression over both."""

    vectors: DictVectorizer
    pairs: tuple[tuple[int, int], ...]
    model: LogisticRegression

    def table(self, rows: Iterable[Row]) -> csr_matrix:
        """Return what is seen of each line: its features, and then the pairs."""
        alone = self.vectors.transform([dict.fromkeys(row.features, 1.0) for row in rows])
        return with_pairs(alone, self.pairs)

    def predicted(self, rows: Iterable[Row]) -> np.ndarray:
        """Return for each line the probability that it stands."""
        return self.model.predict_proba(self.table(rows))[:, 1]


def with_pairs(alone: csr_matrix, pairs: tuple[tuple[int, int], ...]) -> csr_matrix:
    if not pairs:
        return alone
    columns = alone.tocsc()
    beside = hstack([columns[:, i].multiply(columns[:, j]) for i, j in pairs])
    return hstack([alone, beside * LIGHTER]).tocsr()


def chosen_pairs(alone: csr_matrix, right: np.ndarray, counts: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Return the pairs of common features that explain most of what the features by themselves leave unexplained.

    A score test for each pair: the sum of the residuals where both are seen, over its standard deviation.
    """
    share = LogisticRegression(C=0.2, max_iter=3000).fit(alone, right, sample_weight=counts).predict_proba(alone)[:, 1]
    rest, spread = (right - share) * counts, share * (1 - share) * counts
    seen = np.asarray(alone.sum(axis=0)).ravel()
    common = np.argsort(-(seen * (alone.shape[0] - seen)), kind="stable")[:COMMON]
    held = alone.tocsc()[:, common].toarray()
    score = np.abs(held.T @ (held * rest[:, None])) / np.sqrt(held.T @ (held * spread[:, None]) + 1)
    score[held.T @ held < TOGETHER] = 0
    upper = np.triu_indices(len(common), 1)
    best = np.argsort(-score[upper], kind="stable")[:PAIRS]
    return tuple((int(common[upper[0][k]]), int(common[upper[1][k]])) for k in best if score[upper][k] > 0)


def fitted(rows: list[Row], strength: float | None = None) -> Learned:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in set(row.features):
            counts[name] += 1
    vectors = DictVectorizer()
    kept = {name for name, number in counts.items() if number >= LEAST and name == " ".join(name.split())}
    alone = vectors.fit_transform([{n: 1.0 for n in row.features if n in kept} for row in rows])
    right, weight = np.array([row.right for row in rows], float), np.array([row.counts for row in rows])
    paired = rows[0].section in PAIRED
    pairs = chosen_pairs(alone, right, weight) if paired else ()
    strength = strength or PAIRED.get(rows[0].section) or STRENGTH[rows[0].section]
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(with_pairs(alone, pairs), right, sample_weight=weight)
    return Learned(vectors, pairs, model)


def left_out(rows: list[Row], strength: float | None = None) -> np.ndarray:
    """Return the predictions for each line by a model that has not seen its text."""
    shares = np.zeros(len(rows))
    groups = [row.text for row in rows]
    for train, test in GroupKFold(n_splits=min(10, len(set(groups)))).split(rows, groups=groups):
        shares[test] = fitted([rows[k] for k in train], strength).predicted([rows[k] for k in test])
    return shares


def level(shares: np.ndarray, right: np.ndarray, aim: float, kept: float) -> float:
    """Return the lowest confidence from which the share struck stays within the aim, if enough right lines stay.

    Where both cannot be had, the one that strikes the least share and keeps enough right lines.
    """
    best, least = 0.0, 1.0
    for at in np.unique(shares.round(3)):
        stays = shares >= at
        if right[stays].sum() < max(kept * right.sum(), 1):
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


def moved_onward(section: str, held: list[Row], variance: float, likely: float) -> list[str]:
    """Return the lines of the table for a section whose shipped weights are moved, and print what a level shows."""
    right, counts = np.array([row.right for row in held], float), np.array([row.counts for row in held])
    seen, before = [row.features for row in held], Table.shipped(section)
    shares = np.zeros(len(held))
    for train, test in GroupKFold(10).split(held, groups=[row.text for row in held]):
        table = moved(before, [seen[k] for k in train], right[train], counts[train], variance, LEAST)
        shares[test] = table.predicted([seen[k] for k in test])
    old = before.predicted(seen)
    print(f"{section:<11} {len(held)} verdicts, {1 - right.mean():.1%} struck; area under the curve, texts left out: "
          f"{roc_auc_score(right, old):.3f} before, {roc_auc_score(right, shares):.3f} moved")  # fmt: skip
    for name, found in (("before", old), ("moved", shares)):
        print(f"{'':<11} likely, {name}: {shown(found, right.astype(bool), likely)}")
    return written(section, moved(before, seen, right, counts, variance, LEAST).weights, likely)


def log_odds(shares: np.ndarray) -> np.ndarray:
    return np.log(shares / (1 - shares))


def blended(section: str, held: list[Row], share: float, likely: float) -> list[str]:
    """Return the lines of the table for a section: the mean of the shipped weights and of those learned anew."""
    fresh = np.array([row.fresh for row in held])
    fresh = fresh if fresh.any() else ~fresh
    right, before = np.array([row.right for row in held], float)[fresh], Table.shipped(section)
    old = before.predicted([row.features for row in held])[fresh]
    odds = share * log_odds(left_out(held, BLENDED)[fresh]) + (1 - share) * log_odds(old)
    mean = 1 / (1 + np.exp(-odds))
    print(f"{section:<11} {len(held)} verdicts; of {len(right)} fresh ones {1 - right.mean():.1%} struck; area under the curve, texts left out: "
          f"{roc_auc_score(right, old):.3f} before, {roc_auc_score(right, mean):.3f} blended")  # fmt: skip
    for name, found in (("before", old), ("blended", mean)):
        print(f"{'':<11} likely, {name}: {shown(found, right.astype(bool), likely)}")
    new = weights_of(fitted(held, BLENDED))
    names = {**before.weights, **new}
    table = {name: share * new.get(name, 0.0) + (1 - share) * before.weights.get(name, 0.0) for name in names}
    return written(section, table, likely)


def weights_of(found: Learned) -> dict[str, float]:
    """Return the weights of a section by name, pairs as they are looked up, the base among them."""
    names, values = found.vectors.get_feature_names_out(), found.model.coef_[0]
    table = {
        "base": float(found.model.intercept_[0]),
        **dict(zip(names, map(float, values[: len(names)]), strict=True)),
    }
    for (i, j), weight in zip(found.pairs, values[len(names) :] * LIGHTER, strict=True):
        table[PAIR.join(sorted((names[i], names[j])))] = float(weight)
    return table


def written(section: str, table: dict[str, float], likely: float, sure: float | None = None) -> list[str]:
    """Return the lines of the table for a section, with the levels: that of the sure ones stays where none is given."""
    sure = sure or max(shown_from(Level.SURE, section), likely)
    lines = [f"level\t{section}\tlikely\t{likely:.3f}", f"level\t{section}\tsure\t{sure:.3f}"]
    for name, weight in sorted(table.items(), key=lambda item: (PAIR in item[0], item[0] != "base", item[0])):
        if abs(weight) >= SMALL or name == "base":
            lines.append(f"{'pair' if PAIR in name else 'weight'}\t{section}\t{name}\t{weight:.3f}")
    return lines


def gathered(args: argparse.Namespace) -> list[Row]:
    """Return the rows of all folders, with what each counts."""
    rows = rows_of(args.judged, WORN, not args.fresh)
    for given in args.also:
        folder, _, counts = given.partition("=")
        rows += rows_of(Path(folder), float(counts or 1), not args.fresh)
    for folder in args.fresh:
        rows += rows_of(folder, 1.0, True)
    return rows


def learned(section: str, held: list[Row], margin: float, hold: bool, given: float | None = None) -> list[str]:
    """Return the lines of the table for a section, and print how well its levels do."""
    fresh = np.array([row.fresh for row in held])
    right = np.array([row.right for row in held])[fresh]
    shares = left_out(held)[fresh]
    likely = given or level(shares, right, margin * AIMS[section], KEPT[section])
    sure = max(level(shares, right, SURE, 0.3), likely)
    if hold:
        likely, sure = shown_from(Level.LIKELY, section), shown_from(Level.SURE, section)
    print(f"{section:<11} all: {len(held)} verdicts, of fresh texts {len(right)}, {1 - right.mean():.1%} struck; "
          f"area under the curve {roc_auc_score(right, shares):.3f}")  # fmt: skip
    print(f"{'':<11} likely, texts left out: {shown(shares, right, likely)}")
    print(f"{'':<11} sure, texts left out:   {shown(shares, right, sure)}")
    return written(section, weights_of(fitted(held)), likely, sure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", type=Path, default=HOME)
    parser.add_argument("--also", nargs="*", default=[], help="folders of further judged texts, with =WEIGHT of a line")
    parser.add_argument(
        "--fresh", type=Path, nargs="*", default=[], help="texts judged wholly and before any mend, for the levels"
    )
    parser.add_argument(
        "--hold", nargs="*", default=[], help="sections whose levels stay: rules were mended on the fresh texts since"
    )
    parser.add_argument("--only", nargs="*", default=[], choices=SECTIONS, help="sections to learn; the others stay")
    parser.add_argument(
        "--onward", type=float, help="move the shipped weights: the prior's variance, in log-odds squared"
    )
    parser.add_argument(
        "--blend", type=float, help="the mean of the shipped weights and of new ones: the share of the new"
    )
    parser.add_argument(
        "--likely",
        nargs="*",
        default=[],
        help="SECTION=LEAST, from which confidence a line is shown, where that is not to be chosen here",
    )
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    likely = {section: float(least) for section, _, least in (text.partition("=") for text in args.likely)}
    rows = gathered(args)
    old = OUT.read_text(encoding="utf-8").split("\n")
    made = f"{len(rows)} verdicts on lines of {len({r.text for r in rows})} texts"
    lines = [
        "# How likely a reader lets a line stand: weights of features in log-odds, and from which confidence a level shows.",
        f"{old[1]} {'Moved since by' if args.onward else 'Since then the mean with weights of'} {made}."
        if args.onward or args.blend
        else f"# Made by benchmarks/train_confidence.py from {made}; do not edit.",
        "what\tsection\tname\tvalue",
    ]
    for section in SECTIONS:
        if args.only and section not in args.only:
            lines += [line for line in old if line.split("\t")[1:2] == [section]]
            continue
        held = [row for row in rows if row.section == section]
        if args.onward:
            lines += moved_onward(section, held, args.onward, likely.get(section, shown_from(Level.LIKELY, section)))
            continue
        if args.blend:
            lines += blended(section, held, args.blend, likely.get(section, shown_from(Level.LIKELY, section)))
            continue
        margin = CHOSEN[section] if args.fresh else MARGIN
        lines += learned(section, held, margin, section in args.hold, likely.get(section))
    others = (*SECTIONS, "section")  # those of concerns are learned by training/tellings.py
    lines += [line for line in old if line and not line.startswith("#") and line.split("\t")[1] not in others]
    if args.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

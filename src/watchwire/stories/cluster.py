"""One story across outlets: articles whose rare words and names agree, joined by average link.

Features are words without the most common English ones, and, apart from them, names and numbers, each weighted by how
rare they are among the articles at hand (TF-IDF, sublinear). Two articles that share hardly any rare feature are never
compared: candidates come from a sparse product over rare features, so the cost grows with the stories, not with the
square of the articles.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from watchwire.errors import UsageError

THRESHOLD = 0.25
"""How alike the articles of a story are on average. Fixed once on ECB+, where 0.22 to 0.28 give 0.91 to 0.94."""
NAMES = 0.5
"""The share of names and numbers in the likeness of two articles."""
MONTH = 31
"""Articles that lie further apart than this many days do not tell the same story."""
REMEDY = "watchwire stories needs scikit-learn and datasketch: pip install 'watchwire[stories]'"
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]+\b|\d[\d.,]*")
_WORD = r"(?u)\b[^\W_]{2,}\b"
_RARE_SHARE = 0.01
_RARE_LEAST = 50
_MANY = 200
_BLOCK = 2048
_LARGEST = 4000


def story_groups(
    texts: Sequence[str], days: Sequence[date | None] | None = None, threshold: float = THRESHOLD, names: float = NAMES
) -> list[int]:
    """Return for each article the number of its story; stories are numbered by their first article.

    Args:
        texts: the articles.
        days: when they were published, where known.
        threshold: how alike the articles of one story are on average, from 0 to 1.
        names: the share of names and numbers in the likeness.

    Raises:
        UsageError: scikit-learn is not installed.

    """
    if not texts:
        return []
    vectors = _vectors(texts, names)
    parts = _components(vectors, days, threshold)
    labels = [-1] * len(texts)
    for part in parts:
        for group in _average_link(vectors, part, days, threshold):
            for article in group:
                labels[article] = group[0]
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]


def _vectors(texts: Sequence[str], names: float) -> Any:
    try:
        import numpy as np
        from scipy import sparse
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise UsageError(REMEDY) from error

    # Among many articles a word that only one holds is dropped, to save room; among few it tells them apart.
    least = 2 if len(texts) >= _MANY else 1
    kinds: list[dict[str, Any]] = [{"stop_words": "english", "token_pattern": _WORD}, {"analyzer": _names}]
    parts = []
    for kind, share in zip(kinds, (1 - names, names), strict=True):
        try:
            found = TfidfVectorizer(sublinear_tf=True, min_df=least, **kind).fit_transform(texts)
        except ValueError:  # no feature stands in two articles
            continue
        parts.append(found * np.sqrt(share))
    return sparse.hstack(parts).tocsr() if parts else sparse.csr_matrix((len(texts), 1))


def _names(text: str) -> list[str]:
    return _NAME.findall(text)


def _components(vectors: Any, days: Sequence[date | None] | None, threshold: float) -> list[list[int]]:
    """Part the articles into sets that cannot share a story."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    count = vectors.shape[0]
    often = np.bincount(vectors.indices, minlength=vectors.shape[1])
    rare = vectors[:, often <= max(_RARE_LEAST, _RARE_SHARE * count)]
    rows: list[Any] = []
    columns: list[Any] = []
    for start in range(0, count, _BLOCK):
        shared = (rare[start : start + _BLOCK] @ rare.T).tocoo()
        near = (shared.data > threshold / 4) & (shared.row + start < shared.col)
        left, right = shared.row[near] + start, shared.col[near]
        alike = np.asarray(vectors[left].multiply(vectors[right]).sum(axis=1)).ravel()
        kept = alike >= threshold
        rows.append(left[kept])
        columns.append(right[kept])
    left, right = np.concatenate(rows), np.concatenate(columns)
    if days is not None:
        kept = np.array([_near(days[a], days[b]) for a, b in zip(left, right, strict=True)], bool)
        left, right = left[kept], right[kept]
    graph = sparse.coo_matrix((np.ones(len(left)), (left, right)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    parts: dict[int, list[int]] = {}
    for article, label in enumerate(labels.tolist()):
        parts.setdefault(label, []).append(article)
    return list(parts.values())


def _near(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= MONTH


def _average_link(
    vectors: Any, part: list[int], days: Sequence[date | None] | None, threshold: float
) -> list[list[int]]:
    if len(part) == 1:
        return [part]
    if len(part) > _LARGEST:
        # A chain of likenesses this long is no story; ask for more of it.
        return [
            group
            for smaller in _components(vectors[part], [days[k] for k in part] if days else None, threshold * 1.25)
            for group in _average_link(vectors, [part[k] for k in smaller], days, threshold * 1.25)
        ]
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    held = vectors[part]
    distance = np.clip(1.0 - (held @ held.T).toarray(), 0.0, 1.0)
    if days is not None:
        apart = [[not _near(days[a], days[b]) for b in part] for a in part]
        distance[np.array(apart)] = 1.0
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform((distance + distance.T) / 2, checks=False), "average")
    groups: dict[int, list[int]] = {}
    for article, label in zip(part, fcluster(tree, 1.0 - threshold, "distance").tolist(), strict=True):
        groups.setdefault(label, []).append(article)
    return list(groups.values())

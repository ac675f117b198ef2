"""The vocabulary as JSON and back: for every value that its types allow."""

import sys
import threading
import typing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import watchwire.model as vocabulary
from watchwire.model import Article, Band, Comparison, Match, Party, PartyKind, PartyName, Span, codec
from watchwire.model.codec import decode, dumps, encode, loads

# Everything a Python text can hold, lone surrogates and NUL among it.
st.register_type_strategy(str, st.text(st.characters(), max_size=12))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(
    Span, st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(min(pair), max(pair)))
)


def few(kind: Any) -> st.SearchStrategy[Any]:
    """At most two of a kind: with more a brief has thousands of values, and says nothing more."""
    held = typing.get_args(kind)
    if len(held) == 2 and held[1] is Ellipsis:
        return st.lists(st.from_type(held[0]), max_size=2).map(tuple)
    return st.tuples(*map(st.from_type, held))


st.register_type_strategy(tuple, few)
CALM = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
TYPES = sorted(
    (held for held in vars(vocabulary).values() if isinstance(held, type) and is_dataclass(held)),
    key=lambda held: held.__name__,
)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_nothing_is_lost(kind: type) -> None:
    @CALM
    @given(st.from_type(kind))
    def check(value: Any) -> None:
        assert decode(kind, encode(value)) == value
        assert loads(kind, dumps(value)) == value

    check()


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_each_field_that_is_set_is_carried(kind: type) -> None:
    """No field is left to a default by the codec: each that differs from it comes back as it was."""
    hints = typing.get_type_hints(kind)

    @CALM
    @given(st.from_type(kind), st.data())
    def check(value: Any, data: st.DataObject) -> None:
        for field in fields(kind):
            if field.metadata.get("computed"):
                continue
            try:
                other = replace(value, **{field.name: data.draw(st.from_type(hints[field.name]))})
            except ValueError:
                continue  # spans end where they begin or later
            assert getattr(loads(kind, dumps(other)), field.name) == getattr(other, field.name)

    check()


def test_defaults_are_left_out_and_taken() -> None:
    article = Article("A text.")
    assert encode(article) == {"text": "A text."}
    assert decode(Article, {"text": "A text."}).sha256 == article.sha256


MATCH = Match(Party("x:1", PartyKind.PERSON, (PartyName("A B"),), ()), PartyName("A B"), Comparison(1.0), Band.STRONG)


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (Article, None), (Article, []), (Article, {}), (Article, {"text": 3}), (Article, {"text": "x", "more": 1}),
        (Article, {"text": "x", "notes": "abc"}), (Article, {"text": "x", "published": {"on": "yesterday"}}),
        (Match, {**encode(MATCH), "band": "certain"}), (Match, {**encode(MATCH), "span": {"start": 3, "end": 1}}),
        (Match, {**encode(MATCH), "span": [1, 2]}), (Party, {**encode(MATCH)["party"], "kind": 1}),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(kind: type, plain: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(kind, plain)


def test_only_the_vocabulary_is_written() -> None:
    with pytest.raises(TypeError, match="no part of the vocabulary"):
        encode({"a": 1})
    with pytest.raises(TypeError, match="no part of the vocabulary"):
        decode_of(dict)


def decode_of(kind: type) -> Any:
    from watchwire.model.codec import _coder

    return _coder(kind)


def test_deep_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        loads(Article, "[" * 200_000)


def test_threads_that_read_a_kind_for_the_first_time() -> None:
    """What one of them makes ready is seen whole by the others, or not at all."""
    plain = encode(MATCH)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            codec._coder.cache_clear()
            codec._coders.cache_clear()
            start = threading.Barrier(8)

            def work(_number: int, start: threading.Barrier = start) -> Match:
                start.wait(30)
                return decode(Match, plain)

            with ThreadPoolExecutor(8) as several:
                assert set(several.map(work, range(8))) == {MATCH}
    finally:
        sys.setswitchinterval(before)

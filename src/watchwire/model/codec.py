"""The vocabulary's values as JSON and back, without loss: `decode(type(x), encode(x)) == x` for each of them.

One codec for all, driven by the types that the dataclasses declare; it holds no list of fields, so a new field is
carried from the day it is added. A field that stands at its default is left out, and one that an older text lacks takes
its default. Nothing but plain JSON is ever written or read, so a hostile text can make a wrong value, never a deed.

This is for keeping values (the desk's store, work handed to other processes). What programs outside may rely on is the
contract in `docs/json.md`, which shows less.
"""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_Coder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """Return a value of the vocabulary as plain JSON values.

    Raises:
        TypeError: it holds something that is no part of the vocabulary.

    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(held)
            for name, default in _written(type(value))
            if (held := getattr(value, name)) != default or type(held) is not type(default)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} is no part of the vocabulary")


def decode(kind: type[T], plain: Any) -> T:
    """Return the value of a type that `encode` wrote.

    Raises:
        ValueError: it is no such value.

    """
    try:
        coder: _Coder = _coder(typing.cast(Any, kind))
        return typing.cast(T, coder(plain))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error


def dumps(value: Any) -> bytes:
    """Return a value as the bytes of JSON text. Escapes keep what UTF-8 cannot (lone surrogates, NUL)."""
    return json.dumps(encode(value), ensure_ascii=True, separators=(",", ":"), check_circular=False).encode("ascii")


def loads(kind: type[T], data: bytes | str) -> T:
    """Return the value of a type that `dumps` wrote.

    Raises:
        ValueError: it is no such value.

    """
    try:
        plain = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return decode(kind, plain)


@cache
def _written(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields to write, each with the default at which it is left out. Worked-out fields are not written."""
    computed = _computed(kind)
    return tuple(
        (field.name, field.default)  # `MISSING` equals no value
        for field in fields(kind)
        if field.name not in computed
    )


@cache
def _computed(kind: type) -> frozenset[str]:
    """Return the fields that a type works out from the others when it is made."""
    return frozenset(field.name for field in fields(kind) if field.metadata.get("computed"))


@cache
def _coder(kind: Any) -> _Coder:
    """Return what makes a value of a declared type from plain JSON."""
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        inner = [item for item in typing.get_args(kind) if item is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"{kind}: only a type or None")
        return _optional(_coder(inner[0]))
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if kind in {str, int, float, bool}:
        return _plain(kind)
    raise TypeError(f"{kind} is no part of the vocabulary")


def _optional(inner: _Coder) -> _Coder:
    return lambda plain: None if plain is None else inner(plain)


def _tuple(args: tuple[Any, ...]) -> _Coder:
    if args[-1] is Ellipsis:
        inner = _coder(args[0])
        return lambda plain: tuple([inner(item) for item in _list(plain)])
    coders = tuple(_coder(item) for item in args)

    def several(plain: Any) -> Any:
        return tuple(coder(item) for coder, item in zip(coders, _list(plain), strict=True))

    return several


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise ValueError(f"expected a list, not {type(plain).__name__}")  # noqa: TRY004  (it is about data)
    return plain


def _plain(kind: type) -> _Coder:
    def checked(plain: Any) -> Any:
        if type(plain) is kind:
            return plain
        if kind is float and type(plain) is int:
            return float(plain)
        raise ValueError(f"expected {kind.__name__}, not {type(plain).__name__}")

    return checked


@cache
def _coders(kind: type) -> dict[str, _Coder]:
    """Return the coder of each field that is read. It is handed out whole: other threads decode at the same time."""
    hints = typing.get_type_hints(kind)
    return {name: _coder(hints[name]) for name, _ in _written(kind)}


def _record(kind: type) -> _Coder:
    def made(plain: Any) -> Any:
        if not isinstance(plain, dict):
            raise ValueError(f"expected an object for {kind.__name__}, not {type(plain).__name__}")  # noqa: TRY004
        coders = _coders(kind)  # when the first one is made: a type may hold others of its own kind
        unknown = plain.keys() - coders.keys()
        if unknown:
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: coders[name](item) for name, item in plain.items()})

    return made

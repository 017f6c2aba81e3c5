"""One text for one value: JSON with sorted keys and decimals as text, read back without loss.

What is hashed is this text, so two processes that mean the same say the same. What is absent (None) is left
out; members of a union carry their tag under `is`.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bot.features.scores.rounding import NotExactError

T = TypeVar("T")
_AS_THEY_ARE = frozenset({str, int, bool})


def text(value: object) -> str:
    """Return the canonical text of a dataclass and all in it. Raises NotExactError for a float, anywhere."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(written: str) -> str:
    """Return the SHA-256 of a canonical text, in hexadecimal."""
    return sha256(written.encode()).hexdigest()


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a dataclass may hold
    """Return a value as dictionaries, lists, texts, whole numbers and truth values."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is Decimal:
        return str(value)
    if kind is tuple:
        return [plain(each) for each in value]
    if is_dataclass(kind):
        tag, names = _shape(kind)
        written = {} if tag is None else {"is": tag}
        for name in names:
            held = getattr(value, name)
            if held is not None:
                written[name] = held if type(held) is str else _named(held, name)
        return written
    return _rare(value)


def read(kind: type[T], written: str) -> T:
    """Return the value whose canonical text this is. Raises ValueError when it is not one of `kind`."""
    try:
        found = _reader_of(kind)(json.loads(written, parse_float=_no_float))
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        message = f"this is not the canonical text of a {kind.__name__}: {error!r}"
        raise ValueError(message) from error
    if not isinstance(found, kind):
        message = f"this is not the canonical text of a {kind.__name__}"
        raise TypeError(message)
    return found


def _named(value: object, name: str) -> Any:  # noqa: ANN401 - as plain()
    if type(value) is float:
        message = f"{name}: {value} is a binary float, which cannot hold decimals; give a decimal"
        raise NotExactError(message)
    return plain(value)


def _rare(value: object) -> str:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    message = f"{value!r} is not something that has a canonical text"
    raise NotExactError(message)


def _no_float(written: str) -> object:
    message = f"{written} is a number with a point outside quotes"
    raise NotExactError(message)


def _reader_of(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type is hashable, which mypy cannot see
    return _reader(kind)


@cache
def _shape(kind: type) -> tuple[str | None, tuple[str, ...]]:
    return getattr(kind, "TAG", None), tuple(field.name for field in fields(kind))


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - annotations have no common type
    origin = get_origin(hint)
    if origin is tuple:
        each = _reader(get_args(hint)[0])
        return lambda held: tuple(each(one) for one in held)
    if origin is UnionType:
        return _union_reader(tuple(kind for kind in get_args(hint) if kind is not NoneType))
    if is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint is Decimal:
        return Decimal
    if hint is datetime or hint is date:
        return hint.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda held: held


def _union_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(kinds) == 1:
        return _reader(kinds[0])
    by_tag = {kind.TAG: kind for kind in kinds}
    return lambda held: _reader(by_tag[held["is"]])(held)


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any dataclass
    hints = get_type_hints(kind)
    absent = {
        field.name: None
        for field in fields(kind)
        if field.default is not MISSING or NoneType in get_args(hints[field.name])
    }

    def build(held: Any) -> Any:  # noqa: ANN401 - what JSON gave
        names = _shape(kind)[1]
        # None is what was left out, whatever the default says.
        return kind(
            **{name: _reader(hints[name])(held[name]) if name in held else absent[name] for name in names}
        )

    return build

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
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bot.features.scores.rounding import NotExactError

T = TypeVar("T")
_Writer = Callable[[Any], str]


def text(value: object) -> str:
    """Return the canonical text of a dataclass and all in it. Raises NotExactError for a float, anywhere."""
    return _WRITERS[type(value)](value)


def digest(written: str) -> str:
    """Return the SHA-256 of a canonical text, in hexadecimal."""
    return sha256(written.encode()).hexdigest()


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


_ABSENT = ""


class _Writers(dict[type, _Writer]):
    """What writes values of each type: found once, because results are written by the ten thousand."""

    def __missing__(self, kind: type) -> _Writer:
        if issubclass(kind, StrEnum):
            words = {each: encode_basestring(each.value) for each in kind}
            self[kind] = words.__getitem__
        elif is_dataclass(kind):
            self[kind] = _dataclass_writer(kind)
        else:
            message = f"a {kind.__name__} has no canonical text"
            raise NotExactError(message)
        return self[kind]


def _dataclass_writer(kind: type) -> _Writer:
    keys = {name: f'"{name}":' for name in _names(kind)}
    if hasattr(kind, "TAG"):
        keys["TAG"] = '"is":'
    # The keys are sorted as they are written, so the tag stands among them under the name it has there.
    names = sorted(keys, key=keys.__getitem__)
    written_keys = [keys[name] for name in names]
    values_of = attrgetter(*names) if len(names) > 1 else _only(names[0])

    complete = "{" + ",".join([key + "%s" for key in written_keys]) + "}"

    def write(held: Any) -> str:  # noqa: ANN401 - an instance of `kind`
        try:
            texts = [
                encode_basestring(value) if type(value) is str else _WRITERS[type(value)](value)
                for value in values_of(held)
            ]
        except NotExactError as error:
            message = f"{kind.__name__}: {error}"
            raise NotExactError(message) from error
        if _ABSENT not in texts:
            return complete % tuple(texts)
        there = [key + text for key, text in zip(written_keys, texts, strict=True) if text is not _ABSENT]
        return "{" + ",".join(there) + "}"

    return write


def _only(name: str) -> Callable[[Any], tuple[Any]]:
    one = attrgetter(name)
    return lambda held: (one(held),)


def _nothing(held: None) -> str:
    del held
    return _ABSENT


def _float(held: float) -> str:
    message = f"{held} is a binary float, which cannot hold decimals; give a decimal"
    raise NotExactError(message)


def _decimal(held: Decimal) -> str:
    return f'"{held}"'


def _tuple(held: tuple[object, ...]) -> str:
    return "[" + ",".join([_WRITERS[type(each)](each) for each in held]) + "]"


def _day(held: date) -> str:
    return f'"{held.isoformat()}"'


def _instant(held: datetime) -> str:
    if held.tzinfo is None:
        message = f"{held} has no time zone"
        raise NotExactError(message)
    return f'"{held.isoformat()}"'


def _truth(held: object) -> str:
    return "true" if held else "false"


_WRITERS = _Writers(
    {
        str: encode_basestring,
        NoneType: _nothing,
        int: str,
        bool: _truth,
        Decimal: _decimal,
        float: _float,
        tuple: _tuple,
        date: _day,
        datetime: _instant,
    }
)


def _no_float(written: str) -> object:
    message = f"{written} is a number with a point outside quotes"
    raise NotExactError(message)


def _reader_of(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type is hashable, which mypy cannot see
    return _reader(kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any dataclass
    return tuple(field.name for field in fields(kind))


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
        names = _names(kind)
        # None is what was left out, whatever the default says.
        return kind(
            **{name: _reader(hints[name])(held[name]) if name in held else absent[name] for name in names}
        )

    return build

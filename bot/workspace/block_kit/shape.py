"""A small language for the shape of Block Kit JSON, with Slack's own sentences for what is wrong.

A shape is a function ``(value, where, wrong)`` that appends a sentence to `wrong` for each fault it finds;
`where` is the JSON pointer of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Shape: TypeAlias = Callable[[Any, str, list[str]], None]


def fault(sentence: str, where: str) -> str:
    """Return a sentence with its place, as Slack writes it."""
    return f"[ERROR] {sentence} [json-pointer:{where}]"


def string(most: int, least: int = 0) -> Shape:
    """Text of `least` to `most` characters."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if not isinstance(value, str):
            wrong.append(fault("must be a string", where))
        elif len(value) > most:
            wrong.append(fault(f"must be less than {most + 1} characters", where))
        elif len(value) < least:
            wrong.append(fault(f"must be more than {least - 1} characters", where))

    return check


def flag(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
    """Accept true or false."""
    if not isinstance(value, bool):
        wrong.append(fault("must be a boolean", where))


def number(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
    """Accept any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        wrong.append(fault("must be a number", where))


def whole(least: int, most: int) -> Shape:
    """Accept a whole number from `least` to `most`."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if isinstance(value, bool) or not isinstance(value, int):
            wrong.append(fault("must be an integer", where))
        elif not least <= value <= most:
            wrong.append(fault(f"must be between {least} and {most}", where))

    return check


def one_of(*allowed: object) -> Shape:
    """Accept one of a few values."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if value not in allowed:
            wrong.append(fault("must be a valid enum value", where))

    return check


def listing(of: Shape, most: int, least: int = 0) -> Shape:
    """Accept a list of `least` to `most` values of one shape."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if not isinstance(value, list):
            wrong.append(fault("must be an array", where))
            return
        if len(value) > most:
            wrong.append(fault(f"no more than {most} items allowed", where))
        if len(value) < least:
            wrong.append(fault(f"no fewer than {least} items allowed", where))
        for at, each in enumerate(value):
            of(each, f"{where}/{at}", wrong)

    return check


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Accept an object with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if not isinstance(value, dict):
            wrong.append(fault("must be an object", where))
            return
        wrong.extend(fault(f"missing required field: {key}", where) for key in required if key not in value)
        for key, each in value.items():
            shape = known.get(key)
            if shape is None:
                wrong.append(fault(f"invalid additional property: {key}", where))
            elif each is not None or key in required:
                shape(each, f"{where}/{key}", wrong)

    return check


def typed(name: str, required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Accept an object whose ``type`` is `name`, with these other keys and no more."""
    return record({"type": one_of(name), **required}, optional)


def variant(shapes: Mapping[str, Shape]) -> Shape:
    """Accept one of several kinds of object, told apart by ``type``."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if not isinstance(value, dict):
            wrong.append(fault("must be an object", where))
            return
        kind = value.get("type")
        shape = shapes.get(kind) if isinstance(kind, str) else None
        if shape is not None:
            shape(value, where, wrong)
        elif kind is None:
            wrong.append(fault("missing required field: type", where))
        else:
            wrong.append(fault(f"unsupported type: {kind}", f"{where}/type"))

    return check


def both(*shapes: Shape) -> Shape:
    """Accept what every one of the shapes accepts."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        for shape in shapes:
            shape(value, where, wrong)

    return check


def any_of_keys(*keys: str) -> Shape:
    """Accept an object that has at least one of these keys; for use inside `both`."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if isinstance(value, dict) and not any(value.get(key) for key in keys):
            names = " or ".join(f"`{key}`" for key in keys)
            wrong.append(fault(f"must define either {names}", where))

    return check


def only_one_key(*keys: str) -> Shape:
    """Accept an object that has at most one of these keys; for use inside `both`."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        if isinstance(value, dict) and sum(value.get(key) is not None for key in keys) > 1:
            names = " and ".join(f"`{key}`" for key in keys)
            wrong.append(fault(f"cannot define both {names}", where))

    return check


def distinct(key: str) -> Shape:
    """Accept a list in which no two objects have the same `key`; for use inside `both`."""

    def check(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
        seen = set()
        for at, each in enumerate(value if isinstance(value, list) else ()):
            name = each.get(key) if isinstance(each, dict) else None
            if isinstance(name, str):
                if name in seen:
                    wrong.append(fault(f"{key} must be unique: `{name}` already exists", f"{where}/{at}"))
                seen.add(name)

    return check

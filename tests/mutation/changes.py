"""The small ways in which a function or a constant can be wrong: one changed copy of its source tree for each."""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPPOSITES: dict[type[ast.AST], type[Any]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
OTHER_NAMES = {"and_": "or_", "or_": "and_", "true": "false", "false": "true", "any": "all", "all": "any"}
OTHER_METHODS = {
    "in_": "not_in",
    "not_in": "in_",
    "is_": "is_not",
    "is_not": "is_",
    "desc": "asc",
    "isdisjoint": "issuperset",
}
CONDITIONS = {"and_", "or_", "where"}
ENUMS = ("Action", "Relation", "Sight")

Change = tuple[ast.AST, str]
"""A changed copy of a whole definition, and what was changed in it."""


def changes(definition: ast.AST, members: Callable[[str], list[str]]) -> Iterator[Change]:
    """Give every changed copy of `definition`. `members` lists the names of an enumeration."""
    annotations = {id(part) for node in ast.walk(definition) for part in _annotation(node)}
    for place, node in enumerate(ast.walk(definition)):
        if id(node) in annotations:
            continue
        for what, alter in _alterations(node, members):
            changed = copy.deepcopy(definition)
            alter(list(ast.walk(changed))[place])
            yield ast.fix_missing_locations(changed), f"{getattr(node, 'lineno', 0)}: {what}"


def _alterations(  # noqa: C901 - a case for each kind of mistake
    node: ast.AST, members: Callable[[str], list[str]]
) -> Iterator[tuple[str, Callable[[Any], None]]]:
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST) and type(value) in OPPOSITES:
            other = OPPOSITES[type(value)]
            yield f"{type(value).__name__} → {other.__name__}", _setter(name, other())
        if isinstance(value, list):
            yield from _in_list(node, name, value)
    match node:
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", _setter("op", ast.UAdd())
        case ast.Constant(value=bool() as said):
            yield f"{said} → {not said}", _setter("value", not said)
        case ast.Constant(value=int() as number):
            yield f"{number} → {number + 1}", _setter("value", number + 1)
        case ast.Constant(value=str() as words) if "\n" not in words and " " not in words:
            yield f"'{words}' → '{words}!'", _setter("value", f"{words}!")
        case ast.If(test=test) | ast.IfExp(test=test):
            yield "condition turned round", _setter("test", ast.UnaryOp(ast.Not(), copy.deepcopy(test)))
        case ast.Name(id=name) if name in OTHER_NAMES:
            yield f"{name} → {OTHER_NAMES[name]}", _setter("id", OTHER_NAMES[name])
        case ast.Attribute(attr=name) if name in OTHER_METHODS:
            yield f".{name} → .{OTHER_METHODS[name]}", _setter("attr", OTHER_METHODS[name])
        case ast.Attribute(value=ast.Name(id=enum), attr=name) if enum in ENUMS:
            known = members(enum)
            other = known[(known.index(name) + 1) % len(known)]
            yield f"{enum}.{name} → {other}", _setter("attr", other)


def _in_list(node: ast.AST, name: str, value: list[Any]) -> Iterator[tuple[str, Callable[[Any], None]]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(value if name == "ops" else ()):
            other = OPPOSITES[type(op)]
            yield f"{type(op).__name__} → {other.__name__}", _replacer(name, at, other())
    is_condition = isinstance(node, ast.Call) and _called(node) in CONDITIONS and name == "args"
    shrinks = isinstance(node, ast.BoolOp | ast.MatchOr | ast.Tuple | ast.Set | ast.List) and name in {
        "values",
        "patterns",
        "elts",
    }
    if is_condition or shrinks:
        # "and", "or" and alternatives need two parts: what stays is said twice.
        pairs = isinstance(node, ast.BoolOp | ast.MatchOr)
        for at, part in enumerate(value if len(value) > isinstance(node, ast.Call) else ()):
            drop = _replacer(name, at, value[at - 1]) if pairs else _remover(name, at)
            yield f"dropped {ast.unparse(part)}", drop
    if name in {"cases", "body"} and isinstance(node, ast.Match | ast.FunctionDef | ast.If):
        for at, part in enumerate(value):
            if isinstance(part, ast.AugAssign | ast.If):
                yield f"left out: {ast.unparse(part).splitlines()[0]}", _replacer(name, at, ast.Pass())
            if isinstance(part, ast.match_case) and len(value) > 1:
                yield f"left out: {ast.unparse(part).strip().splitlines()[0]}", _remover(name, at)


def _annotation(node: ast.AST) -> Iterator[ast.AST]:
    """Give everything inside what a definition says of types, which no test can notice."""
    for field in ("annotation", "returns"):
        if isinstance(said := getattr(node, field, None), ast.AST):
            yield from ast.walk(said)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _setter(name: str, value: object) -> Callable[[Any], None]:
    return lambda node: setattr(node, name, value)


def _replacer(name: str, at: int, value: object) -> Callable[[Any], None]:
    return lambda node: getattr(node, name).__setitem__(at, value)


def _remover(name: str, at: int) -> Callable[[Any], None]:
    return lambda node: getattr(node, name).__delitem__(at)

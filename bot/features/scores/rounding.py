"""Decimal arithmetic, rounded half up, and only at the points the rules name (domain 4.1, PM-4.1).

A binary float is refused at the door: in floats 25 × 100.5 % is 25.12, by the rules it is 25.13.
"""

import re
from collections.abc import Mapping
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    InvalidOperation,
    Overflow,
)

WHOLE_DIGITS, DECIMAL_DIGITS = 15, 9
"""The most digits a figure may have before and after its point.

A quotient of two such figures that is not exactly halfway between two rounded values is more than 1e-30 away
from halfway and below 1e24, so 60 digits always round it to the right side.
"""
ARITHMETIC = Context(
    prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, FloatOperation]
)
"""What the engine computes in. It is entered locally: the context of the caller is never touched."""

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)

_WRITTEN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(DECIMAL_DIGITS + 1))


class NotExactError(ValueError):
    """A value that is no exact decimal number; the message names the value and says what to write."""


def exact(value: object, what: str) -> Decimal:
    """Return a number given as a decimal, a whole number or a text such as `1308.50`.

    `what` names the value in the message. Raises NotExactError for floats, thousands separators, anything not
    finite, and more digits than the engine computes with.
    """
    match value:
        case float():
            message = (
                f"{what}: {value} is a binary float, which cannot hold decimals; give a decimal or a text"
            )
            raise NotExactError(message)
        case bool():
            message = f"{what}: {value} is no number"
            raise NotExactError(message)
        case Decimal():
            number = value
        case int():
            number = Decimal(value)
        case str() if _WRITTEN.fullmatch(value.strip()):
            number = Decimal(value.strip())
        case _:
            message = f"{what}: '{value}' is no number; write digits and at most one point, such as 1308.50"
            raise NotExactError(message)
    check(number, what)
    return number


def check(number: Decimal, what: str) -> None:
    """Raise NotExactError when a decimal is not finite or has more digits than the engine computes with."""
    if not number.is_finite():
        message = f"{what}: {number} is no number"
        raise NotExactError(message)
    exponent = number.as_tuple().exponent
    if number.adjusted() >= WHOLE_DIGITS or not isinstance(exponent, int) or -exponent > DECIMAL_DIGITS:
        message = (
            f"{what}: {number} has more than {WHOLE_DIGITS} digits before or {DECIMAL_DIGITS} after the point"
        )
        raise NotExactError(message)


def half_up(value: Decimal, places: int) -> Decimal:
    """Return `value` with `places` decimals; what lies halfway moves away from zero."""
    return value.quantize(_QUANTA[places], ROUND_HALF_UP, ARITHMETIC)


def places_of(number: Decimal) -> int:
    """Return how many decimals a number is written with, trailing zeros left out."""
    _, _, exponent = number.normalize(ARITHMETIC).as_tuple()
    return max(0, -exponent) if isinstance(exponent, int) else 0


def clamp(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Return `value`, or the limit it lies beyond."""
    return min(max(value, low), high)


def shared_out(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return `total` whole units shared out in proportion to `weights`, by largest remainder.

    Of equal remainders the larger weight comes first, then the key in the order of the alphabet. The weights
    are whole, not negative and not all nothing.
    """
    whole = sum(weights.values())
    shares = {key: divmod(total * weight, whole) for key, weight in weights.items()}
    left = total - sum(share for share, _ in shares.values())
    in_turn = sorted(weights, key=lambda key: (-shares[key][1], -weights[key], key))
    return {key: share + (key in in_turn[:left]) for key, (share, _) in shares.items()}

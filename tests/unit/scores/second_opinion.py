"""The rules once more, written apart from the engine, in fractions: short, slow and with the numbers in the text.

It shares no code and no configuration with the engine, only the shape of the inputs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

F = Fraction
DAY = timedelta(days=1)
Thing = Any
"""One of the engine's inputs, of which only the shape is known here."""


@dataclass
class Opinion:
    """What this comes to: the status, the final score, band and own scores, and each line's score."""

    status: str
    final: F | None = None
    band: str | None = None
    owns: list[F] = field(default_factory=list)
    lines: dict[str, tuple[F | None, F | None]] = field(default_factory=dict)


def half_up(value: F, places: int) -> F:
    scale = 10**places
    size = F(floor(abs(value) * scale + F(1, 2)), scale)
    return size if value >= 0 else -size


def clamp(value: F, low: F | int, high: F | int) -> F:
    return F(min(max(value, low), high))


def line(points: list[tuple[str, int]], at: F) -> F:
    for (x0, y0), (x1, y1) in pairwise(points):
        if at <= F(x1):
            return y0 + (at - F(x0)) * (y1 - y0) / (F(x1) - F(x0))
    raise AssertionError(at)


def score(  # noqa: C901, PLR0912 - one branch for each type, as in the rule book
    measure: Thing, value: Thing, cap: F | None, shrink: F | None
) -> F | None:
    """Return one line's score; `shrink` is the share of days at work for a volume target."""
    kind = measure.TAG
    top = 120 if cap is None else cap
    if kind in {"higher", "lower"}:
        target = F(measure.target) if shrink is None else half_up(F(measure.target) * shrink, 2)
        ratio = F(value.actual) / target
        reached = half_up(ratio if kind == "higher" else 2 - ratio, 4)
        least = F("0.6") if getattr(measure, "threshold", None) is None else F(measure.threshold)
        if kind == "higher" and reached < least:
            return F(0)
        return clamp(100 * reached, 0, top)
    if kind == "band":
        actual, per_unit = F(value.actual), F(5 if measure.per_unit is None else measure.per_unit)
        off = max(F(measure.low) - actual, actual - F(measure.high), F(0))
        return clamp(half_up(100 - per_unit * off / F(measure.step), 2), 0, 100 if cap is None else cap)
    if kind == "step":
        for tier in measure.tiers:
            bound = F(tier.bound) if shrink is None else half_up(F(tier.bound) * shrink, 2)
            if bound <= F(value.actual):
                return clamp(F(tier.score), 0, top)
        return F(0)
    if kind == "milestone":
        worth = {
            each.id: {"on_time": 100, "not_done": 0, "late": max(60, 100 - 2 * each.late_days)}.get(
                each.ending
            )
            for each in value.ended
        }
        kept = [part for part in measure.parts if worth[part.id] is not None]
        if not kept:
            return None
        total = sum(F(part.weight) * worth[part.id] for part in kept)
        return clamp(half_up(total / sum(F(part.weight) for part in kept), 2), 0, top)
    if kind == "bars":
        return clamp(F({1: 60, 2: 80, 3: 100, 4: 110, 5: 120}[value.level]), 0, top)
    if kind == "r360":
        weights = {"peers": 50, "cross_team": 30, "reports": 20}
        heard = [group for group in value.groups if group.raters >= 3]
        if sum(group.raters for group in value.groups) < 5 or not heard:
            return None
        total = sum(weights[group.group] * half_up(F(group.mean), 4) for group in heard)
        mean = half_up(total / sum(weights[group.group] for group in heard), 4)
        anchors = [("1", 60), ("2", 80), ("3", 100), ("4", 110), ("5", 120)]
        return clamp(half_up(line(anchors, mean), 2), 0, top)
    if kind in {"okr_asp", "okr_com"}:
        grades = {each.id: F(each.grade) for each in value.results}
        grade = half_up(sum(F(part.weight) * grades[part.id] for part in measure.results) / 100, 4)
        if kind == "okr_com":
            return clamp(100 * grade, 0, 100 if cap is None else cap)
        return clamp(half_up(line([("0", 0), ("0.3", 60), ("0.7", 100), ("1", 120)], grade), 2), 0, top)
    each = {points.kind: F(points.each) for points in measure.points}
    lost = sum(each[counted.kind] * counted.count for counted in value.counts)
    return clamp(half_up(100 - lost, 2), 0, 100 if cap is None else cap)


def both_know(value: Thing) -> bool:
    return value.manager_confirmed and value.employee_told


def spread(weights: dict[str, F], total: F) -> dict[str, F]:
    """Return a total shared out in hundredths: largest remainder, then weight, then code."""
    quotas = {code: total * weight / sum(weights.values()) * 100 for code, weight in weights.items()}
    shares = {code: floor(quota) for code, quota in quotas.items()}
    order = sorted(quotas, key=lambda code: (shares[code] - quotas[code], -weights[code], code))
    for code in order[: int(total * 100) - sum(shares.values())]:
        shares[code] += 1
    return {code: F(share, 100) for code, share in shares.items()}


def own_score(period: Thing, shrink: F | None, opinion: Opinion, name: str, *, open_: bool) -> F | None:
    """Return I1 of one role, None where there is none; every line goes into the opinion."""
    figures = {figure.code: figure.value for figure in period.figures}
    weights = {each.code: F(each.weight) for each in period.sheet.lines}
    sections: dict[bool, list[str]] = {}
    scores: dict[str, F | None] = {}
    held = False
    for each in period.sheet.lines:
        value = figures[each.code]
        sections.setdefault(each.measure.TAG in {"bars", "r360"}, []).append(each.code)
        if value.TAG == "missing":
            scores[each.code] = None
            if each.measure.TAG == "bars":
                held = held or not open_
            elif not open_ and value.own_deliverable and value.reminders >= 2 and both_know(value):
                scores[each.code] = F(0)
        else:
            cap = None if each.cap is None else F(each.cap)
            scores[each.code] = score(each.measure, value, cap, shrink if each.volume else None)
    gone = [code for code in weights if scores[code] is None]
    hollow = [codes for codes in sections.values() if all(scores[code] is None for code in codes)]
    if not open_ and (held or hollow or sum(weights[code] for code in gone) > 30):
        return None
    if len(gone) == len(weights):
        return None
    counted: dict[str, F] = {}
    for codes in [list(weights)] if hollow else sections.values():
        live = {code: weights[code] for code in codes if scores[code] is not None}
        counted |= spread(live, sum(weights[code] for code in codes)) if len(live) < len(codes) else live
    total = F(0)
    for code, weight in counted.items():
        points = half_up(weight * (scores[code] or F(0)) / 100, 2)
        opinion.lines[f"{name}{code}"] = (scores[code], points)
        total += points
    bonus = sum((F(item.amount) for item in period.items if item.amount > 0), F(0))
    deduction = -sum((F(item.amount) for item in period.items if item.amount < 0), F(0))
    return clamp(total + min(bonus, F(5)) - min(deduction, F(10)), 0, 120)


def with_unit(own: F, period: Thing, mode: str) -> F:
    """Return the own score and the unit's together, not yet rounded."""
    department, company = F(period.unit_scores.department.value), F(period.unit_scores.organisation.value)
    if mode == "pool_only":
        return own
    if mode == "blend":
        return F("0.6") * own + F("0.3") * department + F("0.1") * company
    of_company = clamp(half_up(1 + F("0.25") * (company - 100) / 100, 4), F("0.95"), F("1.05"))
    if period.sheet.role_tier == "unit_head":
        return own * of_company
    of_department = clamp(half_up(1 + F("0.5") * (department - 100) / 100, 4), F("0.9"), F("1.1"))
    unit = clamp(half_up(of_department * of_company, 4), F("0.9"), F("1.1"))
    exposure = F("0.5") if period.sheet.role_tier == "front_line" else F(1)
    return own * half_up(1 + exposure * (unit - 1), 4)


def days_at_work(period: Thing, leaves: Thing) -> int:
    """Return a period's days without long leave; the leaves do not touch."""
    days = {period.start + DAY * at for at in range((period.end - period.start).days + 1)}
    for leave in leaves:
        if (leave.end - leave.start).days + 1 >= 30:
            days -= {leave.start + DAY * at for at in range((leave.end - leave.start).days + 1)}
    return len(days)


def stretches(inputs: Thing) -> list[list[Thing]]:
    """Return [days, place, period] of every role that counts, short ones joined."""
    found = [[days_at_work(each, inputs.leaves), at, each] for at, each in enumerate(inputs.periods)]
    while len(found) > 1 and min(days for days, _, _ in found) < 30:
        short = min(found, key=lambda each: (each[0], each[1]))
        at = found.index(short)
        around = [found[each] for each in (at - 1, at + 1) if 0 <= each < len(found)]
        longest = max(around, key=lambda each: (each[0], -each[1]))
        longest[0] += short[0]
        found.remove(short)
    return found


def opinion(inputs: Thing, mode: str) -> Opinion:
    """Return what the rules make of the inputs."""
    open_ = inputs.state == "provisional"
    laid = stretches(inputs)
    whole = sum(days for days, _, _ in laid)
    if whole < 60:
        return Opinion("NR")
    found, parts = Opinion("scored"), []
    for days, at, period in laid:
        at_work = days_at_work(period, inputs.leaves)
        length = (period.end - period.start).days + 1
        shrink = None if at_work == length else F(at_work, length)
        name = "" if len(inputs.periods) == 1 else f"{at + 1}/"
        if period.sheet.role_tier == "unit_head":
            own: F | None = clamp(F(period.unit_scores.department.value), 0, 120)
        else:
            own = own_score(period, shrink, found, name, open_=open_)
        if own is None:
            found.status = "waiting" if open_ else "HOLD_MISSING"
            continue
        found.owns.append(own)
        parts.append((days, with_unit(own, period, mode)))
    if found.status != "scored":
        return found
    if len(parts) == 1:
        result = half_up(parts[0][1], 1)
    else:
        shares = [half_up(F(days, whole), 4) for days, _ in parts[:-1]]
        shares.append(1 - sum(shares))
        result = half_up(
            sum(share * half_up(part, 2) for share, (_, part) in zip(shares, parts, strict=True)), 1
        )
    if inputs.decisions.calibration is not None:
        result = half_up(clamp(result + F(inputs.decisions.calibration.delta), 0, 120), 1)
    if any(event.confirmed_on for event in inputs.decisions.red_lines):
        result = min(result, F("84.9"))
    found.final = result
    if not open_:
        edges = {"S": 110, "A": 100, "B": 85, "C": 70, "D": 0}
        found.band = next(band for band, lowest in edges.items() if result >= lowest)
    return found

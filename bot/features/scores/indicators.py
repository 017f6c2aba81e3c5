"""One line's score from its figure: a formula for each of the ten types (domain 4.2, PM-4.2 to PM-4.10)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.features.scores import figures, measures
from bot.features.scores.configuration import Configuration
from bot.features.scores.figures import Ending, Value
from bot.features.scores.goal_sheets import Line
from bot.features.scores.indicator_rules import AnchorRule
from bot.features.scores.rounding import HUNDRED, ZERO
from bot.features.scores.trace import Recorder, Step

_TWO = Decimal(2)
_Operand = tuple[str, Decimal | int, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A line's score, and its attainment where the type has one. Without a score the line is void."""

    score: Step | None
    attainment: Step | None = None
    dropped: tuple[str, ...] = ()


class Scorer:
    """Scores the lines of one sheet; every step goes into `recorder`.

    The figures have been checked: each is of the kind its line asks for.
    """

    def __init__(self, recorder: Recorder, rules: Configuration) -> None:
        self._recorder = recorder
        self._rules = rules
        self._shrunk: set[str] = set()
        self._by_type: dict[type, Any] = {
            measures.Higher: self._higher,
            measures.Lower: self._lower,
            measures.TargetBand: self._band,
            measures.Steps: self._steps,
            measures.Milestones: self._milestones,
            measures.Behaviour: self._behaviour,
            measures.Feedback: self._feedback,
            measures.AspirationalOkr: self._aspirational,
            measures.CommittedOkr: self._committed,
            measures.Deductions: self._deductions,
        }

    def score(self, line: Line, value: Value, *, shrunk: bool = False) -> Scored:
        """Return the score of a line; `shrunk` when its target was prorated, by steps taken before."""
        if shrunk:
            self._shrunk.add(line.code)
        scored: Scored = self._by_type[type(line.measure)](line, line.measure, value)
        return scored

    def zero(self, line: Line) -> Scored:
        """Return the 0 of an own deliverable that never came."""
        name = self._figure(line)
        return Scored(
            self._recorder.take(
                "score",
                "missing.zero",
                self._rules.missing.clause,
                ZERO,
                (("A", 0, name),),
                subject=line.code,
            )
        )

    def _higher(self, line: Line, measure: measures.Higher, amount: figures.Amount) -> Scored:
        attainment = self._attainment(line, "higher", amount.actual / measure.target, amount, measure.target)
        threshold, ref = measure.threshold, f"sheet:{self._recorder.prefix}{line.code}.threshold"
        if threshold is None:
            threshold, ref = self._rules.higher.threshold, "setting:higher.threshold"
        short = attainment.value < threshold
        return self._of_attainment(line, attainment, (("threshold", threshold, ref),), short=short)

    def _lower(self, line: Line, measure: measures.Lower, amount: figures.Amount) -> Scored:
        exact = _TWO - amount.actual / measure.target
        return self._of_attainment(line, self._attainment(line, "lower", exact, amount, measure.target), ())

    def _band(self, line: Line, measure: measures.TargetBand, amount: figures.Amount) -> Scored:
        per_unit, ref = measure.per_unit, self._agreed(line)
        if per_unit is None:
            per_unit, ref = self._rules.band.per_unit, "setting:band.per_unit"
        deviation = max(measure.low - amount.actual, amount.actual - measure.high, ZERO)
        operands = (
            ("A", amount.actual, self._figure(line)),
            ("low", measure.low, self._agreed(line)),
            ("high", measure.high, self._agreed(line)),
            ("unit", measure.step, self._agreed(line)),
            ("k", per_unit, ref),
        )
        return self._done(line, "band.score", HUNDRED - per_unit * deviation / measure.step, operands)

    def _steps(self, line: Line, measure: measures.Steps, amount: figures.Amount) -> Scored:
        numbered = enumerate(measure.tiers, start=1)
        at, reached = next(((at, tier) for at, tier in numbered if tier.bound <= amount.actual), (0, None))
        operands = [("A", amount.actual, self._figure(line))]
        if reached is not None:
            operands += [
                ("bound", reached.bound, self._agreed(line, f"tier{at}")),
                ("score", reached.score, f"sheet:{self._recorder.prefix}{line.code}.target"),
            ]
        # Below every tier there is nothing to score.
        exact = ZERO if reached is None else reached.score
        return self._done(line, "step.score", exact, tuple(operands))

    def _milestones(self, line: Line, measure: measures.Milestones, value: figures.Milestones) -> Scored:
        rule, ended = self._rules.milestone, {reached.id: reached for reached in value.ended}
        operands: list[_Operand] = []
        total = counted = ZERO
        for part in measure.parts:
            reached = ended[part.id]
            if reached.ending is Ending.CANCELLED:
                continue
            if reached.ending is Ending.LATE:
                step = self._recorder.take(
                    f"{part.id}.late",
                    "milestone.late",
                    rule.clause,
                    rule.on_time - rule.per_day * reached.late_days,
                    (
                        ("on time", rule.on_time, "setting:milestone.on_time"),
                        ("points", rule.per_day, "setting:milestone.per_day"),
                        ("late days", reached.late_days, self._figure(line)),
                    ),
                    subject=line.code,
                    limits=(rule.late_floor, rule.on_time),
                )
                worth, ref = step.value, step.ref
            elif reached.ending is Ending.ON_TIME:
                worth, ref = rule.on_time, "setting:milestone.on_time"
            else:
                worth, ref = rule.not_done, "setting:milestone.not_done"
            operands += [("w", part.weight, self._agreed(line)), (part.id, worth, ref)]
            total += part.weight * worth
            counted += part.weight
        cancelled = tuple(part.id for part in measure.parts if ended[part.id].ending is Ending.CANCELLED)
        if not counted:
            return Scored(None, dropped=cancelled)
        done = self._done(line, "milestone.score", total / counted, tuple(operands))
        return Scored(done.score, dropped=cancelled)

    def _behaviour(self, line: Line, measure: measures.Behaviour, value: figures.Level) -> Scored:
        del measure
        anchor = next(each for each in self._rules.bars.anchors if each.at == value.level)
        operands = (
            ("level", value.level, self._figure(line)),
            ("events", len(value.events), self._figure(line)),
            ("score", anchor.score, "setting:bars.anchors"),
        )
        return self._done(line, "bars.score", anchor.score, operands)

    def _feedback(self, line: Line, measure: measures.Feedback, value: figures.Ratings) -> Scored:
        del measure
        rule, given = self._rules.r360, {group.group: group for group in value.groups}
        raters = {group.group: group.raters for group in value.groups}
        heard = [group.group for group in rule.groups if raters.get(group.group, 0) >= rule.group_min]
        dropped = tuple(group.group for group in rule.groups if group.group not in heard)
        if sum(raters.values()) < rule.total_min or not heard:
            return Scored(None, dropped=dropped)
        operands: list[_Operand] = []
        total = counted = ZERO
        for group in rule.groups:
            if group.group not in heard:
                continue
            mean = self._recorder.take(
                f"{group.group}.mean",
                "r360.group",
                rule.clause,
                given[group.group].mean,
                (
                    ("mean", given[group.group].mean, self._figure(line)),
                    ("raters", given[group.group].raters, self._figure(line)),
                ),
                subject=line.code,
                point="mean",
            )
            operands += [("w", group.weight, "setting:r360.groups"), (group.group, mean.value, mean.ref)]
            total += group.weight * mean.value
            counted += group.weight
        step = self._recorder.take(
            "mean", "r360.mean", rule.clause, total / counted, operands, subject=line.code, point="mean"
        )
        return Scored(self._between(line, step, self._rules.bars, "bars.anchors"), dropped=dropped)

    def _aspirational(self, line: Line, measure: measures.AspirationalOkr, value: figures.Grades) -> Scored:
        grade = self._grade(line, measure.results, value)
        return Scored(self._between(line, grade, self._rules.okr_asp, "okr_asp.anchors"))

    def _committed(self, line: Line, measure: measures.CommittedOkr, value: figures.Grades) -> Scored:
        grade = self._grade(line, measure.results, value)
        return self._done(line, "okr_com.score", HUNDRED * grade.value, (("g", grade.value, grade.ref),))

    def _deductions(self, line: Line, measure: measures.Deductions, value: figures.Records) -> Scored:
        each = {points.kind: points.each for points in measure.points}
        operands: list[_Operand] = []
        for counted in value.counts:
            operands += [
                (counted.kind, counted.count, self._figure(line)),
                ("points", each[counted.kind], self._agreed(line)),
            ]
        lost = sum((counted.count * each[counted.kind] for counted in value.counts), ZERO)
        return self._done(line, "deduct.score", HUNDRED - lost, tuple(operands))

    def _attainment(
        self, line: Line, formula: str, exact: Decimal, amount: figures.Amount, target: Decimal
    ) -> Step:
        return self._recorder.take(
            "attainment",
            f"{formula}.attainment",
            self._rules.clause_of(line.measure),
            exact,
            (("A", amount.actual, self._figure(line)), ("T", target, self._agreed(line))),
            subject=line.code,
            point="attainment",
        )

    def _of_attainment(
        self,
        line: Line,
        attainment: Step,
        more: tuple[tuple[str, Decimal, str], ...],
        *,
        short: bool = False,
    ) -> Scored:
        """Return 100 · a, or nothing where the attainment falls short of its threshold."""
        operands = (("a", attainment.value, attainment.ref), *more)
        instead = ("threshold", ZERO) if short else None
        done = self._done(line, "attainment.score", HUNDRED * attainment.value, operands, instead)
        return Scored(done.score, attainment)

    def _grade(self, line: Line, shares: tuple[measures.Share, ...], value: figures.Grades) -> Step:
        grades = {result.id: result.grade for result in value.results}
        operands: list[_Operand] = []
        for share in shares:
            operands += [
                ("w", share.weight, self._agreed(line)),
                (share.id, grades[share.id], self._figure(line)),
            ]
        return self._recorder.take(
            "grade",
            "okr.grade",
            self._rules.clause_of(line.measure),
            sum((share.weight * grades[share.id] for share in shares), ZERO) / HUNDRED,
            operands,
            subject=line.code,
            point="grade",
        )

    def _between(self, line: Line, at: Step, rule: AnchorRule, setting: str) -> Step | None:
        """Return the score on the straight line between the two anchors around `at`."""
        low, high = rule.around(at.value)
        exact = low.score + (at.value - low.at) * (high.score - low.score) / (high.at - low.at)
        operands = (
            ("x", at.value, at.ref),
            ("x₀", low.at, f"setting:{setting}"),
            ("s₀", low.score, f"setting:{setting}"),
            ("x₁", high.at, f"setting:{setting}"),
            ("s₁", high.score, f"setting:{setting}"),
        )
        return self._done(line, "anchors.score", exact, operands).score

    def _done(
        self,
        line: Line,
        formula: str,
        exact: Decimal,
        operands: tuple[_Operand, ...],
        instead: tuple[str, Decimal] | None = None,
    ) -> Scored:
        cap = self._rules.cap_of(line.measure) if line.cap is None else line.cap
        floor = self._rules.scale.floor if line.floor is None else line.floor
        return Scored(
            self._recorder.take(
                "score",
                formula,
                self._rules.clause_of(line.measure),
                exact,
                operands,
                subject=line.code,
                point="score",
                limits=(floor, cap),
                instead=instead,
            )
        )

    def _figure(self, line: Line) -> str:
        return f"figure:{self._recorder.prefix}{line.code}"

    def _agreed(self, line: Line, what: str = "target") -> str:
        if line.code in self._shrunk:
            return f"step:{self._recorder.prefix}{line.code}.prorated_{what}"
        return f"sheet:{self._recorder.prefix}{line.code}.target"

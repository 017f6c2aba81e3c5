"""Refuses what must not be computed with: a sheet that does not add up, a figure that does not fit its line."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.features.scores import figures, goal_sheets, measures
from bot.features.scores.configuration import Configuration
from bot.features.scores.figures import Ending, Figure, Missing
from bot.features.scores.goal_sheets import Fault, GoalSheet, Line, Tier
from bot.features.scores.inputs import InputError, Inputs, Item, Period
from bot.features.scores.provenance import Provenance
from bot.features.scores.rounding import HUNDRED, ONE, ZERO, places_of

_FITTING: Mapping[type, type] = {
    measures.Higher: figures.Amount,
    measures.Lower: figures.Amount,
    measures.TargetBand: figures.Amount,
    measures.Steps: figures.Amount,
    measures.Milestones: figures.Milestones,
    measures.Behaviour: figures.Level,
    measures.Feedback: figures.Ratings,
    measures.AspirationalOkr: figures.Grades,
    measures.CommittedOkr: figures.Grades,
    measures.Deductions: figures.Records,
}
_BREAKS_A_FORMULA = {
    Fault.CODE,
    Fault.TARGET_ZERO,
    Fault.BAND,
    Fault.TIERS,
    Fault.SHARES,
    Fault.POINTS,
    Fault.LIMITS,
}
"""Mistakes of a sheet that would make a formula meaningless; the others are about agreeing on it."""
_ITEM_PLACES = 2


def check(inputs: Inputs, configuration: Configuration) -> None:
    """Raise InputError for the first thing that must not be computed with."""
    if not inputs.periods:
        code, says = "E_PERIOD", "there is no period to compute"
        raise InputError(code, says)
    for period in inputs.periods:
        _check_period(inputs, period, configuration)


def _check_period(inputs: Inputs, period: Period, configuration: Configuration) -> None:
    sheet = period.sheet
    if (sheet.employee, sheet.cycle) != (inputs.employee, inputs.cycle):
        code, says = "E_SHEET", "the goal sheet is another person's or another cycle's"
        raise InputError(code, says)
    if sheet.role_tier is Tier.UNIT_HEAD:
        if period.items:
            code, says = "E_ITEM", "items do not apply to a unit head, whose own score is the unit's"
            raise InputError(code, f"{says} ({configuration.exposure.clause})")
    elif (whole := goal_sheets.weight_sum(sheet)) != HUNDRED:
        raise InputError(
            Fault.WEIGHT_SUM, f"the weights sum to {whole}, not 100.00 ({configuration.sheet.clause})"
        )
    for problem in goal_sheets.lines_problems(sheet, configuration):
        if problem.fault in _BREAKS_A_FORMULA:
            raise InputError(problem.fault, f"the line cannot be computed ({problem.clause})", problem.line)
    _check_figures(sheet, period.figures, configuration)
    _check_items(period, configuration)
    for provenance in _provenances(period):
        if provenance.lacks_second_person:
            code, says = "E_SECOND_PERSON", "was entered by hand and nobody else approved it"
            raise InputError(code, f"{provenance.source_record} {says} (PM-6.1)")


def _check_figures(sheet: GoalSheet, given: tuple[Figure, ...], configuration: Configuration) -> None:
    lines = {line.code: line for line in sheet.lines}
    times = Counter(figure.code for figure in given)
    for figure in given:
        if figure.code not in lines or times[figure.code] > 1:
            says = "there are two figures" if figure.code in lines else "the goal sheet has no such line"
            code = "E_FIGURE_TWICE" if figure.code in lines else "E_FIGURE_UNKNOWN"
            raise InputError(code, says, figure.code)
        line = lines[figure.code]
        if isinstance(figure.value, Missing):
            continue
        if type(figure.value) is not _FITTING[type(line.measure)]:
            code, says = "E_FIGURE_KIND", f"a figure of this kind does not fit the type {line.measure.TAG}"
            raise InputError(code, says, line.code)
        for code, says in _misfits(line, figure, configuration):
            raise InputError(code, f"{says} ({configuration.clause_of(line.measure)})", line.code)


def _misfits(line: Line, figure: Figure, configuration: Configuration) -> Iterator[tuple[str, str]]:
    match line.measure, figure.value:
        case measures.Behaviour(), figures.Level() as value:
            yield from _wrong_level(value, configuration, shown=not figure.hypothetical)
        case measures.Milestones(parts), figures.Milestones(ended):
            yield from _different({part.id for part in parts}, [reached.id for reached in ended])
            wrong = [each.id for each in ended if (each.ending is Ending.LATE) != (each.late_days > 0)]
            yield from (
                ("E_LATE_DAYS", f"{one}: only what is late has days, and at least one") for one in wrong
            )
        case measures.AspirationalOkr(results) | measures.CommittedOkr(results), figures.Grades(grades):
            yield from _different({result.id for result in results}, [grade.id for grade in grades])
            beyond = [grade.id for grade in grades if not ZERO <= grade.grade <= ONE]
            yield from (("E_GRADE", f"{one} is not between 0 and 1") for one in beyond)
        case measures.Feedback(), figures.Ratings() as value:
            yield from _wrong_ratings(value, configuration)
        case measures.Deductions(points), figures.Records(counts):
            yield from _wrong_counts({point.kind for point in points}, counts)
        case _:
            pass


def _wrong_level(
    value: figures.Level, configuration: Configuration, *, shown: bool
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a level; one that is only asked about need not be `shown` by events."""
    anchor = next((each for each in configuration.bars.anchors if each.at == value.level), None)
    events = len(set(value.events))
    if type(value.level) is not int or anchor is None:
        yield "E_LEVEL", f"{value.level} is not one of the whole levels"
    elif shown and events < anchor.events:
        yield "E_EVENTS", f"level {value.level} needs {anchor.events} dated events, and there are {events}"


def _wrong_ratings(value: figures.Ratings, configuration: Configuration) -> Iterator[tuple[str, str]]:
    known = {group.group for group in configuration.r360.groups}
    lowest, highest = configuration.bars.anchors[0].at, configuration.bars.anchors[-1].at
    names = [group.group for group in value.groups]
    if len(set(names)) != len(names) or not known.issuperset(names):
        yield "E_GROUP", f"groups are {', '.join(sorted(known))}, each at most once"
    for group in value.groups:
        if group.raters < 0 or (group.raters and not lowest <= group.mean <= highest):
            yield "E_RATING", f"{group.group}: {group.mean} of {group.raters} raters is impossible"


def _wrong_counts(known: set[str], counts: tuple[figures.Counted, ...]) -> Iterator[tuple[str, str]]:
    kinds = [counted.kind for counted in counts]
    if len(set(kinds)) != len(kinds) or not known.issuperset(kinds):
        yield "E_RECORD_KIND", "each kind must be one the line lists, and stand there once"
    if any(counted.count < 0 for counted in counts):
        yield "E_RECORD_COUNT", "there are no fewer than no records"


def _different(agreed: set[str], given: list[str]) -> Iterator[tuple[str, str]]:
    if agreed != set(given) or len(given) != len(agreed):
        yield "E_PARTS", f"there must be one figure for each of {', '.join(sorted(agreed))}"


def _check_items(period: Period, configuration: Configuration) -> None:
    events = _events(period)
    for item in period.items:
        for code, says in _wrong_item(item, events, configuration):
            raise InputError(code, f"{says} ({configuration.items.clause})")
        if item.event is not None:
            events.add(item.event)


def _wrong_item(item: Item, events: set[str], configuration: Configuration) -> Iterator[tuple[str, str]]:
    rule, bonus = configuration.items, item.amount > ZERO
    low, high = (rule.bonus_min, rule.bonus_max) if bonus else (rule.deduction_min, rule.deduction_max)
    if not low <= abs(item.amount) <= high or places_of(item.amount) > _ITEM_PLACES:
        yield "E_ITEM", f"{item.amount} is not within {low} to {high}"
    if item.kind in rule.never:
        yield "E_ITEM_LEAVE", f"{item.kind} is never an item"
    if item.event is not None and item.event in events:
        yield "E_ITEM_TWICE", f"{item.event} counts already"


def _events(period: Period) -> set[str]:
    """Return the records that count inside an indicator already."""
    return {
        record
        for figure in period.figures
        if isinstance(figure.value, figures.Records)
        for counted in figure.value.counts
        for record in counted.records
    }


def _provenances(period: Period) -> Iterator[Provenance]:
    scores = period.unit_scores
    holders = (*period.figures, *period.items, scores.department, scores.organisation)
    for holder in holders:
        if holder is not None and holder.provenance is not None:
            yield holder.provenance

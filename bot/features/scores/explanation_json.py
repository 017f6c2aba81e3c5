"""An explanation for programs: stable keys, numbers as exact texts with a point, names in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.scores import line_words
from bot.features.scores.figures import Missing
from bot.features.scores.sources import sources
from bot.features.scores.speaking import Speaker
from bot.features.scores.states import State
from bot.features.scores.telling import calibration_line, told
from bot.features.scores.words import in_language

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.features.scores.explained import Counted
    from bot.features.scores.provenance import Provenance
    from bot.features.scores.results import Gap, SegmentResult
    from bot.features.scores.shown import Shown
    from prompts.catalog import Catalog

VISIBLE_TO = ("employee", "manager", "hr_partner", "named_reviewer")
NO_SOURCE = "no source on record"


def as_json(shown: Shown, catalog: Catalog, language: str) -> dict[str, Any]:
    """Return everything an explanation says. Numbers are texts, so that no reader rounds them."""
    explained = shown.explained
    result, around = explained.result, explained.around
    speaker = Speaker(around, catalog, language)
    lines = [_line(line, shown, speaker) for line in explained.lines()]
    provisional = around.state is State.PROVISIONAL
    return {
        "employee": shown.name,
        "cycle": shown.cycle,
        "linked_to_pay": shown.linked_to_pay,
        "headline": told(explained, catalog, language)[0].replace("**", ""),
        "text": [line.replace("**", "") for line in told(explained, catalog, language)],
        "status": result.status.value,
        "state": around.state.value,
        "under_appeal": around.state is State.UNDER_APPEAL,
        "version": around.version,
        "released_on": _text(around.released_on),
        "appeal_until": _text(around.appeal_until),
        "frozen_at": None
        if around.frozen_at is None
        else around.frozen_at.astimezone(around.zone).isoformat(),
        "final": _text(result.final),
        "band": None if provisional else result.band,
        "own_score": _text(result.own_score),
        "before_calibration": _text(result.before_calibration),
        "waterfall": [
            {
                "part": piece.part.value,
                "amount": str(piece.amount),
                "after": str(piece.after),
                "segment": piece.segment,
            }
            for piece in result.waterfall
        ],
        "lines": lines,
        "lifted": [_gap(gap) for segment in result.segments for gap in segment.lifted],
        "held_back": [_gap(gap) for segment in result.segments for gap in segment.held_back],
        "items": [
            {
                "amount": str(item.amount),
                "date": item.on.isoformat(),
                "why": in_language(item.why, speaker.language),
                "approver": speaker.person(item.approver),
                "evidence": list(item.evidence),
                "clause": item.clause,
                "source": _source(item.provenance, speaker),
            }
            for period in result.trace.inputs.periods
            for item in period.items
        ],
        "unit": [_unit(segment, shown, speaker) for segment in result.segments],
        "unit_effect": _text(result.unit_effect),
        "without_unit": None
        if result.without_unit is None or provisional
        else {"score": str(result.without_unit.score), "band": result.without_unit.band},
        "calibration": _calibration(shown, catalog, language, speaker),
        "missing": [
            {"code": line["code"], "weight": line["weight"], "treatment": line["treatment"], **_gone(counted)}
            for line, counted in zip(lines, explained.lines(), strict=True)
            if counted.is_out
        ],
        "sources": {ref: _source(record, speaker) for ref, record in sources(result.trace.inputs).items()},
        "unsourced": list(result.unsourced),
        "visible_to": list(VISIBLE_TO[:2] if provisional else VISIBLE_TO),
        "trace_hash": result.hash,
    }


def _line(line: Counted, shown: Shown, speaker: Speaker) -> dict[str, Any]:
    result = line.result
    return {
        "code": result.code,
        "name": speaker.name_of(line),
        "questioned": result.code in shown.explained.around.questioned,
        "type": result.type,
        "section": result.section.value,
        "clause": result.clause,
        "unit": line.agreed.unit,
        "weight": str(result.weight),
        "effective_weight": _text(result.effective_weight),
        "target": line_words.target_of(line, speaker) or None,
        "actual": line_words.actual_of(line, shown.explained, speaker) or None,
        "attainment": _text(result.attainment),
        "score": _text(result.score),
        "contribution": _text(result.contribution),
        "gap_points": _text(result.gap),
        "treatment": result.treatment.value,
        "limits": list(result.limits),
        "dropped": list(result.dropped),
        "supports": line.agreed.supports,
        "source": None if line.is_out and line.provenance is None else _source(line.provenance, speaker),
    }


def _gap(gap: Gap) -> dict[str, str]:
    return {"code": gap.code, "points": str(gap.points)}


def _unit(segment: SegmentResult, shown: Shown, speaker: Speaker) -> dict[str, Any]:
    scores = shown.explained.result.trace.inputs.periods[segment.number - 1].unit_scores
    values = segment.coefficients
    return {
        "code": segment.unit,
        "name": speaker.unit(segment.unit),
        "role_tier": segment.role_tier.value,
        "from": segment.start.isoformat(),
        "until": segment.end.isoformat(),
        "share": _text(segment.share),
        "own_work": _text(segment.own_work),
        "own_score": _text(segment.own_score),
        "department_score": None if scores.department is None else str(scores.department.value),
        "organisation_score": None if scores.organisation is None else str(scores.organisation.value),
        "department_coefficient": None if values is None else _text(values.department),
        "organisation_coefficient": None if values is None else str(values.organisation),
        "unit_coefficient": None if values is None else str(values.unit),
        "exposure": None if values is None else str(values.exposure),
        "exposed_coefficient": None if values is None else str(values.exposed),
    }


def _calibration(shown: Shown, catalog: Catalog, language: str, speaker: Speaker) -> dict[str, Any] | None:
    result = shown.explained.result
    decided = result.trace.inputs.decisions.calibration
    if decided is None:
        return None
    return {
        "delta": str(decided.delta),
        "reason": decided.reason,
        "explanation": in_language(decided.explanation or "", speaker.language) or None,
        "evidence": list(decided.evidence),
        "decided_on": decided.decided_on.isoformat(),
        "deciders": [speaker.person(each) for each in decided.approvers],
        "before": _text(result.before_calibration),
        "after": _text(result.calibrated),
        "band_before": result.band_before_calibration,
        "text": calibration_line(shown.explained, catalog, language),
        "source": _source(decided.provenance, speaker),
    }


def _gone(line: Counted) -> dict[str, str | None]:
    value = None if line.figure is None else line.figure.value
    if not isinstance(value, Missing):
        return {"source": line.agreed.source, "record": None, "due": None}
    return {"source": value.source, "record": value.record, "due": _text(value.due)}


def _source(record: Provenance | None, speaker: Speaker) -> dict[str, Any] | str:
    if record is None:
        return NO_SOURCE
    return {
        "value": record.value,
        "unit": record.unit,
        "metric_id": record.metric_id,
        "metric_version": record.metric_version,
        "source_system": record.source_system,
        "source_record": record.source_record,
        "period_start": record.period_start.isoformat(),
        "period_end": record.period_end.isoformat(),
        "as_of": record.as_of.isoformat(),
        "captured_at": record.captured_at.isoformat(),
        "method": record.method.value,
        "captured_by": speaker.person(record.captured_by),
        "approved_by": None if record.approved_by is None else speaker.person(record.approved_by),
        "checksum": record.checksum,
        "clause": record.clause,
        "supersedes": record.supersedes,
    }


def _text(value: Decimal | object | None) -> str | None:
    return None if value is None else str(value)

"""What people decide about a computed result: calibration, and last the red line (PM-5.6, PM-4.14)."""

from bot.features.scores.configuration import Configuration
from bot.features.scores.inputs import Calibration, Decisions, InputError, RedLine
from bot.features.scores.trace import Recorder, Step


def check(decisions: Decisions, configuration: Configuration) -> None:
    """Raise InputError for a decision the rules do not allow."""
    if decisions.calibration is not None:
        _check_calibration(decisions.calibration, configuration)
    for red_line in decisions.red_lines:
        if red_line.confirmed_on is not None and (not red_line.investigation or red_line.heard_on is None):
            code, says = "E_RED_LINE", "an event is confirmed only after an investigation and a hearing"
            raise InputError(code, f"{says} ({configuration.red_line.clause})")


def calibrated(
    before: Step, calibration: Calibration | None, recorder: Recorder, rules: Configuration
) -> Step:
    """Take the step from F to Fc; without a calibration that is F itself."""
    if calibration is None:
        return before
    return recorder.take(
        "calibrated",
        "calibrated",
        rules.calibration.clause,
        before.value + calibration.delta,
        (("F", before.value, before.ref), ("δ", calibration.delta, "calibration")),
        point="final",
        limits=(rules.scale.floor, rules.scale.cap),
    )


def under_red_line(
    calibrated: Step, red_lines: tuple[RedLine, ...], recorder: Recorder, rules: Configuration
) -> Step:
    """Take the last step, from Fc to R; without a confirmed event that is Fc itself."""
    confirmed = [at for at, event in enumerate(red_lines, start=1) if event.confirmed_on is not None]
    if not confirmed:
        return calibrated
    limit = rules.red_line.limit
    return recorder.take(
        "red_line",
        "red_line",
        rules.red_line.clause,
        calibrated.value,
        (
            ("Fc", calibrated.value, calibrated.ref),
            ("limit", limit, "setting:red_line.limit"),
            *(("event", at, f"red_line:{at}") for at in confirmed),
        ),
        instead=("red_line", limit) if calibrated.value > limit else None,
    )


def _check_calibration(calibration: Calibration, configuration: Configuration) -> None:
    rule = configuration.calibration
    approvers = {name for name in calibration.approvers if name}
    mistakes = {
        "E_CALIBRATION_LIMIT": (
            abs(calibration.delta) > rule.limit,
            f"{calibration.delta} is more than {rule.limit} points",
        ),
        "E_CALIBRATION_REASON": (
            calibration.reason not in rule.reasons,
            f"'{calibration.reason}' is not one of {', '.join(rule.reasons)}",
        ),
        "E_CALIBRATION_EVIDENCE": (
            len([each for each in calibration.evidence if each]) < rule.evidence,
            f"at least {rule.evidence} piece of evidence is needed",
        ),
        "E_CALIBRATION_APPROVERS": (
            len(approvers) < rule.approvers,
            f"{rule.approvers} different approvers are needed",
        ),
    }
    for code, (wrong, says) in mistakes.items():
        if wrong:
            raise InputError(code, f"{says} ({rule.clause})")

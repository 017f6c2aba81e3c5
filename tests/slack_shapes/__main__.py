"""The CI stage: judge what the tests recorded, with Slack's own declarations at hand."""

from __future__ import annotations

import sys

from tests.slack_shapes import schema
from tests.slack_shapes.recorded import judge
from tests.slack_shapes.recorder import RECORDED


def main() -> str | None:
    """Return what is wrong, for the terminal; None when every recorded shape is sound."""
    if not schema.available():
        return "Slack's declarations are missing; run .ci/slack_schema first."
    report = judge(RECORDED)
    if report.problems:
        return "\n".join(report.problems)
    if not report.recorded:
        return "No test recorded a message or a view, so nothing was checked."
    sys.stdout.write(
        f"{report.recorded} messages and views recorded, {report.different} different, all sound\n"
    )
    return None


if __name__ == "__main__":
    sys.exit(main())

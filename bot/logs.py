"""What is logged: ids and states as JSON lines, and where something broke; never what anybody said."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import MutableMapping

WRITES_OUT_EVERY_CALL = ("slack_sdk.web.async_base_client", "slack_bolt")


def where_it_broke(_logger: object, _name: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Log an exception as its type and the places it came through; its own words may quote what somebody said."""
    given = entry.pop("exc_info", None)
    problem = sys.exc_info()[1] if given is True else given
    if isinstance(problem, BaseException):
        places = traceback.extract_tb(problem.__traceback__)
        entry["problem"] = type(problem).__name__
        entry["places"] = [f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
    return entry


def to_stderr() -> None:
    """Write one line of JSON for each event to the standard error."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in WRITES_OUT_EVERY_CALL:
        # It asks its own logger, whatever the level above: without one it puts every call and answer into words that
        # nobody keeps, which takes longer than the call (and would hold what people said).
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_broke,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )

"""Times as the person looking at the page would read them: in their time zone and language."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime, format_time, format_timedelta, get_timezone_name

from bot.workspace.clock import WallClock, time_zones
from bot.workspace.page.words import word

_DATE_TOKEN = re.compile(r"\{(\w+)\}")
_AREAS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "UTC"}
_CLDR = {"en": "en_US", "zh": "zh_CN"}


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def zones() -> dict[str, str]:
    """Return the zones a person can choose, by IANA name, as `Area/City` with spaces."""
    names = sorted(name for name in time_zones() if name.split("/", 1)[0] in _AREAS)
    return {name: name.replace("_", " ") for name in names}


def moment(ts: str | float, tz: str) -> datetime:
    """Return the instant of a Slack `ts` (seconds since 1970) as wall time in zone `tz`."""
    return datetime.fromtimestamp(float(ts), tz=UTC).astimezone(zone(tz))


def clock(at: datetime, language: str) -> str:
    """Return the time of day, such as `2:05 PM` or `14:05`."""
    return format_time(at, "short", tzinfo=at.tzinfo, locale=_CLDR[language]).replace("\u202f", " ")


def full(at: datetime, language: str) -> str:
    """Return date and time in full, for tooltips."""
    return format_datetime(at, "full", tzinfo=at.tzinfo, locale=_CLDR[language]).replace("\u202f", " ")


def day(at: datetime, language: str, *, today: datetime | None = None) -> str:
    """Return the day of `at`, as `Today`, `Yesterday` or a written date."""
    return _near(at, language, today) or format_date(at, "full", locale=_CLDR[language])


def zone_label(name: str, language: str) -> str:
    """Return a time zone's name with its city, in the page's language."""
    spoken = get_timezone_name(zone(name), locale=_CLDR[language])
    return f"{name.replace('_', ' ')} · {spoken}"


def written(unix: int, form: str, tz: str, language: str) -> str:
    """Return Slack's `<!date^unix^form|…>` as the reader sees it.

    An unknown `{token}` stays as written, as in Slack.
    """
    at = moment(unix, tz)
    return _DATE_TOKEN.sub(lambda found: _token(found.group(1), at, language) or found.group(0), form)


def _token(name: str, at: datetime, language: str) -> str | None:
    locale = _CLDR[language]
    if name.endswith("_pretty"):
        near = _near(at, language, None)
        return near.lower() if near else _token(name.removesuffix("_pretty"), at, language)
    forms = {"date": "long", "date_short": "medium", "date_long": "full", "date_num": "yyyy-MM-dd"}
    if name in forms:
        return format_date(at, forms[name], locale=locale)
    if name == "time":
        return clock(at, language)
    if name == "time_secs":
        return format_time(at, "medium", tzinfo=at.tzinfo, locale=locale).replace("\u202f", " ")
    return _ago(at, language) if name == "ago" else None


def _near(at: datetime, language: str, today: datetime | None) -> str | None:
    now = today or _now(at.tzinfo)
    if at.date() == now.date():
        return word("message.today", language)
    if at.date() == (now - timedelta(days=1)).date():
        return word("message.yesterday", language)
    return None


def _ago(at: datetime, language: str) -> str:
    return format_timedelta(at - _now(at.tzinfo), add_direction=True, locale=_CLDR[language])


def _now(zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(WallClock().time(), tz=zone)

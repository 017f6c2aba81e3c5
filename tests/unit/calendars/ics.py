"""Calendars to read, put together from events."""

from __future__ import annotations

OFFICE = """BEGIN:VTIMEZONE
TZID:Our Office
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""
"""A zone under a name no database knows; it is Central European Time."""


def event(
    *lines: str, start: str, uid: str = "one@example.com", minutes: int = 30, title: str = "1:1"
) -> str:
    """Return an event; `start` is what stands after `DTSTART`, zone and all."""
    return "\n".join(
        (
            "BEGIN:VEVENT",
            f"UID:{uid}",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART{start}",
            f"DURATION:PT{minutes}M",
            f"SUMMARY:{title}",
            *lines,
            "END:VEVENT",
        )
    )


def calendar(*parts: str, head: str = "") -> bytes:
    """Return a calendar of these events and zones."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        *filter(None, (head,)),
        *parts,
        "END:VCALENDAR",
    )
    return "\n".join(lines).replace("\n", "\r\n").encode() + b"\r\n"


def guest(address: str, answer: str = "ACCEPTED", kind: str = "INDIVIDUAL") -> str:
    """Return somebody invited."""
    return f"ATTENDEE;CUTYPE={kind};PARTSTAT={answer};CN=X:mailto:{address}"

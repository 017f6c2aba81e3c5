"""Where the figures come from, in one line: systems with when they were read, and the notes behind a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.figures import Grades, Level, Missing, Ratings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.speaking import Speaker

TOGETHER = 3
"""So many systems read on one day are named together, with the first and the last time."""
SEVERAL_NOTES = 2


def sources(explained: Explained, speaker: Speaker) -> str:
    """Return what the sources' line lists; empty when no figure has a source.

    360 feedback and OKRs have a line of their own.
    """
    lines = [line for line in explained.lines() if line.provenance is not None]
    systems = _systems(
        [line for line in lines if not _is_said_elsewhere(line) and not _is_level(line)], speaker
    )
    days = {speaker.formats.local(first).date() for _, first, _ in systems}
    names = list(dict.fromkeys(name for name, _, _ in systems))
    if len(days) == 1 and len(names) >= TOGETHER:
        said = [_named_together(names, systems, speaker)]
        together = True
    else:
        said = list(_one_by_one(systems, speaker))
        together = False
    notes = list(_levels([line for line in lines if _is_level(line)], speaker, first=not said))
    if together:
        return speaker.together([*said, *notes])
    return speaker.listed([*said, *notes])


def unsourced(explained: Explained, speaker: Speaker) -> str:
    """Return the sentence that names figures without a source on record; empty when all have one."""
    names = []
    for line in explained.lines():
        has_figure = line.figure is not None and not isinstance(line.figure.value, Missing)
        if has_figure and line.provenance is None:
            names.append(f"{line.result.code} {speaker.name_of(line)}")
    others = [ref for ref in explained.result.unsourced if not ref.startswith(("figure:", "sheet:"))]
    for ref in others:
        kind, _, rest = ref.partition(":")
        number = rest.rpartition("/")[2]
        names.append(speaker.say("scores-ref", kind=kind, number=number))
    if any(ref.startswith("sheet:") for ref in explained.result.unsourced):
        names.append(speaker.say("scores-ref", kind="sheet", number=""))
    return speaker.say("scores-unsourced", names=speaker.listed(names)) if names else ""


def _systems(lines: Sequence[Counted], speaker: Speaker) -> list[tuple[str, datetime, datetime]]:
    """Return each system once, with the first and the last time it was read, in the order of the lines."""
    found: dict[str, tuple[datetime, datetime]] = {}
    for line in lines:
        record = line.provenance
        if record is None:
            continue
        name = speaker.words.source(record.source_system, speaker.language)
        first, last = found.get(name, (record.captured_at, record.captured_at))
        found[name] = (min(first, record.captured_at), max(last, record.captured_at))
    return [(name, first, last) for name, (first, last) in found.items()]


def _named_together(
    names: Sequence[str], systems: Sequence[tuple[str, datetime, datetime]], speaker: Speaker
) -> str:
    first, last = min(each[1] for each in systems), max(each[2] for each in systems)
    begins, ends = speaker.formats.clock(first), speaker.formats.clock(last)
    return speaker.say(
        "scores-sources-together",
        names=speaker.listed(names),
        day=speaker.formats.day(speaker.formats.local(first).date()),
        times=begins if begins == ends else f"{begins}–{ends}",
    )


def _one_by_one(systems: Sequence[tuple[str, datetime, datetime]], speaker: Speaker) -> Iterator[str]:
    """Give each system with its time: the first with the year, those of the same day with their hour."""
    formats = speaker.formats
    for at, (name, _, read) in enumerate(systems):
        day = formats.local(read).date()
        if at == 0:
            yield speaker.say("scores-source", name=name, moment=formats.moment(read))
        elif day == formats.local(systems[0][2]).date():
            yield speaker.say("scores-source", name=name, moment=formats.short_moment(read))
        else:
            yield speaker.say("scores-source", name=name, moment=formats.short_day(day))


def _levels(lines: Sequence[Counted], speaker: Speaker, *, first: bool) -> Iterator[str]:
    """Give what behaviour levels stand on: several notes by their days, otherwise the form."""
    formats, forms = speaker.formats, []
    for line in lines:
        value, record = (None if line.figure is None else line.figure.value), line.provenance
        if isinstance(value, Level) and len(value.events) >= SEVERAL_NOTES:
            days = speaker.listed([formats.short_day(day) for day in sorted(value.events)])
            count = len(value.events)
            yield speaker.say("scores-source-notes", count=speaker.count(count), n=count, days=days)
        elif record is not None:
            name = speaker.words.source(record.source_system, speaker.language)
            day = formats.local(record.captured_at).date()
            moment = formats.day(day) if first else formats.short_day(day)
            forms.append(speaker.say("scores-source", name=name, moment=moment))
    yield from dict.fromkeys(forms)


def _is_level(line: Counted) -> bool:
    return line.figure is not None and isinstance(line.figure.value, Level)


def _is_said_elsewhere(line: Counted) -> bool:
    return line.figure is not None and isinstance(line.figure.value, Grades | Ratings)

"""All that was composed for one announcement, as it is kept: words, whom it is for, how and when it goes out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bot.features.announcements.rules import FREE, ROLES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYONE, LIST, GROUP = "everyone", "list", "group:"
"""Whom it is for, besides the roles: everybody, those on a list, or a group the house knows, `group:` before its name."""


@dataclass(frozen=True)
class Aim:
    """Whom it is for. `who` is `everyone`, a role, `list` or `group:` and a name; `units` narrow it, with those below.

    `people` are those on the list, `without` those left out, both by number. `not_away`: nor who is on leave.
    """

    who: str = EVERYONE
    units: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    not_away: bool = False


@dataclass(frozen=True)
class Rules:
    """A version of the rule book that is attached: `document` and `version`, empty when none is."""

    document: str = ""
    version: str = ""

    def __bool__(self) -> bool:
        """Return whether one is attached."""
        return bool(self.document)


@dataclass(frozen=True)
class Spec:
    """An announcement as composed. `day` and `at` are on each reader's own clock; None: as soon as may be.

    `direct`: each reader gets it in the direct message. `channel`: it is posted there too. `helper_id` is who in HR
    helps those who stay silent.
    """

    template: str = FREE
    words: Words = field(default_factory=lambda: Words({}, {}, {}, {}))
    one_language: bool = False
    aim: Aim = Aim()
    rules: Rules = Rules()
    direct: bool = True
    channel: str = ""
    day: date | None = None
    at: time | None = None
    acknowledged: bool = False
    helper_id: int | None = None

    @property
    def moment(self) -> datetime | None:
        """The wall time it goes out at, wherever a reader is; None: as soon as may be."""
        return None if self.day is None else datetime.combine(self.day, self.at or time(10))

    def with_words(self, words: Words) -> Spec:
        """Return the same with other words."""
        return replace(self, words=words)

    def dumped(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "template": self.template,
            "words": dumped_words(self.words),
            "one_language": self.one_language,
            "aim": {
                "who": self.aim.who,
                "units": list(self.aim.units),
                "people": list(self.aim.people),
                "without": list(self.aim.without),
                "not_away": self.aim.not_away,
            },
            "rules": [self.rules.document, self.rules.version],
            "direct": self.direct,
            "channel": self.channel,
            "day": self.day.isoformat() if self.day else "",
            "at": self.at.isoformat(timespec="minutes") if self.at else "",
            "acknowledged": self.acknowledged,
            "helper": self.helper_id,
        }

    @classmethod
    def parse(cls, kept: Mapping[str, Any]) -> Spec:
        """Return what `dumped` gave."""
        aim = kept["aim"]
        return cls(
            template=kept["template"],
            words=parsed_words(kept["words"]),
            one_language=kept["one_language"],
            aim=Aim(
                who=aim["who"],
                units=tuple(aim["units"]),
                people=tuple(aim["people"]),
                without=tuple(aim["without"]),
                not_away=aim["not_away"],
            ),
            rules=Rules(*kept["rules"]),
            direct=kept["direct"],
            channel=kept["channel"],
            day=date.fromisoformat(kept["day"]) if kept["day"] else None,
            at=time.fromisoformat(kept["at"]) if kept["at"] else None,
            acknowledged=kept["acknowledged"],
            helper_id=kept["helper"],
        )


def dumped_words(words: Words) -> dict[str, Any]:
    """Return words as JSON has them; a version's digest is taken from this."""
    return {
        "title": dict(words.title),
        "text": dict(words.text),
        "changes": {role: dict(words.changes[role]) for role in ROLES if role in words.changes},
        "values": {name: dict(values) for name, values in words.values.items()},
    }


def parsed_words(kept: Mapping[str, Any]) -> Words:
    """Return what `dumped_words` gave."""
    return Words(kept["title"], kept["text"], kept["changes"], kept["values"])

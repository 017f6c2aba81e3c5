"""How a workspace begins: its team, people, channels and the one app installed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.workspace.clock import time_zones

if TYPE_CHECKING:
    from pathlib import Path


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeedTeam(_Part):
    """The workspace itself. `welcome` is shown on the page where one chooses who to be, by language."""

    id: str = "T0WORKSPACE"
    name: str = "Workspace"
    domain: str = "workspace"
    welcome: dict[str, str] = Field(default_factory=dict)


class SeedUser(_Part):
    """One person on the first day. `tz` is an IANA zone; `deleted` means deactivated."""

    id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "UTC"
    deleted: bool = False
    is_admin: bool = False

    @field_validator("tz")
    @classmethod
    def _tz_exists(cls, tz: str) -> str:
        if tz not in time_zones():
            msg = f"{tz} is not an IANA time zone"
            raise ValueError(msg)
        return tz


class SeedChannel(_Part):
    """One public channel; the app is a member only when its bot user is listed."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    topic: str = ""


class SeedApp(_Part):
    """The installed app, its tokens and its manifest exactly as Slack would take it."""

    app_id: str = "A0WORKSPACE"
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    name: str
    bot_token: str
    app_token: str = ""
    signing_secret: str = ""
    manifest: dict[str, Any] = Field(default_factory=dict)


class Seed(_Part):
    """A whole workspace as one JSON document."""

    team: SeedTeam = SeedTeam()
    users: tuple[SeedUser, ...]
    channels: tuple[SeedChannel, ...] = ()
    app: SeedApp

    @classmethod
    def read(cls, path: Path) -> Seed:
        """Read a seed file. Raises `pydantic.ValidationError` naming each field that does not fit."""
        return cls.model_validate_json(path.read_bytes())

"""Who is on the other side: from a Slack user to a person of the company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.errors import UnknownPerson
from storage import outbox_claims, people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

FRESH_FOR = timedelta(minutes=10)
"""How long we trust what `users.info` said; `user_change` events correct it sooner."""

UNKNOWN_FOR = timedelta(seconds=30)
"""Somebody just added by HR is not told for long that we do not know them."""
PAGE = 200
"""Slack's own recommendation for a page of its directory."""


@dataclass(frozen=True)
class Speaker:
    """The person who did something in Slack, with the language and zone they chose there."""

    person_id: int
    name: str
    role: str
    locale: str
    timezone: str
    team_id: str
    user_id: str


@dataclass(frozen=True)
class Profile:
    """What Slack says of a user."""

    team_id: str
    user_id: str
    email: str
    display_name: str
    locale: str
    timezone: str
    deleted: bool


class Identity:
    """Resolves Slack users to speakers, asking Slack at most once in ten minutes per user."""

    def __init__(self, transactions: Transactions, client: AsyncWebClient, clock: Clock) -> None:
        self._transactions = transactions
        self._client = client
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[datetime, Speaker | None, str]] = {}

    async def speaker(self, team_id: str, user_id: str) -> Speaker:
        """Return who this user is; raises UnknownPerson for somebody the company has no record of."""
        known = self._known.get((team_id, user_id))
        fresh_for = FRESH_FOR if known and known[1] else UNKNOWN_FOR
        if known is None or self._clock.now() - known[0] > fresh_for:
            await self._learn(team_id, user_id)
            known = self._known[team_id, user_id]
        if known[1] is None:
            raise UnknownPerson
        return known[1]

    def locale(self, team_id: str, user_id: str) -> str:
        """Return the language last seen for a user, also of one who is no person of ours."""
        known = self._known.get((team_id, user_id))
        return known[2] if known else "en"

    async def changed(self, team_id: str, user: Mapping[str, Any]) -> None:
        """Take over what a `user_change` or `team_join` event says; a sparse one makes us ask."""
        whole = "locale" in user and "email" in (user.get("profile") or {})
        if whole or user.get("deleted"):
            await self._keep(_profile(team_id, user))
        else:
            await self._learn(team_id, str(user["id"]))

    async def learn_everyone(self) -> None:
        """Take over the whole directory, page by page, so that people who never wrote to us can be reached."""
        cursor = ""
        while True:
            answer = await self._client.users_list(limit=PAGE, include_locale=True, cursor=cursor)
            profiles = [
                _profile(user.get("team_id") or "", user)
                for user in answer["members"]
                if not user.get("is_bot") and user["id"] != "USLACKBOT"
            ]
            await self._transactions.write(_store_all, profiles, self._clock.now())
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _learn(self, team_id: str, user_id: str) -> None:
        try:
            answer = await self._client.users_info(user=user_id, include_locale=True)
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as problem:
            # What somebody said must not be lost because nobody could say who they are; we knew it yesterday.
            error = problem.response.get("error") if isinstance(problem, SlackApiError) else None
            log.warning("users.info failed", error=error or type(problem).__name__)
            stored = await self._transactions.read(_stored, team_id, user_id, self._clock.now())
            self._known[team_id, user_id] = (self._clock.now(), stored, stored.locale if stored else "en")
            return
        await self._keep(_profile(team_id, answer["user"]))

    async def _keep(self, profile: Profile) -> None:
        now = self._clock.now()
        speaker = await self._transactions.write(_store, profile, now)
        self._known[profile.team_id, profile.user_id] = (now, speaker, profile.locale)


def _profile(team_id: str, user: Mapping[str, Any]) -> Profile:
    about = user.get("profile") or {}
    return Profile(
        team_id=team_id,
        user_id=user["id"],
        email=str(about.get("email") or "").lower(),
        display_name=about.get("display_name") or user.get("real_name") or user.get("name") or "",
        locale=user.get("locale") or "en-US",
        timezone=user.get("tz") or "UTC",
        deleted=bool(user.get("deleted")),
    )


def _store_all(session: Session, profiles: Sequence[Profile], now: datetime) -> list[Speaker | None]:
    known = people.by_emails(session, (profile.email for profile in profiles if profile.email))
    persons = [known.get(profile.email) for profile in profiles]
    people.keep_accounts(
        session,
        (
            _account(profile, person, now)
            for profile, person in zip(profiles, persons, strict=True)
            # Slack goes on naming who has left; of somebody who is nobody here any more nothing is kept.
            if person is not None or not profile.deleted
        ),
    )
    outbox_claims.revive_unreached(session, now)
    return [_speaker(profile, person, now) for profile, person in zip(profiles, persons, strict=True)]


def _store(session: Session, profile: Profile, now: datetime) -> Speaker | None:
    return _store_all(session, [profile], now)[0]


def _account(profile: Profile, person: people.Person | None, now: datetime) -> people.SlackAccount:
    return people.SlackAccount(
        team_id=profile.team_id,
        user_id=profile.user_id,
        person_id=person.key if person else None,
        locale=profile.locale,
        timezone=profile.timezone,
        display_name=profile.display_name,
        deleted=profile.deleted,
        checked_at=now,
    )


def _speaker(profile: Profile, person: people.Person | None, now: datetime) -> Speaker | None:
    if person is None or profile.deleted or (person.left_on and person.left_on <= now.date()):
        return None
    return Speaker(
        person_id=person.key,
        name=person.name,
        role=person.role,
        locale=profile.locale,
        timezone=profile.timezone,
        team_id=profile.team_id,
        user_id=profile.user_id,
    )


def _stored(session: Session, team_id: str, user_id: str, now: datetime) -> Speaker | None:
    account = session.get(people.SlackAccount, (team_id, user_id))
    if account is None or account.person_id is None or account.deleted:
        return None
    person = session.get(people.Person, account.person_id)
    if person is None or (person.left_on and person.left_on <= now.date()):
        return None
    return Speaker(
        person_id=person.key,
        name=person.name,
        role=person.role,
        locale=account.locale,
        timezone=account.timezone,
        team_id=team_id,
        user_id=user_id,
    )

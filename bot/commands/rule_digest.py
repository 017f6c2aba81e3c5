"""The digest of a week outside Slack."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.delivery.outbox import Outbox
from bot.features.check_ins.wording import Lexicon, is_handoff
from bot.features.policies.digest import Digests
from prompts import wording

if TYPE_CHECKING:
    from datetime import date

    from bot.clock import Clock
    from bot.features.policies.digest import Digest
    from bot.settings import Settings
    from storage.database import Database


def digest_of(
    database: Database, settings: Settings, until: date | None, clock: Clock | None = None
) -> Digest:
    """Return the digest of the seven days before `until`, which is the last Monday when it is not given."""
    now = clock or SystemClock()
    today = now.now().astimezone(settings.zone).date()
    end = until or today - timedelta(days=today.weekday())
    lexicon = Lexicon.from_tables(wording.load())
    digests = Digests(now, Outbox(now), settings.zone.key, lambda words: bool(is_handoff(words, lexicon)))
    with database.snapshot() as session:
        return digests.of_week(session, end.isoformat())

"""The log's newest signed checkpoint, posted once a day where many people see it. No Slack here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.outbox import Priority

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.proofs import Proofs
    from bot.outgoing import Outgoing

CHECKPOINT = "records.checkpoint"
"""The outgoing message with the newest checkpoint."""
FROM_HOUR = 9
"""Not before this hour of the company's day."""


@dataclass(frozen=True)
class CheckpointPost:
    """Puts the day's message for `channel`, a Slack channel's id; `zone` is the company's."""

    clock: Clock
    zone: ZoneInfo
    outgoing: Outgoing
    proofs: Proofs
    channel: str

    def due(self, session: Session) -> bool:
        """Put today's message unless that was done, it is too early, or nothing was ever signed.

        On a day without anything new it is posted too: a gap would be a sign. Raises CheckpointError when the newest
        checkpoint in the database is not signed by the log's key: that must not be passed on.
        """
        local = self.clock.now().astimezone(self.zone)
        if local.hour < FROM_HOUR:
            return False
        newest = self.proofs.newest(session)
        if newest is None:
            return False
        return self.outgoing.post(
            session,
            key=f"checkpoint:{local.date().isoformat()}",
            kind=CHECKPOINT,
            payload={"size": newest.size},
            to=self.channel,
            priority=Priority.NUDGE,
        )

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from bot.slack.disturbing import DoNotDisturb
from bot.transactions import Transactions
from storage.people import SlackAccount

if TYPE_CHECKING:
    from tests.integration.nudges.conftest import Desk

BEGINS, ENDS = 1_772_474_400, 1_772_521_200


class FakeClient:
    """Answers for one who sleeps and one who does not; or refuses."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.asked: list[list[str]] = []
        self._refuses = refuses

    async def dnd_teamInfo(self, *, users: list[str]) -> dict[str, Any]:  # noqa: N802 - the library's name
        """Take a question about some users."""
        self.asked.append(users)
        if self._refuses:
            msg = "missing_scope"
            raise SlackApiError(msg, {"error": "missing_scope"})
        quiet = {"dnd_enabled": True, "next_dnd_start_ts": BEGINS, "next_dnd_end_ts": ENDS}
        return {
            "users": {"U1": quiet, "U2": {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}}
        }


async def test_do_not_disturb_is_what_people_told_slack_and_nothing_when_slack_will_not_say(
    desk: Desk,
) -> None:
    people = [desk.team.boss, desk.team.lin, desk.team.anna]
    with desk.database.transaction() as session:
        for user, person in (("U1", desk.team.boss), ("U2", desk.team.lin)):
            session.add(
                SlackAccount(team_id="T1", user_id=user, person_id=person, checked_at=desk.clock.now())
            )
    transactions = Transactions(desk.database)
    client, refusing = FakeClient(), FakeClient(refuses=True)
    found = await DoNotDisturb(client, transactions)(people)  # type: ignore[arg-type]
    assert found == {
        desk.team.boss: ((datetime.fromtimestamp(BEGINS, UTC), datetime.fromtimestamp(ENDS, UTC)),)
    }
    assert client.asked == [["U1", "U2"]], "who has no account is not asked for"
    assert await DoNotDisturb(refusing, transactions)(people) == {}  # type: ignore[arg-type]
    transactions.close()

"""What HR learns of a fortnight: spread and friction of groups, and never who said what."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.errors import NotAllowed, StepIsOver
from bot.features.surveys import blocks, picture_blocks
from bot.features.surveys.digest import DIGEST, PICTURE
from bot.features.surveys.messages import Messages
from bot.features.surveys.refusals import NoSurveyYet
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.slack.replies import Replies
from bot.transactions import Transactions
from storage import nudge_decisions, nudges
from storage.people import Person
from tests.integration.surveys.conftest import CATALOG

if TYPE_CHECKING:
    from bot.features.surveys.views import Digest, Picture
    from tests.integration.surveys.conftest import Pilot
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine


def answer_all(pilot: Pilot, values: dict[int, int], words: dict[int, str] | None = None) -> None:
    """Let the question arrive, and people answer."""
    pilot.tick()
    for person, value in values.items():
        pilot.do(pilot.surveys.answer, person, pilot.decision(person), value)
    for person, said in (words or {}).items():
        pilot.do(pilot.surveys.write, person, pilot.decision(person), said)


def seen(pilot: Pilot, person: int, number: int = 0) -> Digest:
    found: Digest = pilot.do(pilot.digests.named, person, "", number)
    return found


def shown(view: Digest, locale: str) -> str:
    return json.dumps(list(blocks.digest(view, CATALOG, locale).blocks), ensure_ascii=False)


@pytest.mark.both_engines
def test_hr_of_the_units_gets_the_digest_once_after_the_fortnight(pilot: Pilot) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    pilot.do(pilot.digests.send_due)
    assert pilot.sent(DIGEST) == []
    pilot.fortnight(2, hour=8)
    pilot.do(pilot.digests.send_due)
    assert pilot.sent(DIGEST) == []
    pilot.fortnight(2)
    assert pilot.do(pilot.digests.send_due) == 2
    assert pilot.do(pilot.digests.send_due) == 0
    assert {each.person_id for each in pilot.sent(DIGEST)} == {pilot.admin, pilot.hr_east}


@pytest.mark.parametrize("who", ["hr_west", "head"])
def test_hr_of_other_units_and_heads_of_the_pilots_see_nothing(pilot: Pilot, who: str) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    with pytest.raises(NotAllowed):
        seen(pilot, getattr(pilot, who))


def test_before_anybody_was_asked_there_is_no_digest(pilot: Pilot) -> None:
    with pytest.raises(NoSurveyYet):
        seen(pilot, pilot.admin)


def test_a_small_unit_is_told_neither_by_itself_nor_by_what_is_left(
    pilot: Pilot, slack_shapes: ShapeRecorder
) -> None:
    pilot.fortnight(1)
    answer_all(pilot, {**dict.fromkeys(pilot.east[:7], 4), **dict.fromkeys(pilot.lab, 1)})
    view = seen(pilot, pilot.admin)
    assert (view.table.asked, view.table.answered) == (11, 9)
    assert view.table.total is not None
    assert view.table.total.counts == (2, 0, 0, 7, 0)
    # EAST by itself would tell what the two of LAB said.
    assert [part.unit for part in view.table.parts] == [""]
    scoped = seen(pilot, pilot.hr_east)
    assert scoped.scope == ("EAST",)
    assert scoped.table.total is not None
    assert scoped.table.total.counts == (0, 0, 0, 7, 0)
    for locale, words in (
        ("en", ("linked to pay: no", "9 of 11 (82 %)")),
        ("zh", ("与薪酬挂钩：否", "11 人中 9 人")),
    ):
        said = shown(view, locale).replace(":否", "：否")
        assert all(each in said for each in words), said
        slack_shapes.message({"text": "x", "blocks": list(blocks.digest(view, CATALOG, locale).blocks)})
        assert (picture_blocks.drawn(view, CATALOG, locale) or b"").startswith(b"\x89PNG")


def test_below_five_answers_nothing_but_the_share_is_told(pilot: Pilot) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east[:4], 1))
    view = seen(pilot, pilot.admin)
    assert (view.table.total, view.table.parts) == (None, ())
    assert "Fewer than five" in shown(view, "en")
    assert picture_blocks.drawn(view, CATALOG, "en") is None


def test_words_are_told_among_eight_without_names_units_and_what_needs_a_human(pilot: Pilot) -> None:
    with pilot.database.transaction() as session:
        person = session.get_one(Person, pilot.head)
        person.name = "Erika Beispiel"
        session.add(person)
    pilot.fortnight(1)
    words = {each: f"form {number} of Erika Beispiel" for number, each in enumerate(pilot.east[:8])}
    words[pilot.east[7]] = "somebody speaks of harm"
    answer_all(pilot, dict.fromkeys(pilot.east, 3), words)
    assert seen(pilot, pilot.admin).words == ()
    pilot.do(pilot.surveys.write, pilot.lab[0], pilot.decision(pilot.lab[0]), "form of the lab")
    view = seen(pilot, pilot.admin)
    assert len(view.words) == 8
    assert not any("Erika" in each or "harm" in each for each in view.words)
    assert "form of the lab" in view.words
    # HR of EAST sees only seven of them: too few.
    assert seen(pilot, pilot.hr_east).words == ()


def test_it_says_what_changed_since_the_same_question_and_the_fortnight_before(pilot: Pilot) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 2))
    pilot.fortnight(6)
    answer_all(pilot, dict.fromkeys(pilot.east[:5], 3))
    pilot.fortnight(7, days=1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    view = seen(pilot, pilot.admin)
    assert (view.number, view.question, str(view.health_before)) == (7, "effort", "25.0")
    assert view.rate_before == 45
    assert "+50.0" in shown(view, "en")


async def press_too_late(pilot: Pilot, person: int, action: str) -> None:
    """Press a button that has been overtaken, and be told so."""
    transactions = Transactions(pilot.database)
    body = {"type": "block_actions", "actions": [{"action_id": action}]}
    speaker = Speaker(person, "P", "employee", "en", "UTC", "T1", f"U{person}")
    call = Call(
        speaker, f"press:{person}:{action}", body, AsyncWebClient(), transactions, Unhurried(), ts="1.1"
    )
    await Replies(CATALOG, Outbox(pilot.clock), transactions).explain(call, StepIsOver())
    transactions.close()


class Unhurried:
    """Sends nothing."""

    def hurry(self) -> None:
        """Do nothing."""


@pytest.mark.both_engines
async def test_buttons_pressed_too_late_are_counted_by_what_they_were_of_and_never_by_person(
    pilot: Pilot,
) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    for person, action in (
        (pilot.east[0], "goals.confirm"),
        (pilot.east[1], "goals.share"),
        (pilot.lab[0], "desk.answer"),
        (pilot.east[1], "asking.send"),
        (pilot.west[0], "goals.confirm"),
    ):
        await press_too_late(pilot, person, action)
    view = seen(pilot, pilot.admin)
    first = view.friction[0]
    assert (first.kind, first.count, first.before) == ("overtaken", 4, None)
    assert "overtaken them: 4 – goals 2 · questions on rules 2" in shown(view, "en").replace("\u2068", "")
    assert "失效的按钮：4" in shown(view, "zh")
    assert seen(pilot, pilot.hr_east).friction[0].count == 3
    pilot.fortnight(2)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    first = seen(pilot, pilot.admin).friction[0]
    assert (first.count, first.before, first.parts) == (0, 4, ())


async def test_the_picture_comes_with_the_digest_and_a_button_where_slack_takes_no_file(
    pilot: Pilot,
) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    pilot.fortnight(2)
    pilot.do(pilot.digests.send_due)
    row = next(each for each in pilot.sent(PICTURE) if each.person_id == pilot.admin)
    assert "surveys.picture" not in shown(seen(pilot, pilot.admin, 1), "en")
    brought: list[tuple[int, Picture]] = []
    taken = True

    async def bring(person: int, file: Picture) -> bool:
        brought.append((person, file))
        return taken

    transactions = Transactions(pilot.database)
    draw = Messages(transactions, pilot.digests, CATALOG, bring).renderers()[PICTURE]
    draft = Draft(row.kind, row.payload, row.person_id, "zh")
    assert await draw(draft) is None
    assert [(person, file.content[:4]) for person, file in brought] == [(pilot.admin, b"\x89PNG")]
    taken = False
    drawn = await draw(draft)
    assert drawn is not None
    assert "surveys.picture" in str(drawn.blocks)
    assert await draw(Draft(row.kind, row.payload, pilot.hr_west, "en")) is None
    transactions.close()


def test_friction_is_counted_among_those_who_were_asked_and_in_their_fortnight(pilot: Pilot) -> None:
    pilot.fortnight(1)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    one, outside = pilot.east[0], pilot.west[0]
    with pilot.database.transaction() as session:
        for person in (one, outside):
            nudges.offer(
                session,
                recipient_id=person,
                kind=nudges.RESULT_RELEASE,
                about_id=None,
                key=f"r:{person}",
                due_at=pilot.clock.now(),
                until=pilot.clock.now() + timedelta(days=2),
                facts={},
            )
    pilot.do(pilot.nudges.decide_due)
    for person in (one, outside):
        pilot.do(nudge_decisions.answered, f"r:{person}", "snoozed", pilot.clock.now())
    counted = {each.kind: (each.count, each.before) for each in seen(pilot, pilot.admin).friction}
    assert counted["snoozed"] == (1, None)
    assert counted["appeals"] == (0, None)
    pilot.fortnight(2)
    answer_all(pilot, dict.fromkeys(pilot.east, 4))
    counted = {each.kind: (each.count, each.before) for each in seen(pilot, pilot.admin).friction}
    assert counted["snoozed"] == (0, 1)

"""“What are my goals?” asked as a question is answered with one's own goals, in either language, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.features.policies.phrases import Phrases
from bot.house.personal_routes import my_goals
from prompts.asking import load_asking
from tests.integration.goals.office import CYCLE

if TYPE_CHECKING:
    from bot.features.policies.answers import PersonalWord
    from tests.integration.goals.office import Office

pytestmark = pytest.mark.either_engine


def asked(office: Office, who: int) -> PersonalWord:
    with office.database.snapshot() as session:
        return my_goals(office.viewing, session, who)


@pytest.mark.parametrize(("words", "language"), [("What are my goals?", "en"), ("我的目标是什么？", "zh")])
def test_the_question_takes_the_way_to_ones_own_goals(words: str, language: str) -> None:
    route = Phrases(load_asking()).personal(words, language)
    assert route is not None
    assert route.name == "my_goals"


def test_ones_own_goals_are_told_as_far_as_they_are(office: Office) -> None:
    assert asked(office, office.employee).key == "asking-no-goals"
    draft = office.begin(office.manager, share=False)
    # A draft the manager has not shared is not there for the employee.
    assert asked(office, office.employee).key == "asking-no-goals"
    office.do(office.goals.share, office.manager, draft)
    said = dict(asked(office, office.employee).variables)
    assert (said["cycle"], said["state"]) == (CYCLE, "open")
    assert said["goals"] == (
        "K1 Net revenue 净收入: 1200 (40%)",
        "K2 Collection: 95% (30%)",
        "K3 Discount: 8% (15%)",
        "B1 Collaboration: 3 (15%)",
    )
    for who in (office.manager, office.employee):
        office.confirm(who, draft)
    assert dict(asked(office, office.employee).variables)["state"] == "agreed"
    assert asked(office, office.peer).key == "asking-no-goals"

"""What one asker may see."""

from datetime import date

import pytest

from knowledge.passages import View
from tests.unit.knowledge.passages import EVERYONE, MANAGERS, TODAY, passage


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (date(2026, 1, 1), None, True),
        (TODAY, None, True),
        (date(2026, 3, 3), None, False),
        (date(2026, 1, 1), date(2026, 3, 3), True),
        (date(2026, 1, 1), TODAY, False),
    ],
)
def test_a_clause_is_shown_from_its_first_day_to_the_one_before_it_ends(
    since: date,
    until: date | None,
    *,
    shown: bool,
) -> None:
    assert EVERYONE.shows(passage("TR-1.1", "Ask first.", since=since, until=until)) is shown


def test_who_asks_about_one_version_is_shown_that_and_nothing_else_whatever_the_day() -> None:
    attached = View(EVERYONE.audiences, TODAY, ("TR", "2"))
    later = passage("TR-1.1", "Ask first.", version="2", since=date(2026, 7, 1))
    assert attached.shows(later)
    assert not EVERYONE.shows(later)
    assert not attached.shows(passage("TR-1.1", "Ask first.", version="1"))
    assert not attached.shows(passage("TR-1.2", "Refuse.", version="2", audience="managers"))


def test_a_clause_is_shown_to_its_audience_only() -> None:
    secret = passage("TR-1.2", "Refuse late claims.", audience="managers")
    assert MANAGERS.shows(secret)
    assert not EVERYONE.shows(secret)
    assert not View(frozenset(), TODAY).shows(passage("TR-1.1", "Ask first."))

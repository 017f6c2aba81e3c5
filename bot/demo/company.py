"""The demo company: loaded into our database, and as the people of a local workspace."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.demo import cycle as demo_cycle
from bot.demo import goals as demo_goals
from bot.demo import scores as demo_scores
from bot.files.people import import_people
from bot.files.rules import read_rules
from bot.language.names import spoken_name
from bot.slack.manifest import manifest
from bot.working_days import WorkingDays
from storage import company_days, cycle_acts, cycles, people, policies, relations, samples
from storage.people import Unit, UnitName

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.one_on_ones.service import OneOnOnes
    from prompts.catalog import Catalog
    from storage.samples import SampleCompany

COUNTRY = "CN"
SLACK_LOCALES = {"en": "en-US", "zh": "zh-CN"}
TALKS_TODAY = 1
"""So many of each manager's 1:1s begin half an hour from now, so that the first prompt is there at once."""
FIRST_TALK = timedelta(minutes=29)
SATURDAY = 5
FIRST_STORY = {
    "en": ("helen.moore@demo.example", "chen.wei@demo.example"),
    "zh": ("ma.guoqiang@demo.example", "zhao.min@demo.example"),
}
"""Which manager and which report a newcomer is shown to first, by language."""


def load(session: Session, clock: Clock, one_on_ones: OneOnOnes) -> None:
    """Load the demo company through the same doors a real one takes."""
    now = clock.now()
    load_people(session, now)
    _know_next_year(session, now)
    publish_rule_book(session, now)
    demo_scores.load(session)
    demo_goals.load(session, clock)
    demo_cycle.load(session, clock)
    _book_talks(session, samples.company(), now, one_on_ones)


def load_people(session: Session, now: datetime) -> None:
    """Load the demo company's people, units and cycles."""
    company = samples.company()
    today = now.astimezone(ZoneInfo(company.timezone)).date()
    import_people(session, samples.people_csv().encode(), today)
    for leaver in company.leavers:
        person = people.by_email(session, leaver.email)
        if person is not None:
            person.left_on = leaver.left_on
    for unit in company.units:
        head = people.by_email(session, unit.head)
        session.merge(Unit(code=unit.code, parent_code=unit.parent, head_id=head.key if head else None))
        session.flush()
        for language, name in (("en", unit.name.en), ("zh", unit.name.zh)):
            session.merge(UnitName(unit_code=unit.code, language=language, name=name))
    for partner in {served.email for served in company.hr_units}:
        person = people.by_email(session, partner)
        if person is not None:
            served = {each.unit for each in company.hr_units if each.email == partner}
            relations.serve(session, person.key, served)
    for cycle in company.cycles:
        # One that was planned has the days of its plan, which somebody may have extended since.
        if cycle_acts.terms(session, cycle.id) is None:
            cycles.load(session, cycle)


def _know_next_year(session: Session, now: datetime) -> None:
    """Call the years up to the next complete, so that whoever tries Touchbase out in December can plan ahead."""
    for year in range(WorkingDays(COUNTRY).announced_until + 1, now.year + 2):
        company_days.complete(session, COUNTRY, year, by=None, now=now)


def publish_rule_book(session: Session, now: datetime) -> None:
    """Publish the sample rule book in both languages; what is published already stays as it is."""
    for entry in sorted(files("knowledge").joinpath("policies").iterdir(), key=lambda found: found.name):
        if entry.name.endswith(".md"):
            with as_file(entry) as path:
                for document in read_rules(path, now.date()):
                    policies.publish(session, document, now)


def workspace_seed(catalog: Catalog, today: datetime) -> dict[str, Any]:
    """Return the local workspace's first day: the company's people and channels, with our app installed."""
    company = samples.company()
    gone = {leaver.email for leaver in company.leavers if leaver.left_on <= today.date()}
    ids = {person.email: f"U{number:04d}DEMO" for number, person in enumerate(samples.people(), start=1)}
    units = {unit.code: f"{unit.name.en} {unit.name.zh}" for unit in company.units}
    bot = "U0TOUCHBASE"
    return {
        "team": {
            "id": "T0DEMO",
            "name": company.name.en,
            "domain": "demo-group",
            "welcome": {language: _welcome(catalog, language) for language in FIRST_STORY},
        },
        "users": [
            {
                "id": ids[person.email],
                "name": person.email.partition("@")[0],
                "real_name": person.name,
                "display_name": spoken_name(person.name, person.locale),
                "title": f"{person.title}, {units[person.unit]}",
                "email": person.email,
                "locale": SLACK_LOCALES[person.locale],
                "tz": person.timezone,
                "deleted": person.email in gone,
                "is_admin": person.role == "hr_admin",
            }
            for person in samples.people()
        ],
        "channels": [
            {
                "id": f"C{number:04d}DEMO",
                "name": channel.name,
                "topic": f"{channel.topic.en} · {channel.topic.zh}",
                "members": [*(ids[email] for email in samples.members_of(channel)), *[bot] * channel.app],
            }
            for number, channel in enumerate(company.channels, start=1)
        ],
        "app": {
            "app_id": "A0TOUCHBASE",
            "bot_user_id": bot,
            "bot_id": "B0TOUCHBASE",
            "name": "Touchbase",
            "bot_token": f"xoxb-{secrets.token_hex(16)}",
            "app_token": f"xapp-{secrets.token_hex(16)}",
            "signing_secret": secrets.token_hex(16),
            "manifest": manifest(catalog),
        },
    }


def _welcome(catalog: Catalog, language: str) -> str:
    names = {person.email: spoken_name(person.name, language) for person in samples.people()}
    manager, employee = (names[email] for email in FIRST_STORY[language])
    return catalog.text(language, "newcomer-welcome", manager=manager, employee=employee)


def _weekday(day: datetime) -> datetime:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _book_talks(session: Session, company: SampleCompany, now: datetime, one_on_ones: OneOnOnes) -> None:
    booked: dict[str, int] = {}
    for talk in company.one_on_ones:
        manager = people.by_email(session, talk.manager_email)
        employee = people.by_email(session, talk.employee_email)
        if manager is None or employee is None:
            continue
        soon = booked.setdefault(talk.manager_email, 0) < TALKS_TODAY
        booked[talk.manager_email] += 1
        local = (now + FIRST_TALK).astimezone(ZoneInfo(manager.timezone))
        first = local if soon else _weekday(local + timedelta(days=booked[talk.manager_email]))
        one_on_ones.keep(
            session,
            manager_id=manager.key,
            employee_id=employee.key,
            first_on=first.date(),
            at=first.time().replace(second=0, microsecond=0, tzinfo=None) if soon else talk.time,
            zone=manager.timezone,
            every_days=talk.interval_days,
            minutes=talk.minutes,
        )

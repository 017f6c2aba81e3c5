"""A second person stands for what was entered by hand; an owner decides between sources; the freeze waits for both."""

from __future__ import annotations

from importlib.resources import as_file
from typing import TYPE_CHECKING

import pytest

from bot.commands.score_data import RefusedError
from bot.intake.files import ScoreFileError
from tests.integration.scores.company import E1, E2, E3, SAMPLES, Company

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.either_engine

MANAGER, PARTNER, ADMIN = "zhou.kai@demo.example", "grace.tan@demo.example", "song.yu@demo.example"
BY_HAND = {"method": "manual", "captured_by": MANAGER, "source_system": "Sales meeting"}
CRM = {"source_system": "CRM", "figure": "1290", "value": "1,290", "captured_by": "crm-connector"}


def number(company: Company) -> int:
    (line,) = company.data.undecided("2026H1")
    return line.readings[-1].number


@pytest.mark.parametrize("approver", ["", MANAGER, E1])
def test_what_is_entered_by_hand_waits_for_another_person(company: Company, approver: str) -> None:
    assert company.take({**BY_HAND, "approved_by": approver}).waiting == 1
    (line,) = company.data.undecided("2026H1")
    assert (line.whose, line.code, line.standing) == (E1, "K1", "waiting")


def test_what_a_second_person_stood_for_in_the_file_does_not_wait(company: Company) -> None:
    assert company.take({**BY_HAND, "approved_by": PARTNER}).waiting == 0
    assert company.data.undecided("2026H1") == []


def test_who_enters_by_hand_and_who_approves_are_people_we_know(company: Company) -> None:
    report = company.take(
        {**BY_HAND, "captured_by": "somebody"}, {**BY_HAND, "code": "K2", "approved_by": "hr@else.example"}
    )
    assert [(each.column, each.reason) for each in report.rejections] == [
        ("captured_by", "'somebody' is nobody we know, and what is entered by hand is somebody's"),
        ("approved_by", "'hr@else.example' is nobody we know"),
    ]


@pytest.mark.parametrize("who", [MANAGER, E1, E2, "helen.moore@demo.example"])
def test_who_entered_it_the_employee_and_strangers_cannot_approve(company: Company, who: str) -> None:
    company.take(BY_HAND)
    with pytest.raises(RefusedError, match="another person has to"):
        company.data.approve(number(company), who)


def test_an_approved_figure_counts_with_its_second_person(company: Company) -> None:
    company.take_samples()
    company.take(
        {
            **BY_HAND,
            "source_system": "ERP sales ledger",
            "figure": "1276",
            "captured_at": "2026-07-07T09:00:00+08:00",
        }
    )
    company.data.compute("2026H1")
    # Until then the reading it would replace counts.
    assert company.final(E1) == "105.1"
    waiting = number(company)
    company.data.approve(waiting, PARTNER)
    company.data.compute("2026H1")
    assert company.final(E1) == "104.0"
    with pytest.raises(RefusedError, match="nothing to decide"):
        company.data.approve(waiting, PARTNER)


def own(company: Company, owner: str) -> None:
    path: Path = company.folder / "metrics.csv"
    path.write_text(
        f"id,version,name_en,name_zh,owner\nerp.net_revenue,2026.1,Net revenue,净收入,{owner}\n", "utf-8"
    )
    assert company.intake.take(path).rejections == []


def test_sources_that_disagree_are_shown_beside_each_other_until_the_owner_decides(company: Company) -> None:
    own(company, E2)
    company.take_samples()
    company.take(CRM)
    (line,) = company.data.undecided("2026H1")
    assert [(each.source_system, each.row["value"]) for each in line.readings] == [
        ("ERP sales ledger", "1,308"),
        ("CRM", "1,290"),
    ]
    assert (line.standing, line.owner) == ("disagrees", E2)
    company.data.compute("2026H1")
    version = company.latest(E1)
    assert version is not None
    # Before the freeze the line is only waited for: the others carry its weight.
    assert version.computed.final not in {None, "105.1"}
    crm = line.readings[1].number
    with pytest.raises(RefusedError, match="another person has to"):
        company.data.choose(crm, ADMIN)
    company.data.choose(crm, E2)
    assert company.data.undecided("2026H1") == []
    company.data.compute("2026H1")
    # 1,290 of 1,200 → 107.50 × 40 % = 43.00; I0 102.95, I1 103.45, × 1.0099 = 104.474155.
    assert company.final(E1) == "104.5"


def test_a_decision_holds_until_a_source_says_something_new(company: Company) -> None:
    company.take({}, CRM)
    company.data.choose(number(company), ADMIN)
    assert company.data.undecided("2026H1") == []
    company.take({"figure": "1311", "value": "1,311", "captured_at": "2026-07-08T02:10:00+08:00"})
    (line,) = company.data.undecided("2026H1")
    assert [each.row["value"] for each in line.readings] == ["1,290", "1,311"]


def test_sources_that_agree_need_nobody(company: Company) -> None:
    company.take({}, {**CRM, "figure": "1308.0", "value": "1308.0"})
    assert company.data.undecided("2026H1") == []


def test_nothing_is_frozen_while_people_must_decide(company: Company) -> None:
    company.take_samples()
    company.take(CRM)
    with pytest.raises(RefusedError, match="1 lines wait for a decision"):
        company.data.freeze("2026H1", ADMIN)
    company.data.choose(number(company), ADMIN)
    assert company.data.freeze("2026H1", ADMIN).computed == 3
    with pytest.raises(RefusedError, match="frozen already"):
        company.data.freeze("2026H1", ADMIN)


def test_a_freeze_that_would_hold_results_says_so_first(company: Company) -> None:
    company.take_samples()
    sheet = company.folder / "sheet.yaml"
    # A sheet without any figure: everything is missing, and its behaviour is not rated (M3, M5).
    with as_file(SAMPLES / "goal_sheets/zhao.min.yaml") as path:
        sheet.write_text(path.read_text("utf-8").replace(E3, "sun.wei@demo.example"), "utf-8")
    company.intake.take(sheet)
    with pytest.raises(RefusedError, match="1 results would be held"):
        company.data.freeze("2026H1", ADMIN)
    summary = company.data.freeze("2026H1", ADMIN, although_held=True)
    assert dict(summary.statuses) == {"scored": 3, "HOLD_MISSING": 1}


def test_after_the_freeze_a_line_in_dispute_stops_its_result_and_no_other(company: Company) -> None:
    company.take_samples()
    company.data.freeze("2026H1", ADMIN)
    company.take(CRM)
    summary = company.data.compute("2026H1")
    assert (summary.computed, summary.held_up) == (2, [(E1, "E_UNDECIDED", "K1")])
    assert company.final(E1) == "105.1"


def test_calibration_is_signed_for_a_unit_or_for_all(company: Company) -> None:
    company.take_samples()
    company.data.freeze("2026H1", ADMIN)
    assert company.data.calibrated("2026H1", ADMIN, unit="FIN") == 1
    assert company.data.calibrated("2026H1", ADMIN) == 2
    assert company.data.calibrated("2026H1", ADMIN) == 0
    version = company.latest(E2)
    assert version is not None
    assert version.state == "calibrated"


def test_the_commands_say_what_happened(company: Company) -> None:
    company.take_samples()
    path = company.file(CRM, {**CRM, "employee": "nobody@demo.example"})
    done = company.types("import", str(path), "--dry-run")
    assert done.exit_code == 1
    assert "readings: 1 would be new, 0 there already, 1 rejected." in done.stdout
    assert "'nobody@demo.example' is nobody we know" in done.stdout
    assert company.types("open", "2026H1").stdout.strip() == "There is nothing to decide."
    company.types("import", str(path))
    assert "ERP sales ledger" in company.types("open", "2026H1").stdout
    done = company.types("freeze", "2026H1", "--by", ADMIN)
    assert (done.exit_code, "1 lines wait for a decision" in done.stderr) == (1, True)
    done = company.types("decide", str(number(company)), "--by", ADMIN)
    assert "counts from the next computation on" in done.stdout
    done = company.types("compute", "2026H1")
    assert (done.exit_code, "2026H1: 3 computed, 3 of them changed." in done.stdout) == (0, True)
    assert "There is no cycle 2031H1; there are 2026H2, 2026H1." in company.types("compute", "2031H1").stderr
    assert (
        "there is nothing to decide about a reading 999."
        in company.types("approve", "999", "--by", ADMIN).stderr
    )
    assert "is none of readings, unit_scores" in company.types("import", str(path), "--kind", "x").stderr


def test_who_brings_a_file_is_somebody(company: Company) -> None:
    with pytest.raises(ScoreFileError, match="is nobody we know"):
        company.intake.take(company.file({}), by="x@demo.example")

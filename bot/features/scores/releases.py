"""Releasing results by unit: who is ready, what is in the way of the others, and what HR decides first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.access.hr import works_in_hr
from bot.errors import AnswerMissing, NoSuchCycle, NotAllowed, StepIsOver
from bot.features.scores.release_rules import Flag, Preview, Standing, standing
from storage import cycles, outbox, people, releases, scores
from storage.releases import ReleaseDecision

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.publishing import Publishing
    from bot.features.scores.release_facts import ReleaseFacts
    from bot.outgoing import Outgoing
    from storage.cycles import Cycle

PREVIEW = "scores.release_preview"
"""The outgoing message that says what a release would do."""
AT_ONCE = 100
_RELEASED = "released"


class Releases:
    """One method per thing HR and the employee can do about a release, each within the caller's transaction."""

    def __init__(
        self,
        clock: Clock,
        facts: ReleaseFacts,
        publishing: Publishing,
        outgoing: Outgoing,
    ) -> None:
        self._clock = clock
        self._facts = facts
        self._publishing = publishing
        self._outgoing = outgoing

    def ask(self, session: Session, by_id: int, cycle: str, unit: str, asked_by: str) -> None:
        """Put the preview of a release to who asked for it. Raises as `preview` does."""
        self.preview(session, by_id, cycle, unit)
        self._outgoing.post(
            session,
            key=f"{PREVIEW}:{asked_by}",
            kind=PREVIEW,
            payload={"cycle": cycle, "unit": unit, "asked": asked_by},
            to=by_id,
        )

    def show_again(self, session: Session, asked_by: str, event: str) -> None:
        """Show a preview that was put before as things stand now."""
        key = f"{PREVIEW}:{asked_by}"
        put = outbox.by_key(session, key)
        if put is not None:
            self._outgoing.update(
                session, key=f"{key}:{event}", target_key=key, kind=PREVIEW, payload=put.payload
            )

    def preview(self, session: Session, by_id: int, cycle: str, unit: str = "") -> Preview:
        """Return what a release would do for a unit and those below it, or for all whom HR serves.

        Raises NoSuchCycle, and NotAllowed for who may release nobody there.
        """
        span = self._cycle(session, cycle)
        counts: Counter[Standing] = Counter()
        ready: list[int] = []
        flags: list[Flag] = []
        for part in self._parts(session, by_id, span, unit):
            for person_id, (facts, low) in self._facts.of_people(session, span, part).items():
                stands = standing(facts)
                counts[stands] += 1
                if stands is Standing.READY:
                    ready.append(person_id)
                elif stands in {Standing.FLAGGED, Standing.HELD_BACK}:
                    name = session.get_one(people.Person, person_id).name
                    flags += [
                        Flag(person_id, name, code, low[code], facts.decided.get(code)) for code in facts.low
                    ]
        names = {language: people.unit_names(session, language).get(unit, unit) for language in ("en", "zh")}
        return Preview(cycle, unit, names, counts, tuple(ready), tuple(flags), self._facts.visible_on(span))

    def release(self, session: Session, by_id: int, cycle: str, unit: str = "", limit: int = AT_ONCE) -> int:
        """Release the next of those who are ready, at most so many, and return of how many. Raises as `preview`.

        Whose result would be lowered is told instead, and may be released a working day later.

        Every guard is asked again for each of them: what a preview said may have changed.
        """
        span = self._cycle(session, cycle)
        went = 0
        for part in self._parts(session, by_id, span, unit):
            versions = scores.of_people(session, part, cycle)
            for person_id, (facts, _) in self._facts.of_people(session, span, part).items():
                stands = standing(facts)
                if stands is Standing.TOLD_FIRST:
                    self._publishing.announce(session, versions[person_id][-1])
                if went < limit and stands is Standing.READY:
                    self._publishing.publish(session, versions[person_id][-1], by_id=by_id, why=_RELEASED)
                    went += 1
            if went >= limit:
                break
        return went

    def decide(  # noqa: PLR0913, PLR0917 - who decides what about which line of whose result
        self,
        session: Session,
        by_id: int,
        person_id: int,
        cycle: str,
        code: str,
        reason: str,
        *,
        release: bool,
        asked_by: str = "",
        event: str = "",
    ) -> None:
        """Decide about a flag, with a reason. Raises NotAllowed, AnswerMissing, and StepIsOver for what is no flag.

        The preview that was put for `asked_by` is shown anew.
        """
        if not reason.strip():
            raise AnswerMissing(field="reason")
        self.flag(session, by_id, person_id, cycle, code)
        version = scores.latest(session, person_id, cycle)
        if version is None:
            raise StepIsOver
        releases.decide(
            session,
            ReleaseDecision(
                score_id=version.id,
                person_id=person_id,
                code=code,
                release=release,
                by_id=by_id,
                at=self._clock.now(),
                reason=b"",
            ),
            reason.strip(),
        )
        if asked_by:
            self.show_again(session, asked_by, event)

    def understood(self, session: Session, words: str) -> tuple[str, str]:
        """Return which cycle and which unit a command names, by code or name; what it leaves out is the newest, all.

        Raises NoSuchCycle, also for a word that is neither.
        """
        cycle, unit = "", ""
        known = {each.id.casefold(): each.id for each in cycles.every(session)}
        named = {
            name.casefold(): code
            for language in ("zh", "en")
            for code, name in people.unit_names(session, language).items()
        } | {code.casefold(): code for code in people.parents(session)}
        rest = words.casefold()
        for word in [rest, *rest.split()]:
            cycle = known.get(word, cycle)
            unit = named.get(word, unit)
            if word in known:
                rest = rest.replace(word, " ").strip()
        unit = named.get(rest, unit)
        if rest and not unit:
            raise NoSuchCycle
        return cycle or self.cycle_to_release(session), unit

    def choices(self, session: Session, by_id: int, language: str) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the cycles there are, the one to release first, and the units, by name and code. Raises NotAllowed."""
        if not self.may_release_anybody(session, by_id):
            raise NotAllowed
        first = self.cycle_to_release(session)
        others = [each.id for each in cycles.every(session) if each.id != first]
        names = people.unit_names(session, language)
        return [first, *others], sorted((name, code) for code, name in names.items())

    def flag(self, session: Session, by_id: int, person_id: int, cycle: str, code: str) -> Flag:
        """Return a flag that HR may decide about. Raises NotAllowed, NoSuchCycle, and StepIsOver for what is none."""
        if not self._facts.may_release(session, by_id, person_id):
            raise NotAllowed
        facts, low = self._facts.of_people(session, self._cycle(session, cycle), [person_id])[person_id]
        if facts.talked_in_time or code not in low:
            raise StepIsOver
        name = session.get_one(people.Person, person_id).name
        return Flag(person_id, name, code, low[code], facts.decided.get(code))

    def cycle_to_release(self, session: Session) -> str:
        """Return the newest cycle whose data are frozen, otherwise the newest that has begun. Raises NoSuchCycle."""
        every = [each for each in cycles.every(session) if each.starts <= self._facts.today]
        frozen = [each.id for each in every if scores.frozen(session, each.id) is not None]
        found = frozen or [each.id for each in every]
        if not found:
            raise NoSuchCycle
        return found[0]

    def may_release_anybody(self, session: Session, person_id: int) -> bool:
        """Return whether somebody releases results at all: HR does."""
        return works_in_hr(self._facts.actor(session, person_id))

    def _parts(self, session: Session, by_id: int, cycle: Cycle, unit: str) -> list[list[int]]:
        if not self.may_release_anybody(session, by_id):
            raise NotAllowed
        parts, there = self._facts.whose(session, by_id, cycle.id, unit)
        if there and not parts:
            raise NotAllowed
        return parts

    @staticmethod
    def _cycle(session: Session, cycle: str) -> Cycle:
        found = session.get(cycles.Cycle, cycle)
        if found is None:
            raise NoSuchCycle
        return found

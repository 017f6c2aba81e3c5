"""How fast messages may leave: a token bucket, a pause per conversation, and the gate Slack closes.

Slack allows several hundred posts a minute in a workspace and one a second in a channel. Nobody says how many
several hundred are, so the rate halves whenever Slack says "too many" and grows back with every success. Looking for
a message that may be there, and replacing one, are counted apart, as Slack does (tier 3 each: fifty calls a minute and
bursts): what a progress message uses up is taken from no post.

A process that is alone keeps its bucket here. Several share theirs in the database: what a claim took out there is
`granted` here and waits for its call.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.delivery_pace import LOOKUPS, UPDATES, WRITES, Bucket, Supply
from storage.outbox import Priority
from storage.outbox_claims import Room

if TYPE_CHECKING:
    from bot.clock import Clock

PER_MINUTE = 300
BURST = 20
RESERVE = 4
"""Tokens and places that nudges and announcements leave to replies."""
LANES = 16
"""How many conversations are served at once."""
MANY_LANES = 192
"""As many are taken in hand where the pace holds nobody up: each wait for the disk is then for more of them."""
LANE_PAUSE = timedelta(seconds=1)
RECOVERY = 1 / 50
LOOKUP_LANE = "lookups"
LOOKUP_SHARE = 1 / 6
"""Of the pace of posting: fifty a minute where that is three hundred."""
LOOKUP_BURST = 10
UPDATE_SHARE = 1 / 6
"""Of the pace of posting: fifty a minute where that is three hundred."""
UPDATE_BURST = 60
UPDATE_RESERVE = 40
"""Tokens that progress and corrections leave to what people have just pressed: they come in bursts."""
NO_TIME = timedelta()
JUST_COUNTED = timedelta(milliseconds=10)
"""For so long there is no need to count tokens anew: not one can have come, at any pace Slack knows."""
_RESERVES = {WRITES: RESERVE, UPDATES: UPDATE_RESERVE}


@dataclass(frozen=True)
class Wish:
    """What a sender would take on: so many `places` are free, and it holds so many tokens for calls it has not made.

    `successes` since it last said so let the shared rate grow back.
    """

    places: int
    writes: int
    lookups: int
    successes: int
    updates: int = 0
    updated: int = 0
    """Successes of updates, which have a rate of their own."""
    updates_closed: bool = False

    def room(self, shared: Supply | None) -> Room:
        """Return what may be started with what it holds and what is shared; the last few are for replies."""
        writes = self.writes + (shared.writes.whole if shared else 0)
        lookups = self.lookups + (shared.lookups.whole if shared else 0)
        updates = self.updates + (shared.updates.whole if shared else 0)
        if self.updates_closed:
            updates = 0
        posts, ceiling = _but_for_replies(self.places, writes, RESERVE)
        replaced, update_ceiling = _but_for_replies(self.places, updates, UPDATE_RESERVE)
        many = Priority.BULK in {ceiling, update_ceiling}
        return Room(
            posts,
            ceiling,
            lookups=max(lookups, 0),
            updates=replaced,
            update_ceiling=update_ceiling,
            places=max(0, self.places - RESERVE if many else self.places),
        )

    def granted(self, fresh: int, doubtful: int, updates: int = 0) -> tuple[int, int, int]:
        """Return how many tokens of each kind so many messages take beside those it holds: posts, look-ups, updates.

        One to be looked up may have to be posted as well.
        """
        return (
            max(0, fresh + doubtful - self.writes),
            max(0, doubtful - self.lookups),
            max(0, updates - self.updates),
        )


def _but_for_replies(places: int, tokens: int, reserve: int) -> tuple[int, Priority]:
    """Return how many messages of a kind may leave, and down to which priority; the last few are for replies."""
    if places > RESERVE and tokens > reserve:
        return min(places - RESERVE, tokens - reserve), Priority.BULK
    return max(0, min(places, tokens)), Priority.REPLY


class Pace:
    """The pace of one workspace in this process. `per_minute` is where it starts and its upper limit.

    The gate here follows the one in the database, which every copy obeys; `close` tells this one about it. Once
    `share` was called the tokens come from the database too.
    """

    def __init__(self, clock: Clock, *, per_minute: float = PER_MINUTE, burst: int = BURST) -> None:
        self._clock = clock
        now = clock.now()
        writes = Bucket.full(per_minute, max(burst, RESERVE + 1), now)
        lookups = Bucket.full(per_minute * LOOKUP_SHARE, max(LOOKUP_BURST, round(burst * LOOKUP_SHARE)), now)
        updates = Bucket.full(per_minute * UPDATE_SHARE, max(UPDATE_BURST, round(burst * UPDATE_SHARE)), now)
        self.full = Supply(writes, lookups, updates)
        self._there = self.full
        self._shared = False
        self._granted = dict.fromkeys((WRITES, LOOKUPS, UPDATES), 0)
        self._successes = dict.fromkeys((WRITES, UPDATES), 0)
        self._closed_until: dict[str, datetime] = {}
        self._last: dict[str, datetime] = {}
        self._changed = asyncio.Event()

    def share(self) -> None:
        """Take tokens only as they are granted from now on: other processes send to this workspace too."""
        self._shared = True

    def grant(self, wish: Wish, fresh: int, doubtful: int, left: Supply, updates: int = 0) -> None:
        """Hold what so many messages took out of the shared buckets, and remember what they `left` there."""
        burst = self.full.writes.burst
        for what, more in zip(self._granted, wish.granted(fresh, doubtful, updates), strict=True):
            self._granted[what] = min(self._granted[what] + more, burst)
        self._successes[WRITES] -= wish.successes
        self._successes[UPDATES] -= wish.updated
        self._there = left

    @property
    def per_minute(self) -> float:
        """The rate now, in messages a minute."""
        return self._there.writes.rate * 60

    @property
    def lanes(self) -> int:
        """How many conversations may be served at once.

        What is in hand when this process dies has to be looked up, so that no more is taken than may soon leave.
        """
        return MANY_LANES if self._there.writes.whole > MANY_LANES else LANES

    @property
    def is_closed(self) -> bool:
        """Whether Slack has asked us to wait, and the time is not over."""
        return self.is_closed_for(WRITES)

    def is_closed_for(self, what: str) -> bool:
        """Return whether Slack has asked us to wait with one kind of call, or with all."""
        return self._opens_in(what) > NO_TIME

    def close(self, until: datetime, what: str = WRITES) -> None:
        """Let nothing through before `until`, or no updates; a gate closed for longer stays so."""
        self._closed_until[what] = max(until, self._closed_until.get(what, until))
        self.wake()

    def slow_down(self, what: str = WRITES) -> None:
        """Halve the rate of posts or updates: Slack found it too high."""
        self._refill()
        self._there = self._there.but(what, self._there.of(what).halved())

    def succeeded(self, what: str = WRITES) -> None:
        """Let the rate of posts or updates grow back a little; where it is shared, with the next claim."""
        self._successes[what] += 1
        bucket = self._there.of(what)
        if self._shared or bucket.rate == bucket.full_rate:
            return
        self._refill()
        self._there = self._there.but(what, self._there.of(what).grown(RECOVERY))

    def wish(self, places: int, *, begun: int = 0) -> Wish:
        """Return what may be asked for now with `places` free; what was granted to those `begun` is theirs."""
        if self.is_closed:
            places = 0
        self._refill()
        writes, lookups, updates = (
            max(0, held - begun) if self._shared else bucket.whole
            for held, bucket in zip(self._granted.values(), self._there, strict=True)
        )
        return Wish(
            places,
            writes,
            lookups,
            self._successes[WRITES],
            updates=updates,
            updated=self._successes[UPDATES],
            updates_closed=self.is_closed_for(UPDATES),
        )

    def room(self, places: int) -> Room:
        """Return what may be started now with `places` free and nothing but what is here."""
        return self.wish(places).room(None)

    def delay(self, lane: str, priority: Priority, what: str = WRITES) -> timedelta:
        """Return how long a message in `lane` would have to wait if nothing else were sent."""
        waits = [self._for_tokens(priority, what), self._opens_in(what)]
        if priority is not Priority.REPLY and lane in self._last:
            waits.append(self._last[lane] + LANE_PAUSE - self._clock.now())
        return max(*waits, NO_TIME)

    def take(self, lane: str, priority: Priority, what: str = WRITES) -> bool:
        """Take the right to make one call now; False when there is none."""
        if self.delay(lane, priority, what) > NO_TIME:
            return False
        if self._shared and not self._granted[what]:
            return False
        self._use_up(what)
        now = self._clock.now()
        # The oldest stand first: only what has rested enough is looked at.
        while self._last and (oldest := next(iter(self._last.items())))[1] + LANE_PAUSE <= now:
            del self._last[oldest[0]]
        self._last.pop(lane, None)
        self._last[lane] = now
        return True

    async def wait(self, lane: str, priority: Priority, what: str = WRITES) -> bool:
        """Wait for the right to make one call, and take it. False as soon as the gate is closed.

        A closed gate may stay so for minutes, and a claim must not grow old meanwhile: the message goes back. So it
        does where the tokens are shared and none was granted for it.
        """
        while not self.is_closed_for(what):
            if self.take(lane, priority, what):
                return True
            if self._shared and not self._granted[what]:
                return False
            self._changed.clear()
            try:
                async with asyncio.timeout(self.delay(lane, priority, what).total_seconds()):
                    await self._changed.wait()
            except TimeoutError:
                continue
        return False

    def wake(self) -> None:
        """Let everyone who waits look again: time or the gate has moved."""
        self._changed.set()

    def _for_tokens(self, priority: Priority, what: str) -> timedelta:
        if self._shared and self._granted[what]:
            return NO_TIME
        needed = 1 if priority is Priority.REPLY else 1 + _RESERVES.get(what, 0)
        bucket = self._there.of(what)
        if bucket.whole >= needed and self._clock.now() - bucket.counted_at < JUST_COUNTED:
            return NO_TIME
        self._refill()
        return self._there.of(what).until(needed)

    def _opens_in(self, what: str) -> timedelta:
        """Return how long the gate of a kind of call stays closed; what closes for posts closes for all."""
        if not self._closed_until:
            return NO_TIME
        now = self._clock.now()
        ends = [self._closed_until[each] for each in {WRITES, what} & self._closed_until.keys()]
        return max((end - now for end in ends), default=NO_TIME)

    def _use_up(self, what: str) -> None:
        if self._shared:
            self._granted[what] -= 1
        else:
            self._there = self._there.but(what, self._there.of(what).less(1))

    def _refill(self) -> None:
        now = self._clock.now()
        self._there = Supply(*(bucket.at(now) for bucket in self._there))

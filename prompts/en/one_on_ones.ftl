# Standing 1:1s on App Home. $name a person, $next the next talk in the reader's zone, $day the last talk.

one-on-ones-title = My 1:1s
one-on-ones-report = *{ $name }*
    Next: { DATETIME($next, dateStyle: "full") }, { DATETIME($next, timeStyle: "short") }
one-on-ones-report-unplanned = *{ $name }*
    No regular time yet
one-on-ones-last = last talk: { DATETIME($day, dateStyle: "medium") }
one-on-ones-first = no talk on record yet
one-on-ones-prep-button = Prepare
one-on-ones-debrief-button = Wrap up
one-on-ones-more = { $count ->
    [one] +1 more person. You can check in with anyone who reports to you.
   *[other] +{ $count } more people. You can check in with anyone who reports to you.
}
one-on-ones-choose-button = Start a check-in
one-on-ones-manager = With your manager *{ $name }*
    Next: { DATETIME($next, dateStyle: "full") }, { DATETIME($next, timeStyle: "short") }. Most of the agenda is yours.

# A pair's cadence, as both see it on Home, and the form their manager sets it in.
one-on-ones-often = { $days ->
    [1] every day
    [7] every week
    [14] every two weeks
    [21] every three weeks
    [28] every four weeks
   *[other] every { $days } days
}
one-on-ones-weekday = { $day ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}
one-on-ones-rhythm-open = Rhythm: { $often }, no fixed time
one-on-ones-rhythm-timed = Rhythm: { $often }, { $at } ({ $zone })
one-on-ones-rhythm-fixed = Rhythm: { $often } on { $weekday }, { $at } ({ $zone })
one-on-ones-moved = the next one was moved
one-on-ones-skipped = the one on { DATETIME($day, dateStyle: "medium") } is left out
one-on-ones-paused = paused until { DATETIME($day, dateStyle: "medium") }
one-on-ones-rhythm-button = Set rhythm
one-on-ones-manager-unplanned = With your manager *{ $name }*
    No fixed time yet. Most of the agenda is yours.
one-on-ones-form-title = Your 1:1 rhythm
one-on-ones-form-lead = How you and *{ $name }* mean to talk. { $name } sees this on Home, too.
one-on-ones-form-every = Every how many days
one-on-ones-form-every-hint = 14 suits most pairs. With a fixed weekday: whole weeks, so 7, 14, 21 or 28.
one-on-ones-form-weekday = On which day
one-on-ones-form-no-day = No fixed time
one-on-ones-form-at = At what time
one-on-ones-form-at-hint = As in 09:30
one-on-ones-form-zone = Time zone
one-on-ones-form-zone-hint = As in Asia/Shanghai or Europe/Berlin. The clock time stays the same when clocks change.
one-on-ones-form-minutes = How many minutes
one-on-ones-form-minutes-hint = 5 to 240
one-on-ones-form-warn = Tell me after so many days without a talk
one-on-ones-form-warn-hint = At least one round; 21 is usual
one-on-ones-form-hard = And more clearly after
one-on-ones-form-hard-hint = More days than above; 28 is usual
one-on-ones-form-next = The next talk
one-on-ones-form-next-is = Next: { DATETIME($next, dateStyle: "full") }, { DATETIME($next, timeStyle: "short") }
one-on-ones-form-as-planned = As planned
one-on-ones-form-skip = Leave it out once
one-on-ones-form-move = Move it, once
one-on-ones-form-move-on = Moved to the day
one-on-ones-form-move-at = Moved to the time
one-on-ones-form-paused = Paused until
one-on-ones-form-paused-hint = Until that day I say nothing about your talks.
error-cadence-not-understood = { $field ->
    [every] Please type a number of days from 1 to 365; with a fixed weekday 7, 14, 21 or 28.
    [zone] I do not know that time zone. It is called something like Asia/Shanghai.
    [minutes] A talk takes 5 to 240 minutes.
    [warn] Please type at least as many days as one round takes, and at most 365.
    [hard] Please type more days than in the field above, and at most 365.
    [move_on] Please choose the day the talk is moved to.
   *[other] Please type a time such as 09:30.
}
error-talk-out-of-turn = That is in the past, or not before the talk that comes after it. Please choose another day.

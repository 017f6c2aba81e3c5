# Releasing results, and what their people are told.

release-home-title = Release of results
release-home-about = By unit, after the freeze, calibration and the talk. You see first who goes out and what is in the way of the others.
release-home-button = Prepare a release
release-everybody = everybody you serve
release-which-title = Release results
release-which-cycle = Cycle
release-which-unit = Unit, with those below it
release-which-send = Show
release-preview = { $by_itself ->
    [yes] The day has come on which { $cycle } results are visible (PM-8.1). Whoever had nothing in the way got theirs by itself; this is how it stands with *{ $unit }*.
   *[no] Release of { $cycle } results, *{ $unit }*. Nothing is released yet.
}
release-silent = { $count ->
    [one] One person you serve has not said that they saw their { $cycle } result, though I reminded them twice
   *[other] { $count } people you serve have not said that they saw their { $cycle } result, though I reminded them twice
}: { $names }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
} Silence is no consent. A word from you may help.
release-nobody = Nobody has a goal sheet there.
release-count = { $stands ->
    [ready] ✓ *{ $count }* ready to be released
    [released] *{ $count }* released already
    [no_result] *{ $count }* without a computed result
    [not_frozen] *{ $count }* whose data are not frozen (PM-6.1)
    [on_hold] *{ $count }* on hold, because too much is missing (PM-4.12)
    [not_calibrated] *{ $count }* whose calibration is not signed (PM-5.6)
    [no_interview] *{ $count }* whose interview note is not final; from { $day } they are visible regardless (PM-8.1)
    [flagged] *{ $count }* with a low line that no confirmed talk prepared; decide first (PM-1.5)
    [told_first] *{ $count }* whose result would be lowered by a correction: releasing tells them first, and it goes out a working day later (PM-7.4)
   *[held_back] *{ $count }* held by HR’s decision
}
release-flags = *No surprise* (PM-1.5): these lines are below 85, and no confirmed talk of the cycle was shared five working days before the manager review closed.
release-more-flags = { $count ->
    [one] One more flag follows
   *[other] { $count } more flags follow
} when these are decided.
release-flag = { $name }: { $code } scored { $score }{ $decided ->
    [out] {" "}– HR lets it go out
    [held] {" "}– held by HR
   *[open] {" "}– to be decided
}
release-decide-button = Decide
release-decide-title = No surprise
release-decide-about = The reason is kept with the result, and its person finds it in the copy of their data.
release-decide-field = This result
release-decide-hold = is held until the two have talked
release-decide-out = goes out as it is
release-decide-reason = Why
release-decide-send = Decide
release-button = { $count ->
    [one] Release one result
   *[other] Release { $count } results
}
release-confirm-title = Release?
release-confirm = { $count ->
    [one] One person is
   *[other] { $count } people are
} told now, and may appeal for ten working days. A release is not taken back: what is wrong is corrected by a new version.

release-result = { $again ->
    [0] Your { $cycle } result is ready: open to see the number, every line behind it and its source. “Received” below only confirms you have seen it.
   *[other] Your { $cycle } result is still unopened: the number, every line behind it and its source. “Received” below only confirms you have seen it, not that you agree.
}
release-result-help = If anything is in the way, { $name } helps.
release-open-button = Open my result
release-received-button = Received (not: agreed)
release-received = Received { $moment }. That says seen, not agreed.
release-changed = Your { $cycle } result is now **{ $final }, band { $band }** (version { $version }): **{ $points }** points, because of { $causes }. The ten working days for an appeal begin anew (PM-6.3).
release-lowering = Figures behind your { $cycle } result were wrong and are corrected: { $causes }. The result moves by **{ $points }** points, after one working day at the earliest: you hear it before it happens, and may appeal for ten working days from then (PM-6.3, PM-7.3).
release-cause-line = { $code } { $name }, { $old } → { $new }
release-cause-calibration = a decision about the points of calibration
release-cause-other = figures that were corrected
release-appeal = { $again ->
    [0] If something is not right you can appeal until **{ $day }**: data, rule, process or judgement. You may bring a colleague. The panel cannot lower your result; only a wrong source figure can be corrected, and you are told first.
   *[other] The days for an appeal end on **{ $day }**. Grounds: data, rule, process or judgement. You may bring a colleague. The panel cannot lower your result; only a wrong source figure can be corrected, and you are told first.
}
tally-title = Questions and appeals
tally-home-button = Questions and appeals
tally-lead = *{ $cycle }*, those you serve
tally-about = Sums only. Of fewer than five nothing is told; small units stand together, and nobody can be worked out from the rest (PM-6.4).
tally-kind = { $kind ->
    [question] *{ $count } questions* about figures
   *[appeal] *{ $count } appeals*
}{ $median ->
    [some] , half of them answered within { $days } working days
   *[none] {""}
}, { $overdue } overdue
tally-few = { $kind ->
    [question] Fewer than five questions about figures
   *[appeal] Fewer than five appeals
}
tally-end = { $end ->
    [under_way] under way
    [stands] the figure stands
    [corrected] the figure was corrected
    [accepted] accepted
    [partly] accepted in part
    [withdrawn] withdrawn
   *[upheld] the result stays as it is
}: { $count }
tally-ground = { $ground ->
    [data] on grounds of data
    [rule] on grounds of a rule
    [process] on grounds of process
   *[judgement] on grounds of judgement
}: { $count }
tally-per-hundred = { $rate } appeals for a hundred released results
tally-unit = *{ $unit }*: { $count } questions and appeals{ $median ->
    [some] , half of them within { $days } working days
   *[none] {""}
}, { $overdue } overdue
tally-others = Smaller units together: { $count }{ $median ->
    [some] , half of them within { $days } working days
   *[none] {""}
}, { $overdue } overdue
tally-hidden = Other units have too few to be shown.
error-no-such-cycle = I know no such unit or cycle. Say “release”, or “release” with a unit and a cycle, such as “release SALES-E 2026H1”.

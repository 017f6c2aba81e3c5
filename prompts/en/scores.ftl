# "How is my score computed": every number is put in by code, as it was computed. **Bold** is drawn as bold.

scores-half-year = { $year }H{ $half }
scores-clause = { $clause }
scores-count = { $n ->
    [0] no
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $n }
}
scores-number-of = { scores-count }
scores-digits = { $n }
scores-tally = { scores-count }
scores-semicolon = { $first }; { $second }
scores-comma = { $first }, { $second }
scores-and = { $first } and { $second }

scores-headline = Your { $cycle } result: **{ $final }, band { $band }** ({ $state }).
scores-headline-worded = Your { $cycle } result: **{ $final }, band { $band } – { $words }** ({ $state }).
scores-headline-provisional = Your { $cycle } figures so far: **{ $final }** ({ $state }).
scores-headline-waiting = Your { $cycle } figures are not complete yet ({ $state }).
scores-headline-held = Your { $cycle } result is on hold ({ $state }).
scores-headline-not-rated = { $cycle }: not rated (NR), outside every distribution ({ $state }).
scores-state = { $state ->
    [provisional] provisional, version { $version }: before the data are frozen there is no band
    [frozen] frozen, version { $version }, not released
    [calibrated] calibrated, version { $version }, not released
    [under_appeal] under appeal, released { $day }, version { $version }
    [final] final, released { $day }, version { $version }
   *[released] released { $day }, version { $version }
}

scores-hold = { $reason ->
    [missing] { $weight }% of the weight has no figures, which is too much to spread ({ $clause }).
    [unrated] { $name } has not been rated; the next level above rates it ({ $clause }).
    [section] A whole part of the goal sheet ({ $weight }%) has no figures ({ $clause }).
    [nothing] Nothing can be counted yet ({ $clause }).
    [department] The unit’s score has not been decided ({ $clause }).
    [organisation] The company’s score has not been decided ({ $clause }).
   *[days] { $days } active days in the cycle are too few for a rating ({ $clause }).
}

scores-walk = Waterfall: { $walk }.
scores-walk-no-calibration = Waterfall: { $walk }. Calibration: no change.
scores-walk-own-work = own work **{ $amount }**
scores-walk-items = items **{ $amounts }**
scores-walk-bonus = item **{ $amounts }**
scores-walk-deduction = item **{ $amounts }**
scores-walk-no-items = no items
scores-walk-limit = limit of the scale **{ $amount }**
scores-walk-segment = { $first } to { $last }: own score { $own } × share { $share } = **{ $amount }**
scores-walk-own-score = own score **{ $amount }**
scores-walk-unit-effect = unit effect **{ $amount }** (×{ $factor })
scores-walk-unit-effect-plain = unit effect **{ $amount }**
scores-walk-rounding = rounding to one decimal **{ $amount }**
scores-walk-calibration = calibration **{ $amount }**
scores-walk-red-line = red line **{ $amount }**
scores-walk-sum = **{ $amount }**

scores-lifted = Lifted it: { $gaps }.
scores-held-back = Held it back: { $gaps }.
scores-gap = { $what } → { $score } × { $weight }% = { $contribution } ({ $gap ->
    [long] { $points } points against 100
   *[short] { $points }
})
scores-more = +{ $points }
scores-less = −{ $points }
scores-gap-held = { $what } → { $score } × { $weight }% = { $contribution } ({ $points })

scores-line-higher = { $name } { $actual } of { $target }
scores-line-lower = { $name } { $actual } against { $target }
scores-line-level = { $name } level { $level }
scores-line-value = { $name } { $actual }
scores-line-target = { $name } { $actual }, target { $target }
scores-line-outside = { $name } { $actual } outside { $range }
scores-line-inside = { $name } { $actual } within { $range }
scores-line-records = { $count } { $records }, { $each } points each
scores-line-no-records = { $name } without a record
scores-line-on-time = { $name }, every part on time
scores-line-parts = { $name }, { $parts }
scores-line-zero = { $name } not submitted after two delivered reminders
scores-part-late = part { $part } { $days } working { $n ->
    [1] day
   *[other] days
} late
scores-part-not-done = part { $part } not done
scores-part-cancelled = part { $part } cancelled by the company
scores-range-around = ±{ $limit } { $unit }
scores-range-around-bare = ±{ $limit }
scores-range = { $low } to { $high }

scores-items = Items: { $items } ({ $clause }).
scores-item = { $amount } { $what } ({ $day })

scores-not-counted = Not counted: { $name } ({ $weight }%) – { $why }. { $spread } ({ $clause }).
scores-not-counted-record = Not counted: { $name } ({ $weight }%) – { $why } ({ $record }). { $spread } ({ $clause }).
scores-why-missing = { $source } gave no figure
scores-why-void = too few raters, or all of it cancelled
scores-why-waiting = waiting for { $source }
scores-why-waiting-until = waiting for { $source }, due { $day }
scores-spread = The weight was spread over your other { $count } { $kind } { $n ->
    [1] line
   *[other] lines
}; missing is not zero
scores-spread-waiting = It does not count yet; missing is not zero
scores-kind = { $kind ->
    [behaviour] behaviour
    [front_line] process
   *[results] result
}

scores-units = Unit effect: { $unit } { $d } → { $cd }; company { $o } → { $co }; together { $u } ({ $clause }).
scores-units-shared = Unit effect: { $unit } { $d } → { $cd }; company { $o } → { $co }; together { $u }. { $role } { $share }: ×{ $e } ({ $clause }).
scores-units-head = Unit effect: your own score is that of { $unit }, { $d }, so only the company’s part is added: { $o } → { $co } ({ $clause }).
scores-units-blend = Unit effect: own score × { $p } + { $unit } { $d } × { $q } + company { $o } × { $r } ({ $clause }).
scores-units-pool = Unit scores set the pool only; they change nobody’s own result ({ $clause }).
scores-role = { $tier ->
    [front_line] Front-line roles carry
    [unit_head] Unit heads carry
   *[staff] Staff carry
}
scores-share-half = half of it
scores-share = { $percent }% of it
scores-without-unit = Without it: { $score }, band { $band }. Support decisions never use the unit effect (PM-7.2).

scores-calibration = Calibration { $delta } ({ $before } → { $after }): { $reason } – { $why }{ $evidence }. Decided { $day } by { $who } ({ $clause }).
scores-calibration-same-band = Calibration { $delta } (the band stays { $after }): { $reason } – { $why }{ $evidence }. Decided { $day } by { $who } ({ $clause }).
scores-evidence = { " " }({ $records })
scores-reason-TARGET_DIFFICULTY = target difficulty
scores-reason-STANDARD_ALIGNMENT = alignment of standards
scores-reason-EVIDENCE_ADDED = added evidence
scores-reason-SCOPE_CHANGE = change of scope
scores-reason-EXTERNAL_FACTOR = external factor
scores-decider = the { $title }
scores-decider-hr = the HR lead
scores-nobody-on-record = nobody on record
scores-red-line = Red line: a confirmed event limits the result to { $limit } (PM-4.14). It was investigated and you were heard on { $day }.

scores-feedback = { $name }: { $raters } raters in { $groups } { $n ->
    [1] group
   *[other] groups
} ({ $clause }).
scores-feedback-dropped = 360: { $raters } raters in { $groups } { $n ->
    [1] group
   *[other] groups
}; { $who } in "{ $dropped }", so that weight went to the other { $others } { $n ->
    [1] group
   *[other] groups
} ({ $clause }).
scores-dropped = { $n ->
    [0] nobody
   *[other] too few
}
scores-okr = Your OKR counted because your goal sheet says so: { $grade } → { $score } ({ $clause }).

scores-sources = Sources: { $sources }. { $frozen }
scores-sources-none = Sources: no source on record. { $frozen }
scores-sources-together = { $names }, captured { $day } { $times }
scores-source = { $name } { $moment }
scores-source-notes = behaviour level from { $count } shared { $n ->
    [1] note
   *[other] notes
} ({ $days })
scores-frozen = Frozen { $moment }.
scores-frozen-clause = Frozen { $moment } (PM-6.1).
scores-not-frozen = Not frozen yet.
scores-no-source = no source on record
scores-ref = { $kind ->
    [unit] unit score ({ $number ->
        [department] unit
       *[organisation] company
    })
    [item] item { $number }
    [calibration] calibration
    [red_line] red-line event { $number }
   *[sheet] targets and weights
}
scores-unsourced = No source on record: { $names }.

scores-question = Something wrong? "question { $code }".
scores-question-long = Something wrong? Reply "question { $code }": the data owner answers within 3 working days (PM-6.3).
scores-appeal = Appeal until **{ $day }**.
scores-appeal-long = Appeal until **{ $day }** (PM-7.3).
scores-visible = Visible to you, your manager, your HR partner and the named reviewer.
scores-visible-provisional = Visible to you and your manager.

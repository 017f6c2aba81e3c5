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
scores-number-of = { $n ->
   *[other] { scores-count }
}
scores-tally = { $n ->
   *[other] { scores-count }
}
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

scores-why = **{ $code }**: { $what }
scores-step = { $formula }: { $operands } → { $exact } → **{ $value }** ({ $clause })
scores-step-exact = { $formula }: { $operands } → **{ $value }** ({ $clause })
scores-operand = { $name ->
    [A] actual
    [T] target
    [a] attainment
    [w] weight
    [s] score
    [g] grade
    [k] points
    [x] value
    [low] lower end
    [high] upper end
    [unit] step
    [bound] tier from
    [late_days] working days late
    [section] weight of the section
   *[other] { $shown }
}
scores-why-gap = That is { $gap } points against 100.
scores-why-out = It does not count: nothing came from its source, and missing is not zero ({ $clause }).
scores-limit = { $limit ->
    [cap] The cap of this line was reached.
    [floor] The floor of this line was reached.
    [threshold] It is below the threshold, so it scores 0.
   *[other] A limit was reached: { $limit }.
}
scores-formula-prorated_target = target × days at work ÷ all days
scores-formula-higher_attainment = attainment = actual ÷ target
scores-formula-lower_attainment = attainment = 2 − actual ÷ target
scores-formula-attainment_score = score = 100 × attainment
scores-formula-band_score = score = 100 − points × deviation
scores-formula-step_score = score of the highest tier reached
scores-formula-milestone_late = on time − points × working days late
scores-formula-milestone_score = score = mean of the parts by weight
scores-formula-bars_score = score of the level
scores-formula-r360_group = mean of a group
scores-formula-r360_mean = mean of the groups by weight
scores-formula-okr_grade = grade = mean of the key results by weight
scores-formula-anchors_score = score on the straight line between two anchors
scores-formula-okr_com_score = score = 100 × grade
scores-formula-deduct_score = score = 100 − records × points
scores-formula-missing_zero = an own deliverable that was not submitted
scores-formula-effective_weight = weight after what is missing was spread
scores-formula-contribution = contribution = weight × score ÷ 100

scores-source-title = **{ $code }** { $name }
scores-record-of = { $of ->
    [actual] actual { $value }
    [target] target { $value }
    [weight] weight { $value }
   *[unit] { $value }
}
scores-record-none = { $what }: no source on record
scores-record = { $what }: { $system }, record { $record }, as of { $as_of }, captured { $captured } ({ $method }, { $by }); metric { $metric }, checksum { $checksum } ({ $clause })
scores-record-approved = { $what }: { $system }, record { $record }, as of { $as_of }, captured { $captured } ({ $method }, { $by }, second person { $second }); metric { $metric }, checksum { $checksum } ({ $clause })
scores-method = { $method ->
    [api] from the system
    [file] from a file
   *[manual] by hand
}

scores-if = **Hypothetical**, stored nowhere: if { $code } { $name } were { $actual }
scores-if-line = score { $score }, contribution { $contribution }
scores-if-own = own work { $work } → own score { $own }
scores-if-final = result **{ $final }** instead of { $before }
scores-if-nothing = **Hypothetical**, stored nowhere: with that there would be no result.
scores-no-calibration = There was no calibration: nobody changed the computed result (PM-5.6).
scores-company = Company
scores-compare = { $earlier }: { $was }, band { $was_band } → { $cycle }: { $final }, band { $band } ({ $change }).
scores-compare-careful = Goals, targets and units differ between cycles, so the difference says less than it seems.
scores-compare-none = There is no released result before { $cycle } to compare with.
scores-appeal-until = You may appeal until **{ $day }**: ten working days from the day the result is visible (PM-7.3).
scores-appeal-later = The ten working days for an appeal begin on the day the result is visible (PM-7.3).
scores-appeal-how = Grounds: data, rule, process or judgement. Stage 1 is answered within 5 working days; then a panel of three who were not involved decides within 10. The panel may not lower the result, and a colleague may attend (PM-7.4). An appeal must never count against you (PM-7.6).
scores-appeal-data = For a number alone, reply "question { $code }" first: the data owner answers within 3 working days (PM-6.3).
scores-read-by = Read by { $name } ({ $relation ->
    [manager] manager
    [hr_partner] HR partner
   *[reviewer] named reviewer
}), last on { $moment }.
scores-read-by-nobody = Nobody else has opened it here so far.

scores-table-code = Line
scores-table-name = Indicator
scores-table-clause = Clause
scores-table-weight = Weight
scores-table-counted = Counts
scores-table-target = Target
scores-table-actual = Actual
scores-table-attainment = Attainment
scores-table-score = Score
scores-table-contribution = Contribution
scores-table-gap = Against 100
scores-table-source = Source
scores-lines-title = { $cycle }: every line
scores-about = { $name }’s explanation, word for word as they read it. Opening it is in their list of readers.
scores-button-picture = Picture
scores-button-lines = Show lines
scores-button-appeal = How do I appeal
scores-button-visible = Who can see
scores-button-why = Why { $code }
scores-home-title = Results
scores-home-own = { $cycle }: **{ $final }, band { $band }**{ $state ->
    [under_appeal] {" "}(under appeal)
    [final] {" "}(final)
   *[released] {" "}(released)
}
scores-home-provisional = { $cycle }: figures so far **{ $final }** (provisional, no band)
scores-home-no-result = { $cycle }: no result yet
scores-home-report = { $name } · { $line }
scores-home-button = How is it computed
error-score-not-yours = That result is not yours to see here: it is visible to the person, their manager, their HR partner and named reviewers (PM-6.4). Ask me about your own, or how results are made.
error-nothing-released = There is no released result to explain yet. It is visible from the day it is released.
error-line-not-found = The goal sheet has no line { $code }. “show lines” lists all of them.
error-value-not-understood = I can only suppose a number that { $code } could have, such as “what if { $code } were 95%”.
error-rules-not-kept = The rules this result was computed by are not stored here, so I cannot compute it again. Please tell HR.
error-compare-own-only = I compare cycles only for oneself. Talk about somebody else’s with them.

scores-picture-title = { $name }: how the { $cycle } result came about { $state ->
    [under_appeal] (under appeal)
   *[released] {""}
}
scores-picture-file = Waterfall { $cycle }
scores-picture-note = The axis does not begin at zero. Every number is in “Show lines”.
scores-picture-none = I cannot draw the picture here; “show lines” has every number.
scores-piece = { $part ->
    [own_work] own work
    [bonus] bonus items
    [deduction] deductions
    [limit] limit of the scale
    [segment] earlier or later role
    [own_score] own score
    [unit_effect] unit effect
    [calibration] calibration
    [red_line] red line
   *[final] result
}
scores-questioned = { $name } (questioned)
scores-appeal-button = Appeal this result
scores-why-appeal = decided on an appeal

# The performance cycle. $cycle a cycle's name, $phase a phase with its number, $closes a last day, $percent a share.

cycles-phase-goal_setting = Goal co-creation
cycles-phase-alignment_check = Alignment check
cycles-phase-execution = Execution
cycles-phase-mid_review = Mid-review
cycles-phase-self_review = Self-review
cycles-phase-data_freeze = Data freeze
cycles-phase-manager_review = Manager review
cycles-phase-calibration = Calibration
cycles-phase-interview = Performance interview
cycles-phase-appeal = Appeal
cycles-phase-retrospective = Retrospective

cycles-owner-pair = manager, employee
cycles-owner-unit_head = unit head
cycles-owner-manager = manager
cycles-owner-employee = employee
cycles-owner-data_owners = data owners
cycles-owner-committee = committee
cycles-owner-committee_hr = committee and HR

cycles-not-linked-to-pay = Pilot · linked to pay: no
cycles-title = { $cycle }
cycles-dates = { DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }
cycles-phase-line = { $state ->
    [open] ● *{ $phase }* · { $dates } · { $owner } · *open*
    [over] ○ { $phase } · { $dates } · { $owner } · over
   *[other] ◌ { $phase } · { $dates } · { $owner } · planned
}
cycles-shown = *{ $phase }*: { $done } of { $total } done, { $pending } pending ({ $percent } %)
cycles-shown-whole = *{ $phase }*: { $done ->
    [0] not done yet
   *[other] done
}
cycles-shown-small = *{ $phase }*: fewer than five people, so no number is shown
cycles-unit-line = { $name }: { $done } of { $total } done, { $pending } pending ({ $percent } %)
cycles-unit-none = without a unit
cycles-units-more = { $count ->
    [one] +1 more unit
   *[other] +{ $count } more units
}
cycles-units-hidden = { $count ->
    [one] 1 unit is not shown: too few people
   *[other] { $count } units are not shown: too few people, or they would give a small one away
}
cycles-scope = You see: { $units }
cycles-both-records = Records of mid-review and interview, both needed to close: { $done } of { $total } people have them.
cycles-held = { $waivable ->
    [yes] :pause_button: Cannot open yet: { $waits } is { $percent } % done, 90 % is needed, or a waiver with its reason.
   *[no] :pause_button: Cannot open yet: { $waits } is { $percent } % done, 90 % is needed. No waiver can stand in for it.
}
cycles-choose-phase = Another phase
cycles-open-button = Open this phase
cycles-open-sure = Open { $phase } now? This is kept in the cycle’s log.
cycles-extend-button = Extend
cycles-waive-button = Waive
cycles-sign-button = Say it is done
cycles-sign-sure = Say that { $phase } is done? Nothing in the database can show it, so your name stands for it.
cycles-yes = Yes
cycles-no = No
cycles-extend-title = Extend a phase
cycles-extend-about = { $phase } now ends on { DATETIME($closes, dateStyle: "full") }. Every later phase moves by as many working days, and the change of dates (A-13) is announced.
cycles-extend-until = New last day
cycles-waive-title = Waive the guard
cycles-waive-about = { $phase } may then open although what it waits for is not done. Your name, the reason and the share done now are kept and cannot be changed.
cycles-reason = Reason
cycles-form-send = Save
cycles-board-button = Cycle status
cycles-mine-title = Your next step
cycles-mine-goal_setting = Agree on your goals with your manager by { DATETIME($closes, dateStyle: "medium") }.
cycles-mine-mid_review = Have your mid-review talk by { DATETIME($closes, dateStyle: "medium") }. The cycle cannot close without its record.
cycles-mine-self_review = Write your self-review by { DATETIME($closes, dateStyle: "medium") }.
cycles-mine-interview = Have your review talk by { DATETIME($closes, dateStyle: "medium") }. The cycle cannot close without its record.
cycles-mine-appeal = If something about your result is not right, appeal by { DATETIME($closes, dateStyle: "medium") }.
cycles-reports-goal_setting = { $count ->
    [one] 1 of your people has no agreed goals yet; by { DATETIME($closes, dateStyle: "medium") }.
   *[other] { $count } of your people have no agreed goals yet; by { DATETIME($closes, dateStyle: "medium") }.
}
cycles-reports-execution = { $count ->
    [one] 1 of your people has had no talk for 28 days.
   *[other] { $count } of your people have had no talk for 28 days.
}
cycles-reports-mid_review = { $count ->
    [one] 1 mid-review with your people is still open; by { DATETIME($closes, dateStyle: "medium") }.
   *[other] { $count } mid-reviews with your people are still open; by { DATETIME($closes, dateStyle: "medium") }.
}
cycles-reports-manager_review = { $count ->
    [one] 1 of your people has no reviewed behaviours yet; by { DATETIME($closes, dateStyle: "medium") }.
   *[other] { $count } of your people have no reviewed behaviours yet; by { DATETIME($closes, dateStyle: "medium") }.
}
cycles-reports-interview = { $count ->
    [one] 1 review talk with your people is still to be held; by { DATETIME($closes, dateStyle: "medium") }.
   *[other] { $count } review talks with your people are still to be held; by { DATETIME($closes, dateStyle: "medium") }.
}

error-cycle-not-found = There is no planned cycle { $cycle }. HR plans one with “touchbase cycle plan”. Known: { $known }.
error-phase-not-found = The cycle has no phase { $phase }. Phases are P1, P1b, P2, P3, P4, P4b and P5 to P9.
error-cycle-not-planned = { $cycle } has dates but was not planned here. HR plans it with “touchbase cycle plan { $cycle }”.
error-phase-held = { $waivable ->
    [yes] { $phase } cannot open: { $waits } is { $percent } % done and 90 % is needed. Wait, or record a waiver with its reason.
   *[no] { $phase } cannot open: { $waits } is { $percent } % done and 90 % is needed. No waiver can stand in for it.
}
error-phase-already-open = { $phase } is open already, or its last day has passed.
error-phase-is-over = The last day of { $phase } has passed. What is still missing needs a waiver, not more time.
error-not-a-later-day = Please choose a working day after { DATETIME($closes, dateStyle: "medium") }. The execution phase is the cycle itself and cannot be extended.
error-nothing-to-waive = There is nothing to waive for { $phase }: it is open, may open, or waits for what no waiver can stand in for.
error-nothing-to-sign = { $phase } cannot be signed: it is measured, or it is signed already.
error-reason-missing = Please give a reason. It is kept with your name.
error-cycle-under-way = { $cycle } is under way: phases were opened, so its dates are extended, not planned anew.
error-unit-not-found = There is no unit { $unit }. Please use a unit’s code, as in HR’s file of units.
error-no-cycle-days = A cycle ends after the day it starts. Please check both days.

# The launch checklist. $count how many, $examples the first few.
cycles-checklist-button = Launch checklist
cycles-checklist-title = Launch checklist
cycles-checklist-ready = { $cycle } can begin: nothing blocks it.
cycles-checklist-blocked = { $cycle } should not begin yet: mend what is marked ⛔ first.
cycles-gap-examples = For example: { $examples }
cycles-gap-no_manager = { $count ->
    [one] 1 person has no manager
   *[other] { $count } people have no manager
}
cycles-gap-no_unit = { $count ->
    [one] 1 person is in no unit
   *[other] { $count } people are in no unit
}
cycles-gap-no_owner = { $count ->
    [one] 1 unit with people has no head
   *[other] { $count } units with people have no head
}
cycles-gap-no_source = { $count ->
    [one] 1 metric has no source
   *[other] { $count } metrics have no source
}
cycles-gap-unit_name = { $count ->
    [one] 1 unit has no name in English or in Chinese
   *[other] { $count } units have no name in English or in Chinese
}
cycles-gap-metric_name = { $count ->
    [one] 1 metric has no name in English or in Chinese
   *[other] { $count } metrics have no name in English or in Chinese
}
cycles-gap-no_rules = No rules are in force on the cycle’s first day
cycles-gap-rule_day = { $count ->
    [one] 1 clause is not in force on the cycle’s first day
   *[other] { $count } clauses are not in force on the cycle’s first day
}
cycles-gap-rule_language = { $count ->
    [one] 1 document of the rule book lacks English or Chinese
   *[other] { $count } documents of the rule book lack English or Chinese
}
cycles-mend-no_manager = Mend: manager_email in HR’s file, then “touchbase people import”.
cycles-mend-no_unit = Mend: unit in HR’s file, then “touchbase people import”.
cycles-mend-no_owner = Mend: head_email in the file of units, then “touchbase people units”.
cycles-mend-no_source = Mend: source in the metric’s definition, then “touchbase scores import”.
cycles-mend-unit_name = Mend: name_en and name_zh in the file of units, then “touchbase people units”.
cycles-mend-metric_name = Mend: the metric’s names, then “touchbase scores import”.
cycles-mend-no_rules = Mend: “touchbase knowledge add”, or send the document to the bot.
cycles-mend-rule_day = Mend: publish a version that takes effect on or before that day, or plan the cycle later.
cycles-mend-rule_language = Mend: publish the same version in the other language.

# What A-13 tells of a phase that closes later.
cycles-change-what = { $cycle }, { $phase }
cycles-change-day = { DATETIME($day, dateStyle: "medium") }

# Announcements that a cycle plans, and its calendar. $name an announcement with its number, $on its day.
cycles-planned-manager = Your manager
cycles-calendar-button = Calendar
cycles-calendar-title = Calendar: { $cycle }
cycles-calendar-window = Cycle calendar
cycles-calendar-phases = *Phases of { $cycle }*
cycles-calendar-phase = { $state ->
    [open] ● *{ $phase }* · { $dates } · { $owner }
    [over] ○ { $phase } · { $dates } · { $owner }
   *[other] ◌ { $phase } · { $dates } · { $owner }
}
cycles-calendar-announcements = *Announcements*. A draft comes to HR three working days ahead; nothing goes out before HR lets it go.
cycles-calendar-entry = *{ DATETIME($on, dateStyle: "medium") }* · { $name } · { $state }
cycles-calendar-by-itself = Besides these: A-03 goes out when a manager shares a draft of goals, A-13 is drafted when dates change, A-15 when a version of the rules is published.
cycles-calendar-picture = As a picture
cycles-planned-state = { $state ->
    [planned] planned
    [missed] its day is over, not sent
    [prepared] draft, waits for HR
    [waiting] waits for a second person in HR
    [scheduled] will be sent on its day
    [sending] being sent
    [sent] sent
    [stopped] stopped
    [skipped] left out
   *[automatic] goes to each person by itself, with their result
}
cycles-prepare-button = Prepare a draft
cycles-prepared-told = The draft is in our messages, with its day and the dates of the cycle filled in. Nothing goes out before you let it go.
cycles-edit-button = Edit the words
cycles-let-go-button = Let it go out
cycles-let-go-sure = Let it go out on { DATETIME($on, dateStyle: "medium") } at ten on each reader’s clock, or on the day its card says? You can stop it until then.
cycles-skip-button = Leave it out
cycles-skip-title = Leave it out
cycles-skip-about = { $name }, planned for { DATETIME($on, dateStyle: "medium") }, will not be made. Your name and the reason are kept. You can still prepare it later.
cycles-skipped-because = Why: { $reason }
cycles-picture-note = A bar is a phase: dark while it is open. Days are working days of the company.
cycles-picture-today = Today, { DATETIME($day, dateStyle: "medium") }
cycles-picture-legend = { $mark ->
    [not_yet] not let go yet
    [let_go] let go
    [sent] sent
    [not_sent] not sent
   *[automatic] by itself
}
cycles-picture-state = { $state ->
    [planned] planned
    [missed] not sent
    [prepared] draft
    [waiting] second person
    [scheduled] let go
    [sending] being sent
    [sent] sent
    [stopped] stopped
    [skipped] left out
   *[automatic] by itself, with the result
}
cycles-picture-told = { $outcome ->
    [sent] The picture is in our messages.
    [refused] Slack did not take the picture. Please try again.
   *[none] There is no font here that has Chinese, so no picture can be drawn.
}

# A phase that could not open on its day, and closing the cycle.
cycles-held-told = :pause_button: { $cycle }: *{ $phase }* was to open today and is kept shut.
cycles-held-launch = { $count ->
    [one] :pause_button: Cannot open yet: one thing on the launch checklist blocks it. Mend it, or record a waiver with its reason.
   *[other] :pause_button: Cannot open yet: { $count } things on the launch checklist block it. Mend them, or record a waiver with its reason.
}
cycles-held-owner = :pause_button: { $cycle }: *{ $phase }*, which you are in charge of or HR for, was to open today and is kept shut. It waits for: { $waits }. Nothing is asked of you before it opens; it opens by itself as soon as nothing holds it. You are told this once.
cycles-held-owner-launch = the launch checklist
cycles-held-then = It opens by itself as soon as nothing holds it. You are told this once.
cycles-mine-coming = Nothing for you to do now. Next: { $phase }, { DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }.
cycles-without-button = Close without records
cycles-without-title = Close without records
cycles-without-about = The cycle may then close although people of this unit, or of one below it, lack the record of their mid-review or interview. Your name, the reason and how many there are now are kept and cannot be changed.
cycles-without-unit = Unit
cycles-without-line = { $name }: { $count } without both records

error-planned-not-found = The cycle calls for no announcement { $name }. Its calendar lists those it calls for.
error-not-to-plan = There is nothing to do with { $name } here any more: it has been let go, goes out by itself, or lies with you as a draft.
error-records-missing = { $count ->
    [one] The cycle cannot close: one person lacks the record of mid-review or interview ({ $units }). Have the talk put on record, or let HR of the unit give a waiver with its reason.
   *[other] The cycle cannot close: { $count } people lack the record of mid-review or interview ({ $units }). Have the talks put on record, or let HR of each unit give a waiver with its reason.
}
error-nothing-lacking = Nobody in { $unit } lacks a record that a waiver could stand in for.
error-launch-blocked = { $count ->
    [one] The cycle cannot begin: one thing on the launch checklist blocks it. Mend it, or record a waiver with its reason.
   *[other] The cycle cannot begin: { $count } things on the launch checklist block it. Mend them, or record a waiver with its reason.
}

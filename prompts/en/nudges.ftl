# Nudges. $n a person, $at a time, $day a day, $what a step's words, $kind what a reminder is about, $reason a rule.
# Every nudges-say- message names why now and how much effort, in at most 35 words, and never blames (N-16, N-17).

nudges-say-pre_1on1 = { $promise ->
    [none] 1:1 with { $n } at { $at }. Two questions, about 90 seconds?
   *[other] 1:1 with { $n } at { $at }. Last time you promised “{ $promised }”. 90 seconds to prepare?
 }
nudges-say-debrief = How was it with { $n }? Two taps and one line, about 2 min, while it is fresh.
nudges-say-gap_21 = It has been { $days } days since you and { $n } last talked. Want two free slots this week?
nudges-say-gap_28 = You and { $n } last talked { $days } days ago; every four weeks is the rhythm here. One tap shows two free slots.
nudges-say-action_due = You offered { $n } “{ $what }” by { $day }. Done, move, or drop?
nudges-say-goals_open = The goals you and { $n } make are not agreed yet; both of you confirm by { $day }. Two minutes to open the draft?
nudges-say-mid_window = { $data ->
    [none] Mid-review window closes { $day }. Reviews still ahead: { $missing }; about 4 min each to prepare.
   *[other] Mid-review window closes { $day }. { $fresh } of { $goals } goals have fresh data; 4 min each.
 }
nudges-say-recog = { $n } closed “{ $what }” on { $day }. Worth a two-sentence thank-you?
nudges-say-emp_agenda = { $when ->
    [today] Your 1:1 is today. What should it be about? One line to your manager is enough.
    [tomorrow] Your 1:1 is tomorrow. What should it be about? One line to your manager is enough.
   *[other] Your 1:1 is on { $day }. What should it be about? One line to your manager is enough.
 }
nudges-say-emp_pulse = Was your last talk useful for your work? (1–5) One tap. Only team averages of 5+ are shown.
nudges-say-orientation = { $n } and you are just beginning together. A good first step: 20 minutes about how you two want to work. Nothing to prepare.
nudges-say-pause = You skipped the last five of these: { $kind }. One tap tells me: useful later, wrong time, not my task, or stop?
nudges-say-support = You and { $n } last talked { $days } days ago. In 24 hours your HR partner will see that this is open. One tap: find time, or say why.
nudges-say-survey = The pilot asks one thing this fortnight: “{ $question }” One tap: 1 not at all, 5 fully.
nudges-say-support_task = Still ahead with { $missing } of your people: { $task }, until { $day }. In 24 hours your HR partner will see task and date. One tap: say why, or ask for help.
nudges-say-result_release = Your result is out. Every number in it can be opened; asking “how is my score computed” takes one line.
nudges-say-appeal_deadline = You can appeal against your result until { $day }. Reading how takes two minutes; nobody minds that you ask.
nudges-say-policy_change = A rule that applies to you has changed. Reading what is different takes about two minutes on my Home tab.

nudges-form-digest = :wave: Your week, in a few lines
nudges-form-orientation = :wave: A tip for the start
nudges-form-event = :spiral_calendar_pad: Your 1:1
nudges-form-wrap_up = :spiral_calendar_pad: The other talks of today, one line each
nudges-form-asked = :alarm_clock: You asked me to come back to this
nudges-form-employee = :wave: For your 1:1
nudges-form-mandatory = :page_facing_up: You need to know this
nudges-more = +{ $count } more. “What will I get this week?” shows all of them.
nudges-shorter = Two taps are enough: a topic, and “That says it”.

nudges-time = { DATETIME($at, timeStyle: "short") }
nudges-day = { DATETIME($day, dateStyle: "medium") }
nudges-moment = { DATETIME($at, dateStyle: "full") }, { DATETIME($at, timeStyle: "short") }
nudges-list-sep = {" · "}

nudges-do-prepare = Prepare now
nudges-do-wrap-up = Wrap up now
nudges-do-slots = Show two free slots
nudges-do-goals = Open the goals
nudges-do-done = Done
nudges-do-move = Move it
nudges-do-drop = Drop it
nudges-round-button = Plan a round of talks
nudges-snooze = Later…
nudges-snooze-2h = In 2 hours
nudges-snooze-tomorrow = Tomorrow at 9:30
nudges-snooze-monday = Next Monday
nudges-snooze-next_talk = Before our next 1:1
nudges-snooze-mute = Mute this kind for 28 days
nudges-not-needed = Not needed
nudges-why-button = Why did I get this?
nudges-put-off = { $returns ->
    [yes] I will come back to it: { $when }.
   *[no] Understood. I will leave it.
 }
nudges-let-go = Understood. I will leave it.
nudges-rated = Thank you. Only averages of five and more are ever shown.

nudges-reason-later = Useful later
nudges-reason-wrong_time = Wrong time
nudges-reason-not_mine = Not my task
nudges-reason-stop = Stop these
nudges-noted-later = I will be quiet about it for four weeks. If time or a good start is what is missing, a peer coach can help for ten minutes.
nudges-noted-wrong_time = I will look for the hour that suits you better. If it would help, a peer coach has ten minutes for you.
nudges-noted-not_mine = Understood. I will not bring it up.
nudges-noted-stop = Understood. No more of these.
nudges-noted-coach = Your HR partner will find somebody. Nobody else hears of it.
nudges-coach-button = Ask for a peer coach
nudges-coach-wanted = { $n } would like ten minutes with a peer coach about leading 1:1s. It was their own wish.

nudges-support-no_time = No time yet
nudges-support-unsure = Unsure how
nudges-support-agreed = We agreed on this
nudges-support-away = One of us is away
nudges-explained = Noted. Your HR partner sees the task, its date and this reason, and nothing else.
nudges-no-reason = none given
nudges-task-long_gap = no talk for more than six weeks
nudges-task-goals = agreeing goals
nudges-task-mid_review = mid-review
nudges-task-reviews = manager review
nudges-task-interview = performance interview
nudges-told-hr = Support: { $n } has something open since { $day }: { $task }. Reason chosen: { $reason }. { $n } was told a day ago. An offer of help is what helps most.
nudges-names-sep = {", "}
nudges-names-more = { $names } and { $count } more
nudges-substitute-hr = Continuity: the { $task } with { $names }, planned until { $day }, has not taken place; { $n } leads them. Please find somebody else to hold it, so that nobody loses by waiting. { $n } knows.
nudges-substitute-manager = The { $task } with { $names } was planned until { $day }. So that they need not wait, your HR partner is looking for somebody to hold it. If you can hold it in the next days, tell HR.
nudges-substitute-employee = Your { $task } has not taken place yet. HR is finding somebody to hold it with you, and will suggest a time. There is nothing you need to do.

nudges-stopped = I have stopped all reminders that need not be. Home, “My reminders”, brings them back.

nudges-kind-pre_1on1 = Preparing a 1:1
nudges-kind-debrief = Wrapping up a 1:1
nudges-kind-gap_21 = A talk after three weeks
nudges-kind-gap_28 = A talk after four weeks
nudges-kind-emp_agenda = Your agenda for a 1:1
nudges-kind-emp_pulse = How useful a talk was
nudges-kind-action_due = Steps you promised
nudges-kind-goals_open = Goals not agreed yet
nudges-kind-mid_window = Mid-review window
nudges-kind-recog = A thank-you
nudges-kind-orientation = Tips for the start
nudges-kind-pause = A question about reminders
nudges-kind-support = An offer of help
nudges-kind-survey = The question of the pilot
nudges-kind-result_release = Your result
nudges-kind-appeal_deadline = Time to appeal
nudges-kind-policy_change = A changed rule
nudges-what = { $kind } ({ $n })

nudges-why-title = Why did I get this?
nudges-why = *{ $kind }*, { $at }
    { $reason }
nudges-why-change = You can mute kinds, choose quiet hours or stop reminders on my Home tab. “Stop” in a message does it too.
nudges-why-none = I have not reminded you of anything in the last two months.
nudges-rule = { $reason } ({ $rule })
nudges-rule-n01 = At most two messages a week come unasked
nudges-rule-n01b = Two talks a day get a message of their own, the others one card at 17:30, and eight messages a week are the most
nudges-rule-n02 = Between two unasked messages there are at least twenty hours
nudges-rule-n03 = What is due on the same day comes in one message
nudges-rule-n04 = Once a week, on the first working morning, there is an overview
nudges-rule-n05 = Evenings, days off, leave and do-not-disturb stay quiet
nudges-rule-n06 = A talk is prepared half an hour before it, and never in the middle of another meeting
nudges-rule-n07 = After a talk I ask once how it was, and once more two working days later
nudges-rule-n08 = It is done already, or you said it is not needed
nudges-rule-n09 = You asked for this time, or muted this kind
nudges-rule-n10 = Reminders you do not use come less often
nudges-rule-n13 = It was the most important of what was due: a deadline, a promise, a long gap or a window
nudges-rule-n14 = With many people, the longest gaps come first
nudges-rule-n15 = In the first thirty days there are only tips for the start
nudges-rule-n17 = It has its day, and after that it makes no sense any more
nudges-rule-n18 = Before and after your own 1:1s, and as part of a pilot, there are at most two messages a week
nudges-rule-n19 = One in five is left out on purpose, to see whether reminders help
nudges-rule-n21 = You stopped reminders
nudges-rule-n22 = Everybody must be told this, once

nudges-week-title = What you will get this week
nudges-week-line = *{ $at }*: { $what }. { $reason }
nudges-week-not = Not coming: { $what }. { $reason }
nudges-week-nothing = Nothing is planned for the next seven days.
nudges-week-stopped = Reminders are stopped. Only what you must be told still comes.
nudges-week-holdout = { $percent } of a hundred reminders are left out on purpose, to see whether they help at all. Deadlines and notices never are.

nudges-slots-title = Free half hours
nudges-slots-line = *{ $n }*: { $slots }
nudges-slots-none = none in the next two weeks
nudges-slots-nobody = There is nobody to find time with.
nudges-slots-about = Both of you work then, as far as I know. The times are yours; the invitation stays with you.

nudges-home-title = My reminders
nudges-home-hours = Quiet from { $quiet_from } to { $quiet_until }, on days off and while you are away.
nudges-home-away = Away from { $first } to { $last }
nudges-home-pulse = Your people found the talks useful: { $average } of 5 on average.
nudges-home-prompts = For which 1:1s?
nudges-home-mute = Mute…
nudges-home-unmute = Unmute…
nudges-home-settings = Quiet hours, days away
nudges-home-stop = Stop reminders
nudges-home-resume = Resume reminders
nudges-prompts-every = Before and after every 1:1
nudges-prompts-actions = Only with open steps
nudges-prompts-wrap_up = Only one card at 17:30
nudges-settings-title = Quiet hours
nudges-settings-from = Quiet in the evening from
nudges-settings-until = Quiet in the morning until
nudges-settings-away-from = Away from
nudges-settings-away-until = Away until
nudges-settings-day = A day
nudges-settings-time = A time
nudges-settings-save = Save

nudges-agenda-button = Write one line
nudges-agenda-change = Change my line
nudges-agenda-title = Your next 1:1
nudges-agenda-label = What should it be about?
nudges-agenda-hint = { $n } sees this before the talk and when it is written up; nobody else does. Empty takes it back.
nudges-agenda-when = *Your 1:1 with { $n }*: { $at }
nudges-agenda-none = What should it be about? One line is enough; most of the agenda is yours.
nudges-agenda-said = You want to talk about: “{ $words }”
nudges-agenda-wish = { $n } wants to talk about: “{ $words }”

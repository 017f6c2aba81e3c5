# My data: the copy of everything that is kept about a person, and how long it is kept. $name is a person, $day a
# date, $at a moment on the reader's clock. Sentences beginning with data-page stand on a web page, not in Slack.

data-kept-until = kept until { DATETIME($day, dateStyle: "medium") }
data-let-go = { $part ->
    [private] The private part was let go on { DATETIME($day, dateStyle: "medium") }, when its time was up. Nobody can read it any more.
   *[shared] What stood here was let go on { DATETIME($day, dateStyle: "medium") }, when its time was up. Nobody can read it any more.
}
error-words-gone = What this note said was let go, so nothing can be added to it or changed in it any more.

data-former-colleague = A former colleague

data-home-title = My data
data-home-about = Everything kept about you, as a page to read and a file for machines. It comes to your direct message; nobody else sees it.
data-home-button = Export my records
data-window = Your records are on their way to your direct message.
data-preparing = :hourglass_flowing_sand: Your records are being put together.
data-delivered = :white_check_mark: Your records are here, in two files: a page to read and a file for machines. Nobody else has received them.
data-failed = :warning: Your records could not be put together. Nothing was lost; write “export my records” to try again.
data-comment = Everything kept about you that you may see. my-records.html opens in any browser; my-records.json is for machines.

data-page-title = My records
data-page-made = Made for { $name } on { DATETIME($at, dateStyle: "long", timeStyle: "short") } ({ $zone }).
data-page-about = This is everything Touchbase keeps about you that you may see. What is marked “only you” is in nobody else’s copy. The file my-records.json holds the same for machines.
data-page-profile = You
data-page-field = { $field ->
    [name] Name
    [email] E-mail
    [title] Title
    [unit] Unit
    [role] Role
    [serves] HR for the units
    [heads] Heads the units
    [locale] Language
    [timezone] Time zone
    [start_date] First day
    [left_on] Gone since
    [account] Slack account
    [manager] Reports to
   *[changes] Changes of manager seen
}
data-page-series = Standing 1:1s
data-page-calendar = Calendar and booked 1:1s
data-page-calendar-line = Linked on { DATETIME($at, dateStyle: "medium") }: { $count ->
    [one] 1 time you are busy, without what it is
   *[other] { $count } times you are busy, without what they are
}. Its address is kept encrypted and is a secret even here.
data-page-booked-line = With { $name }: { DATETIME($at, dateStyle: "medium", timeStyle: "short") }{ $state ->
    [off] , called off
   *[on] {""}
}
data-page-no-fixed-time = no fixed time
data-page-series-line = With { $name }: { $time } ({ $zone }), every { $days } days, { $minutes } minutes, next on { DATETIME($day, dateStyle: "medium") }
data-page-reminders = Reminders
data-page-quiet = Quiet from { $quiet_from } to { $quiet_until }
data-page-away = Away from { DATETIME($first, dateStyle: "medium") } to { DATETIME($last, dateStyle: "medium") }
data-page-reminder = { DATETIME($day, dateStyle: "medium") }: { $kind } ({ $rule })
data-page-useful = You found the talk of { DATETIME($day, dateStyle: "medium") } useful: { $value } of 5
data-page-pilot = In the pilot, from { DATETIME($day, dateStyle: "medium") }, “{ $question }”: { $rated ->
    [yes] { $value } of 5
   *[other] no tap
} { $words }
data-page-agenda = For the 1:1 of { DATETIME($at, dateStyle: "medium") }, { $name } wrote: “{ $words }”
data-page-timeline = Timeline
data-page-moment = { $kind ->
    [edition] { $name } wrote version { $version } of the note of { DATETIME($day, dateStyle: "medium") }
    [acknowledged] { $name } marked version { $version } of the note of { DATETIME($day, dateStyle: "medium") } as read
    [commented] { $name } added a view to the note of { DATETIME($day, dateStyle: "medium") }
    [disputed] { $name } questioned a sentence of the note of { DATETIME($day, dateStyle: "medium") }
   *[read] { $name } opened version { $version } of the note of { DATETIME($day, dateStyle: "medium") }
}
data-page-nothing = Nothing is kept here.
data-page-notes = Notes
data-page-note = { $kind } of { $manager } and { $employee }, { DATETIME($day, dateStyle: "medium") }
data-page-status = { $status ->
    [kept] Only its author can read it
    [employee_review] With the employee to read
    [final] Final
   *[final_unacknowledged] Final; the employee has not answered
}
data-page-version = Version { $version }, { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-reason = Why it was changed: { $reason }
data-page-audience = { $audience ->
    [private_manager] only you
    [shared] both of you
    [shared_hr] both of you, and HR
   *[recipient] for the one it thanks
}
data-page-erased = What stood here was erased.
data-page-private-until = Private parts are kept until { DATETIME($day, dateStyle: "medium") }.
data-page-shared-until = Shared parts are kept until { DATETIME($day, dateStyle: "medium") }.
data-page-answers = Answers
data-page-answer = { $kind ->
    [acknowledged] { $name } has read version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [commented] { $name } added, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[disputed] { $name } sees this differently, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-steps = Promised steps
data-page-step-owner = by { $name }
data-page-step-due = due { DATETIME($day, dateStyle: "medium") }
data-page-step-status = { $status ->
    [done] done { DATETIME($day, dateStyle: "medium") }
   *[dropped] set aside { DATETIME($day, dateStyle: "medium") }
}
data-page-readers = Who has read it
data-page-reader = { $name } ({ $relation }), version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-receipts = Receipts: { $count }. They are in my-records.json, ready to be verified without Touchbase.
data-page-talks = Your side of check-in conversations
data-page-talk = With { $name }, begun { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-rules = Your questions about the rules
data-page-asked = Asked { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-understood = Understood as: { $words }
data-page-outcome = { $outcome ->
    [answered] Answered from { $clauses }.
    [absent] The rules said nothing about it.
    [refused] It was declined, as for everybody.
    [routed] It was about your own affairs and was answered from those.
   *[asked] It has not been answered yet.
}
data-page-opinion = { $opinion ->
    [up] You found the answer helpful.
   *[down] You did not find the answer helpful.
}
data-page-to-hr = What you sent to HR
data-page-sent = Sent { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-sent-answer = { $name } answered { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-entry = It became { $entry } in the rule book, in words that do not name you.
data-page-as-hr = Your answers as HR
data-page-reply = Answered { DATETIME($at, dateStyle: "medium", timeStyle: "short") }. { $outcome }
data-page-draft = { $outcome ->
    [published] Published as { $entry }.
    [dropped] The draft for the rule book was dropped.
   *[draft] The draft for the rule book waits:
}
data-page-book-steps = What you did with the rule book
data-page-book-step = { $kind ->
    [brought] Brought { $what }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [published] Published { $what }, version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [withdrawn] Withdrew { $what }, version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [restored] Published { $what }, version { $version }, again, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [conflict_marked] Marked { $what } as contradicting each other, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [read] Read { $what }, version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [entry_published] Published the answer { $what }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[entry_dropped] Dropped the draft of an answer, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-cycle-steps = What you did to performance cycles
data-page-cycle-step = { $kind ->
    [planned] Planned { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [opened] Opened { $phase } of { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [extended] Extended { $phase } of { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
    [waived] Waived the guard of { $phase } of { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
    [announced] Prepared an announcement of { $phase } of { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [skipped] Left out an announcement of { $phase } of { $cycle }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: { $reason }
    [taken_back] Took back an announcement of { $phase } of { $cycle } whose day moved, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[signed] Said that { $phase } of { $cycle } is done, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-requests = What was asked for with your data
data-page-request = { $kind ->
    [export] A copy, asked for by { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [erase] Erasure, asked for by { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [hold] A legal hold, placed by { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[release] The end of a legal hold, by { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-you = you
data-page-operator = an operator of Touchbase
data-page-sheets = Your goal sheets
data-page-sheet = { $cycle }, version { $version }, { $state ->
    [agreed] agreed
    [proposed] proposed
   *[draft] a draft
}, in force from { DATETIME($day, dateStyle: "medium") }. How each is measured is in my-records.json.
data-page-goal = { $code } { $title } · { $weight }%
data-page-goal-drafts = Drafts of your goals
data-page-goal-draft = { $cycle }, begun { DATETIME($at, dateStyle: "medium") }, { $count ->
    [one] one step
   *[other] { $count } steps
}. All of it is in my-records.json.
data-page-results = Your results
data-page-result = { $cycle }: { $final }, band { $band }, version { $version }, { $state ->
    [under_appeal] under appeal,
    [final] final,
   *[released] {""}
} released { DATETIME($at, dateStyle: "medium") }. Every figure with its source is in my-records.json.
data-page-holds = Legal holds
data-page-hold = In force since { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: nothing about you is erased meanwhile.
data-page-hold-over = From { DATETIME($at, dateStyle: "medium", timeStyle: "short") } to { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
data-page-terms = Why this is kept, and for how long
data-page-terms-about = Notes are kept so that both of you can rely on what was said in performance conversations. Private parts are kept { $days } days after they were written, shared parts { $months } months after the end of the cycle, or of the talk where there is no cycle; questions about the rules { $questions } months; a legal hold may keep them longer. Your company decides on the legal basis; HR can name it.
data-page-rights = You may have a copy (GDPR Article 15, PIPL Article 45), a correction, and, within the law, erasure. Ask HR.
data-page-fairness = Questions, appeals and receipts
data-page-figure = { DATETIME($at, dateStyle: "medium") }: you questioned { $code } of { $cycle }; its owner was { $by }. What was said is in my-records.json.
data-page-appeal = { DATETIME($at, dateStyle: "medium") }: you appealed against your { $cycle } result. Every step, who heard it and what was decided are in my-records.json.
data-page-receipt = { DATETIME($at, dateStyle: "medium", timeStyle: "short") }: you said you had seen a result.
data-page-decision = { DATETIME($at, dateStyle: "medium") }: before a release { $by } decided about { $code }, because: { $reason }


data-page-notices = What HR announced to you
data-page-notice = “{ $title }”, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }.{ $answer ->
    [waiting] {" "}You were asked to confirm that you received it, and have not.
    [unacknowledged] {" "}You were asked to confirm that you received it; your silence is kept as silence.
   *[none] {""}
}
data-page-notice-received = You confirmed version { $version } on { DATETIME($at, dateStyle: "medium", timeStyle: "short") }.
data-page-announced = What you did with announcements
data-page-announced-step = { $act ->
    [began] Began
    [changed] Changed
    [asked] Asked a second person to agree to
    [approved] Agreed to
    [returned] Sent back
    [launched] Sent
    [paused] Paused
    [resumed] Went on with
    [stopped] Stopped
    [corrected] Corrected
    [retried] Tried again
    [discarded] Discarded
   *[listed] Took a list out of
} “{ $title }”, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }

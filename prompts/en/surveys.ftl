# The question a pilot is asked every two weeks. $value 1 to 5, $percent and $before shares of a hundred, $health 0 to 100.

surveys-question-effort = What this pilot asks of me takes a reasonable amount of time.
surveys-question-talks = Talks about my work these two weeks helped me do it better.
surveys-question-numbers = I know where the numbers about my work come from.
surveys-question-rules = I can find out how a rule applies to me.
surveys-question-voice = I could say what I think about goals and results, and it was heard.
surveys-question-moments = The bot's messages came at moments that suited me.

surveys-confidential = Confidential, groups of 5+: HR sees how answers are spread, never who said what. Your manager sees nothing.
surveys-do-words = What got in your way?
surveys-do-skip = Not now
surveys-do-stop = Stop asking me
surveys-thanks = Thank you, noted. Until the two weeks are over you can change your answer with another tap above.
surveys-changed = Changed: your answer is now { $value }.
surveys-skipped = Understood. The next question comes in two weeks.
surveys-stopped = Understood. I will not ask you this any more. “My reminders” on Home brings it back.
surveys-form-title = What got in your way?
surveys-form-label = In a sentence or two
surveys-form-about = Kept under your own key. HR reads it only among eight or more others, mixed, without names and units. Please name nobody.
surveys-form-send = Send

surveys-title = The pilot’s two weeks ({ $cycle }): { DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }
surveys-asked = “{ $question }” (1 not at all, 5 fully)
surveys-rate = Answered: { $answered } of { $asked } ({ $percent } %){ $known ->
    [yes] ; the time before { $before } %
   *[other] {""}
}
surveys-too-few = Fewer than five answers, so nothing more is shown.
surveys-all = All
surveys-spread = { $counts } | mean { $mean } | index { $health } of 100, { $colour ->
    [healthy] healthy
    [watch] to watch
   *[other] ailing
}{ $split ->
    [yes] {" "}| views split
   *[other] {""}
}
surveys-before = Asked last on { DATETIME($day, dateStyle: "medium") }: index { $before }, a change of { $change }.
surveys-others = Smaller units together
surveys-hidden = Units of fewer than five answers are not shown by themselves, nor one that would give a small one away.
surveys-running = Still open until { DATETIME($closes, dateStyle: "medium") }: these numbers will change.
surveys-friction = Where it stuck in these two weeks
surveys-friction-overtaken = Buttons pressed after something else had overtaken them: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}{ $count ->
    [0] {""}
   *[other] {" "}– { $parts }
}
surveys-part = { $part ->
    [announce] announcements
    [goals] goals
    [records] notes
    [policies] rules
    [asking] questions on rules
    [desk] questions on rules
    [check_ins] check-ins
    [cycles] the cycle
    [scores] results
    [nudges] reminders
    [appeals] appeals
    [surveys] this question
    [one_on_ones] 1:1s
   *[other] other
}
surveys-friction-abandoned = Check-ins that ran out or were waved away: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-snoozed = Reminders put off: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-declined = Reminders not needed: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-not_covered = Questions no rule covers: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-disputes = Sentences of notes disputed: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-questioned = Figures questioned: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-friction-appeals = Appeals: { $count }{ $known ->
    [yes] {" "}(before: { $before })
   *[other] {""}
}
surveys-words = What got in the way, in people's own words (mixed, without names)
surveys-picture-waits = Slack did not take the picture of this fortnight just now.
surveys-do-picture = Send me the picture
surveys-no-names = Pilot units volunteered, and answers change nobody's rating or tasks (PM-7.6). Nobody can see who said what.
surveys-legend = { $value ->
    [1] 1 not at all
    [5] 5 fully
   *[other] { $value }
}
surveys-bar = { $health } (n { $answers })
surveys-picture-note = Index from 0 to 100 at the end of each bar. Units below five answers are not shown.{ $linked ->
    [no] {" "}Pilot · linked to pay: no
   *[other] {""}
}
surveys-no-picture = There is nothing that may be drawn, or no font here that has Chinese.

error-beyond-a-survey = This is more than a survey can take up. Please contact { $name }. I have kept nothing of what you wrote.
error-no-survey-yet = Nobody has been asked yet: the first question comes two weeks after a pilot's first phase begins.

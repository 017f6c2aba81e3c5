# Questions about the rules in plain words. $clause a clause's number, $title its heading, $name whom to ask.

asking-understood = Understood as: { $question }
asking-answered = The rules say:
asking-answered-general = The general rule, which is the same for everybody:
asking-absent = This is not covered by the rules in force. Ask { $name }.
asking-failed = I could not look that up just now. Ask { $name }.
asking-clause = { $clause } { $title }
asking-source = { $document }, version { $version }, in force since { DATETIME($day, dateStyle: "medium") }
asking-other-language = The clause exists in { $language ->
    [zh] Chinese
    [en] English
   *[other] another language
} only; it is quoted as it stands.
asking-governing = Where the two languages differ, the { $language ->
    [zh] Chinese
    [en] English
   *[other] original
} text applies.
asking-neighbours-both = Before it: { $before }. After it: { $after }.
asking-neighbours-before = Before it: { $before }.
asking-neighbours-after = After it: { $after }.
asking-several-documents = More than one document speaks to this, so each is shown. If they do not fit together, { $name } says which applies.
asking-contradicted = :warning: *{ $clause }* says something else:
asking-contradiction-decided = HR has decided: { $clause } applies.
asking-contradiction-open = Nobody has decided yet which one applies. Ask { $name }.
asking-whole-button = See the whole clause
asking-in-language-button = Read it in { $language ->
    [zh] Chinese
    [en] English
   *[other] the other language
}
asking-hr-button = Ask HR
asking-sent-to-hr = This question is with HR.
asking-helpful = Helpful
asking-not-helpful = Not helpful
asking-thanks-up = You found this helpful. Thank you.
asking-thanks-down = You did not find this helpful. HR sees that in its weekly summary, without your name.
asking-absent-counted = Questions the rules do not cover reach HR once a week, without names.

asking-refused-rating = I do not write, change or suggest a rating: a person decides and signs it (PM-6.5).
asking-refused-ranking = I do not compare or rank people, and nobody publishes a ranking here (PM-6.4).
asking-refused-other_scores = Somebody else's score or band is theirs: only they, their manager, HR and named reviewers see it (PM-6.4).
asking-refused-future_band = I do not guess a result that does not exist yet; whatever I said would only get in your way.
asking-refused-mind = I do not guess what somebody feels, how they are or what they plan: asking them is the only good way.
asking-instead-rating = What each level means is in the rules; ask me “what does band B mean?” or “who decides the band?”.
asking-instead-ranking = How results are made and checked is in the rules; ask me “how is calibration done?”.
asking-instead-other_scores = How anybody's score is made is in the rules; ask me “how is the final score computed?”.
asking-instead-future_band = What each band takes is in the rules; ask me “what do the bands mean?”, and talk about where you stand in your next one-on-one.
asking-instead-mind = If you are worried about somebody, { $name } can help.

asking-personal-unknown = That is about { $topic ->
    [my_score] your own score
    [my_appeal] your own appeal
    [my_appeal_state] how far your own appeal is
    [my_interview] your own interview
    [next_talk] your own one-on-ones
    [my_goals] your own goals
    [my_unit] your unit's result
   *[other] your own affairs
}, which I cannot look up here yet. { $name } can.
asking-my-score = Your result for { $cycle }: *{ $final }*, band *{ $band }*{ $state ->
    [under_appeal] {" "}(under appeal)
    [final] {" "}(final)
   *[released] {" "}(released)
}. Write “how is my score computed” to see how it was made.
asking-my-figures = Your figures for { $cycle } come to *{ $final }* so far. They are provisional, and there is no band yet.
asking-no-score = No result of yours is released yet. You see it on the day it is, here and on Home.
asking-my-goals = Your goals for { $cycle } with their targets, weights in brackets; { $state ->
    [open] still under discussion
    [changing] agreed, and a change is under discussion
   *[agreed] agreed by both of you
}:
    { $goals }
    Write “my goals” to open them line by line.
asking-no-goals = You have no goals for { $cycle } yet. Write “my goals” to begin a draft; nothing counts until both of you confirm.
asking-no-goal-cycle = There is no cycle to have goals for yet.
asking-next-talk = Your next one-on-one is with { $with }: { DATETIME($next, dateStyle: "medium", timeStyle: "short") }.
asking-no-talk = You have no standing one-on-one at the moment.

asking-form-title = Ask about the rules
asking-form-question = Your question
asking-form-hint = In your own words, in English or Chinese. A clause number works too.
asking-form-send = Ask
asking-form-sent = I am looking that up. The answer is in the Messages tab.
asking-home-title = The rules
asking-home-about = Ask anything about how performance is managed here, in your own words. Answers quote the clause; where the rules say nothing, you hear that.
asking-home-button = Ask about the rules

asking-window-title = The whole clause
asking-before-button = Before: { $clause }
asking-after-button = After: { $clause }

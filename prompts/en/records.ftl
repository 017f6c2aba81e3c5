# Notes of check-ins. $name is the other person (in a heading: the employee), $day a date, $at a moment on
# the reader's clock, $version an edition's number. To acknowledge means "I have read it", never "I agree".

records-kind = { $kind ->
    [one_on_one] 1:1
    [goal_cocreate] Goal co-creation
    [mid_review] Mid-review
    [performance_interview] Performance interview
    [recognition] Recognition
    [development] Development talk
    [difficult_support] Improvement support
    [saved_message] Saved message
   *[other] Check-in
}
records-day = { DATETIME($day, dateStyle: "medium") }

## A note

records-header = { $kind } with { $name }, { DATETIME($day, dateStyle: "medium") }
records-note-title = Note
records-written = Written by { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") } · version { $version }
records-readers = { $audience ->
    [you] :lock: Only you can read this.
    [some] :busts_in_silhouette: You and { $name } can read this, except what is marked “only you”.
   *[both] :busts_in_silhouette: You and { $name } can read this, nobody else.
}
records-partial = The talk ended early; this is what was noted.
records-heading = { $block ->
    [focus] What it was about
    [evidence] What happened
    [voice] { $name }’s view
    [options] Ways forward
    [actions] Next steps
    [summary] Summary
    [source] Written by
    [remark] Added when it was saved
    [link] The original
   *[other] Also noted
}
records-only-you = :lock: only you
records-new-for-you = :sparkles: new here
records-nothing-noted = { $block ->
    [voice] This did not come up in the talk.
    [actions] No step was needed.
   *[other] Nothing was noted here.
}
records-erased = What stood here was erased.
records-step-ended = { $status ->
    [done] :white_check_mark: done { DATETIME($day, dateStyle: "medium") }
   *[dropped] set aside { DATETIME($day, dateStyle: "medium") }
}
records-dispute = :speech_balloon: *{ $name } sees this differently* ({ DATETIME($at, dateStyle: "medium") }, version { $version }):
records-dispute-quote = About this sentence of version { $version }:
records-comment = :pencil2: *{ $name } added* ({ DATETIME($at, dateStyle: "medium") }):
records-cut = { $count ->
    [one] One more part did not fit here. History has everything.
   *[other] { $count } more parts did not fit here. History has everything.
}

## Where it stands

records-state-for-employee = { $state ->
    [acknowledged] :white_check_mark: You marked this as read on { DATETIME($at, dateStyle: "medium") }.
    [employee_review] Please read it by { DATETIME($day, dateStyle: "medium") }. “I have read it” means received, not agreed. You can add your own view or question a sentence, now or later.
    [final_unacknowledged] The time to read ended on { DATETIME($day, dateStyle: "medium") } without an answer. That is kept as silence, not as agreement. You can still answer any time.
   *[final] You have answered; both of you can see it. “I have read it” means received, not agreed.
}
records-state-for-manager = { $state ->
    [acknowledged] :white_check_mark: { $name } marked this as read on { DATETIME($at, dateStyle: "medium") }. Read means received, not agreed.
    [employee_review] { $name } has it to read until { DATETIME($day, dateStyle: "medium") }.
    [final_unacknowledged] The time to read ended on { DATETIME($day, dateStyle: "medium") }. { $name }’s silence is kept as silence, not as agreement.
    [kept] It stays with you until you share it.
   *[final] { $name } has answered.
}

## Buttons

records-acknowledge-button = I have read it
records-add-view-button = Add my view
records-question-button = Question a sentence
records-correct-button = Correct the note
records-history-button = History
records-open-button = Open
records-share-button = Share with { $name }
records-share-part-button = Share this part
records-done-button = Done
records-drop-button = Drop

## Sharing

records-share-title = Share with { $name }?
records-share-text = { $name } can read it at once and answer. What is shared can be corrected, but not taken back.
records-share-yes = Share
records-share-no = Not now

## Messages

records-to-review-text = { $name } shared the note of your talk on { DATETIME($day, dateStyle: "medium") }
records-corrected-text = { $name } changed the note of your talk on { DATETIME($day, dateStyle: "medium") }
records-corrected-intro = { $name } changed this note. Words that went are struck through, words that came are bold. Please read it again: an earlier “I have read it” counts for the version before.
records-corrected-shared = { $name } shared more of this note with you; the rest is as it was.
records-reason = Why: “{ $reason }”
records-replaced-text = An earlier version of the note of { DATETIME($day, dateStyle: "medium") }
records-replaced = Version { $version } replaced this one on { DATETIME($at, dateStyle: "medium") }; it is further down in this conversation. History keeps both.
records-kept-text = Saved: your talk with { $name } on { DATETIME($day, dateStyle: "medium") }
records-acknowledged = :white_check_mark: { $name } has read the note of { DATETIME($day, dateStyle: "medium") } ({ $kind }). Read means received, not agreed.
records-commented = :pencil2: { $name } added a view to the note of { DATETIME($day, dateStyle: "medium") } ({ $kind }).
records-disputed = :speech_balloon: { $name } sees a sentence of the note of { DATETIME($day, dateStyle: "medium") } ({ $kind }) differently. If they are right, correct the note; both versions stay readable.
records-reminder = The note { $name } shared with you ({ $kind }, { DATETIME($day, dateStyle: "medium") }) is here whenever you have a minute. “I have read it” only says that it reached you.
records-reminder-over = The note { $name } shared with you ({ $kind }, { DATETIME($day, dateStyle: "medium") }) is further up in this conversation.

## Forms

records-add-view-title = Add my view
records-add-view-label = What should stand beside this note?
records-add-view-hint = { $name } reads it too. It stays with the note.
records-question-title = Question a sentence
records-question-which = Which sentence?
records-question-placeholder = Choose a sentence
records-question-label = How do you see it?
records-question-hint = It stands beside the sentence for good, for you and { $name }.
records-question-more = { $count ->
    [one] The menu holds 100 sentences; one more is left out. “Add my view” takes any of them.
   *[other] The menu holds 100 sentences; { $count } more are left out. “Add my view” takes any of them.
}
records-correct-title = Correct the note
records-correct-note = This makes a new version. { $name } sees what changed and is asked to read it again; the earlier version stays readable for both of you.
records-correct-note-private = This makes a new version. Only you can read it.
records-correct-private-part = Only you can read this part.
records-correct-too-long = “{ $heading }” is too long to change here.
records-correct-reason = Why the change? Whoever can read the note can read this.

## History

records-history-title = History
records-history-version = *Version { $version }* · { $name }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
records-history-acknowledged = :white_check_mark: { $name } read version { $version }, { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
records-history-opened = :busts_in_silhouette: shared with { $name }
records-history-older = { $count ->
    [one] One older entry does not fit here. It is kept.
   *[other] { $count } older entries do not fit here. They are kept.
}

## App Home

records-home-steps = Open steps
records-home-no-steps = Nothing is open. What you promise each other in a talk shows up here.
records-home-more-steps = { $count ->
    [one] and one more
   *[other] and { $count } more
}
records-home-owner = { $owner ->
    [you] You, with { $other }
    [both] You and { $other }
    [nobody] With { $other }
   *[other] { $name }
}
records-home-due = { $when ->
    [today] *today*
    [earlier] planned for { DATETIME($day, dateStyle: "medium") }
   *[later] by { DATETIME($day, dateStyle: "medium") }
}
records-home-worth-doing = Carried over several times. Is it still worth doing?
records-home-notes = Notes
records-home-no-notes = No notes yet. They appear after a check-in.
records-home-status = { $status ->
    [kept] :lock: Only you
    [employee_review] { $reader ->
        [manager] With { $name } to read
       *[employee] For you to read
    }
    [final_unacknowledged] { $reader ->
        [manager] Kept without { $name }’s answer, as silence
       *[employee] You can still answer
    }
   *[final] { $reader ->
        [manager] :white_check_mark: { $name } has read or answered it
       *[employee] :white_check_mark: You have read or answered it
    }
}

## What can go wrong

error-promise-not-found = I cannot find that step. The open ones are on my Home tab.

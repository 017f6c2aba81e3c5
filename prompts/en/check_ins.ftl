# The check-in, as a manager reads it. $n and $name are the employee.

check_ins-heading = Check-in with { $n }
check_ins-day = { DATETIME($day, dateStyle: "medium") }
check_ins-answered = :white_check_mark: { $asked }

# Invitation and contract
check_ins-time = { DATETIME($at, timeStyle: "short") }
check_ins-invite-prep = { $promise ->
    [none] 1:1 with { $n } at { $at }. Two questions, about 90 seconds?
   *[other] 1:1 with { $n } at { $at }. Last time you promised “{ $promised }”. 90 seconds to prepare?
 }
check_ins-invite-debrief = How was it with { $n }? Two taps and a few lines, about 2 minutes, while it is fresh.
check_ins-invite-prep-start = Prepare now
check_ins-invite-debrief-start = Wrap up now
check_ins-invite-later = In 2 hours
check_ins-invite-not-needed = It is not taking place
check_ins-snoozed = In two hours, then. You can also start sooner.
check_ins-contract-question = Before the talk or after it?
check_ins-mode-prep = Prepare a talk to come (about 90 seconds)
check_ins-mode-debrief = Wrap up a talk we had (2–3 minutes)
check_ins-mode-prep-short = preparing
check_ins-mode-debrief-short = wrapping up
check_ins-recent-note = You and { $n } have a note from the last two days. Add to that one?
check_ins-add-to-note = Add to that note
check_ins-new-note = Start a new one

# Recall of open actions
check_ins-agenda = { $n } wants to talk about:
check_ins-recall-question = First, what you two left open last time. Where does it stand?
check_ins-recall-done = Done
check_ins-recall-carry = Carry on
check_ins-recall-keep = Still worth it
check_ins-recall-drop = Drop
check_ins-recall-skip = Carry all of it on
check_ins-promised = *{ $owner }* – { $what } ({ $due })
check_ins-promised-undated = *{ $owner }* – { $what }
check_ins-no-owner = nobody named
check_ins-no-date = no date
check_ins-still-worth-it = _Carried over several times. Is it still worth doing?_

# Questions whose words are not in the question bank
check_ins-topic-goals = Goals
check_ins-topic-blocker = Blocker
check_ins-topic-people = People
check_ins-topic-other = Something else
check_ins-topic-question = { $topic }, then. What exactly, in a few words?
check_ins-topic-enough = That says it
check_ins-extra-question = One more thing to tick off.
check_ins-finishing-focus = What was the talk mainly about?
check_ins-finishing-voice = What did { $n } say? A line, or a tap if it was not discussed.
check_ins-finishing-commit = What happens next?
check_ins-skip = Skip this one
check_ins-not-discussed = Not discussed
check_ins-promise = Add a step
check_ins-keep-as-is = Keep it as I wrote it
check_ins-no-action-nothing_needed = No step needed
check_ins-no-action-next_talk = We decide next time
check_ins-no-action-waiting = Waiting for others
check_ins-keep-private-now = Keep what we have, for me

# What is said before a question
check_ins-notice-probe-evidence = A moment says more than a summary. Which one comes to mind?
check_ins-notice-probe-voice = That is your side. What did { $n } say or ask for?
check_ins-notice-probe-action = Good step. Who does it, and by which day?
check_ins-notice-vague-action = Kept as you wrote it. Give it a name and a day, or tap what fits.
check_ins-notice-two-short = Two short ones in a row; finish whenever it is enough for today.
check_ins-notice-time-cap = Five minutes are up. Nothing is lost; only what is needed now.
check_ins-notice-prompt-cap = That was plenty of questions; only what is needed now.
check_ins-notice-enough = The event, their view and the next step are all there.
check_ins-notice-resumed = Welcome back. Here is where we were.
check_ins-notice-went-back = One step back.
check_ins-notice-edited = Changed as you wrote it.

# Summary page and sharing
check_ins-reflect-title = Does this say it? Nobody else sees it yet.
check_ins-part-focus = What it was about
check_ins-part-evidence = What happened
check_ins-part-voice = { $n }’s view
check_ins-part-options = Ways forward
check_ins-part-steps = Next steps
check_ins-part-summary = Summary
check_ins-approve = Looks right
check_ins-edit = Edit
check_ins-hint = :bulb: Only you see this: { $hint }
check_ins-share-question = Share this note with { $n }?
check_ins-share-note = { $n } can read it, add a view and question a sentence. What is shared stays shared; you can always correct it.
check_ins-share-gone = { $n } has left the company, so the note stays with you.
check_ins-share-all = Share it
check_ins-share-choose = Choose what to share
check_ins-share-none = Keep it private
check_ins-share-title = Share this note
check_ins-share-which = { $n } gets
check_ins-share-hint = What is not ticked stays with you.

# Moving about
check_ins-back = Back
check_ins-pause = Pause
check_ins-finish = Finish now
check_ins-resume = Carry on
check_ins-stop = Stop and keep it for me
check_ins-parked = Paused. Everything so far is kept for two days; carry on whenever it suits.
check_ins-slot-there = :white_check_mark: { $part }
check_ins-slot-missing = :white_circle: { $part }

# Endings
check_ins-closed-prep = Saved for you alone. Good talk with { $n }!
check_ins-closed-shared = Saved and on its way to { $n }, who can add a view. Thank you for asking.
check_ins-closed-private = Saved. Only you can read it; you can share it any time.
check_ins-closed-partial = Stopped. What you wrote is kept, for you alone.
check_ins-closed-empty = Stopped. There was nothing to keep.
check_ins-skipped = Noted. No further message about this one.
check_ins-skipped-moved = Noted as not taking place. No further message about this one.
check_ins-skipped-snoozed = Fine, I leave it with you. Start any time from Home.
check_ins-expired = I let this one go. Start any time from Home.
check_ins-handoff = This is beyond a check-in. Please contact { $contact }. I have stopped and saved nothing from that message; you can delete it with “⋯ → Delete message”.

# Forms
check_ins-choose-title = Check-in
check_ins-choose-person = With whom?
check_ins-choose-mode = What is it for?
check_ins-choose-start = Start
check_ins-begun = I have written to you under *Messages*, about { $n }. See you there.
check_ins-promise-title = Next step
check_ins-promise-owner = Who does it?
check_ins-promise-what = What?
check_ins-promise-due = By when?
check_ins-me = I do
check_ins-you = You
check_ins-both = Both of us
check_ins-edit-title = Edit the summary
check_ins-evidence-title = What you wrote down
check_ins-evidence-note = Ratings are yours to give. These are the moments you have noted so far.
check_ins-evidence-none = No moments noted yet. A check-in is a good place for the first one.

# Private hints (two at most); keys come from the wording rules
check_ins-hint-evidence = “{ $quote }” – which day, which moment shows it?
check_ins-hint-behaviour = “{ $quote }” describes a person. What did they do, and when?
check_ins-hint-voice = Their own words are missing. What did { $n } say?
check_ins-hint-action = There is no step yet with a name and a day.
check_ins-hint-action_owner_date = “{ $quote }” – who does it, and by which day?
check_ins-hint-all_theirs = Every step is { $n }'s. What will you do for them?
check_ins-hint-forward_more = Mostly looking back. What should be different next time?
check_ins-hint-forward_less = Mostly plans. Which moment are they built on?
check_ins-hint-open = “{ $quote }” can be answered with yes or no. What would a what or a how bring?
check_ins-hint-open_leading = “{ $quote }” already contains its answer. How would you ask it openly?
check_ins-hint-verdict = “{ $quote }” reads as a verdict. What happened, in facts?
check_ins-hint-absolute = “{ $quote }” allows no exception. How often was it?
check_ins-hint-peer = “{ $quote }” compares with a colleague. Compare with the standard instead.
check_ins-hint-sensitive = “{ $quote }” looks private to { $n }. I suggest leaving it out.
check_ins-hint-biased = “{ $quote }” often carries a picture of a group. What did { $n } do?

# What the bot never does
check_ins-refused-rating = I never write or change a rating; that is a person's to give and to sign. I can show you the moments you noted – they are on Home, under Notes.
check_ins-refused-comparison = I do not compare people with each other. Compare with the standard or the goal, and I will gladly help you write that down.
check_ins-refused-mind = I do not guess at mood, health, family plans or whether somebody may leave. Ask them how things are – and write down only what they choose to say.
check_ins-show-evidence = Show what I noted
check_ins-not-needed-moved = Moved to another day
check_ins-not-needed-leave = One of us is away
check_ins-not-needed-not_needed = No need this time
check_ins-not-needed-other = Another reason
check_ins-choose-more = These are the first { $count }. For somebody else, write: check in with NAME.

# Announcements. $title is one's title, $name a person, $at a moment, $count a number, $state where it stands.

error-announcements-are-hrs = Announcements are sent by HR. If something should be said to many, please tell them.
error-announcement-is-over = This announcement has moved on; the card in our messages shows how it stands.
error-announcement-not-ready = { $count ->
    [one] One thing has to be put right first. The card says what.
   *[other] { $count } things have to be put right first. The card says which.
}
error-nobody-to-reach = This would reach nobody. Please look at whom it is for, or choose a channel.
error-nobody-to-approve = This goes to so many that a second person in HR has to agree, and there is nobody who may. Please ask your HR admin.
error-channel-is-for-everybody = A channel is read by people of every unit. Only HR for the whole company may announce there.
error-addresses-not-known = { $count ->
    [one] I know nobody with the address { $first }.
   *[other] I do not know { $count } of these addresses, among them { $first }.
}
error-day-is-past = That day is over. Please choose today or a later one.
error-nothing-to-correct = These are the words that went out. Please change something, or close this.

announcing-new-title = New announcement
announcing-new-about = Start from a template or write freely. A card in our messages then shows the draft; nothing goes out before you say so.
announcing-template-field = Template
announcing-template-choose = Choose a template
announcing-template-free = Write freely
announcing-new-send = Start
announcing-template-A-01 = A-01 · Cycle opens
announcing-template-A-02 = A-02 · Goal guide and slots, for managers
announcing-template-A-03 = A-03 · Draft goals are ready
announcing-template-A-04 = A-04 · Goals not agreed yet
announcing-template-A-05 = A-05 · Mid-review opens
announcing-template-A-06 = A-06 · Self-review
announcing-template-A-07 = A-07 · Provisional numbers
announcing-template-A-08 = A-08 · Manager review: what you need
announcing-template-A-09 = A-09 · Calibration pack
announcing-template-A-10m = A-10m · Review talks, for managers
announcing-template-A-10e = A-10e · Review talk, for employees
announcing-template-A-11 = A-11 · Result is ready
announcing-template-A-12 = A-12 · How to appeal
announcing-template-A-13 = A-13 · Date or rule change
announcing-template-A-14 = A-14 · Retrospective
announcing-template-A-15 = A-15 · Rule book version published

announcing-words-title = Words
announcing-words-about = Write both languages; nothing is translated by a machine. What stands in {"{"}braces{"}"} is filled in from the values below.
announcing-values-field = Values
announcing-values-hint = One per line: name: English | 中文, or one value for both.
announcing-only-field = One language only
announcing-only-choice = Send it in one language to everybody
announcing-field = { $part }, { $language }
announcing-part = { $part ->
    [title] Title
    [text] Text
    [values] Values
    [employee] Employees
    [manager] Managers
    [hr] HR
   *[unit_head] Heads of units
}
announcing-language = { $language ->
    [en] English
    [zh] Chinese
   *[none] no language
}
announcing-changes-title = What changes for you
announcing-changes-about = One paragraph per role, in both languages. Who has no paragraph of their own reads the one for managers or employees.
announcing-aim-title = Whom it is for
announcing-who-field = Who
announcing-who = { $who ->
    [everyone] Everyone
    [employee] Employees without reports
    [manager] Managers
    [hr] HR
    [unit_head] Heads of units
   *[list] The people on the list
}
announcing-group-pilot = Pilot group
announcing-group-goals_not_agreed = Goals not agreed yet
announcing-units-field = Only in these units
announcing-units-choose = All units
announcing-units-hint = With the units below them.
announcing-list-addresses = The list
announcing-list-without = Leave these people out
announcing-list-hint = E-mail addresses, with spaces, commas or lines between them.
announcing-leave-field = People on leave
announcing-leave-choice = Leave out who is on leave today
announcing-way-title = How and when
announcing-how-field = How
announcing-direct-choice = In each reader’s direct message
announcing-acknowledged-choice = Ask readers to confirm that they received it
announcing-channel-field = Channel
announcing-channel-choose = No channel
announcing-day-field = Day
announcing-day-choose = As soon as may be
announcing-day-hint = On each reader’s own calendar; a day off moves to the next working day.
announcing-hour-field = Hour
announcing-hour-hint = On each reader’s own clock. Nobody is written to outside their working hours.
announcing-menu-helper = Who in HR helps those who stay silent
announcing-menu-rules = Attached version of the rule book
announcing-rules-none = None

announcing-untitled = Announcement without a title
announcing-state = { $state ->
    [draft] :memo: Draft
    [waiting] :hourglass_flowing_sand: Waits for a second person in HR
    [sending] :outbox_tray: Being sent
    [paused] :double_vertical_bar: Paused
    [stopped] :octagonal_sign: Stopped
    [sent] :white_check_mark: Sent
   *[discarded] :wastebasket: Discarded
}
announcing-audience = For: { $who }
announcing-audience-units = For: { $who }, in { $units } and the units below
announcing-list-separator = {", "}
announcing-where = { $where ->
    [both] to each reader and in { $channel }
    [channel] in { $channel }
   *[direct] to each reader
}
announcing-when-now = When: as soon as each reader’s working hours allow, { $where }
announcing-when-at = When: { DATETIME($at, dateStyle: "medium", timeStyle: "short") } on each reader’s clock, { $where }
announcing-count = { $count ->
    [one] One reader; sent within { $minutes } min, done by { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[other] { $count } readers; about { $minutes } min at the pace of now, done by { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
announcing-left-out = Not reached: { $count } ({ $why })
announcing-reason = { $reason ->
    [left] left the company
    [deactivated] Slack account deactivated
    [no_account] no Slack account
    [not_served] in a unit you do not serve
    [excluded] left out by you
   *[away] on leave
}
announcing-left-out-reason = { announcing-reason }: { $count }
announcing-asks = { $asks ->
    [yes] Readers are asked to confirm that they received it; reminders after 2 and 5 working days
   *[no] Readers are not asked for anything
}
announcing-helper = { $name } is told who stays silent, and helps
announcing-second = :busts_in_silhouette: This goes to so many that a second person in HR has to agree.
announcing-approved-by = Agreed to by { $name }
announcing-problems = *Before it can go out:*
announcing-problem = { $kind ->
    [missing] { $where }, { $language }: nothing is written
    [variable] { $where }, { $language }: “{ $detail }” has no value
    [unknown] { $where }: nothing asks for “{ $detail }”
    [uneven] { $where }, { $language }: “{ $detail }” stands in the other language and not here
    [wording] { $where }, { $language }: “{ $detail }” blames; please say it another way
   *[length] { $where }, { $language }: longer than { $detail } characters
}
announcing-more-problems = … and { $count } more
announcing-progress = Sent { $sent } · waiting { $waiting } · failed { $failed }{ $unknown ->
    [0] {""}
   *[other] {" "}· may have arrived { $unknown }
}{ $stopped ->
    [0] {""}
   *[other] {" "}· not sent { $stopped }
}
announcing-finishing = Done by { DATETIME($at, dateStyle: "medium", timeStyle: "short") } at the pace of now
announcing-correction = Of those who had older words, corrected { $sent } · waiting { $waiting } · not reached { $failed }
announcing-lacks-channel = This template is meant for a channel too, and none is chosen.
announcing-approval = { $state ->
    [waiting] Please look at “{ $title }”: it goes to many, so a second person in HR has to agree.
    [draft] “{ $title }” went back to its author.
    [discarded] “{ $title }” was discarded.
   *[sent] “{ $title }” was agreed to and goes out.
}
announcing-stop-title = Stop for good?
announcing-stop-sure = What has not been sent is taken back. What arrived stays where it is.

announcing-button-new = New announcement
announcing-button-words = Words
announcing-button-changes = What changes
announcing-button-aim = Whom it is for
announcing-button-way = How and when
announcing-button-preview = Preview
announcing-button-send = Send announcement
announcing-button-ask = Ask a second person
announcing-button-discard = Discard
announcing-button-approve = Agree and send
announcing-button-send-back = Send back
announcing-button-change = Back to draft
announcing-button-pause = Pause
announcing-button-resume = Go on
announcing-button-stop = Stop
announcing-button-board = Board
announcing-button-correct = Correct the words
announcing-button-failures = Who was not reached
announcing-button-retry = Try those once more
announcing-button-left-out = Who is left out
announcing-button-refresh = Refresh
announcing-button-board-file = Board as a file
announcing-button-silent-file = Who has not confirmed
announcing-correct-title = Correct the words
announcing-correct-send = Correct

announcing-what-changes = What changes for you
announcing-only-language = { $language ->
    [zh] This announcement is in Chinese only.
   *[en] This announcement is in English only.
}
announcing-rules = Rules: { $rules }. Where its languages differ, the { $language ->
    [zh] Chinese
   *[en] English
} text counts.
announcing-corrected = Corrected on { DATETIME($at, dateStyle: "medium", timeStyle: "short") }; you may have seen other words here before.
announcing-received-means = “Received” only says that you have it. It is not agreement.
announcing-received-button = Received
announcing-received-at = Received on { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
announcing-reminder = Have you seen “{ $title }”? One tap says that you have it; it is not agreement. Questions are welcome.
announcing-ask-button = Ask about this
announcing-ask-title = Ask about this
announcing-ask-hint = It is answered from the rules here. HR sees questions like it in groups, without names.
announcing-ask-sent = The answer comes in our messages.

announcing-preview-title = Preview
announcing-preview-role = Role
announcing-preview-language = Language
announcing-board-title = Who has received it
announcing-board-at = As of { DATETIME($at, dateStyle: "medium", timeStyle: "medium") }. Units with fewer than five readers are put together.
announcing-board-all = *All*
announcing-board-others = Small units together
announcing-board-no-unit = No unit
announcing-board-line = { $unit }: { $received } of { $readers } ({ NUMBER($share, style: "percent") })
announcing-board-more = … and { $count } more units, in the file
announcing-board-too-few = There are too few readers to show numbers without pointing at somebody.
announcing-board-questions = *Asked about it*
announcing-board-question = { $count } × { $words }
announcing-silence = { $count } of { $readers } readers of “{ $title }” have not confirmed after two reminders. Silence is kept as silence. A word in person helps more than a third reminder.
announcing-home = Announcements
announcing-home-line = *{ $title }*: { $state ->
    [draft] draft
    [waiting] waits for a second person
    [sending] being sent
    [paused] paused
    [stopped] stopped
   *[sent] sent
}
announcing-file-name = name
announcing-file-email = email
announcing-file-reason = reason
announcing-file-unit = unit
announcing-file-readers = readers
announcing-file-received = received
announcing-file-error = error of Slack
announcing-file-left-out = Who is left out, and why.
announcing-file-failures = Who was not reached, and why. A channel stands there by its id.
announcing-file-board = The board as a file.
announcing-file-silent = Who has not confirmed, as far as you serve them.

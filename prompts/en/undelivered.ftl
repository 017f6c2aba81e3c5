# Messages that did not arrive, for HR's administrators and on the command line. Never what a message said.
# $count messages, $age since when (one of the spans below), $name the recipient.

undelivered-title = Delivery
undelivered-nothing-waits = Nothing is waiting to be sent.
undelivered-waiting = { $count ->
    [one] One message is waiting to be sent, for { $age }.
   *[other] { $count } messages are waiting to be sent, the oldest for { $age }.
}
undelivered-gate = Slack has asked for a pause of { $minutes } more min. Messages waiting: { $count }.
undelivered-none = Every message of the last 30 days arrived.
undelivered-count = { $count ->
    [one] *One message of the last 30 days did not arrive*
   *[other] *{ $count } messages of the last 30 days did not arrive*, the newest first
}
undelivered-line = *{ $name }* – { $kind }, { $age } ago
    { $reason }
undelivered-retry = Try again
undelivered-retry-all = { $count ->
    [one] Try this one again
   *[other] Try these { $count } again
}
undelivered-retried = { $count ->
    [one] One message is on its way again.
   *[other] { $count } messages are on their way again.
}
undelivered-safe = Trying again never doubles a message: what may be there already is looked for in Slack first.
undelivered-home = { $count ->
    [one] One message did not arrive.
   *[other] { $count } messages did not arrive.
}
undelivered-show = Show delivery

undelivered-minutes = { $count } min
undelivered-hours = { $count } h
undelivered-days = { $count ->
    [one] one day
   *[other] { $count } days
}

undelivered-kind-check-in = a check-in
undelivered-kind-note = a note or a next step
undelivered-kind-rules = the rules
undelivered-kind-result = a result
undelivered-kind-nudge = a nudge
undelivered-kind-delivery = a word about delivery
undelivered-kind-other = an answer

undelivered-reason-no-account = Slack does not know this person yet. It goes out once they have joined.
undelivered-reason-left = The account is switched off.
undelivered-reason-closed = The conversation is closed, or the app is not in it.
undelivered-reason-shape = Slack did not take its shape. This is a fault of ours; please report it.
undelivered-reason-not-drawn = It could not be written. The log says what broke.
undelivered-reason-first-missing = The message it belongs under is not there.
undelivered-reason-permission = The app lacks a permission in Slack.
undelivered-reason-unknown = It may have arrived: the connection broke, and the conversation could not be read.
undelivered-reason-other = Slack refused it.

undelivered-joint = |; |
undelivered-stuck = Delivery needs a look: { $troubles }. /touchbase delivery shows more.
undelivered-stuck-waiting = { $count ->
    [one] one message has been waiting for { $age }
   *[other] { $count } messages are waiting, the oldest for { $age }
}
undelivered-stuck-gate = Slack wants us to pause for { $minutes } more min
undelivered-stuck-claims = { $count ->
    [one] one message has been on its way for over an hour
   *[other] { $count } messages have been on their way for over an hour
}
undelivered-stuck-jobs = { $count ->
    [one] a regular job has not come to its end for over an hour ({ $names })
   *[other] { $count } regular jobs have not come to their end for over an hour ({ $names })
}

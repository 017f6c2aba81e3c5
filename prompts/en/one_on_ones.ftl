# Standing 1:1s on App Home. $name a person, $next the next talk in the reader's zone, $day the last talk.

one-on-ones-title = My 1:1s
one-on-ones-report = *{ $name }*
    Next: { DATETIME($next, dateStyle: "full") }, { DATETIME($next, timeStyle: "short") }
one-on-ones-report-unplanned = *{ $name }*
    No regular time yet
one-on-ones-last = last talk: { DATETIME($day, dateStyle: "medium") }
one-on-ones-first = no talk on record yet
one-on-ones-prep-button = Prepare
one-on-ones-debrief-button = Wrap up
one-on-ones-more = { $count ->
    [one] +1 more person. You can check in with anyone who reports to you.
   *[other] +{ $count } more people. You can check in with anyone who reports to you.
}
one-on-ones-choose-button = Start a check-in
one-on-ones-manager = With your manager *{ $name }*
    Next: { DATETIME($next, dateStyle: "full") }, { DATETIME($next, timeStyle: "short") }. Most of the agenda is yours.

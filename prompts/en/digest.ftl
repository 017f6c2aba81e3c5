# The week's questions, for HR. No message here names anybody.

digest-title = Questions about the rules, { DATETIME($since, dateStyle: "medium") } to { DATETIME($until, dateStyle: "medium") }
digest-window = This week so far
digest-counts = { $asked } asked: { $answered } answered from the rules, { $absent } not covered, { $refused } refused.
digest-uncovered = Not covered by the rules
digest-group = • { $question } ({ $times ->
    [one] once
   *[other] { $times } times
})
digest-group-unit = • { $question } ({ $times } times, all from { $unit })
digest-disliked = Answers that did not help
digest-disliked-line = • { $question } – { $clauses }
digest-no-clause = no clause
digest-most = Clauses asked about most
digest-most-line = • { $clause }: { $times ->
    [one] once
   *[other] { $times } times
}
digest-unused = Clauses no answer quoted in 90 days
digest-more = • and { $count } more
digest-no-names = Nobody is named here. A unit is named only where at least five of its people asked, and nobody else.

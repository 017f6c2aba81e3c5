# Telling people of new rules. $title a document, $version its version, $day when it applies, $count how many clauses.

notices-changed = :scroll: The rules change: *{ $title }*, version { $version }, applies from { DATETIME($day, dateStyle: "medium") }. { $count ->
    [one] One clause is not what it was.
   *[other] { $count } clauses are not what they were.
}
notices-first = :scroll: New rules: *{ $title }*, version { $version }, apply from { DATETIME($day, dateStyle: "medium") }. { $count ->
    [one] They have one clause.
   *[other] They have { $count } clauses.
}
notices-gone = :scroll: The rules change: from { DATETIME($day, dateStyle: "medium") } on *{ $title }* is no longer for you.
notices-reminder = :scroll: Still unread: *{ $title }*, version { $version }, applies from { DATETIME($day, dateStyle: "medium") }. Two minutes; you can ask me about any clause.
notices-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
notices-changes-button = See what changes
notices-rules-button = See the clauses
notices-read-button = I have read this
notices-read-about = HR sees that you have read it. It does not mean that you agree; ask or object at any time.
notices-was-read = You read this on { DATETIME($at, dateStyle: "medium", timeStyle: "short") }.
notices-counts = { $told ->
    [one] One person was told
   *[other] { $told } people were told
}, { $read ->
    [0] none has read it yet.
    [one] one has read it.
   *[other] { $read } have read it.
}

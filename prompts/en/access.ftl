# Who can read a note, who has read it, and what goes to a new manager. $name is a person, $names several,
# $day a date, $at a moment on the reader's clock.

access-readers = { $audience ->
    [some] :busts_in_silhouette: You and { $name } can read this, except what is marked “only you”. { $names } can read it too, as far as it is meant for them.
    [outside] :busts_in_silhouette: { $manager } and { $employee } can read this. { $names } can read it too, as far as it is meant for them.
   *[both] :busts_in_silhouette: You and { $name } can read this. { $names } can read it too, as far as it is meant for them.
}
access-reader = { $audience ->
    [manager] { $name } (manager now)
    [hr_partner] HR partner { $name }
   *[hr_admin] HR admin { $name }
}
access-readers-more = { $count ->
    [one] one more person of HR
   *[other] { $count } more people of HR
}
access-shared-with-hr = :office: HR too
access-header = { $kind } of { $manager } and { $employee }, { DATETIME($day, dateStyle: "medium") }
access-read-only = { $audience ->
    [manager] You can read this because { $employee } reports to you now. Only the confirmed, shared parts went over. Your reading is kept; { $employee } can see it.
   *[hr] You can read only what was shared with HR. Your reading is kept; { $employee } and { $manager } can see it.
}

access-readers-button = Who has read this
access-readers-title = Who has read this
access-readers-intro = Everyone who opened this note, newest first. One line per person, version and day.
access-readers-none = Nobody has opened it in a window yet. The two of you have it in your messages.
access-read-line = *{ $name }* ({ $relation }) · version { $version } · { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
access-relation = { $relation ->
    [author] wrote it
    [self] it is about them
    [manager] manager
    [hr_partner] HR partner
   *[hr_admin] HR admin
}
access-readers-facts = HR can see that the talk took place, of which kind, on which day and where the note stands. HR reads words only where they are shared with HR.

access-handed-over-text = { $employee } reports to you now: what you can read
access-handed-over-intro = *{ $employee }* reports to you now. You can read the shared parts of these confirmed notes. Private notes did not come with them. { $employee } knows what you can read.
access-handed-over-followed-text = A note about { $employee } went over to you
access-handed-over-followed-intro = *{ $employee }* still had a note to read when they came to you. Its review has ended: you can read its shared parts now.
access-handed-over-told-text = { $manager } is your manager now: what they can read
access-handed-over-told-intro = *{ $manager }* is your manager now and can read the shared parts of these confirmed notes. Nobody’s private notes went over, and neither did thanks meant for you alone.
access-handed-over-notes = *Notes*
access-handed-over-steps = *Open steps*
access-handed-over-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
access-handed-over-waiting = { $count ->
    [one] One note is still with you to read. It goes over when its review ends.
   *[other] { $count } notes are still with you to read. They go over when their review ends.
}
access-note-line = { $kind } with { $manager }, { DATETIME($day, dateStyle: "medium") }
access-home-handed-over = From { $name }, handed over to you

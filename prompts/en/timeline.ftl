# A person's timeline in a cycle. $name a person, $day a date, $days working days.

timeline-title = Timeline
timeline-mine-button = My timeline
timeline-with = Timeline with …
timeline-cycle = Cycle
timeline-header = { $whose ->
    [mine] My timeline
   *[other] Timeline with { $name }
}
timeline-rule = { $rule ->
    [known] The manager review closes on { DATETIME($day, dateStyle: "medium") }. Only what was shared by { DATETIME($last, dateStyle: "medium") }, five working days before, may count (PM-1.5).
   *[unknown] Only what was shared five working days before the manager review closes may count (PM-1.5). That day is not planned yet.
}
timeline-nothing = Nothing is on record for this cycle yet.
timeline-entry = *{ DATETIME($day, dateStyle: "medium") }* · { $moment ->
    [talk] { $kind }, written down by { $name }
    [saved] Message saved by { $name }
    [shared] Shared by { $name }
    [promised] { $owned ->
        [yes] Step promised by { $name }
       *[no] Step promised
    }
    [acknowledged] Marked as read by { $name }
    [commented] View added by { $name }
    [disputed] { $name } sees this differently
    [done] Step done
   *[dropped] Step dropped
}
timeline-use = { $use ->
    [usable] :white_check_mark: May count in the rating.
    [private] :lock: Cannot count: it is private.
    [too_late] :no_entry: Cannot count: shared { $days ->
        [one] one working day
       *[other] { $days } working days
    } too late.
    [not_read] :hourglass: Cannot count yet: not read yet.
   *[no_review] Whether it may count is known once the manager review is planned.
}
timeline-questioned = Still questioned: the dispute stands beside it.

## The picture: a row a note. $mark what a sign means, $border a day that decides, $count rows left out.

timeline-picture-button = As a picture
timeline-picture-title = { $known ->
    [yes] Timeline of { $name }, { $cycle }
   *[no] Timeline of { $name }
}
timeline-picture-lane = { DATETIME($day, dateStyle: "medium") } · { $kind }
timeline-picture-border = { $border ->
    [last_day] last day to share: { DATETIME($day, dateStyle: "medium") }
   *[closes] manager review closes: { DATETIME($day, dateStyle: "medium") }
}
timeline-picture-use = { $use ->
    [usable] may count
    [private] private, cannot count
    [too_late] shared { $days ->
        [one] one working day
       *[other] { $days } working days
    } too late
    [not_read] not read yet
   *[no_review] review not planned yet
}
timeline-picture-questioned = questioned
timeline-picture-legend = { $mark ->
    [yes] shared in time
    [not_yet] cannot be said yet
    [no] cannot count
    [answered] answered by the employee
   *[happened] talk, or a step ended
}
timeline-picture-note = What was said is in the timeline and the notes, not in this picture.{ $count ->
    [0] {""}
    [one] {" "}One earlier note is not drawn.
   *[other] {" "}{ $count } earlier notes are not drawn.
}
timeline-picture-told = { $outcome ->
    [sent] :frame_with_picture: The picture is in our direct message.
    [refused] Slack did not take the picture. Please press again in a minute.
   *[none] I cannot draw the picture here; everything is in the list below.
}

# The company's own working days, for HR's administrators. $until the last day that is known, $count days entered,
# $year a year, $kind why a day is not what the calendar says.

company-days-heading = Working days
company-days-home = { $near ->
        [yes] :warning: Known until { DATETIME($until, dateStyle: "medium") }. After that no deadline and no cycle date can be worked out, until the next year’s days are entered.
       *[other] Known until { DATETIME($until, dateStyle: "medium") }.
    } { $count ->
        [0] No days of your own are entered.
        [one] 1 day of your own is entered.
       *[other] { $count } days of your own are entered.
    }
company-days-ends = The working days of { $year } are not known yet: my calendar ends on { DATETIME($until, dateStyle: "medium") }. Please enter the days that differ and say that { $year } is complete. Until then no deadline and no cycle date can reach into { $year }, and reminders rest from then on.
company-days-show = Working days
company-days-title = Working days
company-days-known = The calendar of { $country } is known until *{ DATETIME($until, dateStyle: "full") }*.
company-days-why = What you enter here goes before the calendar: days worked instead of others, holidays, bridge days, days off of your own. It counts for deadlines, the dates of cycles and quiet hours.
company-days-none = No days of your own from the past month on.
company-days-line = *{ DATETIME($day, dateStyle: "full") }*
    { $kind }
company-days-kind = { $kind ->
    [worked] Worked (in exchange for a day off)
    [holiday] Public holiday
    [bridge] Bridge day off
   *[company] Day off of the company
}
company-days-more = { $count ->
    [one] 1 more day is entered. “touchbase calendar list” shows all.
   *[other] { $count } more days are entered. “touchbase calendar list” shows all.
}
company-days-remove = Remove
company-days-add = Enter days
company-days-day = Choose a day
company-days-first = Day, or the first of several
company-days-last = Last day
company-days-what = What kind of day
company-days-enter = Enter
company-days-stays = Deadlines and dates that were already told to people stay as they are.
company-days-complete = { $year } is complete
company-days-complete-words = Every day of { $year } that differs from the calendar is entered. All others count as usual: weekdays worked; weekends and the holidays fixed by law off.
company-days-complete-yes = Complete
company-days-reopen = Take back { $year }
error-year-not-known = Which days of { $year } are worked is not known yet: the calendar ends on { $until }, and I do not guess a date that binds somebody. HR’s administrators can enter the days of { $year } under “Working days” on their Home (or with /touchbase workdays) and say that the year is complete. After that this works.
error-day-not-understood = { $field ->
    [last] The last day cannot be before the first, and at most 31 days are entered at a time.
    [kind] Please choose what kind of day it is: worked, holiday, bridge or company.
   *[other] Please choose a day.
}
error-year-out-of-reach = { $year } cannot be changed here. The next year to be called complete is { $next }; only a year that HR called complete can be taken back, the last one first.

# A manager's linked calendar. $talks booked 1:1s ahead, $read when it was read last, $fault why it was not.

one-on-ones-calendar-none = *Calendar*
    Link yours, and I follow your real 1:1s: moved, cancelled and declined ones too.
one-on-ones-calendar-waiting = *Calendar*
    Linked. I am reading it now.
one-on-ones-calendar-linked = *Calendar*
    { $source ->
        [file] From a file, read { DATETIME($read, dateStyle: "medium") }
       *[other] Linked, last read { DATETIME($read, dateStyle: "medium") }, { DATETIME($read, timeStyle: "short") }
    } · { $talks ->
        [0] no 1:1s ahead
        [one] 1 booked 1:1 ahead
       *[other] { $talks } booked 1:1s ahead
    }
one-on-ones-calendar-link = Link calendar
one-on-ones-calendar-replace = Link another
one-on-ones-calendar-remove = Remove calendar
one-on-ones-calendar-remove-title = Remove your calendar?
one-on-ones-calendar-remove-words = I forget its address and everything I read from it. Your 1:1 rhythms stay.
one-on-ones-calendar-title = Link your calendar
one-on-ones-calendar-lead = Paste the *secret address in iCal format* of your calendar. Whoever has it can read your calendar, so I keep it encrypted, show it to nobody, and never show it again.
one-on-ones-calendar-address = Secret address
one-on-ones-calendar-where = Google: Settings › your calendar › Integrate. Outlook: Settings › Shared calendars › Publish. It starts with https:// or webcal://.
one-on-ones-calendar-kept = I keep only when you are busy and which events are 1:1s with your reports: no other titles, no other guests. Of a file I remember where it is in Slack, only while I have a question about it.
one-on-ones-calendar-file = You can also send me an .ics file here in our direct message.
one-on-ones-calendar-read = { $talks ->
    [0] I have read your calendar. There are no 1:1s with your reports in the next 60 days; I recognise those with just the two of you invited.
    [one] I have read your calendar: 1 booked 1:1 in the next 60 days. I ask you to prepare 30 minutes before it and to wrap up 10 minutes after it.
   *[other] I have read your calendar: { $talks } booked 1:1s in the next 60 days. I ask you to prepare 30 minutes before each and to wrap up 10 minutes after it.
}
one-on-ones-calendar-trouble = { $fault ->
    [no_calendar] What I got is not a calendar. Please check that you copied the address in iCal format, which ends in .ics, or send me an .ics file.
    [broken] That calendar is damaged, so I could not read it. Please export it once more or link it anew.
    [too_large] That calendar is larger than 5 MB or holds too many events. Please export fewer months, or link a smaller calendar.
    [address] That is not an address I can open. It must begin with https://.
    [private] That address leads into a private network, where I do not go. Please use the public secret address of your calendar.
    [late] Your calendar did not answer within 10 seconds. I will try again by myself.
    [redirected] That address leads on to other places too often. Please copy the secret address once more.
    [file_gone] I could not get your calendar file from Slack any more. Please send it once more, then I take over what you said.
    [status] Your calendar's server refused. Perhaps the address was reset: please link the new one. I will also try again by myself.
   *[other] I could not reach your calendar. I will try again by myself.
} What I knew of it before stays as it is.
one-on-ones-calendar-title-ask = Is “{ $title }” in your calendar your 1:1 with *{ $name }*?
one-on-ones-calendar-title-yes = Yes, our 1:1
one-on-ones-calendar-title-no = No
one-on-ones-calendar-title-once = I ask once per title. It lists no guests, so only you can tell.
one-on-ones-calendar-title-talk = Good: events with that title are your 1:1s with *{ $name }*.
one-on-ones-calendar-title-none = Good: that is no 1:1 with *{ $name }*, and I will not ask again.
error-calendar-address-not-understood = That does not look like a calendar address. It begins with https:// or webcal:// and mostly ends in .ics.
error-calendars-are-managers = I read calendars for people with reports, and nobody reports to you at the moment.

# What nudges do: sent against withheld. On the command line, in a picture and for HR in chat.
# $kind a kind's name; shares in percent, differences in percentage points (pp); $low to $high is the 95 % interval.

effects-title = What nudges do
effects-note = Acts within five working days, sent against withheld. Line: 95 % interval, managers taken for groups.
effects-none = Nothing has been decided about for long enough to say anything.
effects-too-few = *{ $kind }*: too few decisions to say anything without pointing at somebody.
effects-kind = *{ $kind }*: { $verdict }
    { $sent } of those reminded acted, { $withheld } of the others: { $delta } pp, between { $low } and { $high } pp.
effects-cost = { $acts } acts caused and { $mutes } mutes for every 100 messages; about { $minutes } min spent.
effects-needed = { $needed } decisions an arm would tell this difference, { $worth } one of 2 pp; the smaller arm has { $have }.
effects-honest = Clicks are not counted: a nudge works when what it asks for is done.
effects-stop = A limit was broken for two weeks: { $limits }. This kind is to be turned off.
effects-together-stop = For all nudges together: { $limits }.
effects-evidence = Notes with an example of what was seen: { $sent } after a reminder, { $withheld } without one; { $delta } pp, between { $low } and { $high } pp.
effects-evidence-how = Of notes only whether they have an example is counted; what they say stays sealed.
effects-turn-off = This kind is to be turned off.

effects-verdict-too-few = too little to tell
effects-verdict-proven = it works
effects-verdict-promising = promising, not proven
effects-verdict-unclear = not shown
effects-verdict-harmful = it does harm
effects-verdict-retire = too small to be worth it

effects-limit-mutes = more than 5 % muted it
effects-limit-negative = more than 10 % were not needed
effects-limit-evidence = less evidence in debriefs
effects-limit-pulse = the pulse fell by more than 0.3
effects-limit-unsolicited = more than 2 unsolicited messages a manager and week
effects-limit-all-messages = more than 8 messages to somebody in a week

effects-name-pre-1on1 = preparing a 1:1
effects-name-debrief = wrapping up a 1:1
effects-name-gap-21 = three weeks without a talk
effects-name-gap-28 = four weeks without a talk
effects-name-emp-agenda = agenda of a 1:1
effects-name-emp-pulse = pulse after a talk
effects-name-action-due = a promised step is due
effects-name-mid-window = mid-review
effects-name-goals-open = goals to agree on
effects-name-recog = a thank-you
effects-name-orientation = tips for new managers

effects-column-kind = kind
effects-column-sent = sent
effects-column-withheld = withheld
effects-column-delta = Δ pp
effects-column-interval = 95 % interval
effects-column-verdict = verdict
effects-column-acts = acts / 100
effects-column-mutes = mutes / 100
effects-column-minutes = minutes
effects-column-needed = needed / have

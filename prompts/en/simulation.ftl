# What `touchbase nudges simulate` prints and draws. $count numbers, $week a week's number.

simulation-title = Messages a person and week, over { $weeks } weeks
simulation-note = Simulated: { $people } people, { $managers } of them leading others. Both prompts of a talk count as one message.
simulation-leads = Managers, week { $week }
simulation-others = Others, week { $week }
simulation-most = { $count } or more
simulation-column-week = week
simulation-column-leads = managers: mean
simulation-column-high = 95 % get at most
simulation-column-most = most
simulation-column-unsolicited = most unsolicited
simulation-column-others = others: mean
simulation-column-person = person
simulation-busiest = Who gets most
simulation-by-week = By week
simulation-total = { $messages } messages, { $withheld } withheld for comparison, { $dropped } not sent by a rule ({ $rules }).
simulation-kinds = Said: { $kinds }.
simulation-kept = Every budget held: at most { $unsolicited } unsolicited and { $most } messages in all for anybody in a week.
simulation-broken = A budget was broken: { $unsolicited } unsolicited or { $most } messages in all for somebody in a week.
simulation-assumptions = Assumed: 1:1s as in the file, every 14 days where it says nothing; 85 % of them take place, 55 % of messages are answered.

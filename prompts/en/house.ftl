# Words every feature uses: buttons, the plain writer, and what went wrong.

button-close = Close
button-cancel = Cancel
button-save = Save

writer-reflection = You wrote: “{ $words }”.
writer-summary-focus = About: { $words }.
writer-summary-evidence = Seen: { $words }.
writer-summary-voice = { $name }: { $words }.
writer-summary-steps = Next: { $words }.
writer-summary-joint = |{" "}|

error-title = A note
error-bot-error = That did not work. Please try again.
error-not-allowed = That is not yours to do here.
error-unknown-person = I do not know you yet. Please ask HR to add you, then write to me again.
error-not-your-report = { $name } does not report to you, so a check-in is not yours to start. Their manager can.
error-no-reports = Nobody reports to you at the moment, so there is nobody to check in with. Notes shared with you are on Home.
error-person-has-left = { $name } has left the company, so there is nobody to check in with. Earlier notes stay where they are.
error-check-in-with-yourself = A check-in takes two. Whom would you like to talk about?
error-nobody-by-that-name = I found nobody of that name who reports to you. Try the full name, or pick the person on Home.
error-several-by-that-name = Several of your people have that name. Try the full name, or pick the person on Home.
error-step-is-over = We are past that one already. The question that is open now is the one with buttons.
error-already-closed = That check-in is finished. You can start a new one from Home.
error-text-too-long = That is { $length } characters; { $limit } fit here. Your text is safe above – send me the heart of it.
error-no-text-found = I can only read words here. Please write a line.
error-note-not-found = I cannot find that note among yours.
error-nothing-changed = Nothing is different yet, so there is nothing to correct.
error-sentence-not-in-note = Those words are not in the shared note. Please pick one of its sentences.
error-note-moved-on = This note has a newer version. Open it again to see what changed, then make your change.
error-clause-not-found = There is no clause { $clause } in the rule book in force.
error-no-question-found = Ask me something about the rules, in your own words.
error-question-too-long = That is { $length } characters; { $limit } fit into a question. Please send me the heart of it.
error-question-not-found = That question is not kept any more. Please ask it again.
error-not-your-question = That answer belongs to whoever asked. Ask me the same with /touchbase ask.
error-already-sent-to-hr = This question is with HR already; the answer comes to you here.
error-already-answered = { $name } has answered this one already.
error-draft-is-gone = This draft was published or dropped already.
error-names-somebody = Everybody will read this, and it names the one who asked. Please put it in words that name nobody.
error-answer-missing = Please write a line here.
error-something-broke = Something went wrong on my side. What you wrote is still here; please try again in a minute.
error-files-not-taken = Slack did not take the files just now. Nothing is lost; please press the button once more in a minute.
error-too-slow = That took Slack too long. Please press the button once more.
error-buttons-please = Here a tap is enough: please use the buttons under the question that is open.
error-beyond-a-check-in = This is beyond a check-in. Please contact { $name }. I have saved nothing from that message; you can delete it with “⋯ → Delete message”.

# The demo company
newcomer-welcome = New here? Be { $manager } and press “Start a check-in”, with { $employee }. Then open a second tab as { $employee } and see what arrives.

# The Slack app's manifest
manifest-description = Performance conversations that happen, and notes both sides can trust.
manifest-command = Check in with somebody, ask about the rules, or get help
manifest-usage = checkin NAME · ask QUESTION · help
hr-team = your HR team
error-part-missing = { $part ->
    [focus] Say in a line what the talk was about, then I can save it.
    [voice] Their side is still missing. Add a line with Edit, or go Back and tap “Not discussed”.
   *[other] It is still open what happens next. Add a step, or go Back and tap that none is needed.
 }
answered-in-the-direct-message = I have answered you in our direct message.

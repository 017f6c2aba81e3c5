# Questioning a figure, and standing for one that was entered by hand.

questioning-button = Question a number
questioning-say-button = Say what looks wrong with { $code }
questioning-invitation = If { $code } looks wrong, say what and why. It goes to whoever owns the figure, with this one line and nothing else of your result, and is answered within 3 working days (PM-6.3).
questioning-form-title = Question a number
questioning-form-about = Your question goes to the owner of the figure, with this one line and nothing else of your result. The answer comes within 3 working days (PM-6.3). Asking must never be held against you (PM-7.6).
questioning-form-line = Line
questioning-form-wrong = What looks wrong?
questioning-form-evidence = Evidence, if you have any
questioning-form-send = Send
questioning-read-by = Those who handle it read this.
questioning-evidence = Evidence they name:

questioning-card = { $moment ->
    [soon] Still open: { $name } questions { $code } { $line } in { $cycle }. Please answer by *{ $day }*.
    [today] Due today: { $name } questions { $code } { $line } in { $cycle }. Please answer by the end of *{ $day }*.
    [overdue] Overdue since { $day }: { $name } questions { $code } { $line } in { $cycle }. HR is asked as well.
   *[new] { $name } questions { $code } { $line } in { $cycle }. Please answer by *{ $day }* (PM-6.3).
}
questioning-answer-button = Answer
questioning-answer-title = Answer
questioning-answer-field = The figure
questioning-answer-stands = stands, because…
questioning-answer-corrected = was wrong and is corrected
questioning-answer-value = Corrected to
questioning-answer-value-hint = As the source writes it, such as 1,276 or 91.2%, or a level. It counts once a second person stands for it (PM-6.1). Empty: the source has delivered the right figure since.
questioning-answer-reason = Why
questioning-answer-send = Send

questioning-second = { $by } corrected { $code } { $line } of { $name } to *{ $value }*. It counts once a second person stands for it (PM-6.1).
questioning-approve-button = I checked it: let it count
questioning-approve-title = Stand for this figure?
questioning-approve-yes = Yes
questioning-approved = A second person has stood for it.

questioning-state = { $state ->
    [open] Your question about { $code } { $line } is with the owner of the figure, who answers by *{ $day }*.
    [waiting] { $by } says { $code } { $line } was wrong and corrected it to *{ $value }*. A second person has to stand for it (PM-6.1).
    [announced] { $code } { $line } was wrong: corrected to *{ $value }*. Your result moves by *{ $points }* points on { $effect }; you hear it before it happens, and may appeal for ten working days from then (PM-6.3, PM-7.3).
    [corrected] { $code } { $line } is corrected to *{ $value }*. Your result moved by *{ $points }* points.
   *[stands] { $by } looked into { $code } { $line }: the figure stands, because
}
questioning-still-wrong = Not convinced? You may appeal: say “how do I appeal” (PM-7.3).
questioning-home-title = Questioned figures
questioning-home-entry = { $code } of { $name }: { $value }, entered by hand by { $by }. A second person has to stand for it.
questioning-home-more = { $count ->
    [one] One more waits
   *[other] { $count } more wait
} for a second person.

error-correction-refused = That is no value this line can have, or nothing new came from its source since the question. Type the corrected figure as the source writes it.
error-other-lines-open = The result cannot be computed yet: people have to decide about { $lines } first.
error-already-questioned = Your question about { $code } is under way; you hear as soon as it is answered.
error-nobody-to-ask = Nobody owns this figure here, and there is no HR to ask. Please talk to your manager.
error-question-is-gone = That question is not kept any more, or it is not yours to see.
error-question-own-only = A figure is questioned by the person whose result it is. Ask them to say what looks wrong.

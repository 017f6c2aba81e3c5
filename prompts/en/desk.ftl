# Questions to HR. $name who sent or answered it, $question its words, $day when, $clause an FAQ entry's number.

desk-send-title = Ask HR
desk-send-about = HR sees this question, what you add, and your name. The answer comes back to you here.
desk-send-addition = Anything to add?
desk-send-button = Send to HR
desk-somebody = Somebody
desk-card = { $name } asked on { DATETIME($day, dateStyle: "medium") }, and the rules do not answer it:
desk-card-again = Still open: { $name } asked on { DATETIME($day, dateStyle: "medium") }:
desk-card-answered = { $name } answered on { DATETIME($day, dateStyle: "medium") }:
desk-words-gone = What was asked was erased together with who asked it.
desk-answer-button = Answer
desk-answer-title = Answer a question
desk-answer-field = Answer
desk-answer-hint = It goes to whoever asked, with your name and today's date.
desk-answer-send = Send the answer
desk-wording-field = The question for the FAQ
desk-wording-hint = In words that name nobody. The entry is a draft until it is published.
desk-draft = Draft for the FAQ: { $question }
desk-draft-waits = The draft for the FAQ waits to be published.
desk-review-button = Review and publish
desk-review-title = FAQ entry
desk-review-about = Everybody will find and read this. It must name nobody.
desk-publish-button = Publish
desk-drop-button = Drop the draft
desk-published = Published as { $clause }. It is found from now on.
desk-dropped = The draft was dropped.
desk-came-back = { $name } answered on { DATETIME($day, dateStyle: "medium") }:
desk-you-asked = You asked: { $question }
desk-not-a-rule-yet = This is HR's answer to you. It becomes part of the rule book only when HR publishes it.
desk-home-title = Questions to HR
desk-home-question = { $question }
    _{ $name } asked this._
desk-home-draft = { $question }
    _A draft for the FAQ, by { $name }._
desk-home-more = { $count ->
    [one] One more is waiting.
   *[other] { $count } more are waiting.
}
desk-home-uncovered = { $count ->
    [one] One question of this week is not covered by the rules.
   *[other] { $count } questions of this week are not covered by the rules.
}
desk-home-show = Show them
desk-faq-title = Questions and answers
desk-faq-signature = ({ $name }, { DATETIME($day, dateStyle: "medium") })

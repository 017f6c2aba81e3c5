# App Home and help. $name the reader, $count lines that do not fit.

home-greeting = Hello, { $name }
home-about = This is where you see your conversations and the next steps you agreed on.
home-check-in-button = Start a check-in
home-help-button = See what I can do
home-cut = +{ $count } more lines that do not fit here
home-software = You are talking to software. People make the decisions, and what you share is shown to the people you share it with.

home-help-title = What I can do
home-help-greeting = Hello, { $name }. Here is what I can do for you.
home-help-not-understood = I did not understand that, { $name }. Here is what I can do for you.
home-welcome = You are welcome. “help” shows what I can do.
home-help-leads =
    • Get you ready for a 1:1, or write down afterwards what matters: three to five minutes. Use the button, or write “check in with” and a name.
    • Share the note, so that both of you have the same one.
    • Explain your result to the last digit (“my score”), take “question K2” to whoever owns that figure, and show you how to appeal.
    • Answer questions about the rules, in your own words, with the clause quoted; or show a rule by its number, such as PM-3.4.
    • Make goals together: write “my goals”, or “goals with” and a name. Nothing is fixed until both of you confirm.
    • Tell you where the cycle stands and what your next step is (“cycle status”), and what reminders are coming (“what will I get this week?”).
home-help-everyone =
    • Show you the notes your manager shares with you. You can confirm that you read them, add your view, or question a sentence.
    • Keep the next steps you agreed on in one place.
    • Explain your result to the last digit (“my score”), take “question K2” to whoever owns that figure, and show you how to appeal.
    • Answer questions about the rules, in your own words, with the clause quoted; or show a rule by its number, such as PM-3.4.
    • Make your goals together with your manager: write “my goals”. Nothing is fixed until both of you confirm.
    • Tell you where the cycle stands and what your next step is (“cycle status”), and what reminders are coming (“what will I get this week?”).
home-help-hr = *For HR:* announcements (“/touchbase announce”), the cycle’s phases (“/touchbase cycle”), releasing results (“/touchbase release”), how questions and appeals went (“/touchbase appeals”), what did not arrive (“/touchbase delivery”), the company’s working days (“/touchbase workdays”), whether reminders help (“/touchbase effect”), and the rule book on Home.
home-help-where = Your 1:1s and notes are on my Home tab, at the top of this conversation. “help” brings you back here.

# Clauses of the rule book. $clause a clause's number, $title its heading, $document and $version where it stands.

policies-clause-title = { $clause } { $title }
policies-clause-source = { $document }, version { $version }, in force since { DATETIME($day, dateStyle: "medium") }
policies-clause-source-until = { $document }, version { $version }, in force from { DATETIME($day, dateStyle: "medium") } until the day before { DATETIME($until, dateStyle: "medium") }
policies-as-of = This is the clause as of { DATETIME($day, dateStyle: "medium") }, not today’s.
policies-contradicted = :warning: *{ $clause }* says something else. Ask HR which one applies.
policies-turn-previous = Previous: { $clause }
policies-turn-following = Next: { $clause }
policies-turn-language = { $language ->
    [zh] 中文
    [en] English
   *[other] Other language
}
policies-whole-button = See the whole clause
policies-conflict-button = It contradicts another
policies-other-language = This clause is available in { $language ->
    [zh] Chinese
    [en] English
   *[other] another language
} only.
policies-governing-language = Where the two languages differ, the { $language ->
    [zh] Chinese
    [en] English
   *[other] original
} text applies.
policies-not-yet = I cannot answer questions about the rules in plain words yet.
policies-ask-person = { $name } can.
policies-ask-hr = Your HR team can.
policies-look-up = I can show you any clause word for word: write its number, such as PM-3.4.
error-rules-are-hrs = The rule book is kept by your HR admin, so a file sent here goes nowhere. Please give it to them; I read the words you write.
error-file-too-large = That file is larger than { $limit } MB, which is more than I read. Please split it.
error-file-not-fetched = Slack did not hand me that file. Please send it once more.
error-draft-is-over = That draft is published or discarded already. Send the file again to start anew.
error-day-is-backwards = Rules do not change the past (PM-1.4): { DATETIME($day, dateStyle: "medium") } has gone by under another version. Choose today or a later day.
error-version-is-taken = Version { $version } is published with other words, and people may have read it. Give the changed document a new version and send it again.
error-nothing-to-withdraw = That version is not in the rule book any more.
error-rules-not-found = I cannot find that document among those you may read.
error-clauses-not-marked = These two are one clause, or marked already. Write the number of another clause.

# Clauses of the rule book. $clause a clause's number, $title its heading, $document and $version where it stands.

policies-clause-title = { $clause } { $title }
policies-clause-source = { $document }, version { $version }, in force since { DATETIME($day, dateStyle: "medium") }
policies-clause-source-until = { $document }, version { $version }, in force from { DATETIME($day, dateStyle: "medium") } until the day before { DATETIME($until, dateStyle: "medium") }
policies-as-of = This is the clause as of { DATETIME($day, dateStyle: "medium") }, not today’s.
policies-contradicted = :warning: *{ $clause }* says something else:
policies-undecided = Nobody has decided yet which one applies. Ask HR.
policies-decided = HR has decided: { $clause } applies.
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
error-rules-are-hrs = The rule book is kept by your HR admin, so a file sent here goes nowhere. Please give it to them; I read the words you write.
error-file-too-large = That file is larger than { $limit } MB, which is more than I read. Please split it.
error-file-not-fetched = Slack did not hand me that file. Please send it once more.
error-draft-is-over = That draft is published or discarded already. Send the file again to start anew.
error-day-is-backwards = Rules do not change the past (PM-1.4), and that day has gone by under another version. Choose today or a later day.
error-version-is-taken = That version is published with other words, and people may have read it. Give the changed document a new version and send it again.
error-nothing-to-withdraw = That version is not in the rule book any more.
error-rules-not-found = I cannot find that document among those you may read.
error-clauses-not-marked = These two are one clause, or marked already. Write the number of another clause.

# The rule book as HR keeps it. $title, $version a document's; $count how many; $day a date.

policies-audience = { $audience ->
    [everyone] everyone
    [managers] managers
    [hr] HR
    [unit] { $unit }
   *[other] nobody we know
}
policies-language = { $language ->
    [zh] Chinese
    [en] English
   *[other] { $language }
}
policies-page = Page { $page } of { $pages }
policies-page-back-button = Earlier
policies-page-on-button = More
policies-change = { $kind ->
    [added] New: { $clause } { $title }
    [removed] Gone: { $clause } { $title }
    [moved] { $renumbered ->
        [yes] Moved: { $clause } { $title } (was { $was })
       *[no] Moved: { $clause } { $title }
    }
   *[changed] Changed: { $clause } { $title }
}
policies-change-title = What changes
policies-change-button = See all of it
policies-draft-title = Draft: { $title }
policies-draft-facts = { $document }, version { $version } · { $name }
policies-draft-text = { $count ->
    [one] { $language }: one clause
   *[other] { $language }: { $count } clauses
}
policies-draft-standing = { $state ->
    [reading] :hourglass_flowing_sand: Reading “{ $name }”…
    [refused] I could not take “{ $name }” as rules: { $reason }.
    [discarded] “{ $name }” is discarded. Nobody saw it.
   *[other] “{ $name }” is in the rule book.
}
policies-fault = { $fault ->
    [empty] there is no text in it that could be quoted
    [too-large] it is larger than I read; please split it
    [unpacks-too-large] unpacked it is larger than I read; please save it anew without what is embedded
    [unknown-kind] I read Markdown, HTML, Word (.docx), PDF and plain text
    [kind-disagrees] what is in it is not what its ending says; please save it anew
    [damaged] it is damaged; please save it anew
    [encoding] I cannot make out its characters; please save it as UTF-8
    [encrypted] it is locked with a password; please save it without one
    [scanned] it is a picture of text; please send one that has the text in it
    [invisible] line { $line } has characters nobody can see; please take them out
    [two-languages] it has two languages that I could not tell apart; please send one file for each
   *[mistake] { $detail }
}
policies-draft-not-fetched = { $problem ->
    [too_large] “{ $name }” is larger than I read. Please split it.
   *[not_fetched] I could not get at “{ $name }”. Please send it once more.
}
policies-draft-over = { $state ->
    [published] :white_check_mark: *{ $title }*, version { $version }, is published for { $audience }. It applies from { DATETIME($day, dateStyle: "medium") }.
   *[discarded] *{ $title }*, version { $version }, is discarded. Nobody saw it.
}
policies-draft-first = { $count ->
    [one] This is the first version here: one clause.
   *[other] This is the first version here: { $count } clauses.
}
policies-draft-same = It says what version { $version } says.
policies-draft-changes = Against version { $version }: { $added } new, { $changed } changed, { $moved } moved, { $removed } gone.
policies-draft-told = { $count ->
    [one] One person is concerned and must be told.
   *[other] { $count } people are concerned and must be told.
}
policies-draft-audience = Whom it is for
policies-draft-day = Applies from
policies-draft-is-there = The draft is at the end of our direct message.
policies-warning-taken = Version { $version } is published with other words. Give the changed document a new version and send it again.
policies-warning-unchanged = All of it is published already.
policies-warning-backwards = { DATETIME($day, dateStyle: "medium") } has gone by under another version, and rules do not change the past (PM-1.4). Choose today or a later day.
policies-warning-short = Fewer than 10 working days remain until it applies (PM-1.4). With full notice it could apply from { DATETIME($day, dateStyle: "medium") }.
policies-warning-audience = I know nobody called “{ $audience }”. Choose below whom it is for.
policies-warning-lacking = { $count ->
    [one] One clause is not there in every language: { $clauses }.
   *[other] { $count } clauses are not there in every language, such as { $clauses }.
}
policies-publish-button = Publish
policies-publish-title = Publish this?
policies-publish-words = { $title } will be there for { $audience } and applies from { DATETIME($day, dateStyle: "medium") }. A published version cannot be changed, only withdrawn.
policies-discard-button = Discard
policies-home-title = Rule book
policies-home-about = { $count ->
    [0] There is no document for you yet.
    [one] One document you can read, word for word.
   *[other] { $count } documents you can read, word for word.
}
policies-home-button = Open the rule book
policies-home-upload-button = Add a document
policies-home-draft = Waiting for you: *{ $title }*
policies-home-draft-button = Look it over
policies-book-day = On which day
policies-book-about = { $when ->
    [today] What applies today
   *[then] What applied, or will apply, on { DATETIME($day, dateStyle: "medium") }
}
policies-book-empty = There is no document for you on that day.
policies-book-more = and { $count } more
policies-book-line = { $title } · version { $version } · { $state ->
    [coming] applies from { DATETIME($day, dateStyle: "medium") }
   *[applies] since { DATETIME($day, dateStyle: "medium") }
} · for { $audience } · { $count ->
    [one] one clause
   *[other] { $count } clauses
}
policies-open-button = Read
policies-read-button = Read
policies-contents = *{ $title }*, version { $version }, as of { DATETIME($day, dateStyle: "medium") }
policies-upload-how = Send me the file in our direct message: Markdown, text, HTML, Word or PDF, up to 50 MB. I show you what it changes before anybody else sees it.
policies-withdraw-button = Withdraw
policies-withdraw-title = Withdraw this version?
policies-withdraw-words = { $title }, version { $version }, is gone from the very next question on. If there is an earlier version, that one applies again.
policies-conflict-title = Contradiction
policies-conflict-about = { $clause } contradicts another clause. From now on the two are shown together.
policies-conflict-other = Number of the other clause
policies-conflict-applies = Which of them applies?
policies-conflict-undecided = Not decided yet
policies-conflict-this = { $clause }
policies-conflict-other_one = The other one

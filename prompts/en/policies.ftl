# Clauses of the rule book. $clause a clause's number, $title its heading, $document and $version where it stands.

policies-clause-title = { $clause } { $title }
policies-clause-source = { $document }, version { $version }, in force since { DATETIME($day, dateStyle: "medium") }
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

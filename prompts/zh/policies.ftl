# 制度条款。$clause 条款编号,$title 标题,$document、$version 出处。

policies-clause-title = { $clause } { $title }
policies-clause-source = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行
policies-clause-source-until = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行，{ DATETIME($until, dateStyle: "medium") } 起由新规定取代
policies-as-of = 这是 { DATETIME($day, dateStyle: "medium") } 当天适用的条文，不是今天的。
policies-contradicted = :warning: *{ $clause }* 的说法不一样。以哪条为准，请问 HR。
policies-turn-previous = 上一条：{ $clause }
policies-turn-following = 下一条：{ $clause }
policies-turn-language = { $language ->
    [zh] 中文
    [en] English
   *[other] 另一种语言
}
policies-whole-button = 看整条
policies-conflict-button = 与另一条有出入
policies-other-language = 本条目前只有{ $language ->
    [zh] 中文
    [en] 英文
   *[other] 其他语言
}文本。
policies-governing-language = 两种文本如有出入，以{ $language ->
    [zh] 中文
    [en] 英文
   *[other] 原文
}为准。
policies-not-yet = 用自己的话问制度，我现在还答不了。
policies-ask-person = 可以问{ $name }。
policies-ask-hr = 可以问 HR 同事。
policies-look-up = 条款原文我可以查：直接发编号，比如 PM-3.4。
error-rules-are-hrs = 制度由 HR 管理员维护，发到这里的文件不会被收录，请交给他们；您写的文字我都会读。
error-file-too-large = 文件超过 { $limit } MB，我读不了，请拆成几个再发。
error-file-not-fetched = Slack 没有把文件给我，请再发一次。
error-draft-is-over = 这份草稿已经发布或放弃。需要的话请重新发送文件。
error-day-is-backwards = 制度不溯及既往（PM-1.4）：{ DATETIME($day, dateStyle: "medium") } 已按另一版本执行。请选今天或以后的日期。
error-version-is-taken = { $version } 版已经发布，内容不同，可能有人读过。请给改过的文件换一个版本号再发。
error-nothing-to-withdraw = 这个版本已经不在制度库里了。
error-rules-not-found = 在您能看的制度里没有找到这一份。
error-clauses-not-marked = 这两条是同一条，或者已经标过了。请写另一条的编号。

# 制度条款。$clause 条款编号,$title 标题,$document、$version 出处。

policies-clause-title = { $clause } { $title }
policies-clause-source = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行
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

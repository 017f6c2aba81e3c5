# 制度条款。$clause 条款编号,$title 标题,$document、$version 出处。

policies-clause-title = { $clause } { $title }
policies-clause-source = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行
policies-clause-source-until = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行，{ DATETIME($until, dateStyle: "medium") } 起由新规定取代
policies-as-of = 这是 { DATETIME($day, dateStyle: "medium") } 当天适用的条文，不是今天的。
policies-contradicted = :warning: *{ $clause }* 的说法不一样：
policies-undecided = 以哪条为准还没有确定，请问 HR。
policies-decided = HR 已确定：以 { $clause } 为准。
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
error-rules-are-hrs = 制度由 HR 管理员维护，发到这里的文件不会被收录，请交给他们；你写的文字我都会读。
error-file-too-large = 文件超过 { $limit } MB，我读不了，请拆成几个再发。
error-file-not-fetched = Slack 没有把文件给我，请再发一次。
error-draft-is-over = 这份草稿已经发布或放弃。需要的话请重新发送文件。
error-day-is-backwards = 制度不溯及既往（PM-1.4），那一天已按另一版本执行。请选今天或以后的日期。
error-version-is-taken = 这个版本号已经发布过，内容不同，可能有人读过。请给改过的文件换一个版本号再发。
error-nothing-to-withdraw = 这个版本已经不在制度库里了。
error-rules-not-found = 在你能看的制度里没有找到这一份。
error-clauses-not-marked = 这两条是同一条，或者已经标过了。请写另一条的编号。

# HR 维护制度库。$title、$version 文件的标题与版本；$count 数量；$day 日期。

policies-audience = { $audience ->
    [everyone] 全体员工
    [managers] 管理者
    [hr] HR
    [unit] { $unit }
   *[other] 未知对象
}
policies-language = { $language ->
    [zh] 中文
    [en] 英文
   *[other] { $language }
}
policies-page = 第 { $page } 页，共 { $pages } 页
policies-page-back-button = 上一页
policies-page-on-button = 下一页
policies-change = { $kind ->
    [added] 新增：{ $clause } { $title }
    [removed] 删除：{ $clause } { $title }
    [moved] { $renumbered ->
        [yes] 移动：{ $clause } { $title }（原 { $was }）
       *[no] 移动：{ $clause } { $title }
    }
   *[changed] 修改：{ $clause } { $title }
}
policies-change-title = 修改内容
policies-change-button = 看全部
policies-draft-title = 草稿：{ $title }
policies-draft-facts = { $document }，{ $version } 版 · { $name }
policies-draft-text = { $count ->
   *[other] { $language }：{ $count } 条
}
policies-draft-standing = { $state ->
    [reading] :hourglass_flowing_sand: 正在读“{ $name }”……
    [refused] “{ $name }”没能收进制度库：{ $reason }
    [discarded] “{ $name }”已放弃，没有人看到。
   *[other] “{ $name }”已在制度库里。
}
policies-fault = { $fault ->
    [empty] 里面没有可以引用的文字。
    [too-large] 文件太大，请拆成几个再发。
    [unpacks-too-large] 解压后太大，请去掉嵌入的内容再另存一份。
    [unknown-kind] 我只读 Markdown、HTML、Word（.docx）、PDF 和纯文本。
    [kind-disagrees] 内容和扩展名对不上，请重新保存。
    [damaged] 文件已损坏，请重新保存。
    [encoding] 文字编码认不出来，请另存为 UTF-8。
    [encrypted] 文件有密码，请去掉密码再发。
    [scanned] 这是扫描件，没有文字，请发带文字的版本。
    [invisible] 第 { $line } 行有看不见的字符，请删掉再发。
    [two-languages] 两种语言混在一起分不开，请每种语言各发一份。
   *[mistake] 第 { $line } 行要改：{ $detail }
}
policies-draft-not-fetched = { $problem ->
    [too_large] “{ $name }”太大，我读不了，请拆成几个再发。
   *[not_fetched] 没能取到“{ $name }”，请再发一次。
}
policies-draft-over = { $state ->
    [published] :white_check_mark: 《{ $title }》{ $version } 版已发布，适用对象：{ $audience }，自 { DATETIME($day, dateStyle: "medium") } 起施行。
   *[discarded] 《{ $title }》{ $version } 版已放弃，没有人看到。
}
policies-draft-first = { $count ->
   *[other] 这是第一个版本，共 { $count } 条。
}
policies-draft-same = 内容与 { $version } 版相同。
policies-draft-changes = 与 { $version } 版相比：新增 { $added } 条，修改 { $changed } 条，移动 { $moved } 条，删除 { $removed } 条。
policies-draft-told = { $count ->
   *[other] 涉及 { $count } 人，须告知。
}
policies-draft-audience = 适用对象
policies-draft-day = 施行日期
policies-draft-is-there = 草稿在我们私信的最下面。
policies-warning-taken = { $version } 版已经发布，内容不同。请给改过的文件换一个版本号再发。
policies-warning-unchanged = 内容已全部发布过。
policies-warning-backwards = { DATETIME($day, dateStyle: "medium") } 已按另一版本执行，制度不溯及既往（PM-1.4）。请选今天或以后的日期。
policies-warning-short = 距施行不足 10 个工作日（PM-1.4）。要提前公示足够时间，最早可自 { DATETIME($day, dateStyle: "medium") } 起施行。
policies-warning-audience = 没有“{ $audience }”这样的对象，请在下面选择适用对象。
policies-warning-lacking = { $count ->
   *[other] 有 { $count } 条不是每种语言都有，例如 { $clauses }。
}
policies-publish-button = 发布
policies-publish-title = 确认发布？
policies-publish-words = 《{ $title }》将对{ $audience }公开，自 { DATETIME($day, dateStyle: "medium") } 起施行。发布后不能修改，只能撤回。
policies-discard-button = 放弃
policies-home-title = 制度库
policies-home-about = { $count ->
    [0] 目前没有适用于你的制度。
   *[other] 你可以查阅 { $count } 份制度的原文。
}
policies-home-button = 打开制度库
policies-home-upload-button = 添加制度文件
policies-home-draft = 等你处理：*{ $title }*
policies-home-draft-button = 去审阅
policies-book-day = 哪一天
policies-book-about = { $when ->
    [today] 今天施行的制度
   *[then] { DATETIME($day, dateStyle: "medium") } 当天施行的制度
}
policies-book-empty = 那一天没有适用于你的制度。
policies-book-more = 还有 { $count } 份
policies-book-line = 《{ $title }》· { $version } 版 · { $state ->
    [coming] 将自 { DATETIME($day, dateStyle: "medium") } 起施行
   *[applies] 自 { DATETIME($day, dateStyle: "medium") } 起施行
} · { $audience } · { $count ->
   *[other] { $count } 条
}
policies-open-button = 查阅
policies-read-button = 查阅
policies-contents = *《{ $title }》* { $version } 版，{ DATETIME($day, dateStyle: "medium") } 适用
policies-upload-how = 请在我们的私信里把文件发给我：Markdown、文本、HTML、Word 或 PDF，不超过 50 MB。别人看到之前，我会先给你看改了什么。
policies-withdraw-button = 撤回
policies-withdraw-title = 确认撤回？
policies-withdraw-words = 《{ $title }》{ $version } 版从下一个提问起就不再出现。如果有更早的版本，则恢复适用。
policies-conflict-title = 条款有出入
policies-conflict-about = { $clause } 与另一条有出入。以后这两条会一起显示。
policies-conflict-other = 另一条的编号
policies-conflict-applies = 以哪条为准？
policies-conflict-undecided = 尚未确定
policies-conflict-this = { $clause }
policies-conflict-other_one = 另一条

# 制度发布通知。$title 文件名称，$version 版本，$day 生效日期，$count 条款数。

notices-changed = :scroll: 制度有更新：*《{ $title }》* { $version } 版自 { DATETIME($day, dateStyle: "medium") } 起适用，有 { $count } 条与之前不同。
notices-first = :scroll: 新制度：*《{ $title }》* { $version } 版自 { DATETIME($day, dateStyle: "medium") } 起适用，共 { $count } 条。
notices-gone = :scroll: 制度有更新：自 { DATETIME($day, dateStyle: "medium") } 起，*《{ $title }》* 不再适用于你。
notices-reminder = :scroll: 还没读：*《{ $title }》* { $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起适用。约两分钟；哪一条不清楚都可以问我。
notices-more = 另有 { $count } 条。
notices-changes-button = 查看变更
notices-rules-button = 查看条款
notices-read-button = 已阅读
notices-read-about = HR 会看到你已阅读。已阅读不代表同意；有疑问或异议随时可以提出。
notices-was-read = 你已于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 阅读。
notices-counts = 已通知 { $told } 人，{ $read } 人已阅读。

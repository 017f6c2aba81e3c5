# App Home 上的一对一。$name 对方姓名,$next 下次时间(读者所在时区),$day 上次谈话日期。

one-on-ones-title = 我的一对一
one-on-ones-report = *{ $name }*
    下次：{ DATETIME($next, dateStyle: "full") } { DATETIME($next, timeStyle: "short") }
one-on-ones-report-unplanned = *{ $name }*
    还没有固定时间
one-on-ones-last = 上次谈话：{ DATETIME($day, dateStyle: "medium") }
one-on-ones-first = 还没有谈话记录
one-on-ones-prep-button = 谈前准备
one-on-ones-debrief-button = 谈后记录
one-on-ones-more = 另有 { $count } 人。你可以随时和任何一位下属开始沟通。
one-on-ones-choose-button = 开始沟通
one-on-ones-manager = 和你的上级 *{ $name }*
    下次：{ DATETIME($next, dateStyle: "full") } { DATETIME($next, timeStyle: "short") }。议题以你为先。

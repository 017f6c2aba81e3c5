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

# 一对一的节奏:双方在 Home 上看到的样子,以及上级设置它的表单。
one-on-ones-often = { $days ->
    [1] 每天
    [7] 每周
    [14] 每两周
    [21] 每三周
    [28] 每四周
   *[other] 每 { $days } 天
}
one-on-ones-weekday = { $day ->
    [0] 星期一
    [1] 星期二
    [2] 星期三
    [3] 星期四
    [4] 星期五
    [5] 星期六
   *[6] 星期日
}
one-on-ones-rhythm-open = 节奏：{ $often }，不固定时间
one-on-ones-rhythm-timed = 节奏：{ $often } { $at }（{ $zone }）
one-on-ones-rhythm-fixed = 节奏：{ $often } { $weekday } { $at }（{ $zone }）
one-on-ones-moved = 下次已改期
one-on-ones-skipped = { DATETIME($day, dateStyle: "medium") } 那次跳过
one-on-ones-paused = 暂停至 { DATETIME($day, dateStyle: "medium") }
one-on-ones-rhythm-button = 设置节奏
one-on-ones-manager-unplanned = 和你的上级 *{ $name }*
    还没有固定时间。议题以你为先。
one-on-ones-form-title = 一对一节奏
one-on-ones-form-lead = 你和 *{ $name }* 打算多久谈一次。{ $name } 在 Home 上也看得到。
one-on-ones-form-every = 间隔天数
one-on-ones-form-every-hint = 多数情况 14 天合适。固定星期几时须为整周：7、14、21 或 28。
one-on-ones-form-weekday = 星期几
one-on-ones-form-no-day = 不固定时间
one-on-ones-form-at = 几点
one-on-ones-form-at-hint = 例如 09:30
one-on-ones-form-zone = 时区
one-on-ones-form-zone-hint = 例如 Asia/Shanghai、Europe/Berlin。夏令时切换时钟点不变。
one-on-ones-form-minutes = 时长（分钟）
one-on-ones-form-minutes-hint = 5 到 240
one-on-ones-form-warn = 多少天没谈就提醒我
one-on-ones-form-warn-hint = 不少于一个间隔；通常 21 天
one-on-ones-form-hard = 再多少天更明确地提醒
one-on-ones-form-hard-hint = 比上面的天数多；通常 28 天
one-on-ones-form-next = 下一次
one-on-ones-form-next-is = 下次：{ DATETIME($next, dateStyle: "full") } { DATETIME($next, timeStyle: "short") }
one-on-ones-form-as-planned = 照常
one-on-ones-form-skip = 跳过这一次
one-on-ones-form-move = 这一次改期
one-on-ones-form-move-on = 改到哪天
one-on-ones-form-move-at = 改到几点
one-on-ones-form-paused = 暂停至
one-on-ones-form-paused-hint = 在那天之前，我不会提你们的谈话。
error-cadence-not-understood = { $field ->
    [every] 请填 1 到 365 之间的天数；固定星期几时填 7、14、21 或 28。
    [zone] 我不认识这个时区。写法类似 Asia/Shanghai。
    [minutes] 一次谈话 5 到 240 分钟。
    [warn] 请填不少于一个间隔的天数，最多 365。
    [hard] 请填比上一栏更多的天数，最多 365。
    [move_on] 请选择改到哪一天。
   *[other] 请填写时间，例如 09:30。
}
error-talk-out-of-turn = 这个时间已经过去，或者不早于再下一次谈话。请另选一天。

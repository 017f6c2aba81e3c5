# 公司自己的工作日安排，供 HR 管理员使用。$until 日历已知的最后一天，$count 已录入天数，$year 年份，$kind 该日与日历不同的原因。

company-days-heading = 工作日
company-days-home = { $near ->
        [yes] :warning: 日历已知到 { DATETIME($until, dateStyle: "medium") }。录入下一年的安排之前，之后的截止日期和周期日期都无法计算。
       *[other] 日历已知到 { DATETIME($until, dateStyle: "medium") }。
    }{ $count ->
        [0] 还没有录入公司自己的安排。
       *[other] 已录入 { $count } 天。
    }
company-days-ends = { $year } 年的工作日安排还不知道：我的日历只到 { DATETIME($until, dateStyle: "medium") }。请录入与平常不同的日子，并确认 { $year } 年已录全。在此之前，截止日期和周期日期都不能算到 { $year } 年，届时提醒也会暂停。
company-days-show = 工作日安排
company-days-title = 工作日安排
company-days-known = { $country }的日历已知到 *{ DATETIME($until, dateStyle: "full") }*。
company-days-why = 这里录入的安排优先于日历：调休上班、法定假日、连休调整、公司自己的休息日。截止日期、周期日期和免打扰时间都按它计算。
company-days-none = 近一个月及以后没有录入任何安排。
company-days-line = *{ DATETIME($day, dateStyle: "full") }*
    { $kind }
company-days-kind = { $kind ->
    [worked] 上班（调休）
    [holiday] 法定假日
    [bridge] 连休休息
   *[company] 公司休息日
}
company-days-more = 另有 { $count } 天已录入，用 “touchbase calendar list” 可查看全部。
company-days-remove = 移除
company-days-add = 录入日期
company-days-day = 选择日期
company-days-first = 日期，或连续几天的第一天
company-days-last = 最后一天
company-days-what = 这一天的性质
company-days-enter = 录入
company-days-stays = 已经告知大家的截止日期和安排不会改变。
company-days-complete = { $year } 年已录全
company-days-complete-words = { $year } 年与日历不同的日子都已录入。其余照常：周一至周五上班，周末和法律固定的假日休息。
company-days-complete-yes = 已录全
company-days-reopen = 撤回 { $year } 年
error-year-not-known = { $year } 年哪些天上班还不知道：日历只到 { $until }。对人有约束力的日期我不猜。请 HR 管理员在主页的“工作日安排”（或 /touchbase 工作日）录入 { $year } 年的日子，并确认该年已录全，之后就可以继续。
error-day-not-understood = { $field ->
    [last] 最后一天不能早于第一天，一次最多录入 31 天。
    [kind] 请选择这一天的性质：上班、法定假日、连休休息或公司休息日。
   *[other] 请选择日期。
}
error-year-out-of-reach = { $year } 年在这里不能更改。下一个可以确认录全的年份是 { $next }；只能撤回 HR 确认过的年份，从最后一年开始。

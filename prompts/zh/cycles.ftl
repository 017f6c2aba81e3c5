# 绩效周期。$cycle 周期名称,$phase 带编号的阶段,$closes 最后一天,$percent 完成比例。

cycles-phase-goal_setting = 目标共创
cycles-phase-alignment_check = 对齐检查
cycles-phase-execution = 过程辅导
cycles-phase-mid_review = 中期回顾
cycles-phase-self_review = 自评
cycles-phase-data_freeze = 数据冻结
cycles-phase-manager_review = 上级评价
cycles-phase-calibration = 校准
cycles-phase-interview = 绩效面谈
cycles-phase-appeal = 申诉
cycles-phase-retrospective = 复盘

cycles-owner-pair = 上级与员工
cycles-owner-unit_head = 单位负责人
cycles-owner-manager = 上级
cycles-owner-employee = 员工
cycles-owner-data_owners = 数据负责人
cycles-owner-committee = 委员会
cycles-owner-committee_hr = 委员会与 HR

cycles-not-linked-to-pay = 试点 · 与薪酬挂钩:否
cycles-title = { $cycle } 周期
cycles-dates = { DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }
cycles-phase-line = { $state ->
    [open] ● *{ $phase }* · { $dates } · { $owner } · *进行中*
    [over] ○ { $phase } · { $dates } · { $owner } · 已结束
   *[other] ◌ { $phase } · { $dates } · { $owner } · 未开始
}
cycles-shown = *{ $phase }*：{ $total } 人中 { $done } 人已完成，{ $pending } 人待办（{ $percent }%）
cycles-shown-whole = *{ $phase }*：{ $done ->
    [0] 尚未完成
   *[other] 已完成
}
cycles-shown-small = *{ $phase }*：不足五人，不显示数字
cycles-unit-line = { $name }：{ $total } 人中 { $done } 人已完成，{ $pending } 人待办（{ $percent }%）
cycles-unit-none = 未归属单位
cycles-units-more = 另有 { $count } 个单位
cycles-units-hidden = { $count } 个单位未显示：人数太少，或显示后会推算出人数太少的单位
cycles-scope = 你可以看到：{ $units }
cycles-both-records = 结束周期须同时有中期回顾和面谈记录：{ $total } 人中 { $done } 人已齐备。
cycles-held = { $waivable ->
    [yes] :pause_button: 暂不能开启：{ $waits } 完成 { $percent }%，须达到 90%，或登记豁免并写明理由。
   *[no] :pause_button: 暂不能开启：{ $waits } 完成 { $percent }%，须达到 90%，不得豁免。
}
cycles-choose-phase = 查看其他阶段
cycles-open-button = 开启本阶段
cycles-open-sure = 现在开启 { $phase } 吗？此操作会记入周期日志。
cycles-extend-button = 延期
cycles-waive-button = 豁免
cycles-sign-button = 确认已完成
cycles-sign-sure = 确认 { $phase } 已完成吗？系统数据无法证明，将以你的名义记录。
cycles-yes = 是
cycles-no = 否
cycles-extend-title = 阶段延期
cycles-extend-about = { $phase } 目前于 { DATETIME($closes, dateStyle: "full") } 结束。其后各阶段顺延相同的工作日，并须发布日期变更公告（A-13）。
cycles-extend-until = 新的最后一天
cycles-waive-title = 登记豁免
cycles-waive-about = 豁免后，即使前一阶段未完成，{ $phase } 也可以开启。你的姓名、理由和当前完成比例会被保存，不可更改。
cycles-reason = 理由
cycles-form-send = 保存
cycles-board-button = 周期状态
cycles-mine-title = 你的下一步
cycles-mine-goal_setting = 请在 { DATETIME($closes, dateStyle: "medium") } 前与上级达成目标共识。
cycles-mine-mid_review = 请在 { DATETIME($closes, dateStyle: "medium") } 前完成中期回顾谈话；没有这份记录，周期不能结束。
cycles-mine-self_review = 请在 { DATETIME($closes, dateStyle: "medium") } 前完成自评。
cycles-mine-interview = 请在 { DATETIME($closes, dateStyle: "medium") } 前完成绩效面谈；没有这份记录，周期不能结束。
cycles-mine-appeal = 如认为结果有误，可在 { DATETIME($closes, dateStyle: "medium") } 前申诉。
cycles-reports-goal_setting = 你的团队中还有 { $count } 人未达成目标共识，截止 { DATETIME($closes, dateStyle: "medium") }。
cycles-reports-execution = 你的团队中有 { $count } 人已 28 天没有沟通。
cycles-reports-mid_review = 你的团队还有 { $count } 次中期回顾未完成，截止 { DATETIME($closes, dateStyle: "medium") }。
cycles-reports-manager_review = 你的团队中还有 { $count } 人的行为评价未完成，截止 { DATETIME($closes, dateStyle: "medium") }。
cycles-reports-interview = 你的团队还有 { $count } 次绩效面谈未进行，截止 { DATETIME($closes, dateStyle: "medium") }。

error-cycle-not-found = 没有已规划的周期 { $cycle }。HR 可用“touchbase cycle plan”规划。已知周期：{ $known }。
error-phase-not-found = 周期中没有阶段 { $phase }。阶段编号为 P1、P1b、P2、P3、P4、P4b 及 P5 至 P9。
error-cycle-not-planned = { $cycle } 有日期，但尚未在此规划。HR 可用“touchbase cycle plan { $cycle }”规划。
error-phase-held = { $waivable ->
    [yes] { $phase } 不能开启：{ $waits } 完成 { $percent }%，须达到 90%。请等待，或登记豁免并写明理由。
   *[no] { $phase } 不能开启：{ $waits } 完成 { $percent }%，须达到 90%，不得豁免。
}
error-phase-already-open = { $phase } 已经开启，或最后一天已过。
error-phase-is-over = { $phase } 的最后一天已过。未完成的部分需要豁免，而不是延期。
error-not-a-later-day = 请选择 { DATETIME($closes, dateStyle: "medium") } 之后的工作日。过程辅导就是周期本身，不能延期。
error-nothing-to-waive = { $phase } 没有可豁免的事项：它已开启、可以开启，或所等待的事项不得豁免。
error-nothing-to-sign = { $phase } 不能签认：它由数据衡量，或已经签认。
error-reason-missing = 请写明理由。理由会与你的姓名一起保存。
error-cycle-under-way = { $cycle } 已在进行：已有阶段开启，日期只能延期，不能重新规划。
error-unit-not-found = 没有单位 { $unit }。请使用 HR 单位文件中的单位代码。
error-no-cycle-days = 周期的结束日须晚于开始日。请检查两个日期。

# 启动检查清单。$count 数量，$examples 前几项。
cycles-checklist-button = 启动检查清单
cycles-checklist-title = 启动检查清单
cycles-checklist-ready = { $cycle } 可以启动：没有阻断项。
cycles-checklist-blocked = { $cycle } 暂不宜启动：请先处理标 ⛔ 的事项。
cycles-gap-examples = 例如：{ $examples }
cycles-gap-no_manager = { $count } 人没有上级
cycles-gap-no_unit = { $count } 人没有所属单位
cycles-gap-no_owner = { $count } 个有人员的单位没有负责人
cycles-gap-no_source = { $count } 个指标没有数据来源
cycles-gap-unit_name = { $count } 个单位缺少英文或中文名称
cycles-gap-metric_name = { $count } 个指标缺少英文或中文名称
cycles-gap-no_rules = 周期首日没有任何生效的制度
cycles-gap-rule_day = { $count } 条条款在周期首日尚未生效
cycles-gap-rule_language = { $count } 份制度文件缺少英文或中文版本
cycles-mend-no_manager = 处理：在 HR 人员文件中填写 manager_email，再执行“touchbase people import”。
cycles-mend-no_unit = 处理：在 HR 人员文件中填写 unit，再执行“touchbase people import”。
cycles-mend-no_owner = 处理：在单位文件中填写 head_email，再执行“touchbase people units”。
cycles-mend-no_source = 处理：在指标定义中填写 source，再执行“touchbase scores import”。
cycles-mend-unit_name = 处理：在单位文件中填写 name_en 和 name_zh，再执行“touchbase people units”。
cycles-mend-metric_name = 处理：补全指标名称，再执行“touchbase scores import”。
cycles-mend-no_rules = 处理：执行“touchbase knowledge add”，或把文件发给机器人。
cycles-mend-rule_day = 处理：发布在当日或之前生效的版本，或推迟周期。
cycles-mend-rule_language = 处理：发布同一版本的另一种语言。

# What A-13 tells of a phase that closes later.
cycles-change-what = { $cycle }{ $phase }
cycles-change-day = { DATETIME($day, dateStyle: "medium") }

# 周期计划中的公告与周期日历。$name 带编号的公告,$on 日期。
cycles-planned-manager = 你的上级
cycles-calendar-button = 周期日历
cycles-calendar-title = 日历：{ $cycle }
cycles-calendar-window = 周期日历
cycles-calendar-phases = *{ $cycle }的各阶段*
cycles-calendar-phase = { $state ->
    [open] ● *{ $phase }* · { $dates } · { $owner }
    [over] ○ { $phase } · { $dates } · { $owner }
   *[other] ◌ { $phase } · { $dates } · { $owner }
}
cycles-calendar-announcements = *公告*。草稿会提前三个工作日交给 HR；HR 确认发出之前，不会发送任何内容。
cycles-calendar-entry = *{ DATETIME($on, dateStyle: "medium") }* · { $name } · { $state }
cycles-calendar-by-itself = 另外：A-03 在上级发来目标草案时发出，A-13 在日期变更时生成草稿，A-15 在制度新版本发布时生成。
cycles-calendar-picture = 生成图片
cycles-planned-state = { $state ->
    [planned] 已计划
    [missed] 日期已过，未发送
    [prepared] 草稿，待 HR 确认
    [waiting] 待第二位 HR 同意
    [scheduled] 到日发送
    [sending] 正在发送
    [sent] 已发送
    [stopped] 已停止
    [skipped] 不发
   *[automatic] 随结果自动发给本人
}
cycles-prepare-button = 准备草稿
cycles-prepared-told = 草稿已在私信中，日期与周期时间已填好。你确认发出之前，不会发送任何内容。
cycles-edit-button = 修改文字
cycles-let-go-button = 确认发出
cycles-let-go-sure = 确认在 { DATETIME($on, dateStyle: "medium") }（读者当地上午十点）或卡片上写的日期发出吗？在此之前可以停止。
cycles-skip-button = 不发
cycles-skip-title = 不发这则公告
cycles-skip-about = { $name }，原计划 { DATETIME($on, dateStyle: "medium") }，将不发送。你的姓名和理由会被保存。以后仍可准备草稿。
cycles-skipped-because = 理由：{ $reason }
cycles-picture-note = 横条表示阶段，进行中的为深色。日期按公司工作日历计算。
cycles-picture-today = 今天，{ DATETIME($day, dateStyle: "medium") }
cycles-picture-legend = { $mark ->
    [not_yet] 尚未确认
    [let_go] 已确认
    [sent] 已发送
    [not_sent] 未发送
   *[automatic] 自动发送
}
cycles-picture-state = { $state ->
    [planned] 已计划
    [missed] 未发送
    [prepared] 草稿
    [waiting] 待第二人同意
    [scheduled] 已确认
    [sending] 正在发送
    [sent] 已发送
    [stopped] 已停止
    [skipped] 不发
   *[automatic] 随结果自动发送
}
cycles-picture-told = { $outcome ->
    [sent] 图片已发到私信。
    [refused] Slack 没有接收图片，请再试一次。
   *[none] 这台机器没有中文字体，无法生成图片。
}

# 到日未能开启的阶段，以及结束周期。
cycles-held-told = :pause_button: { $cycle }：*{ $phase }* 应于今天开启，目前未能开启。
cycles-held-launch = :pause_button: 暂不能开启：启动检查清单上有 { $count } 项阻断。请处理，或登记豁免并写明理由。
cycles-held-owner = :pause_button: { $cycle }：由你负责（或由你作为 HR 支持）的 *{ $phase }* 应于今天开启，目前未能开启。它在等待：{ $waits }。开启之前不需要你做什么；条件满足后会自动开启。此事只通知你一次。
cycles-held-owner-launch = 启动检查清单
cycles-held-then = 条件满足后会自动开启。此事只通知你一次。
cycles-mine-coming = 目前没有需要你做的事。接下来：{ $phase }，{ DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }。
cycles-without-button = 缺记录时结束
cycles-without-title = 缺记录时结束周期
cycles-without-about = 登记后，即使该单位（含下级单位）有人缺少中期回顾或面谈记录，周期也可以结束。你的姓名、理由和当前人数会被保存，不可更改。
cycles-without-unit = 单位
cycles-without-line = { $name }：{ $count } 人未齐备两项记录

error-planned-not-found = 该周期没有计划公告 { $name }。周期日历列出了所有计划的公告。
error-not-to-plan = { $name } 在这里已没有可做的事：它已确认发出、会自动发送，或草稿已在你手中。
error-records-missing = 周期不能结束：{ $count } 人缺少中期回顾或面谈记录（{ $units }）。请补齐记录，或由该单位的 HR 登记豁免并写明理由。
error-nothing-lacking = { $unit } 没有人缺少可豁免的记录。
error-launch-blocked = 周期不能启动：启动检查清单上有 { $count } 项阻断。请处理，或登记豁免并写明理由。

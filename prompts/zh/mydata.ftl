# 我的数据：关于本人的全部留存内容的副本，以及保存期限。$name 为人名，$day 为日期，$at 为读者当地时刻。
# 以 data-page 开头的句子显示在网页上，不在 Slack 中。

data-kept-until = 保存至 { DATETIME($day, dateStyle: "medium") }
data-let-go = { $part ->
    [private] 私密部分已于 { DATETIME($day, dateStyle: "medium") } 到期清除，任何人都无法再读取。
   *[shared] 此处内容已于 { DATETIME($day, dateStyle: "medium") } 到期清除，任何人都无法再读取。
}
error-words-gone = 这份记录的内容已清除，无法再补充或修改。

data-former-colleague = 前同事

data-home-title = 我的数据
data-home-about = 系统保存的与你有关的全部内容：一份供阅读的网页和一份供机器读取的文件。发送到你的私信，其他人看不到。
data-home-button = 导出我的记录
data-window = 你的记录正在发送到私信。
data-preparing = :hourglass_flowing_sand: 正在整理你的记录。
data-delivered = :white_check_mark: 你的记录已送达，共两个文件：一份供阅读的网页，一份供机器读取的文件。没有其他人收到。
data-failed = :warning: 暂时无法整理你的记录。内容没有丢失；请再发送“导出我的记录”重试。
data-comment = 系统保存的、你有权查看的全部内容。my-records.html 可用任何浏览器打开；my-records.json 供机器读取。

data-page-title = 我的记录
data-page-made = 为{ $name }生成于 { DATETIME($at, dateStyle: "long", timeStyle: "short") }（{ $zone }）。
data-page-about = 这是 Touchbase 保存的、你有权查看的关于你的全部内容。标有“仅你可见”的内容不会出现在其他任何人的副本中。my-records.json 以机器可读的形式包含同样的内容。
data-page-profile = 本人信息
data-page-field = { $field ->
    [name] 姓名
    [email] 邮箱
    [title] 职务
    [unit] 部门
    [role] 角色
    [serves] 作为 HR 负责的部门
    [heads] 担任负责人的部门
    [locale] 语言
    [timezone] 时区
    [start_date] 入职日期
    [left_on] 离职日期
    [account] Slack 账号
    [manager] 直属经理
   *[changes] 已记录的经理变动次数
}
data-page-series = 固定一对一
data-page-calendar = 日历与已约的一对一
data-page-calendar-line = { DATETIME($at, dateStyle: "medium") } 关联：保存了 { $count } 个忙碌时段，不含内容。地址加密保存，在这里也不显示。
data-page-booked-line = 与{ $name }：{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }{ $state ->
    [off] ，已取消
   *[on] {""}
}
data-page-no-fixed-time = 不固定时间
data-page-series-line = 与{ $name }：{ $time }（{ $zone }），每 { $days } 天一次，{ $minutes } 分钟，下一次 { DATETIME($day, dateStyle: "medium") }
data-page-reminders = 提醒
data-page-quiet = { $quiet_from } 至 { $quiet_until } 保持安静
data-page-away = { DATETIME($first, dateStyle: "medium") } 至 { DATETIME($last, dateStyle: "medium") } 不在
data-page-reminder = { DATETIME($day, dateStyle: "medium") }：{ $kind }（{ $rule }）
data-page-useful = 你给 { DATETIME($day, dateStyle: "medium") } 的谈话打了 { $value } 分（满分 5）
data-page-pilot = 试点，自 { DATETIME($day, dateStyle: "medium") } 起，“{ $question }”：{ $rated ->
    [yes] { $value } 分（满分 5）
   *[other] 未打分
} { $words }
data-page-agenda = { DATETIME($at, dateStyle: "medium") }的一对一，{ $name } 写道：“{ $words }”
data-page-timeline = 时间线
data-page-moment = { $kind ->
    [edition] { $name }写下了 { DATETIME($day, dateStyle: "medium") } 记录的第 { $version } 版
    [acknowledged] { $name }已阅 { DATETIME($day, dateStyle: "medium") } 记录的第 { $version } 版
    [commented] { $name }对 { DATETIME($day, dateStyle: "medium") } 的记录补充了看法
    [disputed] { $name }对 { DATETIME($day, dateStyle: "medium") } 记录中的一句话提出异议
   *[read] { $name }打开了 { DATETIME($day, dateStyle: "medium") } 记录的第 { $version } 版
}
data-page-nothing = 没有保存任何内容。
data-page-notes = 记录
data-page-note = { $manager }与{ $employee }的{ $kind }，{ DATETIME($day, dateStyle: "medium") }
data-page-status = { $status ->
    [kept] 仅作者可读
    [employee_review] 等待员工阅读
    [final] 已定稿
   *[final_unacknowledged] 已定稿；员工未回应
}
data-page-version = 第 { $version } 版，{ $name }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-reason = 修改原因：{ $reason }
data-page-audience = { $audience ->
    [private_manager] 仅你可见
    [shared] 双方可见
    [shared_hr] 双方及人力资源可见
   *[recipient] 致被感谢者
}
data-page-erased = 此处内容已删除。
data-page-private-until = 私密部分保存至 { DATETIME($day, dateStyle: "medium") }。
data-page-shared-until = 共享部分保存至 { DATETIME($day, dateStyle: "medium") }。
data-page-answers = 回应
data-page-answer = { $kind ->
    [acknowledged] { $name }已阅第 { $version } 版，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [commented] { $name }补充，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[disputed] { $name }有不同看法，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-steps = 约定的行动
data-page-step-owner = 负责人：{ $name }
data-page-step-due = 截止 { DATETIME($day, dateStyle: "medium") }
data-page-step-status = { $status ->
    [done] { DATETIME($day, dateStyle: "medium") } 已完成
   *[dropped] { DATETIME($day, dateStyle: "medium") } 不再继续
}
data-page-readers = 谁读过
data-page-reader = { $name }（{ $relation }），第 { $version } 版，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-receipts = 存证回执：{ $count } 份，见 my-records.json，无需 Touchbase 即可核验。
data-page-talks = 你在沟通对话中说的话
data-page-talk = 关于{ $name }，始于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-rules = 你提出的制度问题
data-page-asked = 提问于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-understood = 理解为：{ $words }
data-page-outcome = { $outcome ->
    [answered] 依据 { $clauses } 作答。
    [absent] 制度中没有相关规定。
    [refused] 此类问题对所有人都不予回答。
    [routed] 问题与你本人的事项有关，已据此作答。
   *[asked] 尚未作答。
}
data-page-opinion = { $opinion ->
    [up] 你认为这个回答有帮助。
   *[down] 你认为这个回答没有帮助。
}
data-page-to-hr = 你转给人力资源的问题
data-page-sent = 提交于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-sent-answer = { $name }答复于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
data-page-entry = 已成为制度中的 { $entry }，其中不出现你的姓名。
data-page-as-hr = 你作为人力资源作出的答复
data-page-reply = 答复于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }。{ $outcome }
data-page-draft = { $outcome ->
    [published] 已发布为 { $entry }。
    [dropped] 草稿已放弃，未收入制度。
   *[draft] 草稿待发布：
}
data-page-book-steps = 你对制度所做的操作
data-page-book-step = { $kind ->
    [brought] 提交 { $what }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [published] 发布 { $what } 版本 { $version }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [withdrawn] 撤回 { $what } 版本 { $version }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [restored] 重新发布 { $what } 版本 { $version }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [conflict_marked] 将 { $what } 标记为相互矛盾，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [read] 阅读 { $what } 版本 { $version }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [entry_published] 发布答复 { $what }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[entry_dropped] 放弃一份答复草稿，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-cycle-steps = 你对绩效周期所做的操作
data-page-cycle-step = { $kind ->
    [planned] 规划 { $cycle }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [opened] 开启 { $cycle } 的 { $phase }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [extended] 延长 { $cycle } 的 { $phase }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }：{ $reason }
    [waived] 豁免 { $cycle } 的 { $phase }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }：{ $reason }
    [announced] 准备 { $cycle } { $phase } 的公告，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [skipped] 决定不发 { $cycle } { $phase } 的公告，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }：{ $reason }
    [taken_back] 因日期变更收回 { $cycle } { $phase } 的公告，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[signed] 确认 { $cycle } 的 { $phase } 已完成，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-requests = 针对你的数据提出的请求
data-page-request = { $kind ->
    [export] 副本，由{ $name }提出，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [erase] 删除，由{ $name }提出，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
    [hold] 法律保全，由{ $name }设置，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
   *[release] 解除法律保全，由{ $name }操作，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
}
data-page-you = 你本人
data-page-operator = Touchbase 运维人员
data-page-sheets = 你的目标表
data-page-sheet = { $cycle }，第 { $version } 版，{ $state ->
    [agreed] 已确认
    [proposed] 待确认
   *[draft] 草稿
}，自 { DATETIME($day, dateStyle: "medium") } 起生效。各项如何衡量见 my-records.json。
data-page-goal = { $code } { $title } · { $weight }%
data-page-goal-drafts = 你的目标草案
data-page-goal-draft = { $cycle }，{ DATETIME($at, dateStyle: "medium") } 起草，共 { $count } 步。全文见 my-records.json。
data-page-results = 你的结果
data-page-result = { $cycle }：{ $final } 分，{ $band } 档，第 { $version } 版，{ $state ->
    [under_appeal] 申诉中，
    [final] 已确定，
   *[released] {""}
}{ DATETIME($at, dateStyle: "medium") }发布。每个数字的来源见 my-records.json。
data-page-holds = 法律保全
data-page-hold = 自 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 起生效：期间不会删除与你有关的任何内容。
data-page-hold-over = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 至 { DATETIME($until, dateStyle: "medium", timeStyle: "short") }
data-page-terms = 保存的目的与期限
data-page-terms-about = 保存记录是为了让双方都能信赖绩效沟通中说过的话。私密部分自写下之日起保存 { $days } 天；共享部分自周期结束（没有周期时自谈话之日）起保存 { $months } 个月；制度问题保存 { $questions } 个月；如有法律保全，可能保存更久。法律依据由公司确定，可向人力资源询问。
data-page-rights = 你有权获得副本（《个人信息保护法》第四十五条、GDPR 第 15 条）、要求更正，并在法律允许的范围内要求删除。请联系人力资源。
data-page-fairness = 质疑、申诉与签收
data-page-figure = { DATETIME($at, dateStyle: "medium") }：你质疑了 { $cycle } 的 { $code }，数据负责人为{ $by }。具体内容见 my-records.json。
data-page-appeal = { DATETIME($at, dateStyle: "medium") }：你对 { $cycle } 结果提出申诉。每一步、听取人和决定见 my-records.json。
data-page-receipt = { DATETIME($at, dateStyle: "medium", timeStyle: "short") }：你表示已看到结果。
data-page-decision = { DATETIME($at, dateStyle: "medium") }：发布前{ $by }就 { $code } 作出决定，理由：{ $reason }


data-page-notices = HR 发给你的公告
data-page-notice = “{ $title }”，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }。{ $answer ->
    [waiting] 请你确认已收到，你还没有确认。
    [unacknowledged] 请你确认已收到；没有回应就记为没有回应。
   *[none] {""}
}
data-page-notice-received = 你于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 确认收到第 { $version } 版。
data-page-announced = 你对公告所做的操作
data-page-announced-step = { $act ->
    [began] 新建
    [changed] 修改
    [asked] 请另一位 HR 同意
    [approved] 同意
    [returned] 退回
    [launched] 发出
    [paused] 暂停
    [resumed] 继续
    [stopped] 停止
    [corrected] 更正
    [retried] 再次尝试
    [discarded] 放弃
   *[listed] 导出名单
}“{ $title }”，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }

# 提醒。$n 对方姓名，$at 时间，$day 日期，$what 事项内容，$kind 提醒类别，$reason 规则。
# 每条 nudges-say- 都说明为什么是现在、要花多少工夫，不超过 35 个词，绝不责怪（N-16、N-17）。

nudges-say-pre_1on1 = { $promise ->
    [none] { $at } 与 { $n } 一对一。两个问题，约 90 秒？
   *[other] { $at } 与 { $n } 一对一。上次你答应“{ $promised }”。花 90 秒准备？
 }
nudges-say-debrief = 和 { $n } 谈得怎样？趁记得清，点两下写一句，约 2 分钟。
nudges-say-gap_21 = 你和 { $n } 已 { $days } 天没聊。本周给你找两个空档？
nudges-say-gap_28 = 你和 { $n } 上次聊是 { $days } 天前，这里的节奏是四周一次。点一下，看两个空档。
nudges-say-action_due = 你答应 { $n } 在 { $day } 前“{ $what }”。完成、改期还是取消？
nudges-say-goals_open = 你和{ $n }的目标尚未达成共识，{ $day } 前需双方确认。花两分钟打开看看？
nudges-say-mid_window = { $data ->
    [none] 中期回顾 { $day } 截止。还有 { $missing } 位待回顾，每人准备约 4 分钟。
   *[other] 中期回顾 { $day } 截止。{ $goals } 项目标中 { $fresh } 项已有新数据，每人约 4 分钟。
 }
nudges-say-recog = { $n } 在 { $day } 完成了“{ $what }”。写两句感谢？
nudges-say-emp_agenda = { $when ->
    [today] 今天是你的一对一。想谈什么？给上级写一句就够。
    [tomorrow] 明天是你的一对一。想谈什么？给上级写一句就够。
   *[other] { $day } 是你的一对一。想谈什么？给上级写一句就够。
 }
nudges-say-emp_pulse = 上次谈话对你的工作有帮助吗？（1–5）点一下即可，仅显示 5 人以上平均。
nudges-say-orientation = 你和 { $n } 刚开始共事。不妨先花 20 分钟聊聊怎么配合，不用准备。
nudges-say-pause = 最近五次“{ $kind }”都没用上。点一下告诉我：以后再说、时间不对、不归我、还是停止？
nudges-say-support = 你和 { $n } 上次聊是 { $days } 天前。24 小时后 HR 伙伴会看到此事还开着。点一下：找时间，或说明原因。
nudges-say-survey = 试点这两周只问一件事：“{ $question }”点一下：1 完全不同意，5 完全同意。
nudges-say-support_task = { $task }还有 { $missing } 位待进行，{ $day } 截止。24 小时后 HR 伙伴会看到事项与日期。点一下：说明原因，或请人帮忙。
nudges-say-result_release = 你的结果已发布。每个数字都能点开，问一句“我的得分怎么算的”即可。
nudges-say-appeal_deadline = { $day } 前你可以对结果提出申诉。看一下怎么做约两分钟，问一问没关系。
nudges-say-policy_change = 一条与你有关的制度有变化。在我的 Home 页看看变了什么，约两分钟。

nudges-form-digest = :wave: 你的一周，几行说完
nudges-form-orientation = :wave: 起步小提示
nudges-form-event = :spiral_calendar_pad: 你的一对一
nudges-form-wrap_up = :spiral_calendar_pad: 今天其余的谈话，每次一行
nudges-form-asked = :alarm_clock: 你让我这时再来
nudges-form-employee = :wave: 为你的一对一
nudges-form-mandatory = :page_facing_up: 这件事需要你知道
nudges-more = 另有 { $count } 项。发送“本周会提醒我什么”可看全部。
nudges-shorter = 点两下就够：选个话题，再点“就是这个”。

nudges-time = { DATETIME($at, timeStyle: "short") }
nudges-day = { DATETIME($day, dateStyle: "medium") }
nudges-moment = { DATETIME($at, dateStyle: "full") } { DATETIME($at, timeStyle: "short") }
nudges-list-sep = {" · "}

nudges-do-prepare = 现在准备
nudges-do-wrap-up = 现在记录
nudges-do-slots = 看两个空档
nudges-do-goals = 打开目标
nudges-do-done = 完成
nudges-do-move = 改期
nudges-do-drop = 取消
nudges-round-button = 安排一轮谈话
nudges-snooze = 稍后…
nudges-snooze-2h = 2 小时后
nudges-snooze-tomorrow = 明天 9:30
nudges-snooze-monday = 下周一
nudges-snooze-next_talk = 下次一对一前
nudges-snooze-mute = 此类静音 28 天
nudges-not-needed = 不需要
nudges-why-button = 为什么收到这条？
nudges-put-off = { $returns ->
    [yes] 好的，{ $when } 再来。
   *[no] 好的，不再提这件事。
 }
nudges-let-go = 好的，不再提这件事。
nudges-rated = 谢谢。只会显示 5 人以上的平均。

nudges-reason-later = 以后再说
nudges-reason-wrong_time = 时间不对
nudges-reason-not_mine = 不归我
nudges-reason-stop = 停止这类
nudges-noted-later = 接下来四周不提它。如果缺的是时间或开头，可以请一位同伴教练帮你十分钟。
nudges-noted-wrong_time = 我会换到更适合你的时段。需要的话，可以请一位同伴教练帮你十分钟。
nudges-noted-not_mine = 好的，不再提起。
nudges-noted-stop = 好的，这类不再发了。
nudges-noted-coach = HR 伙伴会帮你找人。别人不会知道。
nudges-coach-button = 请一位同伴教练
nudges-coach-wanted = { $n } 希望和一位同伴教练聊十分钟，谈谈怎么做一对一。这是本人的意愿。

nudges-support-no_time = 还没时间
nudges-support-unsure = 不知怎么谈
nudges-support-agreed = 我们已说好
nudges-support-away = 有一方不在
nudges-explained = 已记下。HR 伙伴只看到事项、日期和这个原因。
nudges-no-reason = 未填
nudges-task-long_gap = 六周以上没有谈话
nudges-task-goals = 目标共识
nudges-task-mid_review = 中期回顾
nudges-task-reviews = 上级评价
nudges-task-interview = 绩效面谈
nudges-told-hr = 支持：{ $n } 自 { $day } 起有一事还开着：{ $task }。所选原因：{ $reason }。一天前已先告诉 { $n }。最有用的是伸手帮一把。
nudges-names-sep = 、
nudges-names-more = { $names }等（另有 { $count } 位）
nudges-substitute-hr = 保障安排：{ $names } 的{ $task }原定 { $day } 前进行，目前还没有谈，由 { $n } 负责。请另找一位合适的人来谈，别让员工因等待受影响。{ $n } 已知情。
nudges-substitute-manager = { $names } 的{ $task }原定 { $day } 前进行。为了不让他们等，HR 伙伴正在另找一位来谈。如果你这几天能谈，告诉 HR 即可。
nudges-substitute-employee = 你的{ $task }还没有进行。HR 正在安排一位来和你谈，并会与你约时间。你不需要做什么。

nudges-stopped = 非必要的提醒都已停止。在 Home 的“我的提醒”里可以恢复。

nudges-kind-pre_1on1 = 一对一谈前准备
nudges-kind-debrief = 一对一谈后记录
nudges-kind-gap_21 = 三周未谈
nudges-kind-gap_28 = 四周未谈
nudges-kind-emp_agenda = 你的一对一议题
nudges-kind-emp_pulse = 谈话是否有用
nudges-kind-action_due = 你答应的事项
nudges-kind-goals_open = 目标尚未达成共识
nudges-kind-mid_window = 中期回顾
nudges-kind-recog = 一句感谢
nudges-kind-orientation = 起步提示
nudges-kind-pause = 关于提醒的问题
nudges-kind-support = 支持
nudges-kind-survey = 试点的双周一问
nudges-kind-result_release = 你的结果
nudges-kind-appeal_deadline = 申诉期限
nudges-kind-policy_change = 制度变化
nudges-what = { $kind }（{ $n }）

nudges-why-title = 为什么收到这条？
nudges-why = *{ $kind }*，{ $at }
    { $reason }
nudges-why-change = 在我的 Home 页可以静音某类、设定安静时段或停止提醒。发送“取消提醒”也可以。
nudges-why-none = 最近两个月我没有提醒过你。
nudges-rule = { $reason }（{ $rule }）
nudges-rule-n01 = 每周主动发来的消息最多两条
nudges-rule-n01b = 每天两次谈话各有一条消息，其余合并到 17:30 一张卡片；每周最多八条
nudges-rule-n02 = 两条主动消息之间至少隔二十小时
nudges-rule-n03 = 同一天到期的合成一条消息
nudges-rule-n04 = 每周第一个工作日上午有一次概览
nudges-rule-n05 = 晚间、休息日、休假和勿扰时保持安静
nudges-rule-n06 = 谈话前半小时提醒准备，绝不在别的会议中间打扰
nudges-rule-n07 = 谈话后问一次怎样，两个工作日后最多再问一次
nudges-rule-n08 = 已经做了，或你说不需要
nudges-rule-n09 = 这个时间是你选的，或你静音了这一类
nudges-rule-n10 = 没用上的提醒会越来越少
nudges-rule-n13 = 到期事项中它最要紧：期限、承诺、久未谈话或窗口
nudges-rule-n14 = 人多时，先列间隔最久的
nudges-rule-n15 = 头三十天只有起步提示
nudges-rule-n17 = 它有自己的日子，过了就没有意义
nudges-rule-n18 = 你自己的一对一前后和试点提问，每周最多两条
nudges-rule-n19 = 五条里特意留出一条不发，看提醒是否有用
nudges-rule-n21 = 你停止了提醒
nudges-rule-n22 = 这件事每个人都须被告知一次

nudges-week-title = 本周会提醒你什么
nudges-week-line = *{ $at }*：{ $what }。{ $reason }
nudges-week-not = 不会发：{ $what }。{ $reason }
nudges-week-nothing = 接下来七天没有安排。
nudges-week-stopped = 提醒已停止，只有必须告知的仍会发来。
nudges-week-holdout = 每一百条提醒里特意留出 { $percent } 条不发，看提醒到底有没有用。期限和告知从不留出。

nudges-slots-title = 半小时空档
nudges-slots-line = *{ $n }*：{ $slots }
nudges-slots-none = 两周内没有
nudges-slots-nobody = 没有需要找时间的人。
nudges-slots-about = 据我所知，这些时间你们都上班。时间由你定，邀请由你发。

nudges-home-title = 我的提醒
nudges-home-hours = { $quiet_from } 至次日 { $quiet_until }、休息日和你不在时保持安静。
nudges-home-away = { $first } 至 { $last } 不在
nudges-home-pulse = 大家觉得谈话有用的程度：平均 { $average }（满分 5）。
nudges-home-prompts = 哪些一对一？
nudges-home-mute = 静音…
nudges-home-unmute = 恢复…
nudges-home-settings = 安静时段、不在的日子
nudges-home-stop = 停止提醒
nudges-home-resume = 恢复提醒
nudges-prompts-every = 每次一对一前后
nudges-prompts-actions = 仅有待办事项时
nudges-prompts-wrap_up = 仅 17:30 一张卡片
nudges-settings-title = 安静时段
nudges-settings-from = 晚间从几点起安静
nudges-settings-until = 早晨安静到几点
nudges-settings-away-from = 从哪天不在
nudges-settings-away-until = 到哪天不在
nudges-settings-day = 选一天
nudges-settings-time = 选时间
nudges-settings-save = 保存

nudges-agenda-button = 写一句
nudges-agenda-change = 修改这一句
nudges-agenda-title = 你的下一次一对一
nudges-agenda-label = 想谈什么？
nudges-agenda-hint = { $n } 会在谈话前和记录时看到，其他人看不到。留空即撤回。
nudges-agenda-when = *你与 { $n } 的一对一*：{ $at }
nudges-agenda-none = 想谈什么？一句就够，议题主要由你定。
nudges-agenda-said = 你想谈：“{ $words }”
nudges-agenda-wish = { $n } 想谈：“{ $words }”

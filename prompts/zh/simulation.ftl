# `touchbase nudges simulate` 打印和绘制的内容。$count 数字，$week 第几周。

simulation-title = 每人每周收到的消息，共 { $weeks } 周
simulation-note = 模拟结果：{ $people } 人，其中 { $managers } 人带团队。同一次谈话前后的两条提醒算一条。
simulation-leads = 经理，第 { $week } 周
simulation-others = 其他人，第 { $week } 周
simulation-most = { $count } 条及以上
simulation-column-week = 周
simulation-column-leads = 经理：平均
simulation-column-high = 95% 不超过
simulation-column-most = 最多
simulation-column-unsolicited = 主动提醒最多
simulation-column-others = 其他人：平均
simulation-column-person = 姓名
simulation-busiest = 收到最多的人
simulation-by-week = 按周
simulation-total = 共 { $messages } 条消息，{ $withheld } 条留作对照未发，{ $dropped } 条按规则不发（{ $rules }）。
simulation-kinds = 已发：{ $kinds }。
simulation-kept = 所有上限都守住了：任何人一周最多 { $unsolicited } 条主动提醒、共 { $most } 条消息。
simulation-broken = 有上限被突破：有人一周收到 { $unsolicited } 条主动提醒，或共 { $most } 条消息。
simulation-assumptions = 假设：一对一按文件安排，文件未写的每 14 天一次；85% 如期进行，55% 的消息有人回应。

# 提醒有没有用：发送与留作对照的比较。用于命令行、图片和 HR 的聊天窗口。
# $kind 提醒种类；比例用百分数，差值用百分点；$low 到 $high 是 95% 区间。

effects-title = 提醒的效果
effects-note = 五个工作日内完成的比例，发送与未发对照。横线为 95% 区间，同一经理的决定按一组计。
effects-none = 还没有足够久的数据，暂时说不出什么。
effects-too-few = *{ $kind }*：数量太少，说出来可能会指向个人。
effects-kind = *{ $kind }*：{ $verdict }
    收到提醒的人有 { $sent } 做了，未收到的有 { $withheld }：相差 { $delta } 个百分点，区间 { $low } 到 { $high }。
effects-cost = 每 100 条消息带来 { $acts } 次行动、{ $mutes } 次静音；共花费约 { $minutes } 分钟。
effects-needed = 要确认这一差值，每组需要 { $needed } 次决定；确认 2 个百分点需要 { $worth } 次；较小的一组现有 { $have } 次。
effects-honest = 不统计点击：提醒所请求的事做成了，才算有用。
effects-stop = 连续两周突破上限：{ $limits }。这类提醒应停用。
effects-together-stop = 所有提醒合计：{ $limits }。
effects-evidence = 写有具体事例的记录：提醒之后 { $sent }，未提醒 { $withheld }；相差 { $delta } 个百分点，区间 { $low } 到 { $high }。
effects-evidence-how = 只统计记录里有没有具体事例；内容始终加密。
effects-turn-off = 这类提醒应停用。

effects-verdict-too-few = 数量太少
effects-verdict-proven = 有效
effects-verdict-promising = 有希望，尚未证实
effects-verdict-unclear = 看不出效果
effects-verdict-harmful = 有害
effects-verdict-retire = 作用太小，不值得

effects-limit-mutes = 超过 5% 的人静音
effects-limit-negative = 超过 10% 表示不需要
effects-limit-evidence = 复盘里的依据变少
effects-limit-pulse = 反馈分下降超过 0.3
effects-limit-unsolicited = 每位经理每周主动提醒超过 2 条
effects-limit-all-messages = 有人一周收到超过 8 条消息

effects-name-pre-1on1 = 一对一之前的准备
effects-name-debrief = 一对一之后的小结
effects-name-gap-21 = 三周没有谈话
effects-name-gap-28 = 四周没有谈话
effects-name-emp-agenda = 一对一的议题
effects-name-emp-pulse = 谈话后的反馈
effects-name-action-due = 答应的事到期
effects-name-mid-window = 中期回顾
effects-name-goals-open = 待达成的目标
effects-name-recog = 一句感谢
effects-name-orientation = 新经理提示

effects-column-kind = 种类
effects-column-sent = 已发
effects-column-withheld = 未发
effects-column-delta = 差值（百分点）
effects-column-interval = 95% 区间
effects-column-verdict = 结论
effects-column-acts = 每百条行动
effects-column-mutes = 每百条静音
effects-column-minutes = 分钟
effects-column-needed = 需要 / 现有

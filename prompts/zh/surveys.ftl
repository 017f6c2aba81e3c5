# 试点的双周一问。$value 为 1 到 5,$percent 与 $before 为百分比,$health 为 0 到 100。

surveys-question-effort = 这次试点占用我的时间是合理的。
surveys-question-talks = 这两周关于工作的谈话，帮我把工作做得更好。
surveys-question-numbers = 我知道和我工作有关的数字从哪里来。
surveys-question-rules = 一条制度怎么适用于我，我能查得到。
surveys-question-voice = 对目标和结果，我能说出想法，也有人听。
surveys-question-moments = 机器人的消息来得是时候。

surveys-confidential = 保密，5 人以上成组：HR 只看到答案的分布，看不到谁说了什么；你的上级什么也看不到。
surveys-do-words = 哪里不顺？
surveys-do-skip = 这次不答
surveys-do-stop = 别再问我
surveys-thanks = 谢谢，已记下。这两周内再点一次上面的数字就能改。
surveys-changed = 已改：你的答案现在是 { $value }。
surveys-skipped = 好的。两周后再问下一题。
surveys-stopped = 好的，不再问你这个。想恢复，请到主页“我的提醒”。
surveys-form-title = 哪里不顺？
surveys-form-label = 一两句就好
surveys-form-about = 用你自己的密钥保存。只有八人以上都写了，HR 才能读到，顺序打乱，不带姓名和部门。请不要点名。
surveys-form-send = 发送

surveys-title = 试点双周反馈（{ $cycle }）：{ DATETIME($opens, dateStyle: "medium") } – { DATETIME($closes, dateStyle: "medium") }
surveys-asked = “{ $question }”（1 完全不同意，5 完全同意）
surveys-rate = 作答：{ $asked } 人中 { $answered } 人（{ $percent }%）{ $known ->
    [yes] ；上次 { $before }%
   *[other] {""}
}
surveys-too-few = 不足五份答案，不再显示更多。
surveys-all = 全体
surveys-spread = { $counts } | 均值 { $mean } | 指数 { $health }（满分 100），{ $colour ->
    [healthy] 健康
    [watch] 关注
   *[other] 病灶
}{ $split ->
    [yes] {" "}| 看法分化
   *[other] {""}
}
surveys-before = 上次问这题是 { DATETIME($day, dateStyle: "medium") }：指数 { $before }，变化 { $change }。
surveys-others = 较小单位合并
surveys-hidden = 不足五份答案的单位不单独显示；会让人推算出小单位的，也不单独显示。
surveys-running = 到 { DATETIME($closes, dateStyle: "medium") } 才结束，数字还会变。
surveys-friction = 这两周卡在哪里
surveys-friction-overtaken = 按下时已经失效的按钮：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}{ $count ->
    [0] {""}
   *[other] ，其中 { $parts }
}
surveys-part = { $part ->
    [announce] 公告
    [goals] 目标
    [records] 记录
    [policies] 制度
    [asking] 制度提问
    [desk] 制度提问
    [check_ins] 沟通
    [cycles] 周期
    [scores] 结果
    [nudges] 提醒
    [appeals] 申诉
    [surveys] 本问题
    [one_on_ones] 一对一
   *[other] 其他
}
surveys-friction-abandoned = 过期或被跳过的沟通：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-snoozed = 被推迟的提醒：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-declined = 被点“不需要”的提醒：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-not_covered = 制度没有答案的问题：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-disputes = 记录中被提出异议的句子：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-questioned = 被质疑的数据：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-friction-appeals = 申诉：{ $count }{ $known ->
    [yes] （上次 { $before }）
   *[other] {""}
}
surveys-words = 哪里不顺，大家的原话（顺序打乱，不带姓名）
surveys-picture-waits = Slack 刚才没有收下这两周的图。
surveys-do-picture = 把图发给我
surveys-no-names = 试点单位是自愿参加的，作答不影响任何人的评价和工作安排（PM-7.6）。没有人能看到谁说了什么。
surveys-legend = { $value ->
    [1] 1 完全不同意
    [5] 5 完全同意
   *[other] { $value }
}
surveys-bar = { $health }(n { $answers })
surveys-picture-note = 每条末尾是 0 到 100 的指数。不足五份答案的单位不显示。{ $linked ->
    [no] 试点 · 与薪酬挂钩：否
   *[other] {""}
}
surveys-no-picture = 没有可以画的内容，或这里没有中文字体。

error-beyond-a-survey = 这已超出问卷的范围，请联系{ $name }。你写的内容我没有保存。
error-no-survey-yet = 还没有问过任何人：第一题在试点首个阶段开始两周后发出。

# 沟通记录。$name 对方（小标题里是员工本人），$day 日期，$at 读者所在时区的时刻，$version 版本号。
# “已收到”只表示看到了，不表示同意。

records-kind = { $kind ->
    [one_on_one] 一对一
    [goal_cocreate] 目标共创
    [mid_review] 中期回顾
    [performance_interview] 绩效面谈
    [recognition] 认可
    [development] 发展谈话
    [difficult_support] 改进支持
    [saved_message] 留存的消息
   *[other] 沟通
}
records-day = { DATETIME($day, dateStyle: "medium") }

## 一份记录

records-header = 和{ $name }的{ $kind }，{ DATETIME($day, dateStyle: "medium") }
records-note-title = 沟通记录
records-written = { $name }写于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } · 第 { $version } 版
records-readers = { $audience ->
    [you] :lock: 只有你能看到。
    [some] :busts_in_silhouette: 你和{ $name }能看到；标着“仅你可见”的部分除外。
   *[both] :busts_in_silhouette: 只有你和{ $name }能看到。
}
records-partial = 这次谈话提前结束，这里是已经记下的内容。
records-heading = { $block ->
    [focus] 这次谈了什么
    [evidence] 发生了什么
    [voice] { $name }的说法
    [options] 可以怎么做
    [actions] 约定的事
    [summary] 小结
    [source] 原话出自
    [remark] 留存时的附注
    [link] 原消息
   *[other] 其他记录
}
records-only-you = :lock: 仅你可见
records-new-for-you = :sparkles: 新内容
records-nothing-noted = { $block ->
    [voice] 这次没有谈到。
    [actions] 这次不需要约定事项。
   *[other] 这里没有记录。
}
records-erased = 此处内容已删除。
records-step-ended = { $status ->
    [done] :white_check_mark: { DATETIME($day, dateStyle: "medium") } 已完成
   *[dropped] { DATETIME($day, dateStyle: "medium") } 不再继续
}
records-dispute = :speech_balloon: *{ $name }有不同看法* （{ DATETIME($at, dateStyle: "medium") }，第 { $version } 版）：
records-dispute-quote = 关于第 { $version } 版里的这句话：
records-comment = :pencil2: *{ $name }补充* （{ DATETIME($at, dateStyle: "medium") }）：
records-cut = 还有 { $count } 处这里放不下，“历史”里都有。

## 现在到哪一步

records-state-for-employee = { $state ->
    [acknowledged] :white_check_mark: 你在 { DATETIME($at, dateStyle: "medium") } 点了“已收到”。
    [employee_review] 请在 { DATETIME($day, dateStyle: "medium") } 前看一看。“已收到”只表示看到了，不表示同意。现在或以后都可以补充看法，或对某句话提出不同意见。
    [final_unacknowledged] 阅读时间到 { DATETIME($day, dateStyle: "medium") } 为止，没有收到回应。这里只记为没有回应，不当作同意。你随时都可以回应。
   *[final] 你已经回应，双方都能看到。“已收到”只表示看到了，不表示同意。
}
records-state-for-manager = { $state ->
    [acknowledged] :white_check_mark: { $name }在 { DATETIME($at, dateStyle: "medium") } 点了“已收到”。这只表示看到了，不表示同意。
    [employee_review] 已发给{ $name }，阅读时间到 { DATETIME($day, dateStyle: "medium") }。
    [final_unacknowledged] 到 { DATETIME($day, dateStyle: "medium") } 为止，{ $name }没有回应。这里只记为没有回应，不当作同意。
    [kept] 在你分享之前，只有你能看到。
   *[final] { $name }已经回应。
}

## 按钮

records-acknowledge-button = 已收到
records-add-view-button = 补充我的看法
records-question-button = 对一句话提出不同看法
records-correct-button = 更正记录
records-history-button = 历史
records-open-button = 打开
records-share-button = 分享给{ $name }
records-share-part-button = 分享这一部分
records-done-button = 完成了
records-drop-button = 不做了

## 分享

records-share-title = 分享给{ $name }？
records-share-text = { $name }马上就能看到，也可以回应。分享后可以更正，但不能收回。
records-share-yes = 分享
records-share-no = 先不分享

## 消息

records-to-review-text = { $name }和你分享了 { DATETIME($day, dateStyle: "medium") } 的沟通记录
records-corrected-text = { $name }更正了 { DATETIME($day, dateStyle: "medium") } 的沟通记录
records-corrected-intro = { $name }更正了这份记录：划掉的是原来的字，加粗的是新写的字。请再看一遍；之前的“已收到”只对上一版有效。
records-corrected-shared = { $name }又和你分享了这份记录的一部分，其余内容不变。
records-reason = 原因：“{ $reason }”
records-replaced-text = { DATETIME($day, dateStyle: "medium") } 沟通记录的旧版本
records-replaced = 这一版已在 { DATETIME($at, dateStyle: "medium") } 由第 { $version } 版代替，新版就在下面；“历史”里两版都在。
records-kept-text = 已保存：{ DATETIME($day, dateStyle: "medium") } 和{ $name }的沟通
records-acknowledged = :white_check_mark: { $name }已收到 { DATETIME($day, dateStyle: "medium") } 的记录（{ $kind }）。这只表示看到了，不表示同意。
records-commented = :pencil2: { $name }给 { DATETIME($day, dateStyle: "medium") } 的记录（{ $kind }）补充了看法。
records-disputed = :speech_balloon: { $name }对 { DATETIME($day, dateStyle: "medium") } 的记录（{ $kind }）里的一句话有不同看法。如果对方说得对，可以更正记录，两版都会保留。
records-reminder = { $name }和你分享的记录（{ $kind }，{ DATETIME($day, dateStyle: "medium") }）在这里，有空时看一眼就好。“已收到”只表示你看到了。
records-reminder-over = { $name }和你分享的记录（{ $kind }，{ DATETIME($day, dateStyle: "medium") }）在上面的对话里。

## 表单

records-add-view-title = 补充我的看法
records-add-view-label = 想在这份记录旁边写下什么？
records-add-view-hint = { $name }也会看到，并和记录一起保留。
records-question-title = 提出不同看法
records-question-which = 哪一句？
records-question-placeholder = 选一句话
records-question-label = 你怎么看？
records-question-hint = 你的看法会一直显示在这句话旁边，你和{ $name }都能看到。
records-question-more = 列表最多放 100 句，还有 { $count } 句没有列出；可以用“补充我的看法”来写。
records-correct-title = 更正记录
records-correct-note = 保存后会成为新的一版。{ $name }会看到改动，并再看一遍；原来的版本双方仍能看到。
records-correct-note-private = 保存后会成为新的一版，只有你能看到。
records-correct-private-part = 这一部分只有你能看到。
records-correct-too-long = “{ $heading }”太长，不能在这里修改。
records-correct-reason = 为什么更正？能看到记录的人都会看到这里。

## 历史

records-history-title = 历史
records-history-version = *第 { $version } 版* · { $name }，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
records-history-acknowledged = :white_check_mark: { $name }收到第 { $version } 版，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") }
records-history-opened = :busts_in_silhouette: 分享给了{ $name }
records-history-older = 还有 { $count } 条更早的内容这里放不下，都已保留。

## App Home

records-home-steps = 约定的事
records-home-no-steps = 目前没有待办。谈话中彼此答应的事会出现在这里。
records-home-more-steps = 另有 { $count } 项
records-home-owner = { $owner ->
    [you] 你，和{ $other }
    [both] 你和{ $other }
    [nobody] 和{ $other }
   *[other] { $name }
}
records-home-due = { $when ->
    [today] *今天*
    [earlier] 原定 { DATETIME($day, dateStyle: "medium") }
   *[later] { DATETIME($day, dateStyle: "medium") } 前
}
records-home-worth-doing = 已经顺延几次了，还值得做吗？
records-home-notes = 沟通记录
records-home-no-notes = 还没有记录。谈话之后会出现在这里。
records-home-status = { $status ->
    [kept] :lock: 仅你可见
    [employee_review] { $reader ->
        [manager] 等{ $name }看
       *[employee] 请你看一看
    }
    [final_unacknowledged] { $reader ->
        [manager] { $name }没有回应，已如实记下
       *[employee] 还没有回应，随时可以
    }
   *[final] { $reader ->
        [manager] :white_check_mark: { $name }已看过或已回应
       *[employee] :white_check_mark: 你已看过或已回应
    }
}

## 出了问题时

error-promise-not-found = 找不到这件约定的事。还在进行的都在“主页”里。

# 一个人在一个周期里的时间线。$name 一个人，$day 日期，$days 工作日数。

timeline-title = 时间线
timeline-mine-button = 我的时间线
timeline-with = 查看时间线……
timeline-cycle = 周期
timeline-header = { $whose ->
    [mine] 我的时间线
   *[other] 和{ $name }的时间线
}
timeline-rule = { $rule ->
    [known] 上级评价截止于 { DATETIME($day, dateStyle: "medium") }。截止前 5 个工作日已分享的内容，才能作为评价依据（PM-1.5）。
   *[unknown] 上级评价截止前 5 个工作日已分享的内容，才能作为评价依据（PM-1.5）。截止日还没有安排。
}
timeline-nothing = 这个周期还没有记录。
timeline-entry = *{ DATETIME($day, dateStyle: "medium") }* · { $moment ->
    [talk] { $kind }，{ $name }记录
    [saved] { $name }留存的消息
    [shared] { $name }已分享
    [promised] { $owned ->
        [yes] { $name }约定的事
       *[no] 约定的事
    }
    [acknowledged] { $name }已收到
    [commented] { $name }补充了看法
    [disputed] { $name }有不同看法
    [done] 约定的事已完成
   *[dropped] 约定的事不再继续
}
timeline-use = { $use ->
    [usable] :white_check_mark: 可以作为评价依据。
    [private] :lock: 不能作为依据：仅自己可见。
    [too_late] :no_entry: 不能作为依据：分享晚了 { $days } 个工作日。
    [not_read] :hourglass: 暂时不能作为依据：对方还没有看。
   *[no_review] 上级评价安排好之后，才知道能否作为依据。
}
timeline-questioned = 仍有不同看法，已附在旁边。

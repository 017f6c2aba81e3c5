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
    [known] 上级评价截止于 { DATETIME($day, dateStyle: "medium") }。{ DATETIME($last, dateStyle: "medium") } 及之前（截止前 5 个工作日）已分享的内容，才能作为评价依据（PM-1.5）。
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

## 图片：一条记录一行。$mark 符号的含义，$border 起决定作用的日期，$count 未画出的行数。

timeline-picture-button = 看图
timeline-picture-title = { $known ->
    [yes] { $name }的时间线 · { $cycle }
   *[no] { $name }的时间线
}
timeline-picture-lane = { DATETIME($day, dateStyle: "medium") } · { $kind }
timeline-picture-border = { $border ->
    [last_day] 最晚分享日：{ DATETIME($day, dateStyle: "medium") }
   *[closes] 上级评价截止：{ DATETIME($day, dateStyle: "medium") }
}
timeline-picture-use = { $use ->
    [usable] 可以作为依据
    [private] 仅自己可见，不能作为依据
    [too_late] 分享晚了 { $days } 个工作日
    [not_read] 对方还没有看
   *[no_review] 上级评价还没有安排
}
timeline-picture-questioned = 有不同看法
timeline-picture-legend = { $mark ->
    [yes] 按时分享
    [not_yet] 暂时不能确定
    [no] 不能作为依据
    [answered] 员工的回应
   *[happened] 沟通，或约定的事结束
}
timeline-picture-note = 图中不含谈话内容，内容见时间线和记录。{ $count ->
    [0] {""}
   *[other] 另有 { $count } 条更早的记录未画出。
}
timeline-picture-told = { $outcome ->
    [sent] :frame_with_picture: 图片已发到我们的私信里。
    [refused] Slack 没有接收图片，请过一会儿再点一次。
   *[none] 这里画不出图片，全部内容见下面的列表。
}

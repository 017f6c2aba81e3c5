# 上级关联的日历。$talks 之后已约的一对一次数,$read 上次读取时间,$fault 未能读取的原因。

one-on-ones-calendar-none = *日历*
    关联你的日历，我就按你真实的一对一来提醒：改期、取消、拒绝的也会跟上。
one-on-ones-calendar-waiting = *日历*
    已关联，正在读取。
one-on-ones-calendar-linked = *日历*
    { $source ->
        [file] 来自文件，{ DATETIME($read, dateStyle: "medium") } 读取
       *[other] 已关联，上次读取 { DATETIME($read, dateStyle: "medium") } { DATETIME($read, timeStyle: "short") }
    } · { $talks ->
        [0] 之后没有已约的一对一
       *[other] 之后有 { $talks } 次已约的一对一
    }
one-on-ones-calendar-link = 关联日历
one-on-ones-calendar-replace = 换一个日历
one-on-ones-calendar-remove = 移除日历
one-on-ones-calendar-remove-title = 移除你的日历？
one-on-ones-calendar-remove-words = 我会忘掉它的地址和从中读到的一切。一对一的节奏会保留。
one-on-ones-calendar-title = 关联你的日历
one-on-ones-calendar-lead = 粘贴你日历的 *iCal 格式私密地址*。拿到它的人都能看你的日历，所以我会加密保存，不给任何人看，也不会再次显示。
one-on-ones-calendar-address = 私密地址
one-on-ones-calendar-where = Google：设置 › 你的日历 › 集成日历。Outlook：设置 › 共享日历 › 发布。以 https:// 或 webcal:// 开头。
one-on-ones-calendar-kept = 我只保留你何时忙，以及哪些日程是和下属的一对一；不保留其他标题和其他参会人。发来的文件，只在还有问题要问你时，才记住它在 Slack 里的位置。
one-on-ones-calendar-file = 也可以在私信里直接把 .ics 文件发给我。
one-on-ones-calendar-read = { $talks ->
    [0] 你的日历已读。未来 60 天没有和下属的一对一；只有你们两人受邀的日程我才能认出来。
   *[other] 你的日历已读：未来 60 天有 { $talks } 次已约的一对一。每次开始前 30 分钟请你准备，结束后 10 分钟请你记录。
}
one-on-ones-calendar-trouble = { $fault ->
    [no_calendar] 我拿到的不是日历。请确认复制的是 iCal 格式地址（通常以 .ics 结尾），或者把 .ics 文件发给我。
    [broken] 这份日历已损坏，我读不了。请重新导出，或重新关联。
    [too_large] 这份日历超过 5 MB，或日程太多。请导出较短的时间段，或关联小一些的日历。
    [address] 这个地址我打不开。它须以 https:// 开头。
    [private] 这个地址通向内部网络，我不会去访问。请使用日历的公开私密地址。
    [late] 你的日历 10 秒内没有响应。我会自己再试。
    [redirected] 这个地址转来转去太多次。请重新复制私密地址。
    [file_gone] 我从 Slack 里取不到你的日历文件了。请再发一次，我就按你说的记下。
    [status] 日历服务器拒绝了。地址可能已重置：请关联新的地址。我也会自己再试。
   *[other] 我连不上你的日历。我会自己再试。
}之前读到的内容保持不变。
one-on-ones-calendar-title-ask = 你日历里的“{ $title }”是你和 *{ $name }* 的一对一吗？
one-on-ones-calendar-title-yes = 是我们的一对一
one-on-ones-calendar-title-no = 不是
one-on-ones-calendar-title-once = 每个标题只问一次。它没有列出参会人，只有你知道。
one-on-ones-calendar-title-talk = 好，以后这个标题的日程就是你和 *{ $name }* 的一对一。
one-on-ones-calendar-title-none = 好，那不是和 *{ $name }* 的一对一，我不会再问。
error-calendar-address-not-understood = 这不像日历地址。它以 https:// 或 webcal:// 开头，多以 .ics 结尾。
error-calendars-are-managers = 我只为有下属的人读日历，目前没有人向你汇报。

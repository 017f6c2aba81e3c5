# 作为依据留存的消息。$name 一个人，$day 消息的日期。

manifest-save-message = 存为沟通记录
manifest-save-message-about = 把这条消息留作沟通的依据

saved-header = { $about ->
    [self] 你留存的消息，{ DATETIME($day, dateStyle: "medium") }
   *[other] 留存的消息 · { $name }，{ DATETIME($day, dateStyle: "medium") }
}
saved-title = 存为沟通记录
saved-by = *{ $name }* 写道：
saved-about = 关于谁？
saved-about-self = 我自己
saved-visible = 谁能看到？
saved-visible-private = 仅自己可见
saved-visible-shared = 马上分享给对方（关于我自己：分享给上级）
saved-visible-manager = 马上分享给{ $name }
saved-visible-hint = 分享后对方可以回应、可以提出不同看法，但不能收回。
saved-remark = 附一句话
saved-original = 打开原消息
saved-kept-text = { $about ->
    [self] 已留存 { DATETIME($day, dateStyle: "medium") } 的一条消息
   *[other] 已留存 { DATETIME($day, dateStyle: "medium") } 关于{ $name }的一条消息
}
saved-shown-text = { $name }留存了 { DATETIME($day, dateStyle: "medium") } 的一条消息，并分享给你

saved-use-question = 你留存过 { DATETIME($day, dateStyle: "medium") } 的这条消息，用在这里吗？
saved-use-button = 用这条
saved-as-evidence = { $name }在 { DATETIME($day, dateStyle: "medium") } 写道：{ $words }

error-conversation-closed-to-us = 我不在那个对话里，没法链接到那条消息。请先把我加进频道，再存一次。
error-message-too-long = 那条消息太长，存不下全文；大约能放 { $limit } 个字符。可以在沟通里写下它的链接。
error-own-message = 那条消息是我发的，内容已经有记录了。需要时请打开那份记录。

# 谁能看一份记录、谁看过，以及换上级时转交了什么。$name 一个人，$names 几个人，$day 日期，$at 读者所在时区的时刻。

access-readers = { $audience ->
    [some] :busts_in_silhouette: 你和{ $name }能看到；标着“仅你可见”的部分除外。{ $names }也能看到与其有关的部分。
    [outside] :busts_in_silhouette: { $manager }和{ $employee }能看到。{ $names }也能看到与其有关的部分。
   *[both] :busts_in_silhouette: 你和{ $name }能看到。{ $names }也能看到与其有关的部分。
}
access-reader = { $audience ->
    [manager] { $name }（现任上级）
    [hr_partner] HR 伙伴{ $name }
   *[hr_admin] HR 管理员{ $name }
}
access-readers-more = 另外 { $count } 位 HR
access-shared-with-hr = :office: HR 也能看到
access-header = { $manager }和{ $employee }的{ $kind }，{ DATETIME($day, dateStyle: "medium") }
access-read-only = { $audience ->
    [manager] { $employee }现在向你汇报，所以你能看到这份记录；转交的只有已确认的共享部分。你的查看会留下记录，{ $employee }能看到。
   *[hr] 你只能看到与 HR 共享的部分。你的查看会留下记录，{ $employee }和{ $manager }都能看到。
}

access-readers-button = 谁看过
access-readers-title = 谁看过
access-readers-intro = 打开过这份记录的人，最近的在前；每人每版每天记一行。
access-readers-none = 还没有人在窗口里打开过。你们两人的消息里都有这份记录。
access-read-line = *{ $name }* （{ $relation }）· 第 { $version } 版 · { DATETIME($at, dateStyle: "medium", timeStyle: "short") }
access-relation = { $relation ->
    [author] 记录人
    [self] 本人
    [manager] 上级
    [hr_partner] HR 伙伴
   *[hr_admin] HR 管理员
}
access-readers-facts = HR 能看到有过这次谈话、类型、日期和记录的状态；只有与 HR 共享的部分，HR 才能看到内容。

access-handed-over-text = { $employee }现在向你汇报：你可以看到的记录
access-handed-over-intro = *{ $employee }* 现在向你汇报。下面这些已确认的记录，你可以看到其中的共享部分；私人笔记没有转交。{ $employee }知道你能看到什么。
access-handed-over-followed-text = 又有一份{ $employee }的记录转交给你
access-handed-over-followed-intro = *{ $employee }* 开始向你汇报时，有一份记录还在等本人查看。阅读期已结束，现在你可以看到其中的共享部分。
access-handed-over-told-text = { $manager }现在是你的上级：对方可以看到的记录
access-handed-over-told-intro = *{ $manager }* 现在是你的上级，可以看到下面这些已确认记录的共享部分。任何人的私人笔记都没有转交，只写给你的认可也没有。
access-handed-over-notes = *沟通记录*
access-handed-over-steps = *还没完成的约定*
access-handed-over-more = 另有 { $count } 项
access-handed-over-waiting = 还有 { $count } 份记录在等你看，阅读期结束后会转交。
access-note-line = 和{ $manager }的{ $kind }，{ DATETIME($day, dateStyle: "medium") }
access-home-handed-over = 来自{ $name }，已转交给你

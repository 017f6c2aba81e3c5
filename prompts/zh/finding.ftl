# 找回记录。$name 一个人。

finding-title = 查找我的记录
finding-home-button = 查找我的记录
finding-words = 要找的词
finding-words-hint = 留空则列出全部记录。你找过什么，我们不保存。
finding-search = 查找
finding-person = 对象
finding-any-person = 所有人
finding-kind = 类型
finding-any-kind = 所有类型
finding-cycle = 周期
finding-any-cycle = 所有周期
finding-older = 更早的
finding-open-window = 搜索、筛选
finding-message = { $about ->
    [one] 你和{ $name }的记录，最近的在前：
   *[all] 你的记录，最近的在前：
}
finding-nothing = { $searched ->
    [words] 在你能看到的记录里没有找到这些词。
   *[all] 这里还没有记录。
}
finding-ask-again = 我刚重新启动，已经没有你要找的词了，请在这里再搜一次。
finding-in-answer = 回应中：
finding-of-two = { $manager }和{ $employee }的谈话
finding-facts = { $status ->
    [employee_review] 等员工阅读
    [final_unacknowledged] 没有收到回应
   *[other] 已定稿
} · { $read ->
    [yes] 已收到
   *[no] 未标记收到
} · { $disputes } 句有不同看法 · 约定的事完成 { $done }/{ $steps }

error-no-notes-with = 没有找到你和叫这个名字的人的记录。请用全名，或在主页查找。

# 没有送达的消息，给 HR 管理员和命令行看。绝不包含消息内容。
# $count 条数，$age 多久（见下），$name 收件人。

undelivered-title = 发送状态
undelivered-nothing-waits = 没有等待发送的消息。
undelivered-waiting = { $count } 条消息在等待发送，最早的已等 { $age }。
undelivered-gate = Slack 要求再暂停 { $minutes } 分钟，等待发送的消息有 { $count } 条。
undelivered-none = 最近 30 天的消息全部送达。
undelivered-count = *最近 30 天有 { $count } 条消息没有送达*，新的在前
undelivered-line = *{ $name }*：{ $kind }，{ $age }前
    { $reason }
undelivered-retry = 重新发送
undelivered-retry-all = 这 { $count } 条都重新发送
undelivered-retried = { $count } 条消息已重新发出。
undelivered-safe = 重新发送不会重复：可能已送达的消息，会先在 Slack 里核对。
undelivered-home = 有 { $count } 条消息没有送达。
undelivered-show = 查看发送状态

undelivered-minutes = { $count } 分钟
undelivered-hours = { $count } 小时
undelivered-days = { $count } 天

undelivered-kind-check-in = 沟通
undelivered-kind-note = 记录或下一步
undelivered-kind-rules = 制度
undelivered-kind-result = 结果
undelivered-kind-nudge = 提醒
undelivered-kind-delivery = 发送状态通知
undelivered-kind-other = 回复

undelivered-reason-no-account = Slack 里还没有这个人，加入后会自动发出。
undelivered-reason-left = 账号已停用。
undelivered-reason-closed = 会话已关闭，或应用不在其中。
undelivered-reason-shape = Slack 不接受它的格式。这是我们的缺陷，请反馈。
undelivered-reason-not-drawn = 消息没能生成，日志里有原因。
undelivered-reason-first-missing = 它所回复的那条消息不在了。
undelivered-reason-permission = 应用在 Slack 里缺少权限。
undelivered-reason-unknown = 可能已送达：连接中断，又无法读取会话来核对。
undelivered-reason-other = Slack 拒绝了这条消息。

undelivered-joint = |；|
undelivered-stuck = 发送需要看一下：{ $troubles }。用 /touchbase 发送状态 查看详情。
undelivered-stuck-waiting = { $count } 条消息在等待，最早的已等 { $age }
undelivered-stuck-gate = Slack 要求再暂停 { $minutes } 分钟
undelivered-stuck-claims = { $count } 条消息已发了一个多小时还没有结果
undelivered-stuck-jobs = { $count } 个定时任务一个多小时没有完成（{ $names }）

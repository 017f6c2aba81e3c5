# 公告。$title 标题，$name 人名，$at 时间，$count 数量，$state 状态。

error-announcements-are-hrs = 公告由 HR 发送。如果有事要告诉大家，请联系 HR。
error-announcement-is-over = 这份公告的状态已经变了，消息里的卡片显示最新情况。
error-announcement-not-ready = 还有 { $count } 处要先改好，卡片上写明了是哪些。
error-nobody-to-reach = 这样没有任何人会收到。请检查发给谁，或选择一个频道。
error-nobody-to-approve = 收件人太多，需要另一位 HR 同意，但没有人有权同意。请联系 HR 管理员。
error-channel-is-for-everybody = 频道里有各个部门的人，只有负责全公司的 HR 才能在那里发公告。
error-addresses-not-known = { $count ->
    [one] 我不认识 { $first } 这个地址。
   *[other] 有 { $count } 个地址我不认识，例如 { $first }。
}
error-day-is-past = 这一天已经过去，请选今天或以后的日期。
error-nothing-to-correct = 内容与已发出的相同。请修改后再提交，或直接关闭。

announcing-new-title = 新公告
announcing-new-about = 选模板或自由撰写。草稿会以卡片形式出现在我们的消息里；你确认之前不会发出任何内容。
announcing-template-field = 模板
announcing-template-choose = 选择模板
announcing-template-free = 自由撰写
announcing-new-send = 开始
announcing-template-A-01 = A-01 · 周期开始
announcing-template-A-02 = A-02 · 目标共创指南（上级）
announcing-template-A-03 = A-03 · 目标草案已备好
announcing-template-A-04 = A-04 · 目标尚未达成共识
announcing-template-A-05 = A-05 · 中期回顾开始
announcing-template-A-06 = A-06 · 自评
announcing-template-A-07 = A-07 · 暂定数据
announcing-template-A-08 = A-08 · 上级评价材料
announcing-template-A-09 = A-09 · 校准材料
announcing-template-A-10m = A-10m · 绩效面谈（上级）
announcing-template-A-10e = A-10e · 绩效面谈（员工）
announcing-template-A-11 = A-11 · 结果已可查看
announcing-template-A-12 = A-12 · 如何申诉
announcing-template-A-13 = A-13 · 日期或规则变更
announcing-template-A-14 = A-14 · 复盘结果
announcing-template-A-15 = A-15 · 制度新版本发布

announcing-words-title = 内容
announcing-words-about = 请写好两种语言，系统不会机器翻译。{"{"}花括号{"}"}里的变量由下面的取值填入。
announcing-values-field = 变量取值
announcing-values-hint = 每行一个：名称: English | 中文，两种语言相同时写一个即可。
announcing-only-field = 只用一种语言
announcing-only-choice = 所有人都收到同一种语言
announcing-field = { $part }（{ $language }）
announcing-part = { $part ->
    [title] 标题
    [text] 正文
    [values] 变量取值
    [employee] 员工
    [manager] 上级
    [hr] HR
   *[unit_head] 部门负责人
}
announcing-language = { $language ->
    [en] 英文
    [zh] 中文
   *[none] 无语言
}
announcing-changes-title = 对你意味着什么
announcing-changes-about = 每个角色一段，两种语言都写。没有专属段落的人读上级或员工那一段。
announcing-aim-title = 发给谁
announcing-who-field = 对象
announcing-who = { $who ->
    [everyone] 所有人
    [employee] 没有下属的员工
    [manager] 上级
    [hr] HR
    [unit_head] 部门负责人
   *[list] 名单上的人
}
announcing-group-pilot = 试点组
announcing-group-goals_not_agreed = 目标尚未达成共识的人
announcing-units-field = 仅限这些部门
announcing-units-choose = 所有部门
announcing-units-hint = 包含下级部门。
announcing-list-addresses = 名单
announcing-list-without = 不发给这些人
announcing-list-hint = 邮箱地址，用空格、逗号或换行隔开。
announcing-leave-field = 休假人员
announcing-leave-choice = 不发给今天休假的人
announcing-way-title = 方式和时间
announcing-how-field = 方式
announcing-direct-choice = 发到每个人的私信
announcing-acknowledged-choice = 请收件人确认已收到
announcing-channel-field = 频道
announcing-channel-choose = 不发频道
announcing-day-field = 日期
announcing-day-choose = 尽快
announcing-day-hint = 按每个人所在地的日期；遇休息日顺延到下一个工作日。
announcing-hour-field = 时间
announcing-hour-hint = 按每个人所在地的时间。工作时间以外不打扰任何人。
announcing-menu-helper = 由哪位 HR 帮助一直没有回应的人
announcing-menu-rules = 附上的制度版本
announcing-rules-none = 不附

announcing-untitled = 还没有标题的公告
announcing-state = { $state ->
    [draft] :memo: 草稿
    [waiting] :hourglass_flowing_sand: 等另一位 HR 同意
    [sending] :outbox_tray: 发送中
    [paused] :double_vertical_bar: 已暂停
    [stopped] :octagonal_sign: 已停止
    [sent] :white_check_mark: 已发完
   *[discarded] :wastebasket: 已放弃
}
announcing-audience = 对象：{ $who }
announcing-audience-units = 对象：{ $who }，限{ $units }及下级部门
announcing-list-separator = 、
announcing-where = { $where ->
    [both] 发给每个人并发到 { $channel }
    [channel] 发到 { $channel }
   *[direct] 发给每个人
}
announcing-when-now = 时间：各人工作时间内尽快，{ $where }
announcing-when-at = 时间：各人所在地 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }，{ $where }
announcing-count = { $count } 位收件人；按目前速度约 { $minutes } 分钟，{ DATETIME($at, dateStyle: "medium", timeStyle: "short") } 前发完
announcing-left-out = 不会收到：{ $count } 人（{ $why }）
announcing-reason = { $reason ->
    [left] 已离职
    [deactivated] Slack 账号已停用
    [no_account] 没有 Slack 账号
    [not_served] 不在你负责的部门
    [excluded] 由你排除
   *[away] 休假
}
announcing-left-out-reason = { announcing-reason } { $count }
announcing-asks = { $asks ->
    [yes] 请收件人确认已收到；2 个和 5 个工作日后提醒
   *[no] 不要求收件人做任何事
}
announcing-helper = 一直没有回应的人会告知{ $name }，由其帮助
announcing-second = :busts_in_silhouette: 收件人较多，需要另一位 HR 同意。
announcing-approved-by = { $name }已同意
announcing-problems = *发出之前要改好：*
announcing-problem = { $kind ->
    [missing] { $where }（{ $language }）：还没有写
    [variable] { $where }（{ $language }）：“{ $detail }”没有取值
    [unknown] { $where }：没有地方用到“{ $detail }”
    [uneven] { $where }（{ $language }）：另一种语言用到了“{ $detail }”，这里没有
    [wording] { $where }（{ $language }）：“{ $detail }”有指责意味，请换一种说法
   *[length] { $where }（{ $language }）：超过 { $detail } 个字符
}
announcing-more-problems = ……还有 { $count } 处
announcing-progress = 已发 { $sent } · 等待 { $waiting } · 失败 { $failed }{ $unknown ->
    [0] {""}
   *[other] {" "}· 可能已送达 { $unknown }
}{ $stopped ->
    [0] {""}
   *[other] {" "}· 未发 { $stopped }
}
announcing-finishing = 按目前速度 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 前发完
announcing-correction = 曾收到旧内容的人：已更正 { $sent } · 等待 { $waiting } · 未能送达 { $failed }
announcing-lacks-channel = 这个模板通常也发到频道，目前还没有选频道。
announcing-approval = { $state ->
    [waiting] 请看一下“{ $title }”：收件人较多，需要另一位 HR 同意。
    [draft] “{ $title }”已退回给撰写人。
    [discarded] “{ $title }”已放弃。
   *[sent] “{ $title }”已获同意，正在发出。
}
announcing-stop-title = 确定停止？
announcing-stop-sure = 还没发出的会撤回；已送达的保持不变。

announcing-button-new = 新公告
announcing-button-words = 内容
announcing-button-changes = 有何变化
announcing-button-aim = 发给谁
announcing-button-way = 方式和时间
announcing-button-preview = 预览
announcing-button-send = 发出公告
announcing-button-ask = 请另一位 HR 同意
announcing-button-discard = 放弃
announcing-button-approve = 同意并发送
announcing-button-send-back = 退回
announcing-button-change = 改回草稿
announcing-button-pause = 暂停
announcing-button-resume = 继续
announcing-button-stop = 停止
announcing-button-board = 看板
announcing-button-correct = 更正内容
announcing-button-failures = 谁没有收到
announcing-button-retry = 再试一次
announcing-button-left-out = 谁不会收到
announcing-button-refresh = 刷新
announcing-button-board-file = 下载看板
announcing-button-silent-file = 谁还没确认
announcing-correct-title = 更正内容
announcing-correct-send = 更正

announcing-what-changes = 对你意味着什么
announcing-only-language = { $language ->
    [zh] 这份公告只有中文。
   *[en] 这份公告只有英文。
}
announcing-rules = 制度：{ $rules }。两种语言不一致时，以{ $language ->
    [zh] 中文
   *[en] 英文
}为准。
announcing-corrected = 已于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 更正；你之前看到的内容可能与此不同。
announcing-received-means = “已收到”只表示你收到了，不代表同意。
announcing-received-button = 已收到
announcing-received-at = 已于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") } 确认收到
announcing-reminder = “{ $title }”看到了吗？点一下表示已收到，不代表同意。有疑问欢迎提出。
announcing-ask-button = 就此提问
announcing-ask-title = 就此提问
announcing-ask-hint = 根据这里的制度回答。HR 只看到归类后的同类问题，看不到姓名。
announcing-ask-sent = 答复会发到我们的消息里。

announcing-preview-title = 预览
announcing-preview-role = 角色
announcing-preview-language = 语言
announcing-board-title = 谁已收到
announcing-board-at = 截至 { DATETIME($at, dateStyle: "medium", timeStyle: "medium") }。不足五人的部门合并显示。
announcing-board-all = *全部*
announcing-board-others = 小部门合计
announcing-board-no-unit = 无部门
announcing-board-line = { $unit }：{ $received } / { $readers }（{ NUMBER($share, style: "percent") }）
announcing-board-more = ……还有 { $count } 个部门，见文件
announcing-board-too-few = 收件人太少，显示数字会指向个人。
announcing-board-questions = *大家问了什么*
announcing-board-question = { $count } × { $words }
announcing-silence = “{ $title }”的 { $readers } 位收件人中，有 { $count } 位在两次提醒后仍未确认。没有回应就记为没有回应。当面说一句比再提醒更有用。
announcing-home = 公告
announcing-home-line = *{ $title }*：{ $state ->
    [draft] 草稿
    [waiting] 等另一位 HR 同意
    [sending] 发送中
    [paused] 已暂停
    [stopped] 已停止
   *[sent] 已发完
}
announcing-file-name = 姓名
announcing-file-email = 邮箱
announcing-file-reason = 原因
announcing-file-unit = 部门
announcing-file-readers = 收件人
announcing-file-received = 已收到
announcing-file-error = Slack 返回的原因
announcing-file-left-out = 谁不会收到，以及原因。
announcing-file-failures = 谁没有收到，以及原因。频道以编号列出。
announcing-file-board = 看板文件。
announcing-file-silent = 在你负责范围内，谁还没确认。

# 管理者看到的沟通。$n 与 $name 指员工。

check_ins-heading = 与{ $n }的沟通
check_ins-day = { DATETIME($day, dateStyle: "medium") }
check_ins-answered = :white_check_mark: { $asked }

# 邀请与约定
check_ins-time = { DATETIME($at, timeStyle: "short") }
check_ins-invite-prep = { $promise ->
    [none] { $at } 与{ $n }一对一。两个问题，约 90 秒？
   *[other] { $at } 与{ $n }一对一。上次你答应“{ $promised }”。花 90 秒准备一下？
 }
check_ins-invite-debrief = 和{ $n }谈得怎样？趁记得清，点两下、写几句，约 2 分钟。
check_ins-invite-prep-start = 现在准备
check_ins-invite-debrief-start = 现在记录
check_ins-invite-later = 2 小时后
check_ins-invite-not-needed = 这次不谈了
check_ins-snoozed = 好，两小时后再问你；也可以提前开始。
check_ins-contract-question = 是谈之前，还是谈完了？
check_ins-mode-prep = 准备接下来的谈话（约 90 秒）
check_ins-mode-debrief = 记录刚谈完的内容（2–3 分钟）
check_ins-mode-prep-short = 谈前准备
check_ins-mode-debrief-short = 谈后记录
check_ins-recent-note = 你和{ $n }两天内已有一份记录。要补充在那一份里吗？
check_ins-add-to-note = 补充到那一份
check_ins-new-note = 另写一份

# 回顾上次的约定
check_ins-agenda = { $n } 想谈：
check_ins-recall-question = 先看上次留下的约定，现在怎样了？
check_ins-recall-done = 完成了
check_ins-recall-carry = 继续做
check_ins-recall-keep = 仍值得做
check_ins-recall-drop = 不做了
check_ins-recall-skip = 都继续做
check_ins-promised = *{ $owner }* – { $what }（{ $due }）
check_ins-promised-undated = *{ $owner }* – { $what }
check_ins-no-owner = 未指明谁做
check_ins-no-date = 未定日期
check_ins-still-worth-it = _已经顺延几次了，还值得做吗？_

# 题库以外的提问
check_ins-topic-goals = 目标
check_ins-topic-blocker = 阻碍
check_ins-topic-people = 人和协作
check_ins-topic-other = 其他
check_ins-topic-question = { $topic }。具体是什么？几个字就好。
check_ins-topic-enough = 这样就够了
check_ins-extra-question = 还有一项要勾选。
check_ins-finishing-focus = 这次主要谈了什么？
check_ins-finishing-voice = { $n }怎么说？写一句；没谈到就点一下。
check_ins-finishing-commit = 接下来做什么？
check_ins-skip = 这题跳过
check_ins-not-discussed = 未谈及
check_ins-promise = 添加一步
check_ins-keep-as-is = 就按我写的保留
check_ins-no-action-nothing_needed = 不需要行动
check_ins-no-action-next_talk = 下次再定
check_ins-no-action-waiting = 等其他人
check_ins-keep-private-now = 先存着，只给我看

# 提问前说的话
check_ins-notice-probe-evidence = 一个具体时刻胜过一句概括。你想到的是哪一次？
check_ins-notice-probe-voice = 这是你的看法。{ $n }说了什么、要什么？
check_ins-notice-probe-action = 这一步很好。谁来做？到哪天？
check_ins-notice-vague-action = 已按你写的记下。补上谁做、到哪天，或点一个合适的选项。
check_ins-notice-two-short = 连着两句都很短，觉得够了就点“现在结束”。
check_ins-notice-time-cap = 五分钟到了。内容都在，只补必要的。
check_ins-notice-prompt-cap = 问题够多了，只补必要的。
check_ins-notice-enough = 事情、对方看法、下一步都有了。
check_ins-notice-resumed = 欢迎回来，我们刚才在这里。
check_ins-notice-went-back = 退回一步。
check_ins-notice-edited = 已按你写的修改。

# 小结与分享
check_ins-reflect-title = 这样写对吗？目前只有你能看到。
check_ins-part-focus = 这次谈了什么
check_ins-part-evidence = 发生了什么
check_ins-part-voice = { $n }的说法
check_ins-part-options = 可以怎么做
check_ins-part-steps = 约定的事
check_ins-part-summary = 小结
check_ins-approve = 没问题
check_ins-edit = 修改
check_ins-hint = :bulb: 仅你可见：{ $hint }
check_ins-share-question = 把这份记录分享给{ $n }吗？
check_ins-share-note = { $n }可以阅读、补充看法、对某句话提出疑问。分享后不能收回，但随时可以更正。
check_ins-share-gone = { $n }已离职，这份记录只留给你。
check_ins-share-all = 分享
check_ins-share-choose = 选择分享哪些
check_ins-share-none = 只给自己看
check_ins-share-title = 分享记录
check_ins-share-which = { $n }能看到
check_ins-share-hint = 没有勾选的部分只有你能看到。

# 操作
check_ins-back = 上一步
check_ins-pause = 暂停
check_ins-finish = 现在结束
check_ins-resume = 继续
check_ins-stop = 停止，只给我保留
check_ins-parked = 已暂停。内容保留两天，方便时再继续。
check_ins-slot-there = :white_check_mark: { $part }
check_ins-slot-missing = :white_circle: { $part }

# 结束
check_ins-closed-prep = 已保存，只有你能看到。祝你和{ $n }谈得顺利！
check_ins-closed-shared = 已保存并发给{ $n }，对方可以补充看法。谢谢你先问、再听。
check_ins-closed-private = 已保存，只有你能看到；以后随时可以分享。
check_ins-closed-partial = 已停止。写下的内容保留着，只有你能看到。
check_ins-closed-empty = 已停止，没有需要保存的内容。
check_ins-skipped = 已记下，这次不再提醒。
check_ins-skipped-moved = 已记为没有谈，这次不再提醒。
check_ins-skipped-snoozed = 好，交给你决定。想开始时打开主页就行。
check_ins-expired = 这次就先放下了。想开始时打开主页就行。
check_ins-handoff = 这超出了沟通记录的范围，请联系{ $contact }。我已停止，且没有保存那条消息；你可以点“⋯ → 删除消息”把它删掉。

# 表单
check_ins-choose-title = 沟通
check_ins-choose-person = 和谁？
check_ins-choose-mode = 用来做什么？
check_ins-choose-start = 开始
check_ins-begun = 关于{ $n }的第一个问题已发到 *消息* 里，我们那边见。
check_ins-promise-title = 下一步
check_ins-promise-owner = 谁来做？
check_ins-promise-what = 做什么？
check_ins-promise-due = 到哪天？
check_ins-me = 我
check_ins-you = 你
check_ins-both = 我们两个
check_ins-edit-title = 修改小结
check_ins-evidence-title = 你记下的事
check_ins-evidence-note = 评分由你来定。以下是你目前记下的具体时刻。
check_ins-evidence-none = 还没有记下具体的事。可以从一次沟通开始。

# 仅作者可见的提示(最多两条)
check_ins-hint-evidence = “{ $quote }”——哪一天、哪件事能说明？
check_ins-hint-behaviour = “{ $quote }”说的是人。对方哪天做了什么？
check_ins-hint-voice = 还没有对方的原话。{ $n }怎么说？
check_ins-hint-action = 还没有写明谁做、到哪天的下一步。
check_ins-hint-action_owner_date = “{ $quote }”——谁来做？到哪天？
check_ins-hint-all_theirs = 每一步都由{ $n }来做。你会为对方做什么？
check_ins-hint-forward_more = 多半在说过去。下次希望有什么不同？
check_ins-hint-forward_less = 多半是计划。依据是哪件事？
check_ins-hint-open = “{ $quote }”可以用是或否回答。换成“什么”“怎么”会听到更多。
check_ins-hint-open_leading = “{ $quote }”里已经有答案了。换个开放的问法？
check_ins-hint-verdict = “{ $quote }”像结论。换成事实怎么说？
check_ins-hint-absolute = “{ $quote }”没有留余地。实际有几次？
check_ins-hint-peer = “{ $quote }”在和同事比。请对照标准，不对照同事。
check_ins-hint-sensitive = “{ $quote }”像是{ $n }的私人信息，建议不记录。
check_ins-hint-biased = “{ $quote }”容易带有对某类人的印象。{ $n }做了什么？

# 机器人从不做的事
check_ins-refused-rating = 我从不代写或修改评分，评分要由人来给、由人签字。你记下的具体事例在主页的“记录”里，可以随时查看。
check_ins-refused-comparison = 我不会拿员工互相比较。请对照标准或目标，我很乐意帮你写下来。
check_ins-refused-mind = 我不会猜测情绪、健康、婚育或是否要离职。请直接问本人，只记录对方愿意说的。
check_ins-show-evidence = 看我记下的事
check_ins-not-needed-moved = 改期了
check_ins-not-needed-leave = 有人不在
check_ins-not-needed-not_needed = 这次不需要
check_ins-not-needed-other = 其他原因
check_ins-choose-more = 这里是前 { $count } 位。要找其他人，请发“和某某沟通”。

# 用自己的话问制度。$clause 条款编号,$title 标题,$name 可以问的人。

asking-understood = 我理解的问题是：{ $question }
asking-answered = 制度是这样规定的：
asking-answered-general = 对所有人都一样的规定是：
asking-absent = 现行制度未涉及这个问题，可以问{ $name }。
asking-failed = 我这次没能查成。可以问{ $name }。
asking-clause = { $clause } { $title }
asking-source = 《{ $document }》{ $version } 版，自 { DATETIME($day, dateStyle: "medium") } 起施行
asking-other-language = 本条目前只有{ $language ->
    [zh] 中文
    [en] 英文
   *[other] 其他语言
}文本，按原文引用。
asking-governing = 两种文本如有出入，以{ $language ->
    [zh] 中文
    [en] 英文
   *[other] 原文
}为准。
asking-neighbours-both = 前一条：{ $before }；后一条：{ $after }。
asking-neighbours-before = 前一条：{ $before }。
asking-neighbours-after = 后一条：{ $after }。
asking-several-documents = 有不止一份文件讲到这一点，所以都列在这里。如有不一致，以{ $name }的答复为准。
asking-contradicted = :warning: *{ $clause }* 的说法不一样：
asking-contradiction-decided = HR 已确定：以 { $clause } 为准。
asking-contradiction-open = 以哪条为准还没有确定，请问{ $name }。
asking-whole-button = 看整条条款
asking-in-language-button = 看{ $language ->
    [zh] 中文
    [en] 英文
   *[other] 另一种语言的
}文本
asking-hr-button = 问 HR
asking-sent-to-hr = 这个问题已经交给 HR。
asking-helpful = 有帮助
asking-not-helpful = 没帮助
asking-thanks-up = 你觉得有帮助，谢谢。
asking-thanks-down = 你觉得没帮助。HR 会在每周汇总里看到，不带姓名。
asking-absent-counted = 制度未涉及的问题，每周会汇总给 HR，不带姓名。

asking-refused-rating = 我不代写、不修改、也不建议评分：评分由人决定并签署（PM-6.5）。
asking-refused-ranking = 我不比较人，也不给人排名；这里也不公开排名（PM-6.4）。
asking-refused-other_scores = 别人的得分和等级属于本人，只有本人、上级、HR 和指定评审人可见（PM-6.4）。
asking-refused-future_band = 还没有的结果我不猜；我说什么都只会干扰你。
asking-refused-mind = 别人心里怎么想、身体怎么样、有什么打算，我不猜；最好的办法是当面问。
asking-instead-rating = 各等级是什么意思，制度里有写。可以问我“B 是什么意思？”或“等级由谁决定？”。
asking-instead-ranking = 结果怎么产生、怎么校准，制度里有写。可以问我“校准怎么做？”。
asking-instead-other_scores = 得分怎么来的，制度里有写。可以问我“综合分怎么算？”。
asking-instead-future_band = 各等级的标准制度里有写，可以问我“等级怎么划分？”；自己现在的情况，下次一对一时谈谈。
asking-instead-mind = 如果你担心某个人，可以找{ $name }。

asking-personal-unknown = 这是关于{ $topic ->
    [my_score] 你自己的得分
    [my_appeal] 你自己的申诉
    [my_appeal_state] 你自己申诉的进展
    [my_interview] 你自己的面谈
    [next_talk] 你自己的一对一
    [my_goals] 你自己的目标
    [my_unit] 你们单位的结果
   *[other] 你自己的情况
}，我这里还查不到，可以问{ $name }。
asking-my-score = 你 { $cycle } 的综合分是 *{ $final }*，等级 *{ $band }*{ $state ->
    [under_appeal] （申诉中）
    [final] （已确认）
   *[released] （已发布）
}。想知道怎么算出来的，请发“我的得分怎么算”。
asking-my-figures = 你 { $cycle } 目前的综合分是 *{ $final }*，属暂定数据，尚无等级。
asking-no-score = 你还没有已发布的结果。发布当天你会在这里和首页看到。
asking-my-goals = 你 { $cycle } 的目标和目标值，括号内为权重（{ $state ->
    [open] 仍在讨论中
    [changing] 已达成共识，另有调整在讨论
   *[agreed] 双方已确认
}）：
    { $goals }
    发送“我的目标”可逐项打开。
asking-no-goals = 你还没有 { $cycle } 的目标。发送“我的目标”即可起草；双方确认前都不算数。
asking-no-goal-cycle = 目前还没有可设目标的周期。
asking-next-talk = 你的下一次一对一是和{ $with }：{ DATETIME($next, dateStyle: "medium", timeStyle: "short") }。
asking-no-talk = 你目前没有固定的一对一。

asking-form-title = 问制度
asking-form-question = 你的问题
asking-form-hint = 用自己的话问，中文英文都可以；条款编号也行。
asking-form-send = 提问
asking-form-sent = 正在查，答案会发到“消息”标签页。
asking-home-title = 制度
asking-home-about = 绩效管理的规定，用自己的话问就行。答案引用条款原文；制度没有写的，我会直说。
asking-home-button = 问制度

asking-window-title = 整条条款
asking-before-button = 前一条：{ $clause }
asking-after-button = 后一条：{ $clause }

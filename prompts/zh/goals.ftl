# 两个人一起定的目标。$name 对方，$title 一项目标，$day 日期，$at 时刻。
# 双方确认同一版内容之前，都不算数。

goals-window-title = 目标
goals-heading = { $own ->
    [yes] 你的目标 · { $cycle }
   *[no] { $name }的目标 · { $cycle }
}
goals-open-button = 打开目标
goals-nothing = —

## 到哪一步了

goals-status-none = 这个周期还没有目标。谁先起草都可以，目标由双方共创。
goals-status-agreed = :white_check_mark: 已达成一致（第 { $version } 版），自 { DATETIME($day, dateStyle: "medium") } 起生效。员工于 { DATETIME($employee, dateStyle: "medium") }、上级于 { DATETIME($manager, dateStyle: "medium") } 确认。
goals-status-no-manager = 系统里没有登记上级，所以没有人能一起确认。请找 HR 补上。
goals-status-draft = { $state ->
    [private] :lock: 这份草案只有你能看到。想和{ $name }一起谈时，点“分享”。
    [half_you] :hourglass: 你已确认，{ $name }还没有。任何一项改动都会让你的确认失效。
    [half_other] :raised_hand: { $name }已确认。你确认同一版内容后就生效。
   *[shared] :speech_balloon: 正在和{ $name }讨论。{ $count ->
        [0] 没有待定的事项。
       *[other] 还有 { $count } 处待定。
    }双方确认前都不算数。
}
goals-weights = 权重合计：{ $sum }%（应为 100%）。
goals-weights-with-proposals = 如果待定的提议全部接受：{ $sum }%。
goals-problems-stop = *确认之前要改好：*
goals-problems-warn = *请留意：*
goals-problems-more = ……还有 { $count } 处。
goals-problem = { $fault ->
    [E_WEIGHT_SUM] 权重合计是 { $found }%，请调整到正好 100%（第 { $clause } 条）。
    [E_LINE_COUNT] 现在有 { $found } 项目标，请保留 { $low } 到 { $high } 项（第 { $clause } 条）。
    [E_WEIGHT_RANGE] “{ $line }”的权重是 { $found }%，请改为 { $low }% 到 { $high }%，最多两位小数（第 { $clause } 条）。
    [E_BEHAVIOUR_SHARE] 行为类合计 { $found }%，请调整到 { $low }% 到 { $high }%（第 { $clause } 条）。
    [E_TARGET_ZERO] “{ $line }”的目标值必须大于零；请设一个值，或改用分档、减分来衡量（第 { $clause } 条）。
    [E_TIERS] “{ $line }”的分档要从高到低一直写到 0，例如 10:120, 8:110, 0:0（第 { $clause } 条）。
    [E_SOURCE] “{ $line }”没有写数据来源，请补上（第 { $clause } 条）。
    [E_CLAUSE] “{ $line }”没有注明计分条款，重新保存一次就会补上（第 { $clause } 条）。
    [E_CODE] 有两项目标的编号都是“{ $line }”，请删去其中一项后重新添加（第 { $clause } 条）。
    [E_BAND] “{ $line }”的区间写反了，请把较小的值写在前面，例如 -2 .. 2（第 { $clause } 条）。
    [E_SHARES] “{ $line }”各部分的权重合计是 { $found }，请调整到 100，每部分只写一次（第 { $clause } 条）。
    [E_POINTS] 请写明“{ $line }”每类记录扣几分（大于 0），例如 轻微=3（第 { $clause } 条）。
    [E_LIMITS] “{ $line }”的最高分不在 { $low } 到 { $high } 之内（第 { $clause } 条）。
    [E_FEEDBACK_WEIGHT] “{ $line }”的权重是 { $found }%，360 反馈最多占 { $high }%（第 { $clause } 条）。
    [E_UNREADABLE] “{ $line }”的“{ $found }”看不懂，请重新填写（第 { $clause } 条）。
    [W_ORPHAN] “{ $line }”没有支撑任何上级目标。请选一个，或填写单位负责人的理由（第 { $clause } 条）。
   *[other] “{ $line }”不符合规则（第 { $clause } 条）。
}

## 一项目标

goals-line = *{ $title }* · { $code } · { $weight }%
goals-line-measure = { $kind }：{ $measure }
goals-line-source = 数据来源：{ $source }
goals-line-why = 为什么：{ $why }
goals-chain = :arrow_upper_right: 支撑 { $chain }
goals-upper = { $title }（{ $unit }）
goals-upper-unknown = { $code }（本周期没有录入这个目标）
goals-orphan = :warning: 还没有支撑的上级目标
goals-no-upper-reason = 没有上级目标；单位负责人的理由：{ $reason }
goals-agreed-by = { $who ->
    [both] :white_check_mark: 双方都同意
    [you] 你已同意
    [other] { $name }已同意
   *[nobody] 这一版内容还没有人同意
}
goals-remark = { $who }：{ $words }
goals-remark-words = “{ $words }”
goals-reason = 理由：{ $reason }
goals-proposal = { $kind ->
    [new] :bulb: { $who }提议新增“{ $title }”（{ DATETIME($at, dateStyle: "medium") }）
    [gone] :bulb: { $who }提议去掉“{ $title }”（{ DATETIME($at, dateStyle: "medium") }）
   *[change] :bulb: { $who }提议修改“{ $title }”（{ DATETIME($at, dateStyle: "medium") }）
}
goals-difference = { $field }：{ $old } → { $new }
goals-field = { $field ->
    [title] 名称
    [type] 类型
    [weight] 权重
    [target] 目标值
    [threshold] 起算点
    [low] 下限
    [high] 上限
    [per_unit] 每单位扣分
    [step] 偏差单位
    [tiers] 分档
    [parts] 里程碑
    [key_results] 关键结果
    [points] 每条记录扣分
    [item] 行为项
    [measure_unit] 单位
    [source] 数据来源
    [supports] 上级目标
    [reason] 没有上级目标的理由
    [why] 为什么
    [clause] 条款
    [section] 类别
    [volume] 数量类目标
    [cap] 最高分
    [floor] 最低分
   *[other] 其他
}
goals-field-none = 暂无
goals-kind = { $kind ->
    [higher] 数值，越高越好
    [lower] 数值，越低越好
    [band] 目标区间
    [step] 分档
    [milestone] 里程碑
    [bars] 行为，1 到 5 级
    [r360] 360 反馈
    [okr_asp] OKR，挑战型
    [okr_com] OKR，承诺型
   *[deduct] 按记录减分
}

## 按钮

goals-begin-button = 从空白开始
goals-from-earlier-button = 沿用 { $cycle } 的目标起草
goals-file-hint = 也可以把目标表发给我：YAML、CSV 或 Excel 文件都行。如果是团队里某个人的，请同时写上“和某某定目标”。
goals-add-button = 添加目标
goals-add-shared-button = 提议新增目标
goals-edit-button = 修改
goals-remove-button = 去掉
goals-agree-button = 同意
goals-agree-all-button = 每一项都同意
goals-propose-button = 提议修改
goals-propose-removal-button = 提议去掉
goals-comment-button = 评论
goals-accept-button = 接受
goals-decline-button = 不接受
goals-take-back-button = 撤回提议
goals-share-button = 分享给{ $name }
goals-confirm-button = 确认这份目标
goals-confirm-title = 确认这些目标？
goals-confirm-words = { $name }也确认完全相同的内容后，目标才生效。
goals-confirm-yes = 确认
goals-withdraw-button = 放弃这份草案
goals-withdraw-title = 放弃这份草案？
goals-withdraw-words = 草案仍可查看，但不能再继续。之前达成一致的目标照常有效。
goals-withdraw-yes = 放弃
goals-history-button = 看看经过
goals-change-button = 提议调整

## 表单

goals-form-title-new = 新目标
goals-form-title-edit = 修改目标
goals-form-title-propose = 提议修改
goals-propose-submit = 提议
goals-form-label = { $field ->
    [title] 目标是什么？
    [kind] 怎么衡量？
    [measure] 目标值
    [unit] 单位
    [weight] 权重（%）
    [source] 数据从哪里来？
    [supports] 支撑哪个上级目标？
    [reason] 没有的话：单位负责人的理由
    [why] 为什么定这个目标？
   *[words] 为什么要改？
}
goals-form-hint = { $field ->
    [measure] 数值：1200 或 95%。区间：-2 .. 2。分档：10:120, 8:110, 0:0。里程碑和关键结果：第一步=40, 第二步=60。行为：1 到 5 级。减分：轻微=3。
    [source] 系统或报表的名称，例如“ERP 销售账”。
   *[reason] 没有上级目标的，须由单位负责人说明理由。
}
goals-words-title = { $form ->
    [comment_form] 评论
    [remove_form] 提议去掉
   *[decline_form] 不接受
}
goals-words-label = { $form ->
    [comment_form] 你想说什么？
    [remove_form] 为什么要去掉这项目标？
   *[decline_form] 为什么不接受？（可以不写）
}
goals-change-title = 调整已定的目标
goals-change-intro = 从已达成一致的目标起草一份调整。双方确认之前，原来的目标照常有效。
goals-change-reason = 为什么要调整？
goals-change-day = 从哪天起？
goals-change-company-label = 期末前 30 天内
goals-change-company = 这是公司的决定

## 对已定目标的调整

goals-change-why = { $company ->
    [yes] 根据公司决定，自 { DATETIME($day, dateStyle: "medium") } 起调整第 { $version } 版。理由：{ $reason }
   *[no] 自 { DATETIME($day, dateStyle: "medium") } 起调整第 { $version } 版。理由：{ $reason }
}
goals-change-line = • { $title }：{ $changes }
goals-change-gone = • { $title }：去掉

## 消息与经过

goals-news-shared = { $name } 发来 { $count } 条目标草案。双方确认前都不算数。打开草案，标出想改的地方，或直接提出你的版本。
goals-news = { $name }那边有新进展：{ $heading }
goals-news-more = ……更早的还有 { $count } 条，“经过”里都有。
goals-fixed = :white_check_mark: 你和{ $name }都已确认。{ $heading }：共 { $count } 项，自 { DATETIME($day, dateStyle: "medium") } 起生效。之后要调整，需要写明理由并由双方再次确认。
goals-history-title = 经过
goals-history-step = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } · *{ $who }* { $step }
goals-step-overtaken = （那一版内容后来改过了。）
goals-step = { $act ->
    [open] 起草，共 { $count } 项
    [put] 写下“{ $title }”
    [remove] 去掉“{ $title }”
    [share] 分享了草案
    [agree] 同意“{ $title }”
    [propose] { $kind ->
        [new] 提议新增“{ $title }”
        [gone] 提议去掉“{ $title }”
       *[change] 提议修改“{ $title }”
    }
    [accept] { $kind ->
        [new] 接受新增“{ $title }”
        [gone] 接受去掉“{ $title }”
       *[change] 接受对“{ $title }”的修改
    }
    [decline] 没有接受关于“{ $title }”的提议
    [take_back] 撤回了关于“{ $title }”的提议
    [comment] 评论“{ $title }”
    [confirm] 确认了目标
    [fix] 至此双方都已确认，开始生效
   *[withdraw] 放弃了草案
}

## 主页

goals-home-title = 目标 · { $cycle }
goals-home-row = { $own ->
    [yes] *你自己*
   *[no] *{ $name }*
} · { $state ->
    [none] 还没有
    [private] 草案，只有你能看到
    [shared] 讨论中
    [half] 一方已确认
    [withdrawn] 还没有
   *[agreed] :white_check_mark: 已达成一致
}{ $waiting ->
    [0] {""}
   *[other] {" · "}{ $waiting } 处待定
}
goals-home-more = ……还有 { $count } 人。发“和某某定目标”就能打开。
goals-units-button = { $count ->
   *[other] 单位目标
}

## 单位

goals-units-title = 单位与单位目标
goals-units-intro = 这里只看进展人数。具体写了什么，只有他们两个人能看。
goals-units-cut = 还有 { $count } 个单位，这里放不下。
goals-unit-facts = *{ $unit }* · 共 { $people } 人：{ $agreed } 人已达成一致，{ $half } 人一方已确认，{ $discussed } 人讨论中，{ $none } 人还没有目标。没有上级目标的条目：{ $orphans }。
goals-unit-waiting = 还没有达成一致：{ $names }{ $more ->
    [0] {""}
   *[other] ，还有 { $more } 人
}
goals-unit-goal = { $above ->
    [yes] { $title } · { $code } → { $upper }
   *[no] { $title } · { $code }
}
goals-unit-add-button = 添加单位目标
goals-unit-drop-button = 停用
goals-unit-drop-title = 停用这个目标？
goals-unit-drop-words = 之后不能再选它；已经达成一致的目标保持不变。
goals-unit-drop-yes = 停用
goals-unit-form-title = 单位目标
goals-unit-goal-title = 这个单位想达成什么？
goals-unit-goal-hint = 大家会在自己的目标旁边看到这句话，请用他们读得懂的语言来写。

## 可能出的问题

error-goals-not-yours = 目标只给本人和直接上级看，其他人都看不到。
error-goals-moved-on = 你上次看过之后，这里有了变化。请重新打开目标，看看现在的内容。
error-goals-are-fixed = 这份草案已经结束。请重新打开目标，看看现在有效的内容。
error-goals-not-shared = 这份草案目前只有你能看到，请先分享。
error-goals-already-open = 这个周期已经有目标了。请打开它，在里面提出你想改的地方。
error-own-proposal = 提议要由对方来答复；自己提的可以撤回。
error-goals-empty = 草案里还没有目标，请先添加一项再分享。
error-too-many-goals = 一份草案最多放 { $limit } 项目标，请先去掉一项。
error-goals-not-valid = 还有 { $count } 条规则没有满足，窗口里写了是哪些、怎么改。
error-goal-points-open = 还有 { $count } 个提议没有答复。请逐个答复或撤回，再来确认。
error-goal-reason-missing = 请写一句为什么。
error-goal-unchanged = 还没有任何改动。
error-too-late-to-change = 期末前 30 天内，只有公司的决定才能调整目标（第 2.5 条）。如果有，请勾选。
error-day-outside-cycle = 请选周期之内的日期。
error-no-goal-cycle = 现在没有可以定目标的周期，下一个周期由 HR 开启。
error-goal-field-unreadable = { $kind ->
    [band] 请写一个区间，例如 -2 .. 2。
    [step] 请写分档和分数，例如 10:120, 8:110, 0:0。
    [bars] 请写期望的级别，1 到 5。
    [deduct] 请写每条记录扣几分，例如 轻微=3。
    [milestone] 请写里程碑和各自的权重，例如 第一步=40, 第二步=60。
    [okr_asp] 请写关键结果和各自的权重，例如 KR1=50, KR2=50。
    [okr_com] 请写关键结果和各自的权重，例如 KR1=50, KR2=50。
   *[other] 请写一个数，例如 1200 或 95%。
}
error-weight-unreadable = 请写一个数，例如 20。
error-goal-file-not-read = { $line ->
    [0] 没能在这个文件里读到目标表{ $column ->
        [employee] ：里面写的人我不认识
        [cycle] ：里面写的周期我不认识
        [code] ：有编号重复，或超过 64 个字符
       *[other] {""}
    }。目标表每项目标一行，要有 code、type、weight、target 几列。
   *[other] 没能读懂目标表：请看第 { $line } 行的“{ $column }”。
}
error-unit-goals-not-yours = 单位目标由单位负责人、上级单位负责人或 HR 录入。
error-unknown-upper-goal = 本周期里，这个单位的上级没有这个目标，请另选一个。

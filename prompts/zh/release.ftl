# 发布结果，以及告知本人的内容。

release-home-title = 结果发布
release-home-about = 在冻结、校准和面谈之后按单位发布。先看到谁可以发布、其他人卡在哪里。
release-home-button = 准备发布
release-everybody = 你负责的所有人
release-which-title = 发布结果
release-which-cycle = 周期
release-which-unit = 单位（含下级）
release-which-send = 查看
release-preview = { $by_itself ->
    [yes] { $cycle }结果的可见日已到（第 8.1 条）。没有障碍的人已自动收到结果；*{ $unit }* 目前情况如下。
   *[no] { $cycle }结果发布，*{ $unit }*。目前尚未发布任何结果。
}
release-silent = 你负责的 { $count } 人在两次提醒后仍未表示已看到自己的 { $cycle }结果：{ $names }{ $more ->
    [0] 。
   *[other] 等（另有 { $more } 人）。
}沉默不等于同意，请你关心一下。
release-nobody = 该范围内没有人有目标表。
release-count = { $stands ->
    [ready] ✓ *{ $count }* 人可以发布
    [released] *{ $count }* 人已发布
    [no_result] *{ $count }* 人还没有计算结果
    [not_frozen] *{ $count }* 人数据尚未冻结（第 6.1 条）
    [on_hold] *{ $count }* 人因缺失过多暂不出分（第 4.12 条）
    [not_calibrated] *{ $count }* 人校准尚未签署（第 5.6 条）
    [no_interview] *{ $count }* 人面谈记录未定稿；自 { $day } 起无论如何均可见（第 8.1 条）
    [flagged] *{ $count }* 人有低分项而此前没有确认过的沟通，须先决定（第 1.5 条）
    [told_first] *{ $count }* 人的结果会因更正而降低：发布时先告知本人，一个工作日后才生效（第 7.4 条）
   *[held_back] *{ $count }* 人由 HR 决定暂缓
}
release-flags = *无意外*（第 1.5 条）：以下各项低于 85 分，且上级评价截止前 5 个工作日没有已共享并确认的沟通。
release-more-flags = 这些决定之后，另有 { $count } 项待决定。
release-flag = { $name }：{ $code } 得 { $score } 分{ $decided ->
    [out] ——HR 决定照常发布
    [held] ——HR 决定暂缓
   *[open] ——待决定
}
release-decide-button = 决定
release-decide-title = 无意外
release-decide-about = 理由随结果保存，本人在自己的数据副本里可以看到。
release-decide-field = 这个结果
release-decide-hold = 暂缓，待双方沟通之后
release-decide-out = 照常发布
release-decide-reason = 理由
release-decide-send = 决定
release-button = 发布 { $count } 人的结果
release-confirm-title = 确认发布？
release-confirm = 现在告知 { $count } 人，之后 10 个工作日内可申诉。发布不能撤回，有误只能以新版本更正。

release-result = { $again ->
    [0] 你的 { $cycle }结果已可查看：包含分数、每一行的来历和数据来源。点“已收到”只代表看到，不代表同意。
   *[other] 你的 { $cycle }结果还没有打开：包含分数、每一行的来历和数据来源。点“已收到”只代表看到，不代表同意。
}
release-result-help = 如有困难，{ $name }会协助。
release-open-button = 查看我的结果
release-received-button = 已收到（不代表同意）
release-received = { $moment } 已收到。只代表看到，不代表同意。
release-changed = 你的 { $cycle }结果现为 **{ $final } 分，{ $band } 档**（第 { $version } 版）：变动 **{ $points }** 分，原因：{ $causes }。10 个工作日的申诉期重新计算（第 6.3 条）。
release-lowering = 你 { $cycle }结果所用的数据有误，已更正：{ $causes }。结果将变动 **{ $points }** 分，最早在一个工作日之后生效；现先行告知，届时起 10 个工作日内可申诉（第 6.3、7.3 条）。
release-cause-line = { $code } { $name }，{ $old } → { $new }
release-cause-calibration = 校准分的决定
release-cause-other = 数据已更正
release-appeal = { $again ->
    [0] 如认为有误，可在 **{ $day }** 前申诉：数据、规则、程序或评价均可。可请同事陪同。复核不得降低结果；只有来源数据确有错误时才更正，并会先告知你。
   *[other] 申诉期将于 **{ $day }** 结束。理由：数据、规则、程序或评价均可。可请同事陪同。复核不得降低结果；只有来源数据确有错误时才更正，并会先告知你。
}
tally-title = 质疑与申诉
tally-home-button = 质疑与申诉统计
tally-lead = *{ $cycle }*，你负责的人员
tally-about = 只有汇总数。不足 5 件不显示；小单位合并列出，无法由其余数字推出个人（第 6.4 条）。
tally-kind = { $kind ->
    [question] *数据质疑 { $count } 件*
   *[appeal] *申诉 { $count } 件*
}{ $median ->
    [some] ，半数在 { $days } 个工作日内答复
   *[none] {""}
}，已过期限 { $overdue } 件
tally-few = { $kind ->
    [question] 数据质疑不足 5 件
   *[appeal] 申诉不足 5 件
}
tally-end = { $end ->
    [under_way] 处理中
    [stands] 数据无误
    [corrected] 数据已更正
    [accepted] 支持
    [partly] 部分支持
    [withdrawn] 已撤回
   *[upheld] 维持原结果
}：{ $count } 件
tally-ground = { $ground ->
    [data] 以数据为由
    [rule] 以规则适用为由
    [process] 以程序为由
   *[judgement] 以评价为由
}：{ $count } 件
tally-per-hundred = 每 100 个已发布结果有 { $rate } 件申诉
tally-unit = *{ $unit }*：质疑与申诉共 { $count } 件{ $median ->
    [some] ，半数在 { $days } 个工作日内
   *[none] {""}
}，已过期限 { $overdue } 件
tally-others = 其他小单位合计：{ $count } 件{ $median ->
    [some] ，半数在 { $days } 个工作日内
   *[none] {""}
}，已过期限 { $overdue } 件
tally-hidden = 其他单位件数过少，不予显示。
error-no-such-cycle = 没有这个单位或周期。请说“发布”，或加上单位和周期，例如“发布 SALES-E 2026H1”。

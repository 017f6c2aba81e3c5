# 申诉：提出、听取和决定（第 7.3、7.4、7.6 条）。

appeals-comma = 、
appeals-ground = { $ground ->
    [data] 数据
    [rule] 规则
    [process] 程序
   *[judgement] 评价
}
appeals-ground-long = { $ground ->
    [data] 数据：某个数不对
    [rule] 规则：规则适用有误
    [process] 程序：没有面谈、证据未见过、临时变更
   *[judgement] 评价：行为等级或校准
}
appeals-outcome = { $outcome ->
    [accepted] 成立
    [partly] 部分成立
   *[upheld] 维持原结果
}

appeals-form-title = 申诉
appeals-form-about = { $late ->
    [late] 申诉期已于 { DATETIME($day, dateStyle: "medium") } 结束，但通知没有及时送达你：你的申诉照常受理。
   *[open] 可在 *{ DATETIME($day, dateStyle: "medium") }* 前申诉。
}一级 5 个工作日内答复，之后可由此前未参与的三人小组复核。任何人不得降低你的结果；只有来源数据确有错误时才更正，并会先告知你（第 7.4 条）。不得因申诉影响你（第 7.6 条）。
appeals-form-grounds = 理由（可多选）
appeals-form-line = 若涉及数据，是哪一项
appeals-form-line-hint = 以数据为由时先由数据负责人核查，5 个工作日的期限最多暂停 3 天。
appeals-form-no-line = 不针对某一项
appeals-form-reasons = 哪里不对，怎样才对？
appeals-form-read-by = HR 和听取申诉的人会看到这段话。
appeals-form-evidence = 证据（可不填）
appeals-form-colleague = 陪同的同事（可不填）
appeals-form-send = 提出申诉

appeals-state = { $state ->
    [filed] 你对 { $cycle } 结果的申诉已提出，由 HR 受理；一级将在 *{ DATETIME($day, dateStyle: "medium") }* 前答复。此前该结果处处显示“申诉中”。
    [stage1] 你的申诉（{ $cycle }）由{ $names }听取，*{ DATETIME($day, dateStyle: "medium") }* 前答复。
    [answered] 你的申诉（{ $cycle }）一级已答复。可在 *{ DATETIME($day, dateStyle: "medium") }* 前提交复核小组。
    [to_panel] 你的申诉（{ $cycle }）将由此前未参与的三人小组复核，*{ DATETIME($day, dateStyle: "medium") }* 前决定。
    [stage2] 你的申诉（{ $cycle }）正由复核小组审议：{ $names }，*{ DATETIME($day, dateStyle: "medium") }* 前决定。
    [withdrawn] 你的申诉（{ $cycle }）已撤回，结果维持不变。
   *[closed] 你的申诉（{ $cycle }）已结束。
}
appeals-withdraw-button = 撤回申诉
appeals-withdraw-title = 确认撤回？
appeals-withdraw-about = 结果维持不变。申诉期内仍可再次提出。
appeals-go-on-button = 提交复核小组
appeals-go-on-title = 提交复核小组
appeals-go-on-about = 由此前未参与的三人重新审议，10 个工作日内决定，不得降低结果（第 7.4 条）。
appeals-go-on-reasons = 一级答复遗漏了什么？
appeals-go-on-send = 提交

appeals-letter = 你的申诉决定（{ $cycle }）：*{ $outcome ->
    [accepted] 成立
    [partly] 部分成立
   *[upheld] 维持原结果
}*。
appeals-letter-panel = 如不同意，可在 *{ DATETIME($day, dateStyle: "medium") }* 前提交此前未参与的三人小组复核（第 7.4 条）。
appeals-decision-reason = 理由
appeals-decision-clauses = 条款
appeals-decision-evidence = 证据
appeals-result = { $moved ->
    [raised] 结果上调 { $points } 分：{ $result } 分，{ $band } 档。
   *[kept] 结果为 { $result } 分，{ $band } 档。
}
appeals-no-retaliation = 不得因申诉影响工作安排或评价（第 7.6 条）。

appeals-card = { $moment ->
    [soon] 即将到期：{ $name }对 { $cycle } 结果提出申诉（{ $grounds }）。{ $stage ->
        [filed] 请受理；一级答复截止
        [to_panel] 请指定复核小组；决定截止
       *[stage1] 请决定，截止
    } *{ DATETIME($day, dateStyle: "medium") }*。
    [today] 今天到期：{ $name }对 { $cycle } 结果提出申诉（{ $grounds }）。{ $stage ->
        [filed] 请受理；一级答复截止
        [to_panel] 请指定复核小组；决定截止
       *[stage1] 请决定，截止
    } *{ DATETIME($day, dateStyle: "medium") }*。
    [overdue] 已于 { DATETIME($day, dateStyle: "medium") } 逾期：{ $name }对 { $cycle } 结果提出的申诉（{ $grounds }）。
    [over] { $name }对 { $cycle } 结果的申诉（{ $grounds }）已结束。
   *[now] { $name }对 { $cycle } 结果提出申诉（{ $grounds }）。{ $stage ->
        [filed] 请受理；一级答复截止
        [answered] 一级已答复；提交复核小组截止
        [to_panel] 请指定复核小组；决定截止
       *[stage1] 请决定，截止
    } *{ DATETIME($day, dateStyle: "medium") }*。
}
appeals-card-result = 结果：{ $result } 分，{ $band } 档（申诉中）。
appeals-card-late = 逾期提出：通知当时没有送达。
appeals-card-colleague = 由{ $name }陪同。
appeals-card-hearers = 由{ $names }听取。
appeals-to-panel-because = 提交复核小组的理由
appeals-decided = 已决定：*{ $outcome ->
    [accepted] 成立
    [partly] 部分成立
   *[upheld] 维持原结果
}*。
appeals-proposal = { $name }提议：*{ $outcome ->
    [accepted] 成立
    [partly] 部分成立
   *[upheld] 维持原结果
}*，{ $points } 分。须两位听取人签署。
appeals-take-on-button = 受理
appeals-propose-button = 提议决定
appeals-sign-button = 签署这个决定
appeals-show-button = 打开
appeals-window-title = 申诉
appeals-home-title = 申诉
appeals-panel-button = 指定复核小组
appeals-panel-title = 复核小组
appeals-panel-about = 三人。此前对该结果打过分、录入、复核、校准、答复、管理或听取过的人不在可选之列（第 7.4 条）。
appeals-panel-seat = 成员 { $seat }
appeals-panel-choose = 请选择
appeals-panel-send = 指定
appeals-decision-title = 决定
appeals-decision-about = 申诉人会原样看到这份决定。结果只能维持或上调，不得降低（第 7.4 条）。两位听取人签署后生效。
appeals-decision-outcome = 结论
appeals-decision-points = 上调的分数
appeals-decision-points-hint = 最多 { $room } 分，保留一位小数。留空表示维持原结果。来源数据有误的，由数据负责人更正。
appeals-decision-send = 提议

appeals-deadline-open = 你可在 { DATETIME($day, dateStyle: "medium") } 前对 { $cycle } 结果申诉（第 7.3 条）。回复“怎么申诉”即可开始。
appeals-deadline-over = 你对 { $cycle } 结果的申诉期已于 { DATETIME($day, dateStyle: "medium") } 结束（第 7.3 条）。通知没有及时送达的，仍可申诉：回复“怎么申诉”。
appeals-deadline-none = 你目前没有已发布、可申诉的结果。10 个工作日自结果可见之日起算（第 7.3 条）。
appeals-deadline-state = 你的申诉（{ $cycle }）：{ $state ->
    [filed] 已提出，一级 { DATETIME($day, dateStyle: "medium") } 前答复
    [stage1] 一级审议中，{ DATETIME($day, dateStyle: "medium") } 前答复
    [answered] 一级已答复，可在 { DATETIME($day, dateStyle: "medium") } 前提交复核小组
    [to_panel] 正提交复核小组，{ DATETIME($day, dateStyle: "medium") } 前决定
   *[stage2] 复核小组审议中，{ DATETIME($day, dateStyle: "medium") } 前决定
}。

error-appeal-not-open = 申诉期已于 { $day } 结束（第 7.3 条）。如果觉得某个数不对，仍可提出质疑。
error-appeal-is-over = 这项申诉已进入下一步，或不便给你看。
error-appeal-under-way = 你的结果已在申诉中。可在主页查看进展，或撤回。
error-panel-not-free = { $name }不能参加这个小组：需要三位在职且此前未参与的不同人员（第 7.4 条）。
error-appeal-never-lowers = 决定只能维持结果或上调，最多 { $limit } 分、一位小数；维持原结果时不加分（第 7.4 条）。
error-panel-too-small = 此前未参与的不足三人（第 7.4 条）。请邀请外部人员听取，并书面保存其决定。

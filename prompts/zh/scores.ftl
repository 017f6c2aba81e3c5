# “我的得分怎么算”：数字都由程序按计算结果填入。**加粗**的部分显示为粗体。

scores-half-year = { $year } { $half ->
    [1] 上半年
   *[2] 下半年
}
scores-clause = 第 { $clause } 条
scores-count = { $n ->
    [0] 零
    [1] 一
    [2] 两
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
   *[other] { $n }
}
scores-number-of = { $n ->
    [2] 二
   *[other] { scores-count }
}
scores-tally = { $n }
scores-semicolon = { $first }；{ $second }
scores-comma = { $first }、{ $second }
scores-and = { $first }与{ $second }

scores-headline = 你的 { $cycle }结果：**{ $final } 分，{ $band } 档**（{ $state }）。
scores-headline-worded = 你的 { $cycle }结果：**{ $final } 分，{ $band } 档——{ $words }**（{ $state }）。
scores-headline-provisional = 你的 { $cycle }目前数据：**{ $final } 分**（{ $state }）。
scores-headline-waiting = 你的 { $cycle }数据尚未到齐（{ $state }）。
scores-headline-held = 你的 { $cycle }结果暂不出分（{ $state }）。
scores-headline-not-rated = { $cycle }：不评级（NR），不计入任何分布（{ $state }）。
scores-state = { $state ->
    [provisional] 暂定，第 { $version } 版；数据冻结前不定档
    [frozen] 已冻结，第 { $version } 版，未发布
    [calibrated] 已校准，第 { $version } 版，未发布
    [under_appeal] 申诉中，{ $day } 发布，第 { $version } 版
    [final] 已确定，{ $day } 发布，第 { $version } 版
   *[released] { $day } 发布，第 { $version } 版
}

scores-hold = { $reason ->
    [missing] 缺数据的权重为 { $weight }%，超过可分摊的范围（{ $clause }）。
    [unrated] { $name }尚未评价，由再上一级评价（{ $clause }）。
    [section] 目标表有整个部分（{ $weight }%）没有数据（{ $clause }）。
    [nothing] 目前没有可计分的内容（{ $clause }）。
    [department] 单位得分尚未确定（{ $clause }）。
    [organisation] 公司得分尚未确定（{ $clause }）。
   *[days] 周期内在岗 { $days } 天，不足以评级（{ $clause }）。
}

scores-walk = 得分路径：{ $walk }。
scores-walk-no-calibration = 得分路径：{ $walk }。校准：未调整。
scores-walk-own-work = 本职得分 **{ $amount }**
scores-walk-items = 加减分 **{ $amounts }**
scores-walk-bonus = 加分 **{ $amounts }**
scores-walk-deduction = 减分 **{ $amounts }**
scores-walk-no-items = 无加减分
scores-walk-limit = 量表上下限 **{ $amount }**
scores-walk-segment = { $first }至 { $last }：个人得分 { $own } × 占比 { $share } = **{ $amount }**
scores-walk-own-score = 个人得分 **{ $amount }**
scores-walk-unit-effect = 组织影响 **{ $amount }**（×{ $factor }）
scores-walk-unit-effect-plain = 组织影响 **{ $amount }**
scores-walk-rounding = 保留一位小数 **{ $amount }**
scores-walk-calibration = 校准 **{ $amount }**
scores-walk-red-line = 红线 **{ $amount }**
scores-walk-sum = **{ $amount }**

scores-lifted = 拉高：{ $gaps }。
scores-held-back = 拉低：{ $gaps }。
scores-gap = { $what } → { $score } × { $weight }% = { $contribution }（{ $gap ->
    [long] 比 100 分基准多 { $points }
   *[short] 多 { $points }
}）
scores-more = { $points }
scores-less = { $points }
scores-gap-held = { $what } → { $score } × { $weight }% = { $contribution }（少 { $points }）

scores-line-higher = { $name } { $actual }/{ $target }
scores-line-lower = { $name } { $actual }（目标 { $target }）
scores-line-level = { $name } { $level } 级
scores-line-value = { $name } { $actual }
scores-line-target = { $name } { $actual }（目标 { $target }）
scores-line-outside = { $name } { $actual }，超出 { $range }
scores-line-inside = { $name } { $actual }，在 { $range } 之内
scores-line-records = { $count }条{ $records }，每条 { $each } 分
scores-line-no-records = { $name }没有记录
scores-line-on-time = { $name }各节点均按期
scores-line-parts = { $name }{ $parts }
scores-line-zero = { $name }两次提醒送达后仍未提交
scores-part-late = 第 { $part } 节点晚 { $days } 个工作日{ $n ->
   *[other] {""}
}
scores-part-not-done = 第 { $part } 节点未完成
scores-part-cancelled = 第 { $part } 节点由公司取消
scores-range-around = ±{ $limit }{ $unit ->
   *[other] {""}
}
scores-range-around-bare = ±{ $limit }
scores-range = { $low } 至 { $high }

scores-items = 加减分：{ $items }（{ $clause }）。
scores-item = { $amount } { $what }（{ $day }）

scores-not-counted = 未计入：{ $name }（{ $weight }%），{ $why }。{ $spread }（{ $clause }）。
scores-not-counted-record = 未计入：{ $name }（{ $weight }%），{ $why }（{ $record }）。{ $spread }（{ $clause }）。
scores-why-missing = { $source } 无数据
scores-why-void = 评价人数不足，或全部取消
scores-why-waiting = 等待 { $source }
scores-why-waiting-until = 等待 { $source }，应于 { $day } 提供
scores-spread = 权重按比例分给其余{ $count }项{ $kind }{ $n ->
   *[other] {""}
}；缺失不等于零分
scores-spread-waiting = 暂不计入；缺失不等于零分
scores-kind = { $kind ->
    [behaviour] 行为指标
    [front_line] 过程指标
   *[results] 业绩指标
}

scores-units = 组织影响：{ $unit } { $d } → { $cd }；公司 { $o } → { $co }；合成 { $u }（{ $clause }）。
scores-units-shared = 组织影响：{ $unit } { $d } → { $cd }；公司 { $o } → { $co }；合成 { $u }。{ $role }{ $share }：×{ $e }（{ $clause }）。
scores-units-head = 组织影响：个人得分即{ $unit }得分 { $d }，因此只计公司部分：{ $o } → { $co }（{ $clause }）。
scores-units-blend = 组织影响：个人得分 × { $p } + { $unit } { $d } × { $q } + 公司 { $o } × { $r }（{ $clause }）。
scores-units-pool = 组织得分只决定奖金池，不改变任何人的结果（{ $clause }）。
scores-role = { $tier ->
    [front_line] 一线岗位承担
    [unit_head] 单位负责人承担
   *[staff] 职员承担
}
scores-share-half = 一半
scores-share = { $percent }%
scores-without-unit = 不计则为 { $score }，{ $band } 档。改进支持不看组织影响（第 7.2 条）。

scores-calibration = 校准 { $delta }（{ $before } → { $after }）：{ $reason }——{ $why }{ $evidence }。{ $day } 由{ $who }确认（{ $clause }）。
scores-calibration-same-band = 校准 { $delta }（仍为 { $after } 档）：{ $reason }——{ $why }{ $evidence }。{ $day } 由{ $who }确认（{ $clause }）。
scores-evidence = （{ $records }）
scores-reason-TARGET_DIFFICULTY = 目标难度差异
scores-reason-STANDARD_ALIGNMENT = 标准对齐
scores-reason-EVIDENCE_ADDED = 补充证据
scores-reason-SCOPE_CHANGE = 职责范围变化
scores-reason-EXTERNAL_FACTOR = 外部因素
scores-decider = { $title }
scores-decider-hr = HR 负责人
scores-nobody-on-record = 无记录的人
scores-red-line = 红线：有一项事件经查实，综合分不高于 { $limit }（第 4.14 条）。已调查，并于 { $day } 听取你的陈述。

scores-feedback = { $name }：{ $groups }个群体共 { $raters } 人评价{ $n ->
   *[other] {""}
}（{ $clause }）。
scores-feedback-dropped = 360：{ $groups }个群体共 { $raters } 人评价；“{ $dropped }”群体{ $who }，权重并入另{ $others }类{ $n ->
   *[other] {""}
}（{ $clause }）。
scores-dropped = { $n ->
    [0] 无人
   *[other] 人数不足
}
scores-okr = OKR 因目标表约定计分：{ $grade } → { $score }（{ $clause }）。

scores-sources = 数据来源：{ $sources }。{ $frozen }
scores-sources-none = 数据来源：无来源记录。{ $frozen }
scores-sources-together = { $names }，采集于 { $day } { $times }
scores-source = { $name } { $moment }
scores-source-notes = 行为等级依据{ $count }条共享记录（{ $days }）{ $n ->
   *[other] {""}
}
scores-frozen = { $moment } 冻结。
scores-frozen-clause = { $moment } 冻结（第 6.1 条）。
scores-not-frozen = 数据尚未冻结。
scores-no-source = 无来源记录
scores-ref = { $kind ->
    [unit] { $number ->
        [department] 单位得分
       *[organisation] 公司得分
    }
    [item] 加减分第 { $number } 项
    [calibration] 校准
    [red_line] 红线事项 { $number }
   *[sheet] 目标与权重
}
scores-unsourced = 无来源记录：{ $names }。

scores-question = 觉得不对？回复“质疑 { $code }”。
scores-question-long = 觉得不对？回复“质疑 { $code }”，数据负责人 3 个工作日内答复（第 6.3 条）。
scores-appeal = 申诉截止 **{ $day }**。
scores-appeal-long = 申诉截止 **{ $day }**（第 7.3 条）。
scores-visible = 可见范围：你、上级、HR 伙伴、指定评审人。
scores-visible-provisional = 可见范围：你、上级。

scores-why = **{ $code }**：{ $what }
scores-step = { $formula }：{ $operands } → { $exact } → **{ $value }**（{ $clause }）
scores-step-exact = { $formula }：{ $operands } → **{ $value }**（{ $clause }）
scores-operand = { $name ->
    [A] 实际
    [T] 目标
    [a] 完成率
    [w] 权重
    [s] 得分
    [g] 评分
    [k] 扣分
    [x] 数值
    [low] 下限
    [high] 上限
    [unit] 每档
    [bound] 档位起点
    [score] 得分
    [points] 扣分
    [late_days] 迟延工作日
    [level] 等级
    [mean] 平均
    [raters] 评价人数
    [section] 部分权重
    [threshold] 门槛
   *[other] { $shown }
}
scores-why-gap = 与 100 分基准相差 { $gap }。
scores-why-out = 未计入：来源没有数据，缺失不等于零分（{ $clause }）。
scores-limit = { $limit ->
    [cap] 已达到本项上限。
    [floor] 已达到本项下限。
    [threshold] 低于门槛，得 0 分。
   *[other] 已达到限值：{ $limit }。
}
scores-formula-prorated_target = 目标 × 在岗天数 ÷ 全部天数
scores-formula-higher_attainment = 完成率 = 实际 ÷ 目标
scores-formula-lower_attainment = 完成率 = 2 − 实际 ÷ 目标
scores-formula-attainment_score = 得分 = 100 × 完成率
scores-formula-band_score = 得分 = 100 − 扣分 × 偏离
scores-formula-step_score = 已达到的最高档得分
scores-formula-milestone_late = 按期 − 扣分 × 迟延工作日
scores-formula-milestone_score = 得分 = 各节点按权重平均
scores-formula-bars_score = 等级对应得分
scores-formula-r360_group = 群体平均
scores-formula-r360_mean = 各群体按权重平均
scores-formula-okr_grade = 评分 = 各关键结果按权重平均
scores-formula-anchors_score = 两个锚点之间按直线取分
scores-formula-okr_com_score = 得分 = 100 × 评分
scores-formula-deduct_score = 得分 = 100 − 记录数 × 扣分
scores-formula-missing_zero = 本人未提交的交付物
scores-formula-effective_weight = 分摊缺失后的权重
scores-formula-contribution = 贡献分 = 权重 × 得分 ÷ 100

scores-source-title = **{ $code }** { $name }
scores-record-of = { $of ->
    [actual] 实际 { $value }
    [target] 目标 { $value }
    [weight] 权重 { $value }
   *[unit] { $value }
}
scores-record-none = { $what }：无来源记录
scores-record = { $what }：{ $system }，记录 { $record }，截至 { $as_of }，采集于 { $captured }（{ $method }，{ $by }）；指标 { $metric }，校验 { $checksum }（{ $clause }）
scores-record-approved = { $what }：{ $system }，记录 { $record }，截至 { $as_of }，采集于 { $captured }（{ $method }，{ $by }，复核人 { $second }）；指标 { $metric }，校验 { $checksum }（{ $clause }）
scores-method = { $method ->
    [api] 系统接口
    [file] 文件
   *[manual] 人工录入
}

scores-if = **假设**，不保存：如果 { $code } { $name }为 { $actual }
scores-if-line = 得分 { $score }，贡献分 { $contribution }
scores-if-own = 本职得分 { $work } → 个人得分 { $own }
scores-if-final = 结果为 **{ $final }**，现为 { $before }
scores-if-nothing = **假设**，不保存：这样就没有结果。
scores-no-calibration = 没有校准：计算结果未被任何人调整（第 5.6 条）。
scores-company = 公司
scores-compare = { $earlier }：{ $was } 分，{ $was_band } 档 → { $cycle }：{ $final } 分，{ $band } 档（{ $change }）。
scores-compare-careful = 不同周期的目标、指标和单位不同，差异只供参考。
scores-compare-none = { $cycle }之前没有已发布的结果可比。
scores-appeal-until = 申诉截止 **{ $day }**：自结果可见之日起 10 个工作日（第 7.3 条）。
scores-appeal-later = 自结果可见之日起 10 个工作日内可以申诉（第 7.3 条）。
scores-appeal-how = 理由：数据、规则、程序或评价。一级 5 个工作日内答复；二级由此前未参与的三人小组 10 个工作日内决定。复核不得降低结果，可由同事陪同（第 7.4 条）。不得因申诉受到影响（第 7.6 条）。
scores-appeal-data = 只是数据有疑问，先回复“质疑 { $code }”：数据负责人 3 个工作日内答复（第 6.3 条）。
scores-read-by = { $name }（{ $relation ->
    [manager] 上级
    [hr_partner] HR 伙伴
   *[reviewer] 指定评审人
}）看过，最近一次 { $moment }。
scores-read-by-nobody = 目前没有其他人在这里打开过。

scores-table-code = 编号
scores-table-name = 指标
scores-table-clause = 条款
scores-table-weight = 权重
scores-table-counted = 计入
scores-table-target = 目标
scores-table-actual = 实际
scores-table-attainment = 完成率
scores-table-score = 得分
scores-table-contribution = 贡献分
scores-table-gap = 与 100 分比
scores-table-source = 来源
scores-lines-title = { $cycle }：逐项
scores-about = { $name }的得分说明，与本人看到的一字不差。打开这份说明会记入本人的查看记录。
scores-button-picture = 看图
scores-button-lines = 逐项查看
scores-button-appeal = 怎么申诉
scores-button-visible = 谁能看到
scores-button-why = 为什么 { $code }
scores-home-title = 绩效结果
scores-home-own = { $cycle }：**{ $final } 分，{ $band } 档**{ $state ->
    [under_appeal] （申诉中）
    [final] （已确定）
   *[released] （已发布）
}
scores-home-provisional = { $cycle }：目前 **{ $final } 分**（暂定，不定档）
scores-home-no-result = { $cycle }：尚无结果
scores-home-report = { $name } · { $line }
scores-home-button = 怎么算出来的
error-score-not-yours = 这份结果不便在这里给你看：仅本人、上级、HR 伙伴和指定评审人可见（第 6.4 条）。你可以问自己的得分，或者问结果是怎么产生的。
error-nothing-released = 目前还没有已发布的结果可以说明。发布当日即可见。
error-line-not-found = 目标表没有 { $code } 这一项。回复“逐项查看”可看到全部。
error-value-not-understood = 我只能假设 { $code } 可能取到的数值，例如“如果 { $code } 是 95%”。
error-rules-not-kept = 计算这份结果所用的规则没有保存在这里，无法重算。请告诉 HR。
error-compare-own-only = 只对本人比较各周期的结果。别人的结果请与本人交流。

scores-picture-title = { $name }：{ $cycle }得分路径{ $state ->
    [under_appeal] （申诉中）
   *[released] {""}
}
scores-picture-file = 得分路径 { $cycle }
scores-picture-note = 横轴不从零开始。全部数字见“逐项查看”。
scores-picture-none = 这里无法画图；“逐项查看”里有全部数字。
scores-piece = { $part ->
    [own_work] 本职得分
    [bonus] 加分
    [deduction] 减分
    [limit] 量表上下限
    [segment] 分段得分
    [own_score] 个人得分
    [unit_effect] 组织影响
    [calibration] 校准
    [red_line] 红线
   *[final] 综合得分
}
scores-questioned = { $name }（质疑中）
scores-appeal-button = 对这个结果提出申诉
scores-why-appeal = 申诉后的决定

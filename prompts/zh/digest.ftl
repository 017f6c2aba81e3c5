# 一周的制度提问,给 HR 看。这里不出现任何人的姓名。

digest-title = 制度提问汇总：{ DATETIME($since, dateStyle: "medium") } 至 { DATETIME($until, dateStyle: "medium") }
digest-window = 本周至今
digest-counts = 共 { $asked } 个问题：{ $answered } 个由制度回答，{ $absent } 个制度未涉及，{ $refused } 个被婉拒。
digest-uncovered = 制度未涉及
digest-group = • { $question }（{ $times } 次）
digest-group-unit = • { $question }（{ $times } 次，都来自 { $unit }）
digest-disliked = 没有帮上忙的回答
digest-disliked-line = • { $question }——{ $clauses }
digest-no-clause = 没有条款
digest-most = 问得最多的条款
digest-most-line = • { $clause }：{ $times } 次
digest-unused = 90 天内没有回答引用过的条款
digest-more = • 另有 { $count } 条
digest-no-names = 这里不出现姓名。只有同一单位至少五人问过、且没有其他单位的人问，才注明单位。

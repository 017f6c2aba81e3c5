# 交给 HR 的问题。$name 谁问的或谁答的,$question 问题,$day 日期,$clause 问答条目的编号。

desk-send-title = 问 HR
desk-send-about = HR 会看到这个问题、你补充的话和你的姓名，答复会发回到这里。
desk-send-addition = 还有要补充的吗？
desk-send-button = 发给 HR
desk-somebody = 有同事
desk-card = { $name }在 { DATETIME($day, dateStyle: "medium") } 问，制度里没有答案：
desk-card-again = 还没有答复：{ $name }在 { DATETIME($day, dateStyle: "medium") } 问：
desk-card-answered = { $name }在 { DATETIME($day, dateStyle: "medium") } 答复：
desk-words-gone = 问题内容已随提问者的数据一并删除。
desk-answer-button = 答复
desk-answer-title = 答复问题
desk-answer-field = 答复
desk-answer-hint = 会带上你的姓名和今天的日期发给提问的人。
desk-answer-send = 发出答复
desk-wording-field = 写进常见问题的问法
desk-wording-hint = 不要出现任何人的姓名。发布之前只是草稿。
desk-draft = 常见问题草稿：{ $question }
desk-draft-waits = 常见问题草稿等待发布。
desk-review-button = 审阅并发布
desk-review-title = 常见问题条目
desk-review-about = 发布后所有人都能查到，内容里不能出现任何人的姓名。
desk-publish-button = 发布
desk-drop-button = 放弃草稿
desk-published = 已发布为 { $clause }，现在起可以查到。
desk-dropped = 草稿已放弃。
desk-came-back = { $name }在 { DATETIME($day, dateStyle: "medium") } 答复：
desk-you-asked = 你问的是：{ $question }
desk-not-a-rule-yet = 这是 HR 给你的答复；HR 发布后才成为制度的一部分。
desk-home-title = 交给 HR 的问题
desk-home-question = { $question }
    _{ $name }提问_
desk-home-draft = { $question }
    _常见问题草稿，{ $name }撰写_
desk-home-more = 还有 { $count } 条在等。
desk-home-uncovered = 本周有 { $count } 个问题制度未涉及。
desk-home-show = 看看是哪些
desk-faq-title = 常见问题
desk-faq-signature = （{ $name }，{ DATETIME($day, dateStyle: "medium") }）

# 各功能共用的话:按钮、不用模型的写作、出错时怎么说。

button-close = 关闭
button-cancel = 取消
button-save = 保存

writer-reflection = 你写到：“{ $words }”。
writer-summary-focus = 主要谈：{ $words }。
writer-summary-evidence = 看到：{ $words }。
writer-summary-voice = { $name }：{ $words }。
writer-summary-steps = 接下来：{ $words }。
writer-summary-joint = ||

error-title = 提示
error-bot-error = 没有成功，请再试一次。
error-not-allowed = 这一步不由你来操作。
error-unknown-person = 我还不认识你。请让 HR 把你加进来，再来找我。
error-not-your-report = { $name }不是你的直接下属，沟通由其上级发起。
error-no-reports = 目前没有人向你汇报，所以没有可以沟通的对象。别人分享给你的记录在主页。
error-person-has-left = { $name }已离职，无法再沟通。以前的记录仍在原处。
error-check-in-with-yourself = 沟通需要两个人。你想谈谁？
error-nobody-by-that-name = 在向你汇报的人里没找到这个名字。请用全名，或在主页选择。
error-several-by-that-name = 向你汇报的人里有好几位叫这个名字。请用全名，或在主页选择。
error-step-is-over = 这一步已经过了，带按钮的那条才是当前的问题。
error-already-closed = 这次沟通已经结束，可以在主页开始新的一次。
error-text-too-long = 这段有 { $length } 个字符，这里能放 { $limit } 个。原文还在上面，请发我最要紧的一句。
error-no-text-found = 这里我只能读文字，请写一句。
error-note-not-found = 在你的记录里没有找到这一份。
error-nothing-changed = 还没有任何改动，不需要更正。
error-sentence-not-in-note = 共享的记录里没有这句话，请从中选一句。
error-note-moved-on = 这份记录已有新版本。请重新打开，看看改了什么再修改。
error-clause-not-found = 现行制度里没有第 { $clause } 条。
error-no-question-found = 请用自己的话问一个制度问题。
error-question-too-long = 这段有 { $length } 个字符，一个问题能放 { $limit } 个。请发我最要紧的一句。
error-question-not-found = 这个问题已经不再保存，请再问一次。
error-not-your-question = 这是回答别人的。想问同样的问题，用 /touchbase 提问。
error-already-sent-to-hr = 这个问题已经在 HR 那里，答复会发到这里。
error-already-answered = { $name }已经答复过这个问题。
error-draft-is-gone = 这份草稿已经发布或放弃了。
error-names-somebody = 这段话所有人都会看到，里面出现了提问人的姓名。请换一种不出现姓名的说法。
error-answer-missing = 请在这里写一句。
error-something-broke = 我这边出了点问题。你写的内容还在，请过一分钟再试。
error-files-not-taken = Slack 暂时没有接收文件。内容没有丢失，请过一分钟再点一次按钮。
error-too-slow = Slack 等得太久了，请再点一次按钮。
error-buttons-please = 这一步点一下就行，请用还没回答的那个问题下面的按钮。
error-beyond-a-check-in = 这超出了沟通记录的范围，请联系{ $name }。那条消息我没有保存；你可以点“⋯ → 删除消息”把它删掉。

# 演示公司
newcomer-welcome = 第一次来？先当{ $manager }，点“开始沟通”，选{ $employee }；再开一个标签页当{ $employee }，看看会收到什么。

# Slack 应用清单
manifest-description = 让绩效沟通真正发生，让记录双方都信得过。
manifest-command = 发起沟通、查制度、看帮助
manifest-usage = 沟通 姓名 · 提问 问题 · 帮助
hr-team = HR 团队
error-part-missing = { $part ->
    [focus] 请用一句话说明主要谈了什么，我才能保存。
    [voice] 还没有对方的看法。点“修改”补一句，或退回一步点“未谈及”。
   *[other] 接下来怎么做还没定。添加一步，或退回一步点“不需要行动”。
 }
answered-in-the-direct-message = 我已在私信里回复你。

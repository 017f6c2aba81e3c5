# 质疑一个数据，以及人工录入的第二人复核。

questioning-button = 质疑数据
questioning-say-button = 说明 { $code } 哪里不对
questioning-invitation = 如果觉得 { $code } 不对，请说明哪里不对、为什么。问题只连同这一项的明细发给数据负责人，不含你结果的其他内容，3 个工作日内答复（第 6.3 条）。
questioning-form-title = 质疑数据
questioning-form-about = 问题只连同这一项的明细发给数据负责人，不含你结果的其他内容，3 个工作日内答复（第 6.3 条）。任何人不得因你提出质疑而影响你（第 7.6 条）。
questioning-form-line = 哪一项
questioning-form-wrong = 哪里不对？
questioning-form-evidence = 证据（可不填）
questioning-form-send = 发送
questioning-read-by = 经办人会看到这段话。
questioning-evidence = 对方提供的证据：

questioning-card = { $moment ->
    [soon] 尚未答复：{ $name }质疑 { $cycle }的 { $code } { $line }，请在 *{ $day }* 前答复。
    [today] 今天到期：{ $name }质疑 { $cycle }的 { $code } { $line }，请在 *{ $day }* 结束前答复。
    [overdue] 已于 { $day } 逾期：{ $name }质疑 { $cycle }的 { $code } { $line }，现同时请 HR 协助。
   *[new] { $name }质疑 { $cycle }的 { $code } { $line }，请在 *{ $day }* 前答复（第 6.3 条）。
}
questioning-answer-button = 答复
questioning-answer-title = 答复
questioning-answer-field = 这个数据
questioning-answer-stands = 没有问题，原因是……
questioning-answer-corrected = 确实有误，已更正
questioning-answer-value = 更正为
questioning-answer-value-hint = 按来源的写法填写，如 1,276、91.2% 或等级；须第二人复核后才生效（第 6.1 条）。留空表示来源系统已重新给出正确数据。
questioning-answer-reason = 原因
questioning-answer-send = 发送

questioning-second = { $by }把{ $name }的 { $code } { $line } 更正为 *{ $value }*，须第二人复核后才生效（第 6.1 条）。
questioning-approve-button = 已核对，准予生效
questioning-approve-title = 复核这个数据？
questioning-approve-yes = 确认
questioning-approved = 第二人已复核。

questioning-state = { $state ->
    [open] 你对 { $code } { $line } 的质疑已交给数据负责人，*{ $day }* 前答复。
    [waiting] { $by }认为 { $code } { $line } 有误，更正为 *{ $value }*，待第二人复核（第 6.1 条）。
    [announced] { $code } { $line } 有误，更正为 *{ $value }*。你的结果将于 { $effect } 变动 *{ $points }* 分；现先行告知，届时起 10 个工作日内可申诉（第 6.3、7.3 条）。
    [corrected] { $code } { $line } 已更正为 *{ $value }*，你的结果变动 *{ $points }* 分。
   *[stands] { $by }已核查 { $code } { $line }：数据无误，原因是
}
questioning-still-wrong = 仍有异议？可以申诉：回复“怎么申诉”（第 7.3 条）。
questioning-home-title = 被质疑的数据
questioning-home-entry = { $name }的 { $code }：{ $value }，由{ $by }人工录入，待第二人复核。
questioning-home-more = 另有 { $count } 项待第二人复核。

error-correction-refused = 这一项不能取这个值，或质疑之后来源没有给出新的数据。请按来源的写法填写更正后的数。
error-other-lines-open = 暂时无法计算：{ $lines } 还有待人工决定。
error-already-questioned = 你对 { $code } 的质疑正在处理，一有答复就会告诉你。
error-nobody-to-ask = 这个数据没有负责人，公司也没有可问的 HR。请先与上级沟通。
error-question-is-gone = 这条质疑已不再保存，或不便给你看。
error-question-own-only = 数据由本人提出质疑。请让对方自己说明哪里不对。

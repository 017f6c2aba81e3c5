### 回执，以及回执所证明的日志。

receipts-button = 回执
receipts-code = 回执 { $code }
receipts-title = { $kind ->
    [acknowledged] 回执 { $code }：已阅读
    [commented] 回执 { $code }：补充的看法
    [disputed] 回执 { $code }：有异议的句子
   *[edition] 回执 { $code }：沟通记录
}
receipts-here = { $count ->
   *[other] 这是 { $count } 份回执。请妥善保存：以后不依赖我们，也能证明今天的记录是什么样子。
}
receipts-checkpoint = 今日记录：共 { NUMBER($size) } 条，签署于 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }（UTC）。保存这条消息，以后就能证明此前的内容没有被改动。
error-receipt-not-ready = 回执正在生成，最多需要十秒，请稍后再点一次。

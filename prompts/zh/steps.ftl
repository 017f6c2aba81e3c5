# 约定的事。$name 一个人，$what 约定的事，$day 新的日期。

steps-button-carry = 继续
steps-button-keep = 保留
steps-choose-day = 改日期
steps-moved = { $by ->
    [you] 你把这件约定的事改到 { DATETIME($day, dateStyle: "medium") }：{ $what }
   *[other] { $name }把这件约定的事改到 { DATETIME($day, dateStyle: "medium") }：{ $what }
}

error-day-has-passed = 那天已经过去了，请选今天或以后的日期。

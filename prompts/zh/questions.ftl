# 沟通中提的问题。$n 员工姓名,$g 目标,$d 日期;何时提问见 questions.toml。

## 常规一对一

question-OO1 = { $n }最希望你主动问起的一件事是什么？
question-OO2 = 从 { $d } 到现在，什么事最占{ $n }的精力？
question-OO2D = 和{ $n }主要谈了什么？
question-OO3 = 哪个时刻最能说明？请写日期和你看到的情况。
question-OO4 = 有什么进展可能别人没注意到？
question-OO5 = 哪些阻力是你能帮忙挪开的？
question-OO6 = { $n }自己是怎么说的？尽量用原话。
question-OO6P = 你预计会听到{ $n }说什么？
question-OO7 = 你们各自答应了什么、什么时候完成？
question-OO8 = 下次谈话应该从哪件事开始？

## 目标共创

question-GC1 = 这个目标支撑上级的哪个结果？用{ $n }听得懂的一句话说。
question-GC1D = 你们把它挂到了哪个上级目标？对那个目标有什么帮助？
question-GC1F = 这次和{ $n }谈的是哪个目标？
question-GC2 = 如果清单是空的，{ $n }会先写上什么？
question-GC2D = { $n }自己提了什么？尽量用原话。
question-GC3 = 做成之后，客户或同事会看到什么不同？
question-GC4 = 用哪个系统里的哪个数来判断？这个数由谁负责？
question-GC5 = 现在的基线是多少？目标为什么既有挑战又公平？
question-GC6 = 哪些前提不在{ $n }手里？由谁保证？
question-GC7 = 增加这一项，哪一项要让路？
question-GC7W = 这个目标在{ $n }的全部目标里占多少权重？
question-GC8 = 你们还有哪里没谈拢？
question-GC9 = 什么时候再一起看？出现什么情况就应该调整？

## 中期回顾

question-MR1 = { $g } 现在走到 0–10 的几分？数据截至哪天？
question-MR1F = { $n }的哪个目标最需要这次来谈？
question-MR2 = 是什么让它到了这个分，而不是再低一分？
question-MR3 = 从定目标到现在，外部条件变了什么？
question-MR4 = 如果什么都不变，期末会是多少？
question-MR4S = 绿、黄、红：你们给 { $g } 定哪种状态？
question-MR5 = { $n }自己怎么解释领先或落后？
question-MR5P = 你预计{ $n }会说主要风险是什么？
question-MR6 = 该调整的是做法、资源，还是目标本身？
question-MR7 = 四周内再进一分，会是什么样？
question-MR8 = 要提哪项变更？理由、证据和时间？

## 绩效面谈

question-PI1 = 必须谈到的两个要点是什么？各由哪条有日期的证据支撑？
question-PI1D = 谈过之后，{ $n }最想改变的一件事是什么？
question-PI1E = 依据是不同月份的哪两件事？请写日期和你看到的情况。
question-PI2 = 材料里有{ $n }没看过的内容吗？有的话请先分享。
question-PI3 = 先问：这个周期{ $n }最自豪的结果是什么？靠什么做到的？
question-PI4 = 这些条件里，哪些下个周期还能再创造？
question-PI5 = { $n }的自评和得分表在哪几行不一样？
question-PI6 = 你提到的那件事，{ $n }当时想达到什么？
question-PI7 = { $n }对结果怎么说？尽量用原话。
question-PI7P = 你预计{ $n }会怎么说这个结果？
question-PI8 = { $n }能说清分数怎么来的吗？不能就一起打开得分说明。
question-PI9 = 下周期的两三件事是什么？谁负责？第一步何时？
question-PI10 = 是否已说明申诉期限（{ $d }）和联系人？

## 认可

question-RC1 = { $n }哪天做了什么，你希望再看到？
question-RC2 = 谁受益了？对他们有什么不同？
question-RC3 = 背后有哪些不明显的付出？
question-RC4 = 它和哪个目标或价值观有关？
question-RC5 = { $n }喜欢公开还是私下的感谢？不确定就先问。
question-RC5D = 你道谢时，{ $n }说了什么？
question-RC5P = 你预计{ $n }自己最看重其中哪一点？
question-RC6 = 现在用两句话说：事情、作用。

## 发展

question-DV1 = { $n }上一次全情投入是什么任务？
question-DV2 = 两年后{ $n }希望别人因为什么想到自己？
question-DV2D = { $n }怎么描述自己想走的方向？尽量用原话。
question-DV2P = 你预计{ $n }会说下一步想要什么？
question-DV3 = 哪项长处现在用得不到一半？
question-DV4 = 补上哪项能力，机会打开得最多？
question-DV5 = 未来 30 天里，哪个真实的小任务能练到它？
question-DV6 = { $n }可以观摩、搭档或请教谁？
question-DV7 = 你会替{ $n }减掉什么来腾出时间？
question-DV8 = 试什么、到哪天、看到什么算有效？

## 改进支持

question-DS1 = 没有达到哪条书面标准？{ $n }什么时候被告知过？
question-DS1D = 这次谈的是哪一条书面标准？
question-DS2 = 写两件有日期的事：你看到什么、带来什么。不用形容人的词。
question-DS2D = 你们一起看了哪两件有日期的事？写你看到的和带来的。
question-DS3 = 先说目的：“我希望你能做成，我看到的是……”。你打算怎么说？
question-DS4 = { $n }当时想怎么做？阻碍是知识、工具、负荷、要求不清，还是本人主动提到的其他原因？
question-DS4P = 你预计{ $n }会怎么说这件工作和遇到的阻碍？
question-DS5 = 对照标准，{ $n }给自己打几分（0–10）？为什么不是更低？
question-DS6 = 两周后提高一分，双方都能看到的变化是什么？
question-DS7 = 你承诺什么支持（培训、时间、结对、工具、调优先级）？谁在何时落实？
question-DS8 = 哪几天一起复盘？达到什么算完成？
question-DS9 = { $n }是否收到记录，并有机会写下自己的看法？
question-DS9H = 你的 HR 伙伴知道这次谈话吗？

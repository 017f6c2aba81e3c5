# App Home 与帮助。$name 读者姓名,$count 放不下的行数。

home-greeting = { $name }，你好
home-about = 在这里可以看到你的沟通，以及谈好的下一步。
home-check-in-button = 开始沟通
home-help-button = 看看我能做什么
home-cut = 还有 { $count } 行，这里放不下
home-software = 和你对话的是软件。决定由人来做；你分享的内容，只给你选择分享的人看。

home-help-title = 我能做什么
home-help-greeting = { $name }，你好！我可以帮你做这些事。
home-help-not-understood = { $name }，刚才那句我没看懂。我可以帮你做这些事。
home-help-leads =
    • 一对一之前帮你理一理，之后帮你记要点，三到五分钟。点下面的按钮，或发“和某某沟通”。
    • 把记录分享给对方，两个人看到的是同一份。
    • 用自己的话问制度，我引用条款原文回答；也可以直接发条款编号，比如 PM-3.4。
home-help-everyone =
    • 上级分享给你的记录，你可以在这里看，确认看过、补充看法，或对某一句提出疑问。
    • 把你们谈好的下一步放在一处，随时能看。
    • 用自己的话问制度，我引用条款原文回答；也可以直接发条款编号，比如 PM-3.4。
home-help-where = 一对一和记录都在我的“主页”标签里，就在这个对话的上方。发“帮助”可以再看到这条消息。

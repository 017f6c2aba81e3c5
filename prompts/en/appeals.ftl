# Appeals: filed, heard and decided (PM-7.3, PM-7.4, PM-7.6).

appeals-comma = , { "" }
appeals-ground = { $ground ->
    [data] data
    [rule] rule
    [process] process
   *[judgement] judgement
}
appeals-ground-long = { $ground ->
    [data] Data: a figure is wrong
    [rule] Rule: a rule was applied wrongly
    [process] Process: no talk, unseen evidence, a late change
   *[judgement] Judgement: a behaviour level or the calibration
}
appeals-outcome = { $outcome ->
    [accepted] accepted
    [partly] accepted in part
   *[upheld] the result stays as it is
}

appeals-form-title = Appeal
appeals-form-about = { $late ->
    [late] The days for an appeal ended on { DATETIME($day, dateStyle: "medium") }, but you were not told of them in time: your appeal is accepted late.
   *[open] You can appeal until *{ DATETIME($day, dateStyle: "medium") }*.
} Stage 1 is answered within 5 working days; then a panel of three who were not involved. Nobody may lower your result; only a wrong source figure can be corrected, and you are told first (PM-7.4). It must never be held against you (PM-7.6).
appeals-form-grounds = Grounds (one or several)
appeals-form-line = The line, if it is about data
appeals-form-line-hint = With grounds of data, its owner looks into the figure first; the five days pause for at most three.
appeals-form-no-line = no single line
appeals-form-reasons = What is wrong, and what would be right?
appeals-form-read-by = HR and those who hear your appeal read this.
appeals-form-evidence = Evidence, if you have any
appeals-form-colleague = A colleague who accompanies you, if you like
appeals-form-send = File the appeal

appeals-state = { $state ->
    [filed] Your appeal against your { $cycle } result is filed. HR takes it on; stage 1 is answered by *{ DATETIME($day, dateStyle: "medium") }*. Until then every display of the result says “under appeal”.
    [stage1] Your appeal ({ $cycle }) is heard by { $names }; the answer comes by *{ DATETIME($day, dateStyle: "medium") }*.
    [answered] Stage 1 of your appeal ({ $cycle }) is answered. You can take it to the panel until *{ DATETIME($day, dateStyle: "medium") }*.
    [to_panel] Your appeal ({ $cycle }) goes to a panel of three who were not involved; they decide by *{ DATETIME($day, dateStyle: "medium") }*.
    [stage2] Your appeal ({ $cycle }) is before the panel: { $names }. They decide by *{ DATETIME($day, dateStyle: "medium") }*.
    [withdrawn] Your appeal ({ $cycle }) is withdrawn. The result stays as it is.
   *[closed] Your appeal ({ $cycle }) is closed.
}
appeals-withdraw-button = Withdraw the appeal
appeals-withdraw-title = Withdraw?
appeals-withdraw-about = The result stays as it is. While the days for an appeal last, you can file another.
appeals-go-on-button = Take it to the panel
appeals-go-on-title = To the panel
appeals-go-on-about = Three people who were not involved before look at it afresh and decide within 10 working days. They may not lower the result (PM-7.4).
appeals-go-on-reasons = What did stage 1 not see or not answer?
appeals-go-on-send = To the panel

appeals-letter = Decision about your appeal ({ $cycle }): *{ $outcome ->
    [accepted] accepted
    [partly] accepted in part
   *[upheld] the result stays as it is
}*.
appeals-letter-panel = If you do not agree, you can take it to a panel of three who were not involved, until *{ DATETIME($day, dateStyle: "medium") }* (PM-7.4).
appeals-decision-reason = Why
appeals-decision-clauses = Clauses
appeals-decision-evidence = Evidence
appeals-result = { $moved ->
    [raised] The result is raised by { $points } points: { $result }, band { $band }.
   *[kept] The result is { $result }, band { $band }.
}
appeals-no-retaliation = An appeal must not affect assignments or ratings (PM-7.6).

appeals-card = { $moment ->
    [soon] Due soon: { $name } appeals against the { $cycle } result ({ $grounds }). { $stage ->
        [filed] Please take it on; stage 1 is due by
        [to_panel] Please name the panel; it decides by
       *[stage1] Please decide by
    } *{ DATETIME($day, dateStyle: "medium") }*.
    [today] Due today: { $name } appeals against the { $cycle } result ({ $grounds }). { $stage ->
        [filed] Please take it on; stage 1 is due by
        [to_panel] Please name the panel; it decides by
       *[stage1] Please decide by
    } *{ DATETIME($day, dateStyle: "medium") }*.
    [overdue] Overdue since { DATETIME($day, dateStyle: "medium") }: { $name } appeals against the { $cycle } result ({ $grounds }).
    [over] { $name }’s appeal against the { $cycle } result ({ $grounds }) is over.
   *[now] { $name } appeals against the { $cycle } result ({ $grounds }). { $stage ->
        [filed] Please take it on; stage 1 is due by
        [answered] Stage 1 is answered; it may go to the panel until
        [to_panel] Please name the panel; it decides by
       *[stage1] Please decide by
    } *{ DATETIME($day, dateStyle: "medium") }*.
}
appeals-card-result = Result: { $result }, band { $band } (under appeal).
appeals-card-late = Filed late: the notice had not reached them.
appeals-card-colleague = Accompanied by { $name }.
appeals-card-hearers = Heard by { $names }.
appeals-to-panel-because = Taken to the panel because
appeals-decided = Decided: *{ $outcome ->
    [accepted] accepted
    [partly] accepted in part
   *[upheld] the result stays as it is
}*.
appeals-proposal = { $name } proposes: *{ $outcome ->
    [accepted] accepted
    [partly] accepted in part
   *[upheld] the result stays as it is
}*, { $points } points. Two of those who hear it sign.
appeals-take-on-button = Take it on
appeals-propose-button = Propose a decision
appeals-sign-button = Sign this decision
appeals-show-button = Open
appeals-window-title = Appeal
appeals-home-title = Appeals
appeals-panel-button = Name the panel
appeals-panel-title = The panel
appeals-panel-about = Three people. Who scored, entered, approved, calibrated, answered, manages or heard anything of this result before is not offered (PM-7.4).
appeals-panel-seat = Member { $seat }
appeals-panel-choose = Choose
appeals-panel-send = Name them
appeals-decision-title = Decision
appeals-decision-about = The appellant reads this letter word for word. A result is kept or raised, never lowered (PM-7.4). It takes effect when two of those who hear it have signed.
appeals-decision-outcome = Outcome
appeals-decision-points = Points added to the result
appeals-decision-points-hint = At most { $room }, with one decimal. Empty: the result is kept as it is. A wrong source figure is corrected by its owner instead.
appeals-decision-send = Propose

appeals-deadline-open = You can appeal against your { $cycle } result until { DATETIME($day, dateStyle: "medium") } (PM-7.3). Say “how do I appeal” to begin.
appeals-deadline-over = The days for an appeal against your { $cycle } result ended on { DATETIME($day, dateStyle: "medium") } (PM-7.3). Who was not told of them in time may still appeal: say “how do I appeal”.
appeals-deadline-none = There is no released result of yours to appeal against. The ten working days begin on the day one is visible (PM-7.3).
appeals-deadline-state = Your appeal ({ $cycle }): { $state ->
    [filed] filed; stage 1 is answered by { DATETIME($day, dateStyle: "medium") }
    [stage1] in stage 1, answered by { DATETIME($day, dateStyle: "medium") }
    [answered] stage 1 is answered; you can take it to the panel until { DATETIME($day, dateStyle: "medium") }
    [to_panel] on its way to the panel, which decides by { DATETIME($day, dateStyle: "medium") }
   *[stage2] before the panel, which decides by { DATETIME($day, dateStyle: "medium") }
}.

error-appeal-not-open = The days for an appeal ended on { $day } (PM-7.3). If you think a figure is wrong, you can still question it.
error-appeal-is-over = This appeal has moved on, or it is not yours to see.
error-appeal-under-way = Your result is under appeal already. You can follow it on Home, or withdraw it.
error-panel-not-free = { $name } cannot sit on this panel: three different people are needed who are here and were not involved before (PM-7.4).
error-appeal-never-lowers = A decision keeps the result or raises it, by at most { $limit } points, with one decimal; one that leaves it as it is adds none (PM-7.4).
error-panel-too-small = Fewer than three people here were not involved before (PM-7.4). Please ask somebody from outside to hear this appeal, and keep their decision on paper.

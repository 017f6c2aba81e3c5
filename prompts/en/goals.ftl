# Goals two people make together. $name the other one, $title a goal, $day a day, $at a moment.
# Nothing is fixed before both have confirmed the same words.

goals-window-title = Goals
goals-heading = { $own ->
    [yes] Your goals · { $cycle }
   *[no] Goals of { $name } · { $cycle }
}
goals-open-button = Open the goals
goals-nothing = –

## How far it is

goals-status-none = There are no goals for this cycle yet. Either of you may begin; goals are built together.
goals-status-agreed = :white_check_mark: Agreed (version { $version }), counting from { DATETIME($day, dateStyle: "medium") }. Confirmed by the employee on { DATETIME($employee, dateStyle: "medium") } and by the manager on { DATETIME($manager, dateStyle: "medium") }.
goals-status-no-manager = Nobody is entered as the manager, so nobody can confirm. HR can put that right.
goals-status-draft = { $state ->
    [private] :lock: A draft only you can see. Share it when you want to talk it over with { $name }.
    [half_you] :hourglass: You confirmed; { $name } has not yet. Any change to a line takes your confirmation back.
    [half_other] :raised_hand: { $name } confirmed. It counts once you confirm the same wording.
   *[shared] :speech_balloon: Under discussion with { $name }. { $count ->
        [0] No open points.
        [one] One open point.
       *[other] { $count } open points.
    } Nothing is fixed until both of you confirm.
}
goals-weights = Weights: { $sum }% of 100%.
goals-weights-with-proposals = With every open proposal accepted: { $sum }%.
goals-problems-stop = *Before anyone can confirm:*
goals-problems-warn = *Worth a look:*
goals-problems-more = … and { $count } more.
goals-problem = { $fault ->
    [E_WEIGHT_SUM] The weights add up to { $found }%. Change them until they are exactly 100% ({ $clause }).
    [E_LINE_COUNT] There are { $found } goals. Keep { $low } to { $high } ({ $clause }).
    [E_WEIGHT_RANGE] “{ $line }” weighs { $found }%. Give it { $low } to { $high }%, with at most two decimals ({ $clause }).
    [E_BEHAVIOUR_SHARE] Behaviour weighs { $found }% in all. Bring it to { $low } to { $high }% ({ $clause }).
    [E_TARGET_ZERO] The target of “{ $line }” must be above zero. Set one, or measure it in steps or by deductions ({ $clause }).
    [E_TIERS] The steps of “{ $line }” must fall from the highest bound to 0, such as 10:120, 8:110, 0:0 ({ $clause }).
    [E_SOURCE] “{ $line }” does not say where its figure comes from. Name the source ({ $clause }).
    [E_CLAUSE] “{ $line }” does not name the rule it is measured by. Save the line once more to have it filled in ({ $clause }).
    [E_CODE] Two goals have the same code, “{ $line }”. Take one of them out and add it anew ({ $clause }).
    [E_BAND] The range of “{ $line }” runs backwards. Write the lower end first, such as -2 .. 2 ({ $clause }).
    [E_SHARES] The parts of “{ $line }” add up to { $found }. Make their weights 100, each part once ({ $clause }).
    [E_POINTS] “{ $line }” must say what each kind of record costs, more than 0, such as minor=3 ({ $clause }).
    [E_LIMITS] The highest score of “{ $line }” lies outside { $low } to { $high } ({ $clause }).
    [E_FEEDBACK_WEIGHT] “{ $line }” weighs { $found }%. 360 feedback may weigh at most { $high }% ({ $clause }).
    [E_UNREADABLE] “{ $line }”: fill in “{ $found }” so that it can be read ({ $clause }).
    [W_ORPHAN] “{ $line }” serves no upper goal. Choose one, or give the unit head’s reason ({ $clause }).
   *[other] “{ $line }” does not fit the rules ({ $clause }).
}

## A goal

goals-line = *{ $title }* · { $code } · { $weight }%
goals-line-measure = { $kind }: { $measure }
goals-line-source = Source: { $source }
goals-line-why = Why: { $why }
goals-chain = :arrow_upper_right: Serves { $chain }
goals-upper = { $title } ({ $unit })
goals-upper-unknown = { $code }, which nobody has entered for this cycle
goals-orphan = :warning: Serves no upper goal yet
goals-no-upper-reason = No upper goal; the unit head’s reason: { $reason }
goals-agreed-by = { $who ->
    [both] :white_check_mark: You both agree
    [you] You agree
    [other] { $name } agrees
   *[nobody] Nobody has agreed to this wording yet
}
goals-remark = { $who }: { $words }
goals-remark-words = “{ $words }”
goals-reason = Reason: { $reason }
goals-proposal = { $kind ->
    [new] :bulb: { $who } proposes a new goal, “{ $title }” ({ DATETIME($at, dateStyle: "medium") })
    [gone] :bulb: { $who } proposes to take “{ $title }” out ({ DATETIME($at, dateStyle: "medium") })
   *[change] :bulb: { $who } proposes to change “{ $title }” ({ DATETIME($at, dateStyle: "medium") })
}
goals-difference = { $field }: { $old } → { $new }
goals-field = { $field ->
    [title] Name
    [type] Kind
    [weight] Weight
    [target] Target
    [threshold] Threshold
    [low] Lower end
    [high] Upper end
    [per_unit] Points lost per unit
    [step] Unit of deviation
    [tiers] Steps
    [parts] Milestones
    [key_results] Key results
    [points] Points per record
    [item] Behaviour
    [measure_unit] Unit
    [source] Source
    [supports] Upper goal
    [reason] Reason for no upper goal
    [why] Why
    [clause] Clause
    [section] Section
    [volume] Volume target
    [cap] Highest score
    [floor] Lowest score
   *[other] Other
}
goals-field-none = None yet
goals-kind = { $kind ->
    [higher] Number, higher is better
    [lower] Number, lower is better
    [band] Inside a range
    [step] Steps
    [milestone] Milestones
    [bars] Behaviour, level 1 to 5
    [r360] 360 feedback
    [okr_asp] OKR, meant to stretch
    [okr_com] OKR, promised
   *[deduct] Points off for records
}

## Buttons

goals-begin-button = Begin with an empty sheet
goals-from-earlier-button = Begin with the goals of { $cycle }
goals-file-hint = You can also send me a goal sheet as a YAML, CSV or Excel file. If it is for somebody in your team, write “goals with” and their name beside it.
goals-add-button = Add a goal
goals-add-shared-button = Propose a new goal
goals-edit-button = Change
goals-remove-button = Take out
goals-agree-button = Agree
goals-agree-all-button = Agree to every line
goals-propose-button = Propose a change
goals-propose-removal-button = Propose to take out
goals-comment-button = Comment
goals-accept-button = Accept
goals-decline-button = Decline
goals-take-back-button = Take back
goals-share-button = Share with { $name }
goals-confirm-button = Confirm this sheet
goals-confirm-title = Confirm these goals?
goals-confirm-words = They count once { $name } has confirmed the very same wording.
goals-confirm-yes = Confirm
goals-withdraw-button = Set aside
goals-withdraw-title = Set this draft aside?
goals-withdraw-words = It stays readable, but nobody can go on with it. What was agreed before goes on counting.
goals-withdraw-yes = Set aside
goals-history-button = What happened so far
goals-change-button = Propose a change

## Forms

goals-form-title-new = A new goal
goals-form-title-edit = Change a goal
goals-form-title-propose = Propose a change
goals-propose-submit = Propose
goals-form-label = { $field ->
    [title] What is the goal?
    [kind] How is it measured?
    [measure] Target
    [unit] Unit
    [weight] Weight in %
    [source] Where does the figure come from?
    [supports] Which upper goal does it serve?
    [reason] If none: the unit head’s reason
    [why] Why this goal?
   *[words] Why this change?
}
goals-form-hint = { $field ->
    [measure] A number, such as 1,200 or 95%. A range: -2 .. 2. Steps: 10:120, 8:110, 0:0. Milestones and key results: part-1=40, part-2=60. Behaviour: a level, 1 to 5. Points off: minor=3.
    [source] The system or report, such as “ERP sales ledger”.
   *[reason] A goal without an upper goal needs a reason from the head of the unit.
}
goals-words-title = { $form ->
    [comment_form] Comment
    [remove_form] Propose to take out
   *[decline_form] Decline
}
goals-words-label = { $form ->
    [comment_form] What would you like to say?
    [remove_form] Why should this goal go?
   *[decline_form] Why not? (You need not say.)
}
goals-change-title = Change agreed goals
goals-change-intro = This begins a draft from the goals that are agreed. They go on counting until both of you have confirmed the change.
goals-change-reason = Why do they need to change?
goals-change-day = From which day?
goals-change-company-label = In the last 30 days of a cycle
goals-change-company = The company decided this

## A change of what is agreed

goals-change-why = { $company ->
    [yes] Changes version { $version } from { DATETIME($day, dateStyle: "medium") } by decision of the company. Reason: { $reason }
   *[no] Changes version { $version } from { DATETIME($day, dateStyle: "medium") }. Reason: { $reason }
}
goals-change-line = • { $title }: { $changes }
goals-change-gone = • { $title }: taken out

## News and history

goals-news-shared = { $name } shared { $count ->
    [one] one draft goal
   *[other] { $count } draft goals
} with you. Nothing is fixed until both of you confirm. Open the draft, mark what you would change, or propose your own.
goals-news = News from { $name }: { $heading }
goals-news-more = … and { $count } earlier ones; the history has all of them.
goals-fixed = :white_check_mark: You and { $name } have both confirmed. { $heading }: { $count ->
    [one] one goal
   *[other] { $count } goals
}, counting from { DATETIME($day, dateStyle: "medium") }. Changes need a reason and both of you again.
goals-history-title = What happened so far
goals-history-step = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } · *{ $who }* { $step }
goals-step-overtaken = (That wording has changed since.)
goals-step = { $act ->
    [open] began a draft with { $count ->
        [0] no goals
        [one] one goal
       *[other] { $count } goals
    }
    [put] wrote “{ $title }”
    [remove] took “{ $title }” out
    [share] shared the draft
    [agree] agreed to “{ $title }”
    [propose] { $kind ->
        [new] proposed a new goal, “{ $title }”
        [gone] proposed to take “{ $title }” out
       *[change] proposed to change “{ $title }”
    }
    [accept] { $kind ->
        [new] accepted the new goal “{ $title }”
        [gone] accepted that “{ $title }” is taken out
       *[change] accepted the change to “{ $title }”
    }
    [decline] declined what was proposed for “{ $title }”
    [take_back] took back what was proposed for “{ $title }”
    [comment] commented on “{ $title }”
    [confirm] confirmed the sheet
    [fix] confirmed it as the second of the two: it counts
   *[withdraw] set the draft aside
}

## Home

goals-home-title = Goals · { $cycle }
goals-home-row = { $own ->
    [yes] *Yours*
   *[no] *{ $name }*
} · { $state ->
    [none] none yet
    [private] a draft only you can see
    [shared] under discussion
    [half] one of you has confirmed
    [withdrawn] none yet
   *[agreed] :white_check_mark: agreed
}{ $waiting ->
    [0] {""}
    [one] {" · "}one open point
   *[other] {" · "}{ $waiting } open points
}
goals-home-more = … and { $count } more. Write “goals with” and a name.
goals-units-button = { $count ->
    [one] Goals of the unit
   *[other] Goals of the units
}

## Units

goals-units-title = Units and their goals
goals-units-intro = How far people are, by count. What they wrote is for the two of them.
goals-units-cut = { $count ->
    [one] One more unit does
   *[other] { $count } more units do
} not fit here.
goals-unit-facts = *{ $unit }* · { $people } people: { $agreed } agreed, { $half } half confirmed, { $discussed } under discussion, { $none } without goals. Lines that serve no upper goal: { $orphans }.
goals-unit-waiting = Not agreed yet: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
goals-unit-goal = { $above ->
    [yes] { $title } · { $code } → { $upper }
   *[no] { $title } · { $code }
}
goals-unit-add-button = Add a goal of this unit
goals-unit-drop-button = Drop
goals-unit-drop-title = Drop this goal?
goals-unit-drop-words = Nobody can choose it any more. What people agreed stays as it is.
goals-unit-drop-yes = Drop
goals-unit-form-title = A goal of the unit
goals-unit-goal-title = What does the unit want to reach?
goals-unit-goal-hint = People see this beside their own goals. Write it in the languages they read.

## What can go wrong

error-goals-not-yours = Goals are shown to the person and their manager, and to nobody else.
error-goals-moved-on = This has changed since you last saw it. Open the goals again to see how they stand.
error-goals-are-fixed = This draft is over. Open the goals again to see what counts now.
error-goals-not-shared = Only you can see this draft yet. Share it first.
error-goals-already-open = There are goals for this cycle already. Open them, and propose there what you would change.
error-own-proposal = The other side answers a proposal; whoever made it can take it back.
error-goals-empty = There is no goal in this draft yet. Add one before you share it.
error-too-many-goals = A draft has room for { $limit } goals. Take one out first.
error-goals-not-valid = { $count ->
    [one] One rule is not met yet.
   *[other] { $count } rules are not met yet.
} The window says which, and how to mend it.
error-goal-points-open = { $count ->
    [one] One proposal is still open.
   *[other] { $count } proposals are still open.
} Answer or take back each one before you confirm.
error-goal-reason-missing = Please say why in a sentence.
error-goal-unchanged = Nothing is different yet.
error-too-late-to-change = In the last 30 days of a cycle only decisions of the company change goals (PM-2.5). Tick the box if there is one.
error-day-outside-cycle = Please choose a day inside the cycle.
error-no-goal-cycle = There is no cycle to set goals for at the moment. HR opens the next one.
error-goal-field-unreadable = { $kind ->
    [band] Write a range, such as -2 .. 2.
    [step] Write steps with their scores, such as 10:120, 8:110, 0:0.
    [bars] Write the level you expect, 1 to 5.
    [deduct] Write what each record costs, such as minor=3.
    [milestone] Write the milestones with their weights, such as part-1=40, part-2=60.
    [okr_asp] Write the key results with their weights, such as KR1=50, KR2=50.
    [okr_com] Write the key results with their weights, such as KR1=50, KR2=50.
   *[other] Write a number, such as 1200 or 95%.
}
error-weight-unreadable = Write a number, such as 20.
error-goal-file-not-read = { $line ->
    [0] I could not read a goal sheet in this file{ $column ->
        [employee] : it names somebody I do not know
        [cycle] : it names a cycle I do not know
        [code] : a code stands twice, or is longer than 64 characters
       *[other] {""}
    }. A sheet has the columns code, type, weight and target, one row for each goal.
   *[other] I could not read the goal sheet: look at line { $line }, column “{ $column }”.
}
error-unit-goals-not-yours = The goals of a unit are entered by its head, by heads above, and by HR.
error-unknown-upper-goal = There is no such goal above this unit in this cycle. Please choose another one.

# Promised steps. $name a person, $what the step, $day its new day.

steps-button-carry = Carry on
steps-button-keep = Keep
steps-choose-day = Change the day
steps-moved = { $by ->
    [you] You moved a step to { DATETIME($day, dateStyle: "medium") }: { $what }
   *[other] { $name } moved a step to { DATETIME($day, dateStyle: "medium") }: { $what }
}

error-day-has-passed = That day has passed. Please choose today or a later day.

# What a check-in asks. $n is the employee, $g a goal, $d a date; questions.toml says when each is asked.

## One-on-one

question-OO1 = What is the one thing { $n } would be glad you asked about?
question-OO2 = What took most of { $n }'s energy since { $d }?
question-OO2D = What was the talk with { $n } mainly about?
question-OO3 = Which moment shows that best? Give the day and what you saw.
question-OO4 = What moved forward that nobody else may have noticed?
question-OO5 = What is slowing { $n } down that you could remove?
question-OO6 = How did { $n } describe it, in their words?
question-OO6P = What do you expect to hear from { $n }?
question-OO7 = What did each of you promise, and by when?
question-OO8 = What should the next talk start with?

## Goal co-creation

question-GC1 = Which upper-level result does this goal serve, in one sentence { $n } would recognise?
question-GC1D = Which upper-level goal did the two of you link it to, and how does it help there?
question-GC1F = Which goal is this talk with { $n } for?
question-GC2 = What would { $n } put on the list if the list were empty?
question-GC2D = What did { $n } propose, in their words?
question-GC3 = What will be visibly different for a customer or colleague when it is done?
question-GC4 = What number, from which system, will tell you both? Who owns that number?
question-GC5 = What is today's baseline, and what makes the target a stretch yet fair?
question-GC6 = What must be true outside { $n }'s control, and who secures it?
question-GC7 = Which existing goal gives way if this one is added?
question-GC7W = How much weight does this goal get among all of { $n }'s goals?
question-GC8 = Where do the two of you still disagree?
question-GC9 = When will you look at it together again, and what would make you change it?

## Mid-review

question-MR1 = On 0–10, where is { $g } today, and as of which date is the figure?
question-MR1F = Which of { $n }'s goals needs this talk most?
question-MR2 = What already makes it that number and not one lower?
question-MR3 = What changed around the goal since you agreed it?
question-MR4 = If nothing changes, what will the end figure be?
question-MR4S = Green, amber or red: which status do you two give { $g }?
question-MR5 = How does { $n } explain the gap or the lead?
question-MR5P = What do you expect { $n } to name as the main risk?
question-MR6 = Is the right answer to change the plan, the resources, or the goal itself?
question-MR7 = What would +1 look like within four weeks?
question-MR8 = Which change request goes in, with what reason and evidence, by when?

## Performance interview

question-PI1 = Which two messages must land, and which dated evidence carries each?
question-PI1D = Now that you have talked, what one thing does { $n } most want to change?
question-PI1E = Which two events, from different months, does this rest on? Give the day and what you saw.
question-PI2 = Is there anything in your file that { $n } has not seen? If so, share it before the talk.
question-PI3 = Ask first: which result of this cycle is { $n } proudest of, and what made it possible?
question-PI4 = Which of those conditions can be rebuilt next cycle?
question-PI5 = Where does { $n }'s self-view differ from the score sheet, line by line?
question-PI6 = What was { $n } aiming for in the event you raised?
question-PI7 = How did { $n } react to the result, in their words?
question-PI7P = What do you expect { $n } to say about the result?
question-PI8 = Could { $n } retell how the number came about? If not, open the explanation together.
question-PI9 = Which two or three things for next cycle, owned by whom, first step when?
question-PI10 = Did you explain the appeal window ({ $d }) and the contact?

## Recognition

question-RC1 = What did { $n } do, on which day, that you want to see again?
question-RC2 = Who benefited, and what changed for them?
question-RC3 = What did it take that was not obvious?
question-RC4 = Which goal or value does it connect to?
question-RC5 = Does { $n } like public or private thanks? If unsure, ask first.
question-RC5D = What did { $n } say when you thanked them?
question-RC5P = What do you expect { $n } to be proudest of here?
question-RC6 = Say it now in two sentences: event, effect.

## Development

question-DV1 = When was { $n } last fully absorbed in work? What was the task?
question-DV2 = What does { $n } want to be known for in two years?
question-DV2D = How did { $n } describe where they want to go, in their words?
question-DV2P = What do you expect { $n } to say they want next?
question-DV3 = Which strength is used less than half the time today?
question-DV4 = Which skill gap would open the most doors?
question-DV5 = What small real task in the next 30 days would stretch it?
question-DV6 = Who could { $n } watch, pair with or ask?
question-DV7 = What will you take off { $n }'s plate to make room?
question-DV8 = What is the experiment, the date, and the sign it worked?

## Improvement support

question-DS1 = Which written standard is not met, and when was { $n } told about it?
question-DS1D = Which one written standard was this talk about?
question-DS2 = Write two dated events: what you saw, what followed. No adjectives about the person.
question-DS2D = Which two dated events did you go through: what you saw, what followed?
question-DS3 = Open with the purpose: "I want this to work; here is what I saw." How will you say it?
question-DS4 = What was { $n } trying to do? What got in the way: knowledge, tools, load, clarity, or something outside work they chose to raise?
question-DS4P = What do you expect { $n } to say about the work itself and what got in the way?
question-DS5 = 0–10, where does { $n } place themselves against the standard? What makes it not lower?
question-DS6 = What would one point higher look like in two weeks, observable by both?
question-DS7 = What support do you commit (training, time, pairing, tool, reprioritising)? Who delivers it, when?
question-DS8 = Which dates will you review together, and what counts as met?
question-DS9 = Has { $n } received the note and had the chance to write their own view?
question-DS9H = Does your HR partner know about this talk?

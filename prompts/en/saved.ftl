# Messages kept as evidence. $name a person, $day when the message was written.

manifest-save-message = Save as check-in note
manifest-save-message-about = Keep this message as evidence for a check-in

saved-header = { $about ->
    [self] Message you saved, { DATETIME($day, dateStyle: "medium") }
   *[other] Saved message · { $name }, { DATETIME($day, dateStyle: "medium") }
}
saved-title = Save as check-in note
saved-by = *{ $name }* wrote:
saved-about = Whom is it about?
saved-about-self = Me
saved-visible = Who may see it?
saved-visible-private = Only me
saved-visible-shared = Share it now (about me: with my manager)
saved-visible-manager = Share it now with { $name }
saved-visible-hint = What is shared can be answered and questioned, but not taken back.
saved-remark = Add a line
saved-original = Open the original message
saved-kept-text = { $about ->
    [self] Saved: a message of { DATETIME($day, dateStyle: "medium") }
   *[other] Saved: a message of { DATETIME($day, dateStyle: "medium") } about { $name }
}
saved-shown-text = { $name } saved a message of { DATETIME($day, dateStyle: "medium") } and shared it with you

saved-use-question = You saved this message of { DATETIME($day, dateStyle: "medium") }. Use it here?
saved-use-button = Use it
saved-as-evidence = { $name } wrote on { DATETIME($day, dateStyle: "medium") }: { $words }

error-conversation-closed-to-us = I am not in that conversation, so I cannot link to the message. Add me to the channel, then save it again.
error-message-too-long = That message is too long to save whole; about { $limit } characters fit. Its address can go into a check-in instead.
error-own-message = That message is mine, and what it says is on record already. Open the note to use it.

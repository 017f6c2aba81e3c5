### Receipts, and the log they prove things about.

receipts-button = Receipts
receipts-code = Receipt { $code }
receipts-title = { $kind ->
    [acknowledged] Receipt { $code }: you have read it
    [commented] Receipt { $code }: an added view
    [disputed] Receipt { $code }: a questioned sentence
   *[edition] Receipt { $code }: the note
}
receipts-here = { $count ->
    [one] Here is the receipt. Keep it: it proves later, without us, what stood in the record today.
   *[other] Here are { $count } receipts. Keep them: they prove later, without us, what stood in the record today.
}
receipts-checkpoint = The record today: { $size ->
    [one] one entry
   *[other] { NUMBER($size) } entries
}, signed { DATETIME($at, dateStyle: "medium", timeStyle: "short") } UTC. Whoever keeps this message can show later that nothing before it was changed.
error-receipt-not-ready = The receipt is being made; it takes up to ten seconds. Please press the button again then.

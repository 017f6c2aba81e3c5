# Finding notes again. $name a person.

finding-title = Find in my notes
finding-home-button = Find in my notes
finding-words = Words to find
finding-words-hint = Leave it empty to list the notes. What you look for is not kept.
finding-search = Find
finding-person = With or about
finding-any-person = Everyone
finding-kind = Kind
finding-any-kind = Every kind
finding-cycle = Cycle
finding-any-cycle = Every cycle
finding-older = Older
finding-open-window = Search and narrow down
finding-message = { $about ->
    [one] Your notes with { $name }, newest first:
   *[all] Your notes, newest first:
}
finding-nothing = { $searched ->
    [words] I found these words in none of the notes you can read.
   *[all] There are no notes here yet.
}
finding-ask-again = I have just restarted and no longer have the words you were looking for. Please search here once more.
finding-in-answer = In an answer:{" "}
finding-of-two = Talk of { $manager } and { $employee }
finding-facts = { $status ->
    [employee_review] With the employee to read
    [final_unacknowledged] Ended without an answer
   *[other] Final
} · { $read ->
    [yes] marked as read
   *[no] not marked as read
} · { $disputes ->
    [one] one sentence questioned
   *[other] { $disputes } sentences questioned
} · { $done } of { $steps } steps done

error-no-notes-with = I found no notes of yours with one person of that name. Try the full name, or search from Home.

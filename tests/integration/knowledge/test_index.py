"""The index on a real Chroma: kept, mended, thrown away, owned by one, and blind to what may not be seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from knowledge.search import Searcher
from knowledge.vectors import IndexTakenError, IndexUnreachableError, Store
from tests.unit.knowledge.passages import EVERYONE, MANAGERS, Letters, passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embeddings import Text
    from knowledge.passages import Passage, View

RULES = [
    passage("TR-1.1", "Ask your manager before you book a train. Keep the receipt."),
    passage("TR-1.2", "Hotels cost at most 120 euros a night."),
    passage("TR-1.2", "酒店每晚最多 120 欧元。"),
    passage("TR-1.3", "Taxis are for the night only."),
]
SECRET = passage("TR-9.1", "Hotels above the limit may be excused for a train strike.", audience="managers")
FUTURE = passage("TR-9.2", "Hotels cost at most 150 euros a night.", since=date(2027, 1, 1))


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    made = Searcher(tmp_path / "index", [Letters()])
    yield made
    made.close()


def found(searcher: Searcher, question: str, view: View = EVERYONE) -> list[tuple[str, str, float]]:
    return [(hit.passage.clause, hit.passage.language, hit.score) for hit in searcher.search(question, view)]


def test_the_best_clause_comes_first_with_scores_that_fall(searcher: Searcher) -> None:
    searcher.refresh(RULES)
    hits = searcher.search("What may a hotel cost?", EVERYONE)
    assert hits[0].passage.text == "Hotels cost at most 120 euros a night."
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_of_two_languages_the_questions_own_is_shown(searcher: Searcher) -> None:
    searcher.refresh(RULES)
    assert found(searcher, "酒店最多多少?")[0][:2] == ("TR-1.2", "zh")
    assert [clause for clause, _, _ in found(searcher, "hotel 酒店")].count("TR-1.2") == 1


def test_what_the_asker_may_not_see_changes_nothing_not_even_scores(searcher: Searcher) -> None:
    questions = ("What may a hotel cost?", "train strike", "酒店")
    searcher.refresh(RULES)
    before = [found(searcher, question) for question in questions]
    searcher.refresh([*RULES, SECRET, FUTURE])
    assert [found(searcher, question) for question in questions] == before
    assert "TR-9.1" in {clause for clause, _, _ in found(searcher, "train strike", MANAGERS)}


def test_what_is_withdrawn_is_gone_with_the_next_question(searcher: Searcher) -> None:
    searcher.refresh(RULES)
    searcher.refresh(RULES[:1])
    assert {clause for clause, _, _ in found(searcher, "hotel taxi")} <= {"TR-1.1"}
    searcher.refresh([])
    assert searcher.search("hotel", EVERYONE) == ()
    assert not searcher.ask("hotel", EVERYONE).answered


class Slow(Letters):
    """A model that embeds when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.told = Event(), Event()

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        self.begun.set()
        assert self.told.wait(30)
        yield from super().texts(texts)


def test_questions_go_on_while_clauses_are_embedded_and_what_is_withdrawn_stays_gone(tmp_path: Path) -> None:
    slow = Slow()
    searcher = Searcher(tmp_path / "index", [slow])
    older = Thread(target=searcher.refresh, args=(RULES,))
    older.start()
    assert slow.begun.wait(30)
    assert "TR-1.2" in {clause for clause, _, _ in found(searcher, "hotel")}
    searcher.show(RULES[:1])
    assert searcher.search("hotel", EVERYONE)[0].passage.clause == "TR-1.1"
    slow.told.set()
    older.join()
    assert {clause for clause, _, _ in found(searcher, "hotel taxi")} == {"TR-1.1"}
    searcher.close()


def test_only_what_is_new_is_embedded_and_progress_says_so(searcher: Searcher) -> None:
    model = searcher._embedders[0]  # to see how often it is asked
    assert isinstance(model, Letters)
    told: list[tuple[int, int]] = []
    searcher.refresh(RULES, lambda done, of: told.append((done, of)))
    assert (model.embedded, told) == (4, [(4, 4)])
    searcher.refresh([*RULES, FUTURE], lambda done, of: told.append((done, of)))
    assert (model.embedded, told[1:]) == (5, [(1, 1)])


def test_the_deleted_folder_is_made_again_with_the_same_answers(tmp_path: Path) -> None:
    answers = []
    for _ in range(2):
        searcher = Searcher(tmp_path / "index", [Letters()])
        searcher.refresh(RULES)
        answers.append(
            [searcher.search(question, EVERYONE) for question in ("hotel", "酒店", "train receipt")]
        )
        searcher.close()
        shutil.rmtree(tmp_path / "index")
    assert answers[0] == answers[1]


def test_a_kept_index_is_opened_without_embedding_anything(tmp_path: Path) -> None:
    first, second = Letters(), Letters()
    for model in (first, second):
        searcher = Searcher(tmp_path / "index", [model])
        searcher.refresh(RULES)
        searcher.close()
    assert (first.embedded, second.embedded) == (4, 0)


def test_vectors_that_were_lost_are_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    searcher = Searcher(folder, [Letters()])
    searcher.refresh(RULES)
    searcher.close()
    store = Store.in_folder(folder)
    collection = store.collection("letters")
    collection.drop(sorted(collection.ids())[:3])
    store.close()
    again = Searcher(folder, [Letters()])
    again.refresh(RULES)
    again.close()
    store = Store.in_folder(folder)
    collection = store.collection("letters")
    ids = sorted(collection.ids())
    assert len(ids) == len(RULES) + 5  # the wholes, and five sentences
    assert collection.lost(collection.read(ids)) == []
    store.close()


def test_a_new_model_takes_the_old_ones_place_and_the_old_vectors_go(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for name in ("letters", "more-letters"):
        searcher = Searcher(folder, [Letters(name)])
        searcher.refresh(RULES)
        searcher.close()
    store = Store.in_folder(folder)
    assert store.collection("letters").ids() == set()
    assert len(store.collection("more-letters").ids()) == len(RULES) + 5
    store.close()


def test_while_new_clauses_are_embedded_they_are_found_by_their_words(tmp_path: Path) -> None:
    class Watching(Letters):
        def texts(self, texts):  # noqa: ANN001, ANN202 - as the class it extends
            seen.append(found(searcher, "taxi"))
            yield from super().texts(texts)

    seen: list[list[tuple[str, str, float]]] = []
    searcher = Searcher(tmp_path / "index", [Watching()])
    searcher.refresh(RULES)
    searcher.close()
    assert seen[0][0][0] == "TR-1.3"


def test_a_second_process_is_told_that_the_folder_is_taken(tmp_path: Path, searcher: Searcher) -> None:
    searcher.refresh(RULES)
    code = (
        "import sys; from pathlib import Path; from knowledge.vectors import Store, IndexTakenError\n"
        "try: Store.in_folder(Path(sys.argv[1]))\n"
        "except IndexTakenError as taken: print(taken)"
    )
    said = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, str(tmp_path / "index")], capture_output=True, text=True, check=True
    ).stdout
    assert "another process is using the index" in said
    assert "CHROMA_URL" in said
    with pytest.raises(IndexTakenError):
        Store.in_folder(tmp_path / "index")


def test_a_server_that_is_not_there_is_named(unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    with pytest.raises(IndexUnreachableError, match=url):
        Searcher(url, [Letters()]).refresh(RULES)


def test_without_a_model_words_still_find(tmp_path: Path) -> None:
    searcher = Searcher(tmp_path / "index", [])
    searcher.refresh(RULES)
    assert found(searcher, "taxi at night")[0][0] == "TR-1.3"
    assert not searcher.ask("Do we serve lunch?", EVERYONE).answered
    assert not (tmp_path / "index").exists()


def test_quotes_are_exact_and_from_a_clause_that_may_be_seen(searcher: Searcher) -> None:
    rules: list[Passage] = [*RULES, SECRET]
    searcher.refresh(rules)
    finding = searcher.ask("What do hotels cost at most a night?", EVERYONE)
    assert finding.answered
    for passage_, span in finding.quotes:
        assert passage_.text[span.start : span.end] == "Hotels cost at most 120 euros a night."
    assert SECRET not in {passage_ for passage_, _ in searcher.ask("train strike", EVERYONE).quotes}

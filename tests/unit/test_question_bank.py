"""The question bank and the profiles: complete in both languages, and able to serve every required state."""

import re
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast

from prompts.profiles import ProfileError, load_profiles, read_profiles
from prompts.questions import (
    Question,
    QuestionBankError,
    QuestionMode,
    QuestionState,
    QuestionType,
    load_questions,
    read_questions,
)

LANGUAGES = ("en", "zh")
PREFIX = {
    "OO": "one_on_one",
    "GC": "goal_cocreate",
    "MR": "mid_review",
    "PI": "performance_interview",
    "RC": "recognition",
    "DV": "development",
    "DS": "difficult_support",
}
NUMBERED = {"OO": 8, "GC": 9, "MR": 8, "PI": 10, "RC": 6, "DV": 8, "DS": 9}

ENTRY = """
[[question]]
id = "OO1"
kind = "one_on_one"
type = "O"
state = "FOCUS"
modes = ["prep"]
order = 1
"""


def resource(language: str) -> ast.Resource:
    text = (files("prompts") / language / "questions.ftl").read_text(encoding="utf-8")
    return FluentParser().parse(text)


def messages(language: str) -> dict[str, ast.Message]:
    return {entry.id.name: entry for entry in resource(language).body if isinstance(entry, ast.Message)}


def variables(message: ast.Message) -> set[str]:
    assert message.value is not None
    return {
        element.expression.id.name
        for element in message.value.elements
        if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.VariableReference)
    }


def serving(kind: str, state: str, mode: QuestionMode) -> list[Question]:
    return [q for q in load_questions() if q.kind == kind and q.state == state and mode in q.modes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_parse_without_junk(language: str) -> None:
    assert not [entry for entry in resource(language).body if isinstance(entry, ast.Junk)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_words_and_no_words_lie_unused(language: str) -> None:
    assert set(messages(language)) == {question.message for question in load_questions()}


def test_a_text_asks_for_no_variable_its_question_does_not_announce() -> None:
    texts = {language: messages(language) for language in LANGUAGES}
    for question in load_questions():
        used = [variables(texts[language][question.message]) for language in LANGUAGES]
        assert used[0] | used[1] == question.needs, question.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_one_line_of_words_and_variables(language: str) -> None:
    for key, message in messages(language).items():
        assert message.value is not None
        for element in message.value.elements:
            if isinstance(element, ast.Placeable):
                assert isinstance(element.expression, ast.VariableReference), key
            else:
                assert "\n" not in element.value, key


def test_the_numbered_questions_of_each_kind_are_all_there() -> None:
    numbered = {q.id for q in load_questions() if re.fullmatch(r"[A-Z]{2}\d+", q.id)}
    assert numbered == {f"{prefix}{n}" for prefix, count in NUMBERED.items() for n in range(1, count + 1)}
    assert all(PREFIX[question.id[:2]] == question.kind for question in load_questions())


@pytest.mark.parametrize("kind", PREFIX.values())
def test_every_required_state_has_a_question_in_a_debrief(kind: str) -> None:
    # RECALL shows open actions and asks nothing.
    required = [s for s, need in load_profiles()[kind]["states"].items() if need == "R" and s != "RECALL"]
    assert "FOCUS" in required
    for state in required:
        assert serving(kind, state, QuestionMode.DEBRIEF), state


@pytest.mark.parametrize("kind", PREFIX.values())
def test_preparing_has_a_question_for_focus_evidence_and_the_voice_to_expect(kind: str) -> None:
    for state in ("FOCUS", "EVIDENCE", "VOICE"):
        assert serving(kind, state, QuestionMode.PREP), state


@pytest.mark.parametrize("kind", PREFIX.values())
def test_every_required_state_can_be_asked_about_before_any_date_or_goal_is_known(kind: str) -> None:
    for state in ("FOCUS", "VOICE", "COMMIT"):
        for mode in QuestionMode:
            asked = serving(kind, state, mode)
            assert not asked or any(question.needs <= {"n"} for question in asked), (state, mode)


@pytest.mark.parametrize("kind", PREFIX.values())
def test_every_extra_slot_is_filled_by_a_question_of_the_debrief(kind: str) -> None:
    filled = {
        slot
        for question in load_questions()
        if question.kind == kind and QuestionMode.DEBRIEF in question.modes
        for slot in question.slots
    }
    assert filled == set(load_profiles()[kind]["extra_slots"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_asked_why_where_it_sounds_like_blame(language: str) -> None:
    texts = messages(language)
    guarded = {kind for kind, profile in load_profiles().items() if not profile["may_ask_why"]}
    assert guarded == {"performance_interview", "difficult_support"}
    for question in load_questions():
        if question.kind in guarded and question.id[-1].isalpha():
            words = "".join(
                element.value
                for element in texts[question.message].value.elements
                if isinstance(element, ast.TextElement)
            )
            assert not re.search(r"\bwhy\b|为什么|为何", words, re.IGNORECASE), question.id


def test_questions_come_in_asking_order() -> None:
    kinds, states = list(load_profiles()), list(QuestionState)
    places = [(kinds.index(q.kind), states.index(q.state), q.order) for q in load_questions()]
    assert places == sorted(set(places))


def test_a_question_is_read_as_it_is_written() -> None:
    voice = next(question for question in load_questions() if question.id == "OO6P")
    assert voice == Question(
        id="OO6P",
        kind="one_on_one",
        type=QuestionType.PROBE,
        state=QuestionState.VOICE,
        modes=frozenset({QuestionMode.PREP}),
        order=1,
        needs=frozenset({"n"}),
        slots=(),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"one_on_one"', '"two_on_one"', "question OO1: unknown kind 'two_on_one'"),
        ('"FOCUS"', '"FOKUS"', "question OO1: unknown state 'FOKUS'"),
        ('"O"', '"X"', "question OO1: unknown type 'X'"),
        ('["prep"]', '["after"]', "question OO1: unknown mode 'after'"),
        ('["prep"]', "[]", "question OO1: it is asked in no mode"),
        ("order = 1", "order = true", "question OO1: 'order' must be given as int"),
        ('id = "OO1"', "", "question number 1: 'id' must be given as str"),
        ("order = 1", 'order = 1\nneeds = ["x"]', "question OO1: no such variable: x"),
        ("order = 1", "order = 1\ncolour = 2", "question OO1: no such field: colour"),
        ("order = 1", 'order = 1\nslots = ["weight"]', "question OO1: one_on_one has no slot weight"),
        ('"FOCUS"', '"EXTRA"', "question OO1: an EXTRA question must name the slot it fills"),
        ('"O"\nstate = "FOCUS"\nmodes = ["prep"]', '"S"\nstate = "FOCUS"\nmodes = ["debrief"]', "prep only"),
    ],
)
def test_a_wrong_entry_is_named(old: str, new: str, words: str) -> None:
    assert read_questions(ENTRY)
    assert old in ENTRY
    with pytest.raises(QuestionBankError, match=re.escape(words)):
        read_questions(ENTRY.replace(old, new))


def test_two_questions_with_one_id_or_one_place_are_refused() -> None:
    with pytest.raises(QuestionBankError, match="OO1: there are two of it"):
        read_questions(ENTRY + ENTRY)
    with pytest.raises(QuestionBankError, match="OO2: has the same order as OO1"):
        read_questions(ENTRY + ENTRY.replace("OO1", "OO2"))


def test_the_profiles_are_the_seven_kinds() -> None:
    assert list(load_profiles()) == list(PREFIX.values())


def test_only_the_interview_shows_a_result_and_its_prompts_are_counted_apart() -> None:
    profiles = load_profiles()
    assert [kind for kind, profile in profiles.items() if profile["visible_score"] == "result"] == [
        "performance_interview"
    ]
    assert profiles["performance_interview"]["prompts_max"] == {"prep": 6, "debrief": 5}
    assert {kind: p["prompts_max"]["debrief"] for kind, p in profiles.items()} == {
        "one_on_one": 5,
        "goal_cocreate": 6,
        "mid_review": 6,
        "performance_interview": 5,
        "recognition": 3,
        "development": 5,
        "difficult_support": 6,
    }


def test_every_kind_has_enough_prompts_for_its_required_states() -> None:
    for kind, profile in load_profiles().items():
        asked = [s for s, need in profile["states"].items() if need == "R" and s != "RECALL"]
        assert len(asked) <= profile["prompts_max"]["debrief"], kind


def test_causes_of_the_mid_review_are_named_in_both_languages() -> None:
    causes = load_profiles()["mid_review"]["causes"]
    assert len({cause["id"] for cause in causes}) == 8
    assert all(set(cause["name"]) == set(LANGUAGES) for cause in causes)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('visible_score = "none"', "", "one_on_one: 'visible_score' must be given as str"),
        ("signature = false", "signature = 0", "one_on_one: 'signature' must be given as bool"),
        ('EVIDENCE = "o"', 'EVIDENCE = "maybe"', "one_on_one: state EVIDENCE is 'maybe'"),
        ('FOCUS = "R", ', "", "one_on_one: 'states' must name"),
        ("signature = false", "signature = false\nextra = 1", "one_on_one: no such field: extra"),
        ("{ prep = 5, debrief = 5 }", "{ prep = 5 }", "one_on_one: 'prompts_max' must say prep and debrief"),
    ],
)
def test_a_wrong_profile_is_named(old: str, new: str, words: str) -> None:
    text = (files("prompts") / "profiles.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ProfileError, match=re.escape(words)):
        read_profiles(text.replace(old, new, 1))
